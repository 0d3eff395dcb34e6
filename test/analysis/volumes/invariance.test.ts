/** What must not change a volume: where the patient lies, the order of contours, a mirrored picture, the unit cell. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { centroid } from '#analysis/contours/polygon.ts'
import { verticesFrom } from '#analysis/contours/vertices.ts'
import type { IndexPoint, PatientPoint } from '#analysis/geometry/plane.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { clippedPhase } from '#analysis/volumes/clipped.ts'
import { crossesItself as crossesAbout, windsOnce as windsAbout } from '#analysis/volumes/crossing.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { phaseVolume } from '#analysis/volumes/phase.ts'
import { stackAxes } from '#analysis/volumes/valve-plane.ts'
import { moved } from './moved.ts'
import { boxStack, drawnOn, marksBeside, planePoints } from './prism.ts'

const slices = [1, 2, 3, 4]
/** Ellipses that narrow towards the apex, with a papillary muscle. */
const ellipse = (a: number, b: number): IndexPoint[] =>
  Array.from(
    { length: 60 },
    (_, i): IndexPoint => [
      100 + a * Math.cos((2 * Math.PI * i) / 60),
      100 + b * Math.sin((2 * Math.PI * i) / 60),
    ],
  )
const heart = (stack: Stack): Contour[] =>
  slices.flatMap((slice) => [
    drawnOn(stack, slice, 0, 'lv-endocardial', ellipse(26 - 4 * slice, 30 - 4 * slice)),
    drawnOn(stack, slice, 0, 'lv-epicardial', ellipse(36 - 4 * slice, 40 - 4 * slice)),
    drawnOn(stack, slice, 0, 'lv-papillary', ellipse(3, 4)),
  ])
const valve = planePoints(-3, 0.15)
const apex: PatientPoint = [100, 100, -52]

interface Amounts {
  readonly cavity: number
  readonly wall: number
}
function measure(
  stack: Stack,
  contours: readonly Contour[],
  points: readonly PatientPoint[],
  tip: PatientPoint,
): Amounts {
  const grid = arrange(stack, contours, marksBeside(stack, contours))
  const axes = stackAxes(stack)
  if (!axes.measured) throw new Error(axes.reason)
  const { cavity, wall } = clippedPhase(
    stack,
    axes.value,
    grid,
    phaseVolume(stack, grid, 0, 'mass'),
    { valve: points, apex: tip },
    { outflow: 'cut', apex: 'ellipsoid', papillaries: 'mass', chamber: 'lv' },
  )
  if (!cavity.measured || !wall.measured) throw new Error(JSON.stringify(cavity))
  return { cavity: cavity.value, wall: wall.value }
}

const stack = boxStack(6)
const expected = measure(stack, heart(stack), valve, apex)
const close = ({ cavity, wall }: Amounts, by = 1): void => {
  expect(cavity).toBeCloseTo(by * expected.cavity, 6)
  expect(wall).toBeCloseTo(by * expected.wall, 6)
}

describe('a clipped volume', () => {
  it('is the same wherever the patient lies', () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true })
    const far = fc.double({ min: -200, max: 200, noNaN: true })
    fc.assert(
      fc.property(
        part,
        part,
        fc.double({ min: 0, max: 6.3, noNaN: true }),
        far,
        far,
        (x, y, angle, dx, dy) => {
          const { stack: other, place } = moved(stack, [x, y, 0.5], angle, [dx, dy, dx - dy])
          close(measure(other, heart(other), valve.map(place), place(apex)))
        },
      ),
      { seed: 7, numRuns: 40 },
    )
  })

  it('does not depend on the order of contours or points', () => {
    close(measure(stack, [...heart(stack)].reverse(), [...valve].reverse(), apex))
    const turned = heart(stack).map((contour) => ({
      ...contour,
      points: [...contour.points.slice(17), ...contour.points.slice(0, 17)].reverse(),
    }))
    close(measure(stack, turned, valve, apex))
  })

  it('of a mirrored heart is the same', () => {
    const mirrored = heart(stack).map((contour) => ({
      ...contour,
      points: contour.points.map(([x, y]): IndexPoint => [200 - x, y]),
    }))
    close(
      measure(
        stack,
        mirrored,
        valve.map(([x, y, z]): PatientPoint => [200 - x, y, z]),
        apex,
      ),
    )
  })

  it('grows as the valve rises and as the apex sinks', () => {
    const at = (height: number, tip: number) =>
      measure(stack, heart(stack), planePoints(height, 0.15), [100, 100, tip]).cavity
    expect(at(-2, -52)).toBeGreaterThan(at(-3, -52))
    expect(at(-9, -52)).toBeGreaterThan(at(-10, -52))
    expect(at(-3, -53)).toBeGreaterThan(at(-3, -52))
  })
})

describe('a border crosses itself', () => {
  const crossesItself = (points: readonly IndexPoint[]) =>
    crossesAbout(verticesFrom(points), centroid(points))
  const windsOnce = (points: readonly IndexPoint[]) => windsAbout(verticesFrom(points), centroid(points))
  const star = (turns: number): IndexPoint[] =>
    Array.from(
      { length: 7 },
      (_, i): IndexPoint => [
        10 * Math.cos((2 * Math.PI * turns * i) / 7),
        10 * Math.sin((2 * Math.PI * turns * i) / 7),
      ],
    )

  it('when it goes round twice, though every edge turns the same way', () => {
    expect(crossesItself(star(1))).toBe(false)
    expect(crossesItself([...star(1)].reverse())).toBe(false)
    expect(crossesItself(star(2))).toBe(true)
    expect(crossesItself([...star(2)].reverse())).toBe(true)
  })

  it('is told of a round one by a look at each edge', () => {
    for (const points of [star(1), star(1).reverse(), [...star(1).slice(3), ...star(1).slice(0, 3)]])
      expect(windsOnce(points)).toBe(true)
    expect(windsOnce(star(2))).toBe(false)
    expect(windsOnce(star(2).reverse())).toBe(false)
    // a point set twice, and one that turns back
    expect(windsOnce([...star(1), [10, 0]])).toBe(false)
    expect(windsOnce([...star(1), [9, -1], [9.9, -3]])).toBe(false)
  })

  it('not where it is bent like a right ventricle, or repeats a point', () => {
    const bean: IndexPoint[] = [
      [0, 0],
      [30, 0],
      [30, 30],
      [20, 30],
      [20, 5],
      [10, 5],
      [10, 30],
      [0, 30],
    ]
    expect(crossesItself(bean)).toBe(false)
    expect(crossesItself([...bean, [0, 0]])).toBe(false)
    expect(crossesItself([...star(1), [10, 0]])).toBe(false)
  })

  it('where two edges meet', () => {
    expect(
      crossesItself([
        [0, 0],
        [20, 20],
        [20, 0],
        [0, 20],
      ]),
    ).toBe(true)
  })
})
