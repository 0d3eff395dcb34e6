/** One short-axis slice followed through the beat. One call is one job: slices share nothing. */
import type { Polygon } from '../contours/polygon.ts'
import { weightsBetween, weightsInside } from '../registration/weights.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured } from '../units/outcome.ts'
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
  return at(trackWalls(input, [], options, progress), 0)
}

/** The wall on the ED picture. */
export type WallBorders = Pick<SliceToTrack, 'endocardial' | 'epicardial'>

/**
 * The same by other borders too, which the displacement that is found round its own carries along: so it is told what
 * another border would change without following the tissue anew.
 *
 * @returns by its own borders first
 */
export function trackWalls(
  input: SliceToTrack,
  beside: readonly WallBorders[],
  options: StrainOptions = usualStrain,
  progress?: Progress,
): readonly Outcome<TrackedSlice>[] {
  return followWalls(input, beside, options, progress).map((one) => toldOf(nameOf(input), one))
}

const nameOf = ({ slice }: SliceToTrack): string => say('common/slice', { slice: slice + 1 })

function followWalls(
  input: SliceToTrack,
  beside: readonly WallBorders[],
  options: StrainOptions,
  progress: Progress | undefined,
): readonly Outcome<TrackedSlice>[] {
  const none = (why: Unmeasured): readonly Unmeasured[] => [why, ...beside.map(() => why)]
  const cine = checkedCine(input)
  if (!cine.measured) return none(cine)
  const { images, edPhase } = input
  const { plane } = at(images, edPhase)
  const linesOf = ({ endocardial, epicardial }: WallBorders): Outcome<readonly Line[]> => {
    const outline = outlineOf(endocardial, epicardial, plane, options.chords)
    if (!outline.measured) return outline
    const { endocardial: inner, midWall, epicardial: outer } = outline.value
    return measured([
      inner,
      ...(midWall === undefined ? [] : [midWall]),
      ...(outer === undefined ? [] : [outer]),
    ])
  }
  const own = linesOf(input)
  if (!own.measured) return none(own)
  const others = beside.map(linesOf)
  const weightsAt = (current: readonly Line[]): Float32Array => {
    const cavity = pointsOf(at(current, 0))
    const wall = current[2]
    return wall === undefined
      ? weightsInside(cavity, plane, options.borderRim)
      : weightsBetween(cavity, pointsOf(wall), plane, options.rim)
  }
  const lines = [...own.value, ...others.flatMap((one) => (one.measured ? one.value : []))]
  const followed = follow(cine.value, lines, weightsAt, options, progress, own.value.length)
  if (!followed.measured) return none(followed)
  const tracked = trackedOf(cine.value, followed.value, options, nameOf(input))
  const all = trackedLines(followed.value)
  let next = 0
  return [own, ...others].map((one): Outcome<TrackedSlice> => {
    if (!one.measured) return one
    const layersOf = all.slice(next, next + one.value.length)
    next += one.value.length
    return measured({
      ...tracked,
      slice: input.slice,
      layers: Object.fromEntries(layersOf.map((line, i) => [at(layers, i), line])),
    })
  })
}
