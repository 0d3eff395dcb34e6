/** Closed contours of the cines where nobody drew them, between those of other slices and phases. */
import { type Border, type Contour, chamberOf } from '../contours/contour.ts'
import {
  borderInterpolation,
  type Interpolation,
  type InterpolationOptions,
  interpolatedRings,
  type PlacedRing,
  usualInterpolation,
} from '../contours/interpolation.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Drawn, drawnOn } from './drawn.ts'
import type { Examination } from './examination.ts'
import { keyOf } from './images.ts'

export interface StackInterpolation {
  readonly stack: string
  readonly border: Border
  readonly outcome: Outcome<Interpolation>
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
 * @returns unmeasured 'no-images' without a cine, 'no-contours' when none of the borders is drawn closed on one
 */
export function interpolationOf(
  examination: Examination,
  borders: readonly Border[],
  given: Partial<InterpolationOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<InterpolatedContours> {
  const cines = examination.stacks.filter(({ seriesClass }) => seriesClass === 'cine')
  if (cines.length === 0) return unmeasured('no-images', 'the study has no cine')
  const drawn = drawnOn(examination)
  const tasks = cines.flatMap((stack) =>
    borders.flatMap((border) => {
      const rings = ringsOn(stack, border, drawn)
      return rings.length === 0 ? [] : [{ stack, border, rings }]
    }),
  )
  if (tasks.length === 0) return unmeasured('no-contours', 'no cine has a closed contour of these borders')
  const contours: Contour[] = []
  const parts: StackInterpolation[] = []
  tasks.forEach(({ stack, border, rings }, k) => {
    const outcome = interpolatedOn(stack, border, rings, given, (done, total) =>
      progress?.(k * scale + Math.floor((scale * done) / total), tasks.length * scale),
    )
    parts.push({ stack: stack.id, border, outcome })
    if (outcome.measured) contours.push(...contoursOf(examination, stack, border, outcome.value))
  })
  const warnings = parts.flatMap(({ border, outcome }) =>
    outcome.measured ? outcome.value.warnings.map((said) => `${border}: ${said}`) : [],
  )
  return measured({ ...borderInterpolation, contours, parts, warnings })
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
    if (plane === undefined) return unmeasured('no-geometry', `slice ${slice + 1} does not say where it lies`)
    planes.push(plane)
  }
  const beat =
    phaseTimes === undefined || !rr.measured ? undefined : { times: phaseTimes, rr: rr.value.median }
  const options = { ...usualInterpolation, shape: shapeOf(border), ...given }
  return interpolatedRings({ planes, beat, phases: phaseCount, drawn }, options, progress)
}

/** On frames that are there, and that nobody marked as without the chamber. */
function contoursOf(
  { empty }: Examination,
  { frames }: Stack,
  border: Border,
  { rings }: Interpolation,
): Contour[] {
  const chamber = chamberOf(border)
  const absent = new Set(
    empty.flatMap((mark) => (mark.chamber === chamber ? [imageKeyText(mark.image)] : [])),
  )
  return rings.flatMap(({ slice, phase, points }): Contour[] => {
    const frame = frames[slice]?.[phase]
    if (frame == null || absent.has(imageKeyText(frame))) return []
    return [{ image: keyOf(frame), border, closed: true, points, origin: 'interpolated' }]
  })
}
