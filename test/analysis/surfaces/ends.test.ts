/** A left ventricle that ends where long-axis views show it: against closed forms, and against volumes that are clipped. */
import { describe, expect, it } from 'vitest'
import { dot, type PatientPoint } from '#analysis/geometry/plane.ts'
import { lvVolume } from '#analysis/phantom/truth.ts'
import { enclosedVolume, openEdges } from '#analysis/surfaces/mesh.ts'
import type { Surface } from '#analysis/surfaces/surface.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { clippedPhase, type LongAxisPoints } from '#analysis/volumes/clipped.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import { phaseVolume } from '#analysis/volumes/phase.ts'
import { stackAxes } from '#analysis/volumes/valve-plane.ts'
import { apexPoint, mitralPoints, phantomRead } from '../volumes/phantom-read.ts'
import { boxStack, marksBeside, planePoints } from '../volumes/prism.ts'
import { circle, drawAll, middle, surfaceIn } from './drawn-heart.ts'

/** Semi-axes of half an ellipsoid. */
const [across, long] = [28, 80]
const radiusAt = (depth: number): number => across * Math.sqrt(Math.max(0, 1 - (depth / long) ** 2))
const truth = ((2 / 3) * Math.PI * across ** 2 * long) / 1000

const value = <T>(outcome: Outcome<T> | undefined): T => {
  if (outcome?.measured !== true) throw new Error(outcome?.reason ?? 'none')
  return outcome.value
}

/** Smallest share of a unit vector by which a triangle that has an area looks away from the axis or from the lid's inside. */
function leastOutwards({ loft, axis }: Surface): number {
  const { positions, triangles, around, rows, lidFrom } = loft
  const at = (vertex: number) => [0, 1, 2].map((c) => positions[3 * vertex + c] ?? 0)
  const middleOfRow = (row: number) => {
    const sum = [0, 0, 0]
    for (let k = 0; k < around; k++)
      at(row * around + k).forEach((v, c) => {
        sum[c] = (sum[c] ?? 0) + v / around
      })
    return sum
  }
  const middles = Array.from(rows, (_, row) => middleOfRow(row))
  let least = 1
  for (let i = 0; i < triangles.length; i += 3) {
    const corners = [0, 1, 2].map((k) => triangles[i + k] ?? 0)
    const [a, b, c] = corners.map(at)
    if (!a || !b || !c) continue
    const [u, v] = [b.map((x, k) => x - (a[k] ?? 0)), c.map((x, k) => x - (a[k] ?? 0))]
    const [u0 = 0, u1 = 0, u2 = 0] = u
    const [v0 = 0, v1 = 0, v2 = 0] = v
    const n = [u1 * v2 - u2 * v1, u2 * v0 - u0 * v2, u0 * v1 - u1 * v0] as const
    const size = Math.hypot(...n)
    if (size < 1e-3) continue
    if (i >= lidFrom) {
      least = Math.min(least, -dot(n, axis) / size)
      continue
    }
    const row = Math.min(Math.floor(Math.min(...corners) / around), rows.length - 1)
    const inside = middles[row] ?? a
    const away = [0, 1, 2].map((k) => ((a[k] ?? 0) + (b[k] ?? 0) + (c[k] ?? 0)) / 3 - (inside[k] ?? 0))
    least = Math.min(least, (n[0] * (away[0] ?? 0) + n[1] * (away[1] ?? 0) + n[2] * (away[2] ?? 0)) / size)
  }
  return least
}

const tip = (depth: number, [x, y] = [middle, middle]): PatientPoint => [x ?? 0, y ?? 0, -depth]

/** Slices lie at 0, −s, …; the base is at +2 mm, so that the first slice lies below it. */
const above = 2
function half(
  spacing: number,
  longAxis: LongAxisPoints,
  part: 'lv-endocardial' | 'lv-epicardial' = 'lv-endocardial',
): Surface {
  const stack = boxStack(Math.floor((long - above) / spacing) + 1, { spacing })
  const shape = (slice: number) => {
    const radius = radiusAt(slice * spacing + above)
    return radius > 3 ? circle(radius) : undefined
  }
  return surfaceIn(stack, drawAll(stack, part, shape), { part, longAxis })
}

describe('half an ellipsoid of 131 mL, between its base and its tip', () => {
  it.each([
    [4, 0.005],
    [8, 0.005],
    [12, 0.01],
  ])('in slices of %i mm is the closed form to within %f', (spacing, tolerance) => {
    const surface = half(spacing, { valve: planePoints(above), apex: tip(long - above) })
    expect(Math.abs(surface.volume / truth - 1)).toBeLessThan(tolerance)
    expect(surface.volume).toBe(enclosedVolume(surface.loft))
    expect(openEdges(surface.loft)).toBe(0)
    expect(leastOutwards(surface)).toBeGreaterThan(0)
  })

  it('is so as an epicardium too, where its own tip is seen and whatever that of the cavity is', () => {
    const points = { valve: planePoints(above), apex: tip(long - 12) }
    const surface = half(8, { ...points, epicardialTip: tip(long - above) }, 'lv-epicardial')
    expect(Math.abs(surface.volume / truth - 1)).toBeLessThan(0.005)
    expect(Array.from(surface.loft.positions.subarray(-3))).toEqual([middle, middle, above - long])
    const unseen = half(8, points, 'lv-epicardial')
    expect(unseen.ends?.apex).toMatchObject({
      measured: false,
      reason: 'no-landmarks',
      detail: 'no long-axis view has the border of the epicardium, which shows its tip',
    })
  })

  it('ends in the very tip, and lies below the plane of the valve everywhere', () => {
    const { loft, ends } = half(8, { valve: planePoints(-6, 0.3), apex: tip(long - above, [98, 103]) })
    expect(Array.from(loft.positions.subarray(-3))).toEqual([98, 103, above - long])
    const rise = value(ends?.base)
    for (let i = 0; i < loft.positions.length; i += 3)
      expect(
        rise(loft.positions[i] ?? 0, loft.positions[i + 1] ?? 0, loft.positions[i + 2] ?? 0),
      ).toBeGreaterThan(-1e-4)
  })

  it('is closed and nowhere turned inside out under planes that lean, cut slices or lie above the first', () => {
    for (const height of [6, 2, -3, -9, -14])
      for (const slope of [-0.5, 0, 0.35]) {
        const surface = half(8, {
          valve: planePoints(height, slope),
          apex: tip(long + 2, [middle + 6, middle]),
        })
        expect(openEdges(surface.loft)).toBe(0)
        expect(leastOutwards(surface)).toBeGreaterThan(0)
      }
  })
})

describe('beside the volume that is clipped at the same points', () => {
  const stack = boxStack(10, { spacing: 8 })
  const radius = (slice: number) => radiusAt(slice * 8 + above)
  const contours = drawAll(stack, 'lv-endocardial', (slice) =>
    radius(slice) > 3 ? circle(radius(slice)) : undefined,
  )
  const clipped = (points: LongAxisPoints): number => {
    const axes = value(stackAxes(stack))
    const grid = arrange(stack, contours, marksBeside(stack, contours), 'lv')
    const volume = phaseVolume(stack, grid, 0, 'cavity')
    const rules = { outflow: 'cut', apex: 'ellipsoid', papillaries: 'cavity', chamber: 'lv' } as const
    return value(clippedPhase(stack, axes, grid, volume, points, rules).cavity)
  }

  it.each([
    [2, 0],
    [5, 0.3],
    [-7, 0],
    [-7, 0.4],
    [-12, -0.25],
  ])('a plane at %i mm that rises by %f leaves as much, to within 1.5 %%', (height, slope) => {
    const points = { valve: planePoints(height, slope), apex: tip(long - above) }
    const { volume } = surfaceIn(stack, contours, { longAxis: points })
    expect(Math.abs(volume / clipped(points) - 1)).toBeLessThan(0.015)
  })
})

describe.each(['normal', 'dilated'] as const)('a %s heart of the phantom, perfectly drawn', (preset) => {
  const read = phantomRead({ preset, seed: 3 })
  it.each([0, 7, 13])('at phase %i holds what the phantom does, to within 1.5 %', (phase) => {
    const state = read.states[phase]
    if (!state) throw new Error('no such phase')
    const longAxis = { valve: mitralPoints(read.heart, state), apex: apexPoint(read.heart, state) }
    const surface = surfaceIn(read.stack, read.contours, { phase, longAxis })
    expect(Math.abs(surface.volume / lvVolume(read.heart, state) - 1)).toBeLessThan(0.015)
    expect(leastOutwards(surface)).toBeGreaterThan(0)
  })
})

describe('what is not marked or does not fit ends as its slices do, and says why', () => {
  const bare = half(8, { valve: [] })
  const whole = half(8, { valve: planePoints(above), apex: tip(long - above) })
  it.each([
    ['nothing', { valve: [] }, 'valve-plane-missing', 'no-landmarks'],
    [
      'an apex above the last border',
      { valve: [], apex: tip(20) },
      'valve-plane-missing',
      'contradictory-input',
    ],
    ['a valve below the last border', { valve: planePoints(-90) }, 'contradictory-input', 'no-landmarks'],
    ['a valve more than a slice away', { valve: planePoints(14) }, 'missing-slice', 'no-landmarks'],
  ])('%s', (_, points: LongAxisPoints, base, apex) => {
    const { ends, loft } = half(8, points)
    expect(ends).toMatchObject({ base: { reason: base }, apex: { reason: apex } })
    expect(loft.positions).toEqual(bare.loft.positions)
    expect(loft.positions).not.toEqual(whole.loft.positions)
  })

  it('the epicardium does not end in the tip of the cavity, the right ventricle no end at all', () => {
    const stack = boxStack(5)
    const longAxis = { valve: planePoints(3), apex: tip(60) }
    const epicardium = surfaceIn(
      stack,
      drawAll(stack, 'lv-epicardial', () => circle(30)),
      { part: 'lv-epicardial', longAxis },
    )
    expect(epicardium.ends).toMatchObject({ base: { measured: true }, apex: { reason: 'no-landmarks' } })
    const right = surfaceIn(
      stack,
      drawAll(stack, 'rv-endocardial', () => circle(30)),
      { part: 'rv-endocardial', longAxis },
    )
    expect(right.ends).toBeUndefined()
  })
})
