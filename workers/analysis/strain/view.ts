/** One long-axis view followed through the beat. One call is one job. */
import type { Polygon } from '../contours/polygon.ts'
import { resampleOpen } from '../contours/resample.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { type Rim, weightsAlong } from '../registration/weights.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Mm, Ms } from '../units/units.ts'
import { longAxisOf } from './annulus.ts'
import { type Cine, checkedCine } from './cine.ts'
import { follow, type Progress } from './follow.ts'
import { type StrainOptions, usualStrain } from './options.ts'
import { type Line, lineOf, pointsOf, whyNoBorder } from './outline.ts'
import { driftWarning, type TrackedLine } from './slice.ts'

export const longAxisWalls = {
  '2ch': ['anterior', 'inferior'],
  '3ch': ['anteroseptal', 'inferolateral'],
  '4ch': ['septal', 'lateral'],
} as const
export type StrainView = keyof typeof longAxisWalls
export type LongAxisWall = (typeof longAxisWalls)[StrainView][number]

export interface ViewToTrack extends Cine {
  readonly view: StrainView
  /** open, on the ED picture, from one end of the mitral ring round the apex to the other; no papillaries */
  readonly endocardial: Polygon | undefined
  /** the wall at which it begins */
  readonly beginsAt: LongAxisWall
  /** lateral point of the tricuspid ring at ED, in the four-chamber view */
  readonly tricuspid?: IndexPoint
}

/** Plain data: crosses to another thread as it is. */
export interface TrackedView {
  readonly view: StrainView
  readonly beginsAt: LongAxisWall
  readonly plane: ImagePlane
  readonly times: readonly Ms[]
  readonly rr: Ms
  readonly edPhase: number
  readonly endocardial: TrackedLine
  /** one point */
  readonly tricuspid?: TrackedLine
  readonly closing: Mm
  readonly corrected: boolean
  readonly residual: number
  readonly options: StrainOptions
  readonly warnings: readonly string[]
}

/**
 * @returns unmeasured as `checkedCine` and `targetOf` say; 'no-contours', 'too-few-points', 'degenerate-contour' and
 *          'contradictory-input' for the contour, for a wall that the view does not show and for a tricuspid point
 *          outside of the picture; the detail names the view
 */
export function trackView(
  input: ViewToTrack,
  options: StrainOptions = usualStrain,
  progress?: Progress,
): Outcome<TrackedView> {
  const tracked = followView(input, options, progress)
  return tracked.measured
    ? tracked
    : { ...tracked, detail: `${input.view}: ${tracked.detail ?? tracked.reason}` }
}

function followView(
  input: ViewToTrack,
  options: StrainOptions,
  progress: Progress | undefined,
): Outcome<TrackedView> {
  const cine = checkedCine(input)
  if (!cine.measured) return cine
  const { view, beginsAt, times, rr, edPhase, endocardial, tricuspid } = input
  const { plane } = at(input.images, edPhase)
  if (endocardial === undefined || endocardial.length === 0)
    return unmeasured('no-contours', 'no endocardial contour at ED')
  const wrong =
    whyNoBorder('endocardial', endocardial, plane, false) ??
    (tricuspid === undefined ? undefined : whyNoBorder('tricuspid', [tricuspid, tricuspid], plane, false))
  if (wrong !== undefined) return wrong
  if (!longAxisWalls[view].some((wall) => wall === beginsAt))
    return unmeasured('contradictory-input', `the view shows no ${beginsAt} wall`)
  if (hasNoLength(endocardial))
    return unmeasured('degenerate-contour', 'the endocardial contour has no length')
  const line = lineOf(resampleOpen(endocardial, options.chords, plane))
  const { viewRim, atrialRim, pointRim } = options
  const aroundWall = ([current = line]: readonly Line[]): Float32Array =>
    withoutAtrium(weightsAlong(pointsOf(current), plane, viewRim), current, plane, atrialRim)
  const aroundPoint = ([current = line]: readonly Line[]): Float32Array =>
    weightsAlong(pointsOf(current), plane, pointRim)
  const wall = follow(cine.value, [line], aroundWall, options, progress)
  if (!wall.measured) return wall
  const ring =
    tricuspid === undefined
      ? undefined
      : follow(cine.value, [lineOf([tricuspid])], aroundPoint, {
          ...options,
          registration: options.pointRegistration,
        })
  const { closing, corrected, residual, lines, evidence } = wall.value
  return measured({
    view,
    beginsAt,
    plane,
    times,
    rr,
    edPhase,
    endocardial: { phases: at(lines, 0), evidence: at(evidence, 0) },
    ...(ring?.measured
      ? { tricuspid: { phases: at(ring.value.lines, 0), evidence: at(ring.value.evidence, 0) } }
      : {}),
    closing,
    corrected,
    residual,
    options,
    warnings: [
      ...(corrected ? [] : [driftWarning(view, closing)]),
      ...(ring === undefined || ring.measured
        ? []
        : [`${view}: the tricuspid point could not be followed: ${ring.detail ?? ring.reason}`]),
    ],
  })
}

/**
 * Weights that fall off beyond the mitral ring. The atrium fills while the ventricle shortens: its wall parts from
 * the ring's and would take the ends of the line along.
 */
function withoutAtrium(weights: Float32Array, line: Line, plane: ImagePlane, rim: Rim): Float32Array {
  const axis = longAxisOf(line, plane)
  if (axis === undefined) return weights
  const [ux, uy] = axis.direction
  return weights.map((weight, pixel) => {
    if (weight === 0) return 0
    const x = (pixel % plane.columns) * plane.columnSpacing - axis.base[0]
    const y = Math.floor(pixel / plane.columns) * plane.rowSpacing - axis.base[1]
    const beyond = -(x * ux + y * uy) - rim.margin
    return beyond <= 0 ? weight : weight * Math.exp((-beyond * beyond) / (2 * rim.fall * rim.fall))
  })
}

const hasNoLength = (line: Polygon): boolean =>
  line.every(([column, row]) => column === line[0]?.[0] && row === line[0]?.[1])
