/** Tracked slices and views by formula, as if tracking were perfect. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Evidence } from '#analysis/strain/evidence.ts'
import { usualStrain } from '#analysis/strain/options.ts'
import { lineOf } from '#analysis/strain/outline.ts'
import type { TrackedSlice } from '#analysis/strain/slice.ts'
import type { TrackedLine } from '#analysis/strain/tracked.ts'
import type { StrainView, TrackedView } from '#analysis/strain/view.ts'
import { mm, ms } from '#analysis/units/units.ts'
import { archAt } from './arch.ts'
import { pixel, planeAt, rr, timesOf } from './ring.ts'

export const chords = 40
export const options = { ...usualStrain, chords }

export const good = (points: number): Evidence => ({
  residual: new Float64Array(points).fill(0.1),
  jacobian: new Float64Array(points).fill(0.9),
  closing: new Float64Array(points).fill(0.25),
})

export interface RingTrack {
  readonly slice: number
  /** along the normal +z, mm */
  readonly z: number
  /** radius in mm at a phase and an angle */
  readonly radius: (phase: number, angle: number) => number
  /** mm; absent without epicardium */
  readonly thickness?: (phase: number) => number
  /** degrees from columns to rows */
  readonly turn?: (phase: number) => number
  readonly phases?: number
  readonly evidence?: Evidence
}

/** Angles of chord k: 2π k / 40. */
export function ringTrack({
  slice,
  z,
  radius,
  thickness,
  turn,
  phases = 8,
  evidence,
}: RingTrack): TrackedSlice {
  const line = (share: number): TrackedLine => ({
    phases: Array.from({ length: phases }, (_, phase) =>
      lineOf(
        Array.from({ length: chords }, (_, k): IndexPoint => {
          const angle = (2 * Math.PI * k) / chords
          const now = angle + ((turn?.(phase) ?? 0) * Math.PI) / 180
          const r = radius(phase, angle) + share * (thickness?.(phase) ?? 0)
          return [23.5 + (r / pixel) * Math.cos(now), 23.5 + (r / pixel) * Math.sin(now)]
        }),
      ),
    ),
    evidence: evidence ?? good(chords),
  })
  return {
    slice,
    plane: planeAt(z),
    times: timesOf(phases),
    rr,
    edPhase: 0,
    layers: {
      endocardial: line(0),
      ...(thickness === undefined ? {} : { 'mid-wall': line(0.5), epicardial: line(1) }),
    },
    closing: mm(0.25),
    corrected: true,
    residual: 0.1,
    options,
    warnings: [],
  }
}

export interface ArchTrack {
  readonly view: StrainView
  readonly axial: readonly number[]
  readonly evidence?: Evidence
}

export function archTrack({ view, axial, evidence }: ArchTrack): TrackedView {
  const beginsAt = { '2ch': 'anterior', '3ch': 'anteroseptal', '4ch': 'septal' } as const
  return {
    view,
    beginsAt: beginsAt[view],
    plane: planeAt(0),
    times: axial.map((_, k) => ms((k * rr) / axial.length)),
    rr,
    edPhase: 0,
    endocardial: {
      phases: axial.map((a) => lineOf(archAt(a, a, chords))),
      evidence: evidence ?? good(chords),
    },
    closing: mm(0.25),
    corrected: true,
    residual: 0.1,
    options,
    warnings: [],
  }
}
