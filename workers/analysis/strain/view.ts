/** One long-axis view followed through the beat. One call is one job. */
import type { Polygon } from '../contours/polygon.ts'
import { resampleOpen } from '../contours/resample.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { type Rim, weightsAlong } from '../registration/weights.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { longAxisOf } from './annulus.ts'
import { type Cine, checkedCine } from './cine.ts'
import { follow, type Progress } from './follow.ts'
import { type StrainOptions, usualStrain } from './options.ts'
import { type Line, lineOf, pointsOf, whyNoBorder } from './outline.ts'
import { type Tracked, type TrackedLine, toldOf, trackedLines, trackedOf } from './tracked.ts'

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

export interface TrackedView extends Tracked {
  readonly view: StrainView
  readonly beginsAt: LongAxisWall
  readonly endocardial: TrackedLine
  /** one point */
  readonly tricuspid?: TrackedLine
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
  return at(trackViews(input, [], options, progress), 0)
}

/**
 * The same by other endocardial borders too, carried along as `trackWalls` does.
 *
 * @returns by its own border first
 */
export function trackViews(
  input: ViewToTrack,
  beside: readonly (Polygon | undefined)[],
  options: StrainOptions = usualStrain,
  progress?: Progress,
): readonly Outcome<TrackedView>[] {
  return followViews(input, beside, options, progress).map((one) => toldOf(input.view, one))
}

function followViews(
  input: ViewToTrack,
  beside: readonly (Polygon | undefined)[],
  options: StrainOptions,
  progress: Progress | undefined,
): readonly Outcome<TrackedView>[] {
  const none = (why: Unmeasured): readonly Unmeasured[] => [why, ...beside.map(() => why)]
  const cine = checkedCine(input)
  if (!cine.measured) return none(cine)
  const { view, beginsAt, images, edPhase, endocardial, tricuspid } = input
  const { plane } = at(images, edPhase)
  const own = lineAlong(endocardial, plane, options)
  if (!own.measured) return none(own)
  const wrong =
    tricuspid === undefined ? undefined : whyNoBorder('tricuspid', [tricuspid, tricuspid], plane, false)
  if (wrong !== undefined) return none(wrong)
  if (!longAxisWalls[view].some((wall) => wall === beginsAt))
    return none(unmeasured('contradictory-input', say('strain/view-shows-no-wall', { beginsAt })))
  const others = beside.map((border) => lineAlong(border, plane, options))
  const { viewRim, atrialRim } = options
  const aroundWall = (lines: readonly Line[]): Float32Array => {
    const current = at(lines, 0)
    return withoutAtrium(weightsAlong(pointsOf(current), plane, viewRim), current, plane, atrialRim)
  }
  const lines = [own.value, ...others.flatMap((one) => (one.measured ? [one.value] : []))]
  const wall = follow(cine.value, lines, aroundWall, options, progress, 1)
  if (!wall.measured) return none(wall)
  const ring = tricuspid === undefined ? undefined : followPoint(cine.value, tricuspid, options)
  const tracked = trackedOf(cine.value, wall.value, options, view)
  const all = trackedLines(wall.value)
  let next = 0
  return [own, ...others].map((one): Outcome<TrackedView> => {
    if (!one.measured) return one
    return measured({
      ...tracked,
      view,
      beginsAt,
      endocardial: at(all, next++),
      ...(ring?.measured ? { tricuspid: ring.value } : {}),
      warnings:
        ring === undefined || ring.measured
          ? tracked.warnings
          : [
              ...tracked.warnings,
              say('strain/tricuspid-point-could-not-followed', { view, why: whyOf(ring) }),
            ],
    })
  })
}

function lineAlong(
  endocardial: Polygon | undefined,
  plane: ImagePlane,
  { chords }: StrainOptions,
): Outcome<Line> {
  if (endocardial === undefined || endocardial.length === 0)
    return unmeasured('no-contours', say('strain/no-endocardial-contour-ed'))
  const wrong = whyNoBorder('endocardial', endocardial, plane, false)
  if (wrong !== undefined) return wrong
  if (hasNoLength(endocardial))
    return unmeasured('degenerate-contour', say('strain/endocardial-contour-no-length'))
  return measured(lineOf(resampleOpen(endocardial, chords, plane)))
}

/**
 * A point alone shows one brightness, which means nothing where the wall and the leaflet beside it move apart: its
 * residual is that of its surroundings in the worst phase.
 */
function followPoint(cine: Cine, point: IndexPoint, options: StrainOptions): Outcome<TrackedLine> {
  const { plane } = at(cine.images, cine.edPhase)
  const around = (lines: readonly Line[]): Float32Array =>
    weightsAlong(pointsOf(at(lines, 0)), plane, options.pointRim)
  const registration = options.pointRegistration
  const followed = follow(cine, [lineOf([point])], around, { ...options, registration })
  if (!followed.measured) return followed
  const { phases, evidence } = at(trackedLines(followed.value), 0)
  return measured({ phases, evidence: { ...evidence, residual: Float64Array.of(followed.value.residual) } })
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
