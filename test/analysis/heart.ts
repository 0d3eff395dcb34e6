/**
 * The planes of a heart that lies some way in the chest: septum, front wall and base are known, so every plane
 * is. Angles are those of the phantom: 4-chamber −30°, 2-chamber 90°, 3-chamber 30° from the mid septum.
 */
import { cross, dot, normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { type Cine, cine } from './synthetic.ts'

export interface Heart {
  /** base to apex */
  readonly axis: Vector3
  readonly septum: Vector3
  readonly anterior: Vector3
}

/** @param spin  degrees by which the septum is turned about the axis from patient right */
export function heart(axis: Vector3, spin = 0): Heart {
  const a = normalised(axis)
  const along = -a[0]
  const right = normalised([-1 - along * a[0], -along * a[1], -along * a[2]])
  const up = cross(right, a)
  const [c, s] = [Math.cos((spin * Math.PI) / 180), Math.sin((spin * Math.PI) / 180)]
  const mix = (u: Vector3, v: Vector3, p: number, q: number): Vector3 => [
    p * u[0] + q * v[0],
    p * u[1] + q * v[1],
    p * u[2] + q * v[2],
  ]
  return { axis: a, septum: mix(right, up, c, s), anterior: mix(up, right, c, -s) }
}

export const usualHeart = heart([0.62, -0.57, -0.53])
export const longAxisAngles = { 'cine-4ch': -30, 'cine-2ch': 90, 'cine-3ch': 30 } as const

/** Short-axis cine, base first, seen from the apex: septum on the left, front wall up. */
export function shortAxis({ axis, septum, anterior }: Heart, options: Partial<Cine> = {}): InstanceFacts[] {
  const row = negative(septum)
  const column = negative(anterior)
  const normal = cross(row, column)
  const spacing = options.spacing ?? 10
  return cine({
    slices: 10,
    phases: 25,
    series: '1.1',
    row,
    column,
    ...options,
    spacing: dot(normal, axis) > 0 ? spacing : -spacing,
  })
}

/** A long-axis cine at an angle from the mid septum. */
export function longAxis(
  { axis, septum, anterior }: Heart,
  degrees: number,
  options: Partial<Cine> = {},
): InstanceFacts[] {
  const t = (degrees * Math.PI) / 180
  const row: Vector3 = [0, 1, 2].map(
    (k) => -Math.cos(t) * (septum[k] ?? 0) - Math.sin(t) * (anterior[k] ?? 0),
  ) as [number, number, number]
  return cine({ slices: 1, phases: 25, row, column: axis, ...options })
}

const negative = (v: Vector3): Vector3 => [-v[0], -v[1], -v[2]]
