/** One short-axis slice followed through the beat. One call is one job: slices share nothing. */
import type { Polygon } from '../contours/polygon.ts'
import { weightsBetween, weightsInside } from '../registration/weights.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import { type Cine, checkedCine } from './cine.ts'
import { follow, type Progress } from './follow.ts'
import { type StrainOptions, usualStrain } from './options.ts'
import { type Line, outlineOf, pointsOf } from './outline.ts'
import { type Tracked, type TrackedLine, toldOf, trackedLines, trackedOf } from './tracked.ts'

export interface SliceToTrack extends Cine {
  /** place in the stack, from 0 at the base */
  readonly slice: number
  /** closed, on the ED picture, in its pixels */
  readonly endocardial: Polygon | undefined
  /** without it there is no radial, mid-wall or epicardial strain */
  readonly epicardial?: Polygon | undefined
}

export interface TrackedSlice extends Tracked {
  readonly slice: number
  /** layer by layer; chord k at the same place in all layers */
  readonly layers: Readonly<Partial<Record<Layer, TrackedLine>>>
}

export const layers = ['endocardial', 'mid-wall', 'epicardial'] as const
export type Layer = (typeof layers)[number]

/**
 * @param progress  called with the phases that are done
 * @returns unmeasured as `checkedCine`, `outlineOf` and `targetOf` say; the detail names the slice
 */
export function trackSlice(
  input: SliceToTrack,
  options: StrainOptions = usualStrain,
  progress?: Progress,
): Outcome<TrackedSlice> {
  return toldOf(nameOf(input), followWall(input, options, progress))
}

const nameOf = ({ slice }: SliceToTrack): string => say('common/slice', { slice: slice + 1 })

function followWall(
  input: SliceToTrack,
  options: StrainOptions,
  progress: Progress | undefined,
): Outcome<TrackedSlice> {
  const cine = checkedCine(input)
  if (!cine.measured) return cine
  const { images, edPhase, endocardial, epicardial } = input
  const { plane } = at(images, edPhase)
  const outline = outlineOf(endocardial, epicardial, plane, options.chords)
  if (!outline.measured) return outline
  const { endocardial: inner, midWall, epicardial: outer } = outline.value
  const lines = [inner, ...(midWall === undefined ? [] : [midWall]), ...(outer === undefined ? [] : [outer])]
  const weightsAt = (current: readonly Line[]): Float32Array => {
    const cavity = pointsOf(at(current, 0))
    const wall = current[2]
    return wall === undefined
      ? weightsInside(cavity, plane, options.borderRim)
      : weightsBetween(cavity, pointsOf(wall), plane, options.rim)
  }
  const followed = follow(cine.value, lines, weightsAt, options, progress)
  if (!followed.measured) return followed
  return measured({
    ...trackedOf(cine.value, followed.value, options, nameOf(input)),
    slice: input.slice,
    layers: Object.fromEntries(trackedLines(followed.value).map((line, i) => [at(layers, i), line])),
  })
}
