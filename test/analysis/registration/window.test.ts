import { describe, expect, it } from 'vitest'
import {
  contrastIn,
  cut,
  fineWindow,
  smoothed,
  weightedRegion,
  widened,
} from '#analysis/registration/window.ts'
import { mm } from '#analysis/units/units.ts'
import { pictureOf } from './pictures.ts'

const [columns, rows] = [8, 6]
const weightsWith = (...set: readonly (readonly [x: number, y: number, weight: number])[]): Float32Array => {
  const weights = new Float32Array(columns * rows)
  for (const [x, y, weight] of set) weights[y * columns + x] = weight
  return weights
}

describe('the weighted pixels', () => {
  it('lie in the smallest rectangle that holds them', () => {
    const found = weightedRegion(weightsWith([2, 1, 1], [5, 1, 0.5], [3, 4, 0.25]), columns, rows)
    expect(found?.region).toEqual({ left: 2, top: 1, width: 4, height: 4 })
    expect(found?.count).toBe(3)
    expect([...(found?.shares ?? [])]).toEqual([1, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.25, 0, 0])
  })

  it('reach to the first and the last pixel', () => {
    const found = weightedRegion(weightsWith([0, 0, 1], [7, 5, 1]), columns, rows)
    expect(found?.region).toEqual({ left: 0, top: 0, width: 8, height: 6 })
  })

  it('count from a thousandth of the largest on', () => {
    const found = weightedRegion(weightsWith([2, 2, 4], [5, 2, 0.0041], [7, 2, 0.0039]), columns, rows)
    expect(found?.region).toEqual({ left: 2, top: 2, width: 4, height: 1 })
    expect(found?.count).toBe(2)
    const within = weightedRegion(weightsWith([2, 2, 4], [3, 2, 0.0039], [4, 2, 4]), columns, rows)
    expect([...(within?.shares ?? [])]).toEqual([4, 0, 4])
  })

  it.each([
    ['none', weightsWith()],
    ['a negative one', weightsWith([1, 1, 1], [2, 2, -0.1])],
    ['a NaN', weightsWith([1, 1, 1], [2, 2, Number.NaN])],
    ['an infinite one', weightsWith([1, 1, 1], [2, 2, Number.POSITIVE_INFINITY])],
  ])('%s is none at all', (_, weights) => {
    expect(weightedRegion(weights, columns, rows)).toBeUndefined()
  })
})

describe('contrast', () => {
  it('is the weighted standard deviation', () => {
    const pixels = Float32Array.from({ length: columns * rows }, (_, i) => i)
    const found = weightedRegion(weightsWith([1, 1, 1], [3, 1, 3]), columns, rows)
    if (found === undefined) throw new Error('no region')
    // values 9 and 11, of which 11 counts three times: mean 10.5, variance (1.5² + 3 · 0.5²) / 4
    expect(contrastIn(pixels, columns, found)).toBeCloseTo(Math.sqrt(0.75), 9)
  })
})

describe('a window', () => {
  const { plane } = pictureOf(40, undefined, [2, 1])

  it('has a margin in millimetres, as far as the picture goes', () => {
    const region = { left: 10, top: 12, width: 6, height: 8 }
    expect(widened(region, mm(5), plane)).toEqual({ left: 7, top: 7, width: 12, height: 18 })
    expect(widened(region, mm(100), plane)).toEqual({ left: 0, top: 0, width: 40, height: 40 })
    expect(widened({ left: 36, top: 37, width: 3, height: 2 }, mm(4), plane)).toEqual({
      left: 34,
      top: 33,
      width: 6,
      height: 7,
    })
  })

  it('holds the pixels of its region in the unit that is asked for', () => {
    const pixels = Float32Array.from({ length: columns * rows }, (_, i) => i)
    const part = cut(pixels, columns, { left: 2, top: 3, width: 3, height: 2 }, 2)
    expect(part).toMatchObject({ left: 2, top: 3, width: 3, height: 2 })
    expect([...part.pixels]).toEqual([13, 13.5, 14, 17, 17.5, 18])
  })

  it('is smoothed by millimetres: half as many pixels across as down here', () => {
    const spot = { left: 0, top: 0, width: 31, height: 31, pixels: new Float32Array(31 * 31) }
    spot.pixels[15 * 31 + 15] = 1
    const { pixels } = smoothed(spot, mm(2), { columnSpacing: mm(2), rowSpacing: mm(1) })
    const variance = (across: number, down: number): number => {
      let [sum, square] = [0, 0]
      pixels.forEach((value, i) => {
        const d = across * ((i % 31) - 15) + down * (Math.floor(i / 31) - 15)
        sum += value
        square += value * d * d
      })
      return square / sum
    }
    // the tails are cut at three widths, which takes some 3 %
    expect(variance(1, 0)).toBeCloseTo(1, 0)
    expect(variance(0, 1)).toBeGreaterThan(3.8)
    expect(variance(0, 1)).toBeLessThan(4.01)
  })

  it('is refined in place', () => {
    const fine = fineWindow({ left: 4, top: 5, width: 3, height: 1, pixels: Float32Array.of(2, 4, 6) })
    expect(fine).toMatchObject({ left: 4, top: 5, width: 3, height: 1 })
    expect(fine).not.toHaveProperty('pixels')
    expect(fine.samples).toHaveLength(5)
  })
})
