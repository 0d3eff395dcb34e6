import { describe, expect, it } from 'vitest'
import type { Polygon } from '#analysis/contours/polygon.ts'
import { wallPixels } from '#analysis/contours/ring.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { clearPixels, type WallRegionOptions, wallRegions } from '#analysis/perfusion/wall-regions.ts'
import { flatPlane } from '../../truth/flat-plane.ts'
import { valueIn } from './first-passes.ts'

const plane = (columnSpacing: number, rowSpacing = columnSpacing): ImagePlane =>
  flatPlane({ size: [60, 64], spacing: [rowSpacing, columnSpacing] })
const circle = (radius: number): Polygon =>
  Array.from({ length: 240 }, (_, k) => {
    const angle = (Math.PI * k) / 120
    return [31 + radius * Math.cos(angle), 29 + radius * Math.sin(angle)] as const
  })
const options: WallRegionOptions = { erosion: 0.15, clearance: 1, leastShare: 0.75 }

/** A wall from 16 to 26 pixels about (31, 29). */
const regionsOf = (given: Partial<WallRegionOptions> = {}, segments?: Uint8Array, of = plane(1)) => {
  const outer = circle(26)
  const wall = valueIn(wallPixels(circle(16), outer, of))
  return wallRegions(clearPixels(wall, outer, of, { ...options, ...given }), segments)
}
const radii = (index: readonly number[]): number[] =>
  index.map((pixel) => Math.hypot((pixel % 64) - 31, Math.floor(pixel / 64) - 29))
const between = (low: number, high: number): number => {
  let pixels = 0
  for (let i = 0; i < 60 * 64; i++) {
    const [r = 0] = radii([i])
    if (r >= low && r <= high) pixels++
  }
  return pixels
}

describe('regions of the wall', () => {
  it('of a slice without segments are its halves and the whole of it', () => {
    const [inner, outer, whole, ...others] = regionsOf()
    expect(others).toEqual([])
    expect([inner?.layer, outer?.layer, whole?.layer]).toEqual(['endocardial', 'epicardial', 'whole-wall'])
    expect(inner).not.toHaveProperty('segment')
    expect((inner?.pixels ?? 0) + (outer?.pixels ?? 0)).toBe(whole?.pixels)
    expect(whole?.index).toHaveLength(whole?.pixels ?? 0)
    expect(new Set([...(inner?.index ?? []), ...(outer?.index ?? [])])).toEqual(new Set(whole?.index))
    expect(Math.max(...radii(inner?.index ?? []))).toBeLessThan(21.01)
    expect(Math.min(...radii(outer?.index ?? []))).toBeGreaterThan(20.99)
  })

  it('keep clear of the borders by a share of the thickness', () => {
    const [, , whole] = regionsOf({ clearance: 0 })
    expect(Math.min(...radii(whole?.index ?? []))).toBeGreaterThan(17.49)
    expect(Math.max(...radii(whole?.index ?? []))).toBeLessThan(24.51)
    expect(whole?.pixels).toBeCloseTo(between(17.5, 24.5), -1)
  })

  it('keep clear of the borders by pixels where that is more', () => {
    const [, , whole] = regionsOf({ clearance: 2.5 })
    expect(Math.min(...radii(whole?.index ?? []))).toBeGreaterThan(18.49)
    expect(Math.max(...radii(whole?.index ?? []))).toBeLessThan(23.51)
    expect(whole?.pixels).toBeCloseTo(between(18.5, 23.5), -1)
    // one pixel of 1 mm is less than 15 % of 10 mm
    expect(regionsOf({ clearance: 1 })[2]?.pixels).toBe(regionsOf({ clearance: 0 })[2]?.pixels)
  })

  it('leave the middle third of however thin a wall', () => {
    const [, , whole] = regionsOf({ clearance: 9 })
    expect(whole?.pixels).toBeCloseTo(between(16 + 10 / 3, 26 - 10 / 3), -1)
    expect(whole?.pixels).toBeGreaterThan(100)
    expect(regionsOf({ erosion: 0.45, clearance: 0 })[2]?.pixels).toBe(whole?.pixels)
  })

  it('measure in millimetres, by the larger side of a pixel', () => {
    // the same wall in pixels twice as large is twice as thick: a pixel is the same share of it
    expect(regionsOf({ clearance: 2 }, undefined, plane(2))[2]?.pixels).toBe(
      regionsOf({ clearance: 2 })[2]?.pixels,
    )
    const flat = regionsOf({ clearance: 1.6, erosion: 0 }, undefined, plane(1, 1.0001))[2]?.pixels
    expect(flat).toBe(regionsOf({ clearance: 1.6, erosion: 0 })[2]?.pixels)
    expect(regionsOf({ clearance: 1.6, erosion: 0 }, undefined, plane(1, 1.5))[2]?.pixels).toBeLessThan(
      flat ?? 0,
    )
  })

  it('leave out pixels that lie in the wall by too small a share', () => {
    const all = regionsOf({ erosion: 0, clearance: 0, leastShare: 0 })[2]?.pixels ?? 0
    const most = regionsOf({ erosion: 0, clearance: 0, leastShare: 0.99 })[2]?.pixels ?? 0
    expect(all).toBeGreaterThan(most)
    expect(regionsOf({ erosion: 0, clearance: 0, leastShare: 1.01 })[2]?.pixels).toBe(0)
  })

  it('of segments follow those of the slice in order, with what little they have', () => {
    const segments = new Uint8Array(60 * 64)
    for (let i = 0; i < segments.length; i++) segments[i] = i % 64 < 31 ? 9 : Math.floor(i / 64) < 29 ? 4 : 0
    const regions = regionsOf({}, segments)
    expect(regions.map(({ segment }) => segment)).toEqual([
      ...[undefined, undefined, undefined],
      ...[4, 4, 4],
      ...[9, 9, 9],
    ])
    const [, , whole, , , fourth, ninthInner, , ninth] = regions
    expect(ninth?.index).toEqual(whole?.index.filter((pixel) => pixel % 64 < 31))
    expect(fourth?.index).toEqual(
      whole?.index.filter((pixel) => pixel % 64 >= 31 && Math.floor(pixel / 64) < 29),
    )
    expect(ninthInner?.layer).toBe('endocardial')
    expect(ninthInner?.index.every((pixel) => ninth?.index.includes(pixel))).toBe(true)
    const one = new Uint8Array(60 * 64)
    one[29 * 64 + 52] = 7
    expect(
      regionsOf({}, one)
        .map(({ pixels }) => pixels)
        .slice(3),
    ).toEqual([0, 1, 1])
  })
})
