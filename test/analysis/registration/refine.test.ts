import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refined } from '#analysis/registration/refine.ts'

const [columns, rows] = [7, 6]
const width = 2 * columns - 1
const height = 2 * rows - 1
const pixelsOf = (value: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: columns * rows }, (_, i) => value(i % columns, Math.floor(i / columns)))

describe('a picture on a grid twice as fine', () => {
  it('keeps its pixels', () => {
    const fine = refined(
      pixelsOf((x, y) => 10 * y + x * x),
      columns,
      rows,
    )
    expect(fine).toHaveLength(width * height)
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < columns; x++) expect(fine[2 * y * width + 2 * x]).toBe(10 * y + x * x)
  })

  it('follows any cubic exactly, a pixel away from the edges', () => {
    const small = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(small, small, small, small, (a, b, c, d) => {
        const cubic = (x: number, y: number) => a * x ** 3 + b * y ** 3 + c * x * x * y + d * x * y
        const fine = refined(pixelsOf(cubic), columns, rows)
        for (let y = 2; y < height - 2; y++)
          for (let x = 2; x < width - 2; x++) expect(fine[y * width + x]).toBeCloseTo(cubic(x / 2, y / 2), 3)
      }),
      { seed: 5, numRuns: 20 },
    )
  })

  it('goes on beyond an edge with the outermost pixel', () => {
    const row = refined(Float32Array.of(3, 5, 11), 3, 1)
    expect([...row]).toEqual([3, (9 * 8 - 3 - 11) / 16, 5, (9 * 16 - 3 - 11) / 16, 11])
    const column = refined(Float32Array.of(3, 5, 11), 1, 3)
    expect([...column]).toEqual([...row])
  })

  it('of two pixels has their middle between them', () => {
    expect([...refined(Float32Array.of(4, 8), 2, 1)]).toEqual([4, 6, 8])
    expect([...refined(Float32Array.of(4, 8), 1, 2)]).toEqual([4, 6, 8])
  })
})
