/**
 * What the long-axis views show at each phase of the short axis, or of one of them: borders, ends of valves, apex.
 * Views run in step as the screen runs them (`protocol/linking.ts`).
 */
import type { Border, Contour } from '../../contours/contour.ts'
import { type Landmark, type LandmarkKind, landmarkKeyText } from '../../contours/landmark.ts'
import type { PixelSize } from '../../contours/polygon.ts'
import { type Vertices, verticesOf } from '../../contours/vertices.ts'
import { type IndexPoint, indexToPatient, type PatientPoint, planeNormal } from '../../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../../protocol/facts.ts'
import { linkedPhase, linkViews } from '../../protocol/linking.ts'
import type { Stack, StackFrame } from '../../protocol/stack.ts'
import { say } from '../../sentences/say.ts'
import { at } from '../../units/at.ts'
import { type Outcome, unmeasured } from '../../units/outcome.ts'
import type { LongAxisPoints } from '../clipped.ts'
import type { Valve, ValvePlaneRule } from '../valve-plane.ts'
import type { Silhouette } from './area-length.ts'
import { type LengthEnd, silhouetteOf } from './silhouette.ts'

export const longAxisViews = ['2ch', '3ch', '4ch'] as const
export type LongAxisView = (typeof longAxisViews)[number]
export type LongAxisStacks = { readonly [V in LongAxisView]?: Stack }

/** One frame of each view that is there. */
export type FramesOfMoment = { readonly [V in LongAxisView]?: StackFrame }

/** The frame of each view that is due at each phase of `leading`. */
export function framesInStep(leading: Stack, views: LongAxisStacks): readonly FramesOfMoment[] {
  const known = longAxisViews.flatMap((view) => {
    const stack = views[view]
    return stack === undefined || stack.frames.length === 0 ? [] : [{ view, stack }]
  })
  const { rule } = linkViews([leading, ...known.map(({ stack }) => stack)])
  return Array.from({ length: leading.phaseCount }, (_, phase) => {
    const frames: { [V in LongAxisView]?: StackFrame } = {}
    for (const { view, stack } of known) {
      const frame = at(at(stack.frames, 0), linkedPhase(leading, phase, stack, rule))
      if (frame !== null) frames[view] = frame
    }
    return frames
  })
}

/** Marked points by kind and image. */
export type MarkedPoints = ReadonlyMap<string, IndexPoint>

export const markedPoints = (landmarks: Iterable<Landmark>): MarkedPoints =>
  new Map([...landmarks].map((mark) => [landmarkKeyText(mark), mark.point]))

const pointOn = (marked: MarkedPoints, kind: LandmarkKind, image: ImageKey): IndexPoint | undefined =>
  marked.get(landmarkKeyText({ kind, image }))

/** Both ends of a valve on one image, in its pixels; undefined unless both are marked. */
export function valveEnds(
  marked: MarkedPoints,
  valve: Valve,
  image: ImageKey,
): readonly [IndexPoint, IndexPoint] | undefined {
  const septal = pointOn(marked, `${valve}-septal`, image)
  const lateral = pointOn(marked, `${valve}-lateral`, image)
  return septal === undefined || lateral === undefined ? undefined : [septal, lateral]
}

/** Points of some kinds on the views of one moment, LPS mm. */
export function pointsOfKinds(
  marked: MarkedPoints,
  kinds: readonly LandmarkKind[],
  frames: FramesOfMoment,
): readonly PatientPoint[] {
  return longAxisViews.flatMap((view) => {
    const frame = frames[view]
    const plane = frame?.facts.plane
    if (frame === undefined || plane === undefined) return []
    return kinds.flatMap((kind) => {
      const point = pointOn(marked, kind, frame)
      return point === undefined ? [] : [indexToPatient(plane, point)]
    })
  })
}

/** What the views of one moment show of the left ventricle. */
export function leftPoints(marked: MarkedPoints, moment: FramesOfMoment): LongAxisPoints {
  const tips = pointsOfKinds(marked, ['lv-apex'], moment)
  return {
    valve: pointsOfKinds(marked, ['mitral-septal', 'mitral-lateral'], moment),
    // each view has its own tip, as far as it was laid through it
    ...(tips.length === 0 ? {} : { apex: meanOf(tips) }),
  }
}

/**
 * Where the epicardium ends below the apex, LPS mm: of its open border in each view the point farthest from the middle
 * of the two ends at the valve, the mean over views. undefined where no view has such a border.
 */
export function epicardialTip(
  contours: ReadonlyMap<string, Contour>,
  moment: FramesOfMoment,
): PatientPoint | undefined {
  const tips = longAxisViews.flatMap((view) => {
    const frame = moment[view]
    const plane = frame?.facts.plane
    const border = frame && contours.get(contourPlace(frame, 'lv-epicardial'))
    if (plane === undefined || border === undefined || border.closed) return []
    const tip = farthestFromEnds(verticesOf(border), plane)
    return tip === undefined ? [] : [indexToPatient(plane, tip)]
  })
  return tips.length === 0 ? undefined : meanOf(tips)
}

function farthestFromEnds(vertices: Vertices, plane: PixelSize): IndexPoint | undefined {
  const points = Array.from(
    { length: vertices.length / 2 },
    (_, k): IndexPoint => [vertices[2 * k] ?? 0, vertices[2 * k + 1] ?? 0],
  )
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 3) return undefined
  const squared = ([x, y]: IndexPoint): number =>
    ((x - (first[0] + last[0]) / 2) * plane.columnSpacing) ** 2 +
    ((y - (first[1] + last[1]) / 2) * plane.rowSpacing) ** 2
  return points.reduce((farthest, point) => (squared(point) > squared(farthest) ? point : farthest), first)
}

function meanOf(points: readonly PatientPoint[]): PatientPoint {
  const mean = (k: 0 | 1 | 2): number => points.reduce((sum, point) => sum + point[k], 0) / points.length
  return [mean(0), mean(1), mean(2)]
}

/** What the views of one moment show of the right ventricle, whose valve no view but that of four chambers shows at both ends. */
export function rightPoints(
  marked: MarkedPoints,
  moment: FramesOfMoment,
  rule: ValvePlaneRule,
): LongAxisPoints {
  const valve = pointsOfKinds(marked, ['tricuspid-septal', 'tricuspid-lateral'], moment)
  const frame = moment['4ch']
  const plane = frame?.facts.plane
  const isWhole = frame !== undefined && valveEnds(marked, 'tricuspid', frame) !== undefined
  return rule === 'square-to-view' && plane !== undefined && isWhole && valve.length === 2
    ? { valve, squareTo: planeNormal(plane) }
    : { valve }
}

/** Area and length of a chamber on one frame. @returns also unmeasured 'no-contours' and 'no-geometry' */
export function silhouetteOn(
  frame: StackFrame,
  contours: ReadonlyMap<string, Contour>,
  border: Border,
  end: LengthEnd,
  valve?: readonly [IndexPoint, IndexPoint],
): Outcome<Silhouette> {
  const contour = contours.get(contourPlace(frame, border))
  if (contour === undefined) return unmeasured('no-contours', say('volumes/no-contour', { border }))
  const { plane } = frame.facts
  if (plane === undefined) return unmeasured('no-geometry', say('volumes/long-axis-image-does-not'))
  return silhouetteOf(contour, plane, end, valve)
}

const contourPlace = (image: ImageKey, border: Border): string => `${imageKeyText(image)}/${border}`

/** Contours by image and border, for `silhouetteOn`. */
export const contoursByPlace = (contours: Iterable<Contour>): ReadonlyMap<string, Contour> =>
  new Map([...contours].map((contour) => [contourPlace(contour.image, contour.border), contour]))
