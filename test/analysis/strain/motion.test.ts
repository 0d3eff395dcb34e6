import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndexPoint, Vector3 } from '#analysis/geometry/plane.ts'
import { excursion, longAxisOf } from '#analysis/strain/annulus.ts'
import { lineOf } from '#analysis/strain/outline.ts'
import { rotationOf } from '#analysis/strain/rotation.ts'
import { circle, pixel, planeAt } from './ring.ts'

const turned = (points: readonly IndexPoint[], degrees: number): IndexPoint[] => {
  const a = (degrees * Math.PI) / 180
  return points.map(([x, y]) => {
    const [dx, dy] = [x - 23.5, y - 23.5]
    return [23.5 + dx * Math.cos(a) - dy * Math.sin(a), 23.5 + dx * Math.sin(a) + dy * Math.cos(a)]
  })
}
const ring = circle(20, 50)
/** the normal of `planeAt` is +z */
const towards: Vector3 = [0, 0, 1]
const away: Vector3 = [0, 0, -1]

describe('the rotation of a slice', () => {
  it('is positive from columns to rows where the normal points to the apex, else negative', () => {
    const phases = [lineOf(ring), lineOf(turned(ring, 7)), lineOf(turned(ring, -3))]
    const seen = rotationOf(phases, planeAt(0), 0, towards)
    expect(seen[0]).toBe(0)
    expect(seen[1]).toBeCloseTo(7, 9)
    expect(seen[2]).toBeCloseTo(-3, 9)
    expect(rotationOf(phases, planeAt(0), 0, away)[1]).toBeCloseTo(-7, 9)
    expect(rotationOf(phases, planeAt(0), 1, towards)[0]).toBeCloseTo(-7, 9)
  })

  it('turns the same way in a mirrored picture of the same heart', () => {
    const flipped = (points: readonly IndexPoint[]): IndexPoint[] => points.map(([x, y]) => [47 - x, y])
    const phases = [ring, turned(ring, 7)]
    const plain = rotationOf(phases.map(lineOf), planeAt(0), 0, towards)
    const mirrored = rotationOf(
      phases.map((p) => lineOf(flipped(p))),
      planeAt(0, true),
      0,
      towards,
    )
    expect(mirrored[1]).toBeCloseTo(plain[1] ?? Number.NaN, 9)
  })

  it('has nothing to do with motion and contraction of the whole slice', () => {
    const number = fc.double({ min: -4, max: 4, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.5, max: 1.5, noNaN: true }), (x, y, scale) => {
        const moved = turned(ring, 5).map(
          ([px, py]): IndexPoint => [23.5 + x + scale * (px - 23.5), 23.5 + y + scale * (py - 23.5)],
        )
        expect(rotationOf([lineOf(ring), lineOf(moved)], planeAt(0), 0, towards)[1]).toBeCloseTo(5, 8)
      }),
      { seed: 41 },
    )
  })

  it('is measured in millimetres where pixels are not square', () => {
    const plane = { ...planeAt(0), rowSpacing: 2 * pixel } as ReturnType<typeof planeAt>
    const squeezed = (points: readonly IndexPoint[]): IndexPoint[] =>
      points.map(([x, y]) => [x, 23.5 + (y - 23.5) / 2])
    const phases = [ring, turned(ring, 7)].map((p) => lineOf(squeezed(p)))
    expect(rotationOf(phases, plane, 0, towards)[1]).toBeCloseTo(7, 9)
  })
})

describe('the long axis of a view', () => {
  const arch = lineOf([
    [10, 10],
    [11, 20],
    [14, 30],
    [18, 38],
    [22, 30],
    [25, 20],
    [26, 10],
  ])

  it('runs from the middle of the mitral ring to the farthest point of the endocardium', () => {
    const axis = longAxisOf(arch, planeAt(0))
    expect(axis).toEqual({ base: [36, 20], apex: [36, 76], direction: [0, 1], length: 56, apexPoint: 3 })
  })

  it('takes pixels as they are', () => {
    const axis = longAxisOf(arch, { ...planeAt(0), rowSpacing: 3 } as ReturnType<typeof planeAt>)
    expect(axis).toMatchObject({ base: [36, 30], apex: [36, 114], length: 84 })
  })

  it('is not there without a length', () => {
    expect(
      longAxisOf(
        lineOf([
          [5, 5],
          [5, 5],
        ]),
        planeAt(0),
      ),
    ).toBeUndefined()
  })

  it('tells how far a point of the ring comes towards the apex in systole', () => {
    const axis = longAxisOf(arch, planeAt(0))
    if (axis === undefined) throw new Error('no axis')
    const moved = (dx: number, dy: number) => arch.map((v, i) => v + (i % 2 === 0 ? dx : dy))
    const phases = [arch, moved(3, 4), moved(-2, 6), moved(0, 9), moved(0, -1)]
    expect(excursion(phases, 0, [0, 1, 2], axis, planeAt(0))).toBeCloseTo(12, 9)
    expect(excursion(phases, 6, [0, 1, 2, 3], axis, planeAt(0))).toBeCloseTo(18, 9)
    expect(excursion(phases, 0, [0, 4], axis, planeAt(0))).toBe(0)
    expect(excursion(phases, 0, [4, 0], axis, planeAt(0))).toBeCloseTo(2, 9)
  })
})
