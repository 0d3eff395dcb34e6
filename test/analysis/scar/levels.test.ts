/** From the signal of a wall to the numbers that thresholds rest on: on walls whose pixels are written down. */
import { describe, expect, it } from 'vitest'
import { otsu } from '#analysis/scar/otsu.ts'
import { chanceOf, connectedPeak } from '#analysis/scar/peak.ts'
import { findRemote, type RemoteOptions, remoteOf, robustSd } from '#analysis/scar/remote.ts'
import {
  type Levels,
  peakOf,
  solidSignals,
  thresholdOf,
  thresholdsOf,
  usualThresholds,
} from '#analysis/scar/thresholds.ts'
import { type Grid, gridWall } from './grid-wall.ts'

describe("Otsu's threshold", () => {
  it('lies in the middle of the empty bins between the classes', () => {
    // ten bins of 1: the split is best after bins 0 to 8, whose middle is bin 4
    expect(otsu([0, 0, 10, 10], 10)).toEqual({ threshold: 5, lowerMean: 0, upperMean: 10 })
    expect(otsu([5, 5, 15, 15], 10)).toEqual({ threshold: 10, lowerMean: 5, upperMean: 15 })
  })
  it('does not count gaps elsewhere to its own', () => {
    // the best split is between 0 and 6, over bins 0 to 5; the gap from 7 to 10 is another
    const found = otsu([0, 0, 0, 0, 6, 6, 6, 10], 10)
    expect(found?.threshold).toBe(3.5)
    expect(found?.lowerMean).toBe(0)
    expect(found?.upperMean).toBe(7)
  })
  it('is the first of two that are as good', () => {
    expect(otsu([0, 5, 10], 2)).toEqual({ threshold: 5, lowerMean: 0, upperMean: 7.5 })
    expect(otsu([0, 5, 10], 10)?.lowerMean).toBe(0)
  })
  it('puts a value at the edge of a bin into the upper one, and the highest into the last', () => {
    expect(otsu([0, 0, 5, 5, 10, 10, 10, 10, 10], 2)).toEqual({
      threshold: 5,
      lowerMean: 0,
      upperMean: 60 / 7,
    })
  })
})

describe('the mean of the brightest pixels that hang together', () => {
  const wall = gridWall({ rows: 3, columns: 4, signal: [9, 1, 1, 8, 1, 7, 1, 8, 1, 1, 6, 1] })
  it('is gathered from pixel to pixel, by sides and corners', () => {
    expect(connectedPeak(wall, 1)).toBe(9)
    expect(connectedPeak(wall, 2)).toBe(8)
    expect(connectedPeak(wall, 3)).toBeCloseTo(22 / 3, 12)
    // 9, 7, 6, 8, 8: the corner is two pixels away from the other lump
    expect(connectedPeak(wall, 5)).toBeCloseTo(38 / 5, 12)
    expect(connectedPeak(wall, 12)).toBeCloseTo(45 / 12, 12)
    expect(connectedPeak(wall, 13)).toBeUndefined()
  })
  it('is of the brightest lump, wherever it comes in the list', () => {
    const lumps = (signal: readonly number[]) => connectedPeak(gridWall({ rows: 1, columns: 7, signal }), 2)
    expect(lumps([5, 5, 0, 0, 0, 6, 6])).toBe(6)
    expect(lumps([6, 6, 0, 0, 0, 5, 5])).toBe(6)
    expect(lumps([7, 0, 0, 6, 6, 0, 0])).toBe(6)
    expect(lumps([-7, -7, -9, -9, -9, -6, -6])).toBe(-6)
  })
  it('is among the pixels that are asked for, and else among those clear of the borders', () => {
    const cut = gridWall({ rows: 1, columns: 4, signal: [9, 5, 3, 8], solid: [0, 1, 1, 0] })
    expect(connectedPeak(cut, 2)).toBe(4)
    expect(connectedPeak(cut, 3)).toBeUndefined()
    expect(connectedPeak(cut, 2, Uint8Array.of(1, 1, 0, 1))).toBe(7)
    expect(connectedPeak(cut, 2, Uint8Array.of(1, 0, 1, 0))).toBeUndefined()
  })
  it('owes to chance what remote shows above its mean, up to two and a half standard deviations', () => {
    const remote = { mean: 3, sd: 2, pixels: [1, 2, 4, 5, 6] }
    // 7, 1, 1 of remote
    expect(chanceOf(wall, remote, 1)).toBe(4)
    expect(chanceOf(wall, remote, 2)).toBe(1)
    expect(chanceOf(wall, { ...remote, sd: 1 }, 1)).toBe(2.5)
    expect(chanceOf(wall, remote, 6)).toBe(0)
  })
})

describe('the maximum of several slices', () => {
  const walls = [
    gridWall({ rows: 1, columns: 3, signal: [10, 12, 100] }),
    gridWall({ rows: 1, columns: 3, signal: [11, 12, 80], solid: [1, 1, 0] }),
  ]
  const remotes = [
    { mean: 10, sd: 4, pixels: [0, 1], origin: 'automatic' as const },
    { mean: 9, sd: 4, pixels: [0, 1], origin: 'automatic' as const },
  ]
  const options = { ...usualThresholds, peakPixels: 1 }
  it('is that of the brightest less the most that chance gives in any', () => {
    expect(peakOf(walls, remotes, options)).toBe(100 - 3)
    expect(peakOf(walls, remotes, { ...options, peakNoise: 'kept' })).toBe(100)
  })
  it('is of the slices that have one, and none where none has', () => {
    expect(peakOf(walls, remotes, { ...options, peakPixels: 3, peakNoise: 'kept' })).toBeCloseTo(122 / 3, 12)
    expect(peakOf(walls, remotes, { ...options, peakPixels: 4 })).toBeUndefined()
  })
  it('has beside it all signals clear of the borders', () => {
    expect([...solidSignals(walls)]).toEqual([10, 12, 100, 11, 12])
  })
})

describe('a threshold', () => {
  const levels: Levels = { remote: { mean: 40, sd: 4 }, peak: 100, values: [20, 60.1] }
  const noMaximum = {
    reason: 'no-enhancement',
    detail: 'the maximum lies less than 5 SD above remote myocardium',
  }
  it('is none where the maximum or the mean of the brighter class just reaches five SD above remote', () => {
    const fwhm = (peak: number | undefined) =>
      thresholdOf({ kind: 'fwhm', above: 'maximum' }, { ...levels, peak }, usualThresholds)
    expect(fwhm(60)).toMatchObject(noMaximum)
    expect(fwhm(undefined)).toMatchObject(noMaximum)
    expect(fwhm(60.5)).toMatchObject({ value: 30.25 })
    const classes = (values: readonly number[]) =>
      thresholdOf({ kind: 'otsu' }, { ...levels, values }, usualThresholds)
    expect(classes([20, 60])).toMatchObject({
      reason: 'no-enhancement',
      detail: 'the brighter class lies less than 5 SD above remote myocardium',
    })
    expect(classes([60, 60])).toMatchObject({ reason: 'no-enhancement' })
    expect(classes([20, 60.1])).toMatchObject({ value: 40.05 })
  })
  it('is none of any slice only where no slice has one', () => {
    const of = (...peaks: (number | undefined)[]) =>
      thresholdsOf(
        { kind: 'fwhm', above: 'remote' },
        peaks.map((peak) => ({ ...levels, peak })),
        usualThresholds,
      )
    expect(of(50, undefined)).toMatchObject({ measured: false, ...noMaximum })
    expect(of(50, 100)).toMatchObject({ value: [noMaximum, { value: 70 }] })
    expect(of(100, 50)).toMatchObject({ value: [{ value: 70 }, noMaximum] })
    expect(of(100, 120)).toMatchObject({ value: [{ value: 70 }, { value: 80 }] })
  })
})

describe('remote myocardium', () => {
  it('has the mean of all parts together and 1.4826 medians of the deviations from their median', () => {
    const a = gridWall({ rows: 1, columns: 4, signal: [1, 2, 99, 3] })
    const b = gridWall({ rows: 1, columns: 2, signal: [10, 4] })
    const { mean, sd } = remoteOf([
      { wall: a, pixels: [0, 1, 3] },
      { wall: b, pixels: [0, 1] },
    ])
    expect(mean).toBe(4)
    // median 3, deviations 2 1 0 7 1
    expect(sd).toBeCloseTo(1.4826, 12)
    expect(robustSd([10, 9, 1, 100])).toBeCloseTo(1.4826 * 4.5, 12)
  })

  // six groups of three pixels each, at 10°, 30° and 50° of every sixty degrees
  const sixths = (means: readonly number[], spreads: readonly number[], more: Partial<Grid> = {}) =>
    gridWall({
      rows: 1,
      columns: 18,
      angle: means.flatMap((_, k) => [10, 30, 50].map((place) => 60 * k + place - 180)),
      signal: means.flatMap((mean, k) => [-1, 0, 1].map((step) => mean + step * (spreads[k] ?? 1))),
      ...more,
    })
  const options: RemoteOptions = { sector: 60, step: 60, from: 0.2, to: 0.8, merge: 0, fewestPixels: 3 }
  const found = (wall: ReturnType<typeof gridWall>, more: Partial<RemoteOptions> = {}) => {
    const remote = findRemote(wall, { ...options, ...more })
    if (!remote.measured) throw new Error(remote.detail)
    return remote.value
  }
  const group = (k: number) => [3 * k, 3 * k + 1, 3 * k + 2]

  it('is the sector of the lowest mean', () => {
    expect(found(sixths([50, 40, 60, 30, 55, 45], [1]))).toEqual({
      mean: 30,
      sd: 1.4826,
      pixels: group(3),
      origin: 'automatic',
    })
  })
  it('is bounded by the lowest sector that varies no more than usual, and what lies lower belongs to it', () => {
    const remote = found(sixths([50, 60, 70, 30, 40, 45], [1, 1, 1, 9, 1, 1]))
    expect(remote.pixels).toEqual([...group(3), ...group(4)])
  })
  it('takes in sectors within so many standard errors of the lowest, in the order of the wall', () => {
    // 3 · 1.4826 / √3 = 2.568
    const wall = sixths([42.5, 60, 42.6, 60, 40, 41], [1])
    expect(found(wall, { merge: 3 }).pixels).toEqual([...group(0), ...group(4), ...group(5)])
    expect(found(wall, { merge: 1.5 }).pixels).toEqual([...group(4), ...group(5)])
    expect(found(wall, { merge: 3 }).mean).toBeCloseTo(123.5 / 3, 9)
  })
  it('is the first of two equal sectors, by whose error others are taken in', () => {
    const wall = sixths([40, 40, 44, 60, 60, 60], [1, 2, 2, 2, 2, 2])
    expect(found(wall, { merge: 3 }).pixels).toEqual([...group(0), ...group(1)])
  })
  it('counts a pixel of several sectors once', () => {
    const wall = sixths([40, 40, 40, 40, 40, 40], [1])
    expect(found(wall, { step: 20, merge: 3 }).pixels).toEqual(Array.from({ length: 18 }, (_, i) => i))
  })
  it('is looked for once in every direction', () => {
    // two halves: that from 0° varies more, so that the other, of the higher mean, is the calm one
    const halves = gridWall({
      rows: 1,
      columns: 6,
      angle: [10, 90, 170, -170, -90, -10],
      signal: [20, 30, 40, 33, 34, 35],
    })
    // by the calm one's mean of 34, both belong to it; by the other's, of 30, that alone
    expect(found(halves, { sector: 180, step: 180 }).pixels).toEqual([0, 1, 2, 3, 4, 5])
  })
  it('is of sectors that hold where they begin and not where they end', () => {
    const wall = gridWall({
      rows: 1,
      columns: 5,
      angle: [0, 45, 90, 135, 180],
      signal: [10, 11, 50, 60, 99],
    })
    expect(found(wall, { sector: 90, step: 90, fewestPixels: 2 }).pixels).toEqual([0, 1])
    expect(found(wall, { sector: 91, step: 90, fewestPixels: 3 }).pixels).toEqual([0, 1, 2])
  })
  it('is of pixels clear of the borders, from the least depth to the largest', () => {
    const wall = gridWall({
      rows: 1,
      columns: 6,
      angle: [0, 1, 2, 3, 4, 5],
      signal: [10, 11, 12, 13, 14, 15],
      depth: [0.19, 0.2, 0.5, 0.8, 0.81, 0.5],
      solid: [1, 1, 1, 1, 1, 0],
    })
    expect(found(wall).pixels).toEqual([1, 2, 3])
    expect(findRemote(wall, { ...options, fewestPixels: 4 })).toEqual({
      measured: false,
      reason: 'no-remote',
      detail: 'no sector has 4 pixels clear of the borders',
    })
  })
  it('is where a reader drew it: pixels clear of the borders that lie half within', () => {
    const wall = gridWall({
      rows: 1,
      columns: 6,
      signal: [10, 11, 12, 13, 14, 15],
      solid: [1, 1, 0, 1, 1, 1],
      given: {
        remote: [
          [0.5, -0.5],
          [4, -0.5],
          [4, 0.5],
          [0.5, 0.5],
        ],
      },
    })
    expect(found(wall)).toEqual({ mean: 38 / 3, sd: 1.4826, pixels: [1, 3, 4], origin: 'drawn' })
    expect(findRemote(wall, { ...options, fewestPixels: 4 })).toEqual({
      measured: false,
      reason: 'no-remote',
      detail: '3 pixels of the wall lie in the remote region that was drawn, and 4 are needed',
    })
  })
})
