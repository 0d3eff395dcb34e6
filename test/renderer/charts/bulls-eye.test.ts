import { describe, expect, it } from 'vitest'
import { neighbour, outerRadius, segmentShapes } from '../../../renderer/charts/bulls-eye.ts'

const label = (segment: number) => {
  const found = segmentShapes.find((shape) => shape.segment === segment)
  if (!found) throw new RangeError(`no segment ${segment}`)
  return found.label
}

describe("the bull's-eye", () => {
  it('shows all seventeen segments within its circle', () => {
    expect(segmentShapes.map(({ segment }) => segment)).toEqual(Array.from({ length: 17 }, (_, i) => i + 1))
    for (const {
      label: { x, y },
    } of segmentShapes)
      expect(Math.hypot(x, y)).toBeLessThan(outerRadius)
  })

  it('has the anterior wall at the top, the septum at the left and the lateral wall at the right', () => {
    for (const anterior of [1, 7, 13]) {
      expect(label(anterior).x).toBeCloseTo(0, 9)
      expect(label(anterior).y).toBeLessThan(0)
    }
    for (const septal of [2, 3, 8, 9, 14]) expect(label(septal).x).toBeLessThan(0)
    for (const lateral of [5, 6, 11, 12, 16]) expect(label(lateral).x).toBeGreaterThan(0)
    for (const inferior of [4, 10, 15]) expect(label(inferior).y).toBeGreaterThan(0)
    // the anterior part of the septum lies above its inferior part
    expect(label(2).y).toBeLessThan(label(3).y)
  })

  it('is gone through by arrows: round a ring and back, and from the base to the apex', () => {
    let segment = 1
    for (let step = 0; step < 6; step++) segment = neighbour(segment, 'counter-clockwise')
    expect(segment).toBe(1)
    expect(neighbour(1, 'counter-clockwise')).toBe(2)
    expect(neighbour(1, 'clockwise')).toBe(6)
    expect(['inwards', 'inwards', 'inwards'].reduce((at) => neighbour(at, 'inwards'), 1)).toBe(17)
    expect(neighbour(17, 'inwards')).toBe(17)
    expect(neighbour(1, 'outwards')).toBe(1)
    expect(neighbour(16, 'outwards')).toBeGreaterThan(10)
  })
})
