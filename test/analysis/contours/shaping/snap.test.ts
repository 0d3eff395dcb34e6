import { describe, expect, it } from 'vitest'
import { distance, type PixelSize } from '#analysis/contours/polygon.ts'
import { type Grey, snapped } from '#analysis/contours/shaping/snap.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import { ring, square } from '../shapes.ts'

const edge = (distance: number): number => 1 / (1 + Math.exp(-distance / 0.6))

/** Bright blood of radius 20 mm, a dark wall of 9 mm, grey lung beyond. */
function heart(side: number, centre: IndexPoint, pixel: PixelSize): Grey {
  const values = new Float32Array(side * side)
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const radius = distance([column, row], centre, pixel)
      values[row * side + column] = 300 - 260 * edge(radius - 20) + 120 * edge(radius - 29)
    }
  return { rows: side, columns: side, values }
}

const picture = heart(200, [100, 100], square)
const radii = (points: readonly IndexPoint[] | undefined): number[] =>
  (points ?? []).map((point) => distance(point, [100, 100], square))

describe('a border snapped to the edge', () => {
  it('finds an edge that lies up to 3 mm away to within 0.3 mm', () => {
    for (const radius of [17.5, 19, 20, 22, 22.8]) {
      const found = radii(snapped(ring(radius, 60), true, picture, square))
      expect(found).toHaveLength(96)
      for (const one of found) expect(Math.abs(one - 20)).toBeLessThan(0.3)
    }
  })

  it('takes the outer edge of the wall, which is of the other kind, for a border that lies on it', () => {
    for (const one of radii(snapped(ring(28, 60), true, picture, square)))
      expect(Math.abs(one - 29)).toBeLessThan(0.3)
  })

  it('finds the same edge where pixels are not square, and when the border runs the other way', () => {
    const flat = { rowSpacing: mm(1.25), columnSpacing: mm(0.8) }
    const other = heart(300, [125, 80], flat)
    const line = ring(1, 60, [0, 0]).map(
      ([x, y]): IndexPoint => [125 + (21.5 * x) / 0.8, 80 + (21.5 * y) / 1.25],
    )
    for (const points of [line, line.toReversed()])
      for (const point of snapped(points, true, other, flat) ?? [])
        expect(Math.abs(distance(point, [125, 80], flat) - 20)).toBeLessThan(0.35)
  })

  it('answers the same every time', () => {
    const once = snapped(ring(22, 60, [101, 99]), true, picture, square)
    expect(snapped(ring(22, 60, [101, 99]), true, picture, square)).toEqual(once)
  })

  it('follows an open line as well', () => {
    const arc = ring(21.5, 120).slice(0, 70)
    for (const one of radii(snapped(arc, false, picture, square)))
      expect(Math.abs(one - 20)).toBeLessThan(0.4)
  })

  it('says that there is no edge in a picture of one value', () => {
    const plain = { rows: 20, columns: 20, values: new Float32Array(400).fill(7) }
    expect(snapped(ring(5, 30, [10, 10]), true, plain, square)).toBeUndefined()
  })
})
