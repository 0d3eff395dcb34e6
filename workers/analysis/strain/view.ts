/** One long-axis view followed through the beat. One call is one job. */
import type { PixelSize, Polygon } from '../contours/polygon.ts'
import { distance } from '../contours/polygon.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { weightsAlong } from '../registration/weights.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Mm, Ms } from '../units/units.ts'
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
  const line = evenly(endocardial, plane, options.chords)
  if (line === undefined) return unmeasured('degenerate-contour', 'the endocardial contour has no length')
  const around = (rim: typeof options.rim) => (lines: readonly Line[]) =>
    weightsAlong(pointsOf(at(lines, 0)), plane, rim)
  const wall = follow(cine.value, [line], around(options.viewRim), options, progress)
  if (!wall.measured) return wall
  const ring =
    tricuspid === undefined
      ? undefined
      : follow(cine.value, [lineOf([tricuspid])], around(options.pointRim), options)
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

/** Points at equal distances along an open line, ends included; undefined for a line without length. */
function evenly(points: Polygon, pixel: PixelSize, chords: number): Line | undefined {
  const reached = [0]
  for (let i = 1; i < points.length; i++)
    reached.push(at(reached, i - 1) + distance(at(points, i - 1), at(points, i), pixel))
  const total = at(reached, reached.length - 1)
  if (!(total > 0)) return undefined
  const line = new Float64Array(2 * chords)
  let edge = 1
  for (let k = 0; k < chords; k++) {
    const wanted = (total * k) / (chords - 1)
    while (edge < points.length - 1 && at(reached, edge) < wanted) edge++
    const [from, to] = [at(points, edge - 1), at(points, edge)]
    const span = at(reached, edge) - at(reached, edge - 1)
    const share = span > 0 ? Math.min(1, (wanted - at(reached, edge - 1)) / span) : 0
    line[2 * k] = from[0] + share * (to[0] - from[0])
    line[2 * k + 1] = from[1] + share * (to[1] - from[1])
  }
  return line
}
