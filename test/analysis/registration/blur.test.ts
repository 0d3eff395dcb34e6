import { describe, expect, it } from 'vitest'
import { blurred } from '#analysis/registration/blur.ts'

const columns = 41
const rows = 31
const impulse = Float32Array.from({ length: columns * rows }, (_, i) => (i === 15 * columns + 20 ? 1000 : 0))

/** Second moment about the impulse, along columns and rows. */
function spread(pixels: Float32Array): readonly [number, number] {
  let [sum, x2, y2] = [0, 0, 0]
  pixels.forEach((value, i) => {
    sum += value
    x2 += value * ((i % columns) - 20) ** 2
    y2 += value * (Math.floor(i / columns) - 15) ** 2
  })
  return [x2 / sum, y2 / sum]
}

describe('smoothing', () => {
  it('spreads a point by the variance that was asked for, in each direction', () => {
    const [x, y] = spread(blurred(impulse, columns, rows, 2, 1))
    // a kernel cut at three widths lacks some of its tail
    expect(x).toBeGreaterThan(3.8)
    expect(x).toBeLessThan(4)
    expect(y).toBeGreaterThan(0.94)
    expect(y).toBeLessThan(1)
  })

  it('has the shape of a Gaussian', () => {
    const result = blurred(impulse, columns, rows, 2, 0)
    const at = (d: number) => result[15 * columns + 20 + d] ?? 0
    expect(at(2) / at(0)).toBeCloseTo(Math.exp(-0.5), 6)
    expect(at(-4) / at(0)).toBeCloseTo(Math.exp(-2), 6)
    expect(at(7)).toBe(0)
  })

  it('keeps brightness in all, and the picture where nothing is to be smoothed', () => {
    const sum = (pixels: Float32Array) => pixels.reduce((a, b) => a + b)
    expect(sum(blurred(impulse, columns, rows, 2.5, 3))).toBeCloseTo(1000, 2)
    expect(blurred(impulse, columns, rows, 0, 0)).toEqual(impulse)
  })

  it('leaves an even picture even up to its edges', () => {
    const even = new Float32Array(columns * rows).fill(7)
    for (const value of blurred(even, columns, rows, 3, 2)) expect(value).toBeCloseTo(7, 5)
  })

  it('mirrors the picture about its outermost pixels', () => {
    const line = Float32Array.from([10, 20, 40, 80])
    const [a, b] = [Math.exp(-0.5), Math.exp(-2)]
    const c = Math.exp(-4.5)
    const sum = 1 + 2 * (a + b + c)
    const [first = 0] = blurred(line, 4, 1, 1, 1)
    expect(first).toBeCloseTo((10 + 2 * a * 20 + 2 * b * 40 + 2 * c * 80) / sum, 4)
    expect(blurred(Float32Array.of(5), 1, 1, 2, 2)[0]).toBeCloseTo(5, 6)
  })
})
