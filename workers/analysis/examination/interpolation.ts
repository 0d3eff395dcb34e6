/** Closed contours of the cines where nobody drew them, between those of other slices and phases. */
import { type Border, type Contour, chamberOf } from '../contours/contour.ts'
import {
  borderInterpolation,
  type InterpolatedRing,
  type Interpolation,
  type InterpolationOptions,
  interpolatedRings,
  type PlacedRing,
  usualInterpolation,
} from '../contours/interpolation.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Drawn, drawnOn } from './drawn.ts'
import type { Examination } from './examination.ts'
import { keyOf } from './images.ts'

/** Of chambers: what is drawn on one image and may be several there has no neighbour that it belongs to. */
export const interpolatedBorders = [
  'lv-endocardial',
  'lv-epicardial',
  'rv-endocardial',
  'rv-epicardial',
  'la-endocardial',
  'ra-endocardial',
] as const satisfies readonly Border[]
export type InterpolatedBorder = (typeof interpolatedBorders)[number]

/** What interpolation takes of an examination. */
export type Contoured = Pick<Examination, 'stacks' | 'contours' | 'empty'>

/** How one border of one stack was made, without the points, which are among the contours. */
export interface MadeBorder extends Omit<Interpolation, 'rings'> {
  readonly made: readonly Omit<InterpolatedRing, 'points'>[]
}

export interface StackInterpolation {
  readonly stack: string
  /** for sentences */
  readonly name: string
  readonly border: InterpolatedBorder
  readonly outcome: Outcome<MadeBorder>
}

export interface InterpolatedContours {
  readonly method: string
  readonly version: string
  /** what was made, with origin 'interpolated'; a person decides what of it stays */
  readonly contours: readonly Contour[]
  /** by stack and border: how, how well, and where not */
  readonly parts: readonly StackInterpolation[]
  readonly warnings: readonly string[]
}

/** Its centroid does not see all of a right ventricle. */
const shapeOf = (border: Border): InterpolationOptions['shape'] =>
  border.startsWith('rv-') ? 'signed-distance' : 'polar'

/**
 * @param borders  that are asked for
 * @returns unmeasured 'no-images' without a cine; 'no-contours' when none of the borders is drawn closed on one, or
 *          nothing without a border lies between two that are drawn; else as the first border says when none is made
 */
export function interpolationOf(
  examination: Contoured,
  borders: readonly InterpolatedBorder[] = interpolatedBorders,
  given: Partial<InterpolationOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<InterpolatedContours> {
  const cines = examination.stacks.filter(({ seriesClass }) => seriesClass === 'cine')
  if (cines.length === 0) return unmeasured('no-images', say('study/study-no-cine'))
  const drawn = drawnOn(examination)
  const tasks = cines.flatMap((stack) =>
    borders.flatMap((border) => {
      const rings = ringsOn(stack, border, drawn)
      return rings.length === 0 ? [] : [{ stack, border, rings }]
    }),
  )
  if (tasks.length === 0) return unmeasured('no-contours', say('study/no-cine-closed-contour-these'))
  const contours: Contour[] = []
  const parts = tasks.map(({ stack, border, rings }, k): StackInterpolation => {
    const outcome = interpolatedOn(stack, border, rings, given, (done, total) =>
      progress?.(k * scale + Math.floor((scale * done) / total), tasks.length * scale),
    )
    const part = { stack: stack.id, name: stack.description ?? stack.role, border }
    if (!outcome.measured) return { ...part, outcome }
    const { rings: found, ...how } = outcome.value
    const placed = placedRings(examination, stack, border, found, drawn)
    contours.push(...placed.map(({ contour }) => contour))
    const made = placed.map(({ ring: { slice, phase, along } }) => ({ slice, phase, along }))
    return { ...part, outcome: measured({ ...how, made }, outcome.warnings) }
  })
  if (contours.length === 0) return nothingMade(parts)
  const warnings = parts.flatMap(({ border, outcome }) =>
    outcome.measured
      ? outcome.value.warnings.map((said) => say('common/place-says', { place: border, what: said }))
      : [],
  )
  return measured({ ...borderInterpolation, contours, parts, warnings })
}

function nothingMade(parts: readonly StackInterpolation[]): Outcome<never> {
  for (const { outcome } of parts) {
    const why = outcome.measured ? outcome.value.notFilled[0] : outcome
    if (why !== undefined) return unmeasured(why.reason, why.detail)
  }
  return unmeasured('no-contours', say('study/no-slice-phase-without-contour'))
}

/** steps of progress that one border of one stack counts for */
const scale = 1000

function ringsOn({ frames }: Stack, border: Border, drawn: Drawn): PlacedRing[] {
  return frames.flatMap((phases, slice) =>
    phases.flatMap((frame, phase) =>
      (frame === null ? [] : drawn.all(frame, border)).flatMap(({ closed, points }) =>
        closed ? [{ slice, phase, points }] : [],
      ),
    ),
  )
}

function interpolatedOn(
  { frames, phaseCount, phaseTimes, rr }: Stack,
  border: Border,
  drawn: readonly PlacedRing[],
  given: Partial<InterpolationOptions>,
  progress: (done: number, total: number) => void,
): Outcome<Interpolation> {
  const planes: ImagePlane[] = []
  for (const [slice, phases] of frames.entries()) {
    const plane = phases.find((frame) => frame?.facts.plane !== undefined)?.facts.plane
    if (plane === undefined)
      return unmeasured('no-geometry', say('study/slice-does-not-say-lies', { slice: slice + 1 }))
    planes.push(plane)
  }
  const beat =
    phaseTimes === undefined || !rr.measured ? undefined : { times: phaseTimes, rr: rr.value.median }
  const options = { ...usualInterpolation, shape: shapeOf(border), ...given }
  return interpolatedRings({ planes, beat, phases: phaseCount, drawn }, options, progress)
}

/** On frames that are there, that nobody marked as without the chamber, and where nobody drew the border open. */
function placedRings(
  { empty }: Contoured,
  { frames }: Stack,
  border: Border,
  rings: readonly InterpolatedRing[],
  drawn: Drawn,
): { readonly ring: InterpolatedRing; readonly contour: Contour }[] {
  const chamber = chamberOf(border)
  const absent = new Set(
    empty.flatMap((mark) => (mark.chamber === chamber ? [imageKeyText(mark.image)] : [])),
  )
  return rings.flatMap((ring) => {
    const frame = frames[ring.slice]?.[ring.phase]
    if (frame == null || absent.has(imageKeyText(frame)) || drawn.one(frame, border) !== undefined) return []
    const { points } = ring
    return [{ ring, contour: { image: keyOf(frame), border, closed: true, points, origin: 'interpolated' } }]
  })
}
