/** One short-axis slice followed through the beat. One call is one job: slices share nothing. */
import type { Polygon } from '../contours/polygon.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import { weightsInside } from '../registration/weights.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import type { Mm, Ms } from '../units/units.ts'
import { type Cine, checkedCine } from './cine.ts'
import type { Evidence } from './evidence.ts'
import { follow, type Progress } from './follow.ts'
import { type StrainOptions, usualStrain } from './options.ts'
import { type Line, outlineOf, pointsOf } from './outline.ts'

export interface SliceToTrack extends Cine {
  /** place in the stack, from 0 at the base */
  readonly slice: number
  /** closed, on the ED picture, in its pixels */
  readonly endocardial: Polygon | undefined
  /** without it there is no radial, mid-wall or epicardial strain */
  readonly epicardial?: Polygon | undefined
}

/** Plain data: crosses to another thread as it is. */
export interface TrackedSlice {
  readonly slice: number
  readonly plane: ImagePlane
  readonly times: readonly Ms[]
  readonly rr: Ms
  readonly edPhase: number
  /** layer by layer, (column, row) of every chord by phase; chord k at the same place in all layers */
  readonly layers: Readonly<Partial<Record<Layer, TrackedLine>>>
  readonly closing: Mm
  readonly corrected: boolean
  readonly residual: number
  readonly options: StrainOptions
  readonly warnings: readonly string[]
}

export const layers = ['endocardial', 'mid-wall', 'epicardial'] as const
export type Layer = (typeof layers)[number]

export interface TrackedLine {
  readonly phases: readonly Line[]
  readonly evidence: Evidence
}

/**
 * @param progress  called with the phases that are done
 * @returns unmeasured as `checkedCine`, `outlineOf` and `targetOf` say; the detail names the slice
 */
export function trackSlice(
  input: SliceToTrack,
  options: StrainOptions = usualStrain,
  progress?: Progress,
): Outcome<TrackedSlice> {
  const tracked = followWall(input, options, progress)
  return tracked.measured
    ? tracked
    : { ...tracked, detail: `slice ${input.slice + 1}: ${tracked.detail ?? tracked.reason}` }
}

function followWall(
  input: SliceToTrack,
  options: StrainOptions,
  progress: Progress | undefined,
): Outcome<TrackedSlice> {
  const cine = checkedCine(input)
  if (!cine.measured) return cine
  const { slice, times, rr, edPhase, endocardial, epicardial } = input
  const { plane } = at(input.images, edPhase)
  const outline = outlineOf(endocardial, epicardial, plane, options.chords)
  if (!outline.measured) return outline
  const { endocardial: inner, midWall, epicardial: outer } = outline.value
  const lines = [inner, ...(midWall === undefined ? [] : [midWall]), ...(outer === undefined ? [] : [outer])]
  const weightsAt = (current: readonly Line[]): Float32Array =>
    weightsInside(pointsOf(at(current, current.length - 1)), plane, options.rim)
  const followed = follow(cine.value, lines, weightsAt, options, progress)
  if (!followed.measured) return followed
  const { lines: paths, evidence, closing, corrected, residual } = followed.value
  return measured({
    slice,
    plane,
    times,
    rr,
    edPhase,
    layers: Object.fromEntries(
      paths.map((phases, i) => [at(layers, i), { phases, evidence: at(evidence, i) }]),
    ),
    closing,
    corrected,
    residual,
    options,
    warnings: corrected ? [] : [driftWarning(`slice ${slice + 1}`, closing)],
  })
}

export const driftWarning = (where: string, closing: Mm): string =>
  `${where}: tissue misses its place by ${closing.toFixed(1)} mm after the beat; no drift was corrected`
