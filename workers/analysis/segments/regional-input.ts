/** What regional function is measured from, taken out of a read: borders and landmarks at ED and ES. */
import type { Border, Contour } from '../contours/contour.ts'
import { type Landmark, type LandmarkKind, landmarkKeyText } from '../contours/landmark.ts'
import type { Polygon } from '../contours/polygon.ts'
import { type IndexPoint, indexToPatient, type PatientPoint } from '../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import { linkedPhase, linkViews } from '../protocol/linking.ts'
import type { Stack, StackFrame } from '../protocol/stack.ts'
import { at } from '../units/at.ts'
import type { LongAxisWall } from './apical-cap.ts'
import type { LongAxisEnds, LongAxisInput } from './regional-function.ts'
import type { InsertionPoints, RegionalSlice, RingBorders } from './slice-wall.ts'

export interface RegionalRead {
  /** short axis, slice 0 the most basal */
  readonly stack: Stack
  /** two-, three- and four-chamber cines of the same study, as many as there are */
  readonly longAxis: readonly Stack[]
  readonly contours: Iterable<Contour>
  readonly landmarks: Iterable<Landmark>
  /** 0-based phases of the short axis */
  readonly ed: number
  readonly es: number
}

export interface RegionalInput {
  readonly slices: readonly RegionalSlice[]
  readonly longAxis: LongAxisInput
}

/**
 * Slices without geometry are left out. Insertion points are taken from the end-diastolic image of a slice, else the
 * end-systolic, else any other of it. Long-axis views run in step with the short axis as on the screen.
 * @throws RangeError for phases that the stack has not
 */
export function regionalInput({ stack, longAxis, contours, landmarks, ed, es }: RegionalRead): RegionalInput {
  if (ed < 0 || es < 0 || ed >= stack.phaseCount || es >= stack.phaseCount)
    throw new RangeError(`phases ${ed} and ${es} of a stack with ${stack.phaseCount}`)
  const drawn = new Map<string, Polygon>()
  for (const { image, border, points } of contours) drawn.set(borderKey(image, border), points)
  const marked = new Map<string, IndexPoint>()
  for (const mark of landmarks) marked.set(landmarkKeyText(mark), mark.point)
  const slices = stack.frames.flatMap((frames): RegionalSlice[] => {
    const [early, late] = [at(frames, ed), at(frames, es)]
    const plane = (early ?? late)?.facts.plane
    if (plane === undefined) return []
    const insertions = insertionsOn([early, late, ...frames], marked)
    return [
      {
        plane,
        endDiastole: ringOn(early, drawn),
        endSystole: ringOn(late, drawn),
        ...(insertions === undefined ? {} : { insertions }),
      },
    ]
  })
  return { slices, longAxis: longAxisInput(stack, longAxis, drawn, marked, { ed, es }) }
}

const borderKey = (image: ImageKey, border: Border): string => `${imageKeyText(image)}/${border}`

function ringOn(frame: StackFrame | null, drawn: ReadonlyMap<string, Polygon>): RingBorders {
  if (frame === null) return {}
  const endocardial = drawn.get(borderKey(frame, 'lv-endocardial'))
  const epicardial = drawn.get(borderKey(frame, 'lv-epicardial'))
  return {
    ...(endocardial === undefined ? {} : { endocardial }),
    ...(epicardial === undefined ? {} : { epicardial }),
  }
}

function insertionsOn(
  frames: readonly (StackFrame | null)[],
  marked: ReadonlyMap<string, IndexPoint>,
): InsertionPoints | undefined {
  for (const frame of frames) {
    if (frame === null) continue
    const anterior = marked.get(landmarkKeyText({ kind: 'rv-insertion-anterior', image: frame }))
    if (anterior === undefined) continue
    const inferior = marked.get(landmarkKeyText({ kind: 'rv-insertion-inferior', image: frame }))
    return { anterior, ...(inferior === undefined ? {} : { inferior }) }
  }
  return undefined
}

function longAxisInput(
  stack: Stack,
  views: readonly Stack[],
  drawn: ReadonlyMap<string, Polygon>,
  marked: ReadonlyMap<string, IndexPoint>,
  phases: { readonly ed: number; readonly es: number },
): LongAxisInput {
  const { rule } = linkViews([stack, ...views])
  const framesAt = (phase: number): StackFrame[] =>
    views.flatMap((view) => {
      const [slice] = view.frames
      const frame = slice?.[linkedPhase(stack, phase, view, rule)]
      return frame ? [frame] : []
    })
  const early = framesAt(phases.ed)
  const ends = endsOn(early, marked)
  return {
    ...(ends === undefined ? {} : { ends }),
    endDiastole: early.flatMap((frame) => wallsOn(frame, drawn)),
    endSystole: framesAt(phases.es).flatMap((frame) => wallsOn(frame, drawn)),
  }
}

/** Means over the views; none unless a view has both ends of the valve and a view the apex. */
function endsOn(
  frames: readonly StackFrame[],
  marked: ReadonlyMap<string, IndexPoint>,
): LongAxisEnds | undefined {
  const points = (kind: LandmarkKind): PatientPoint[] =>
    frames.flatMap((frame) => {
      const point = marked.get(landmarkKeyText({ kind, image: frame }))
      const { plane } = frame.facts
      return point === undefined || plane === undefined ? [] : [indexToPatient(plane, point)]
    })
  const whole = frames.filter((frame) =>
    (['mitral-septal', 'mitral-lateral'] as const).every((kind) =>
      marked.has(landmarkKeyText({ kind, image: frame })),
    ),
  )
  const tips = points('lv-apex')
  if (whole.length === 0 || tips.length === 0) return undefined
  return { base: meanOf([...points('mitral-septal'), ...points('mitral-lateral')]), apex: meanOf(tips) }
}

function meanOf(points: readonly PatientPoint[]): PatientPoint {
  const sum = (k: 0 | 1 | 2): number => points.reduce((total, point) => total + point[k], 0)
  return [sum(0) / points.length, sum(1) / points.length, sum(2) / points.length]
}

function wallsOn(frame: StackFrame, drawn: ReadonlyMap<string, Polygon>): LongAxisWall[] {
  const { plane } = frame.facts
  const { endocardial, epicardial } = ringOn(frame, drawn)
  return plane === undefined || endocardial === undefined || epicardial === undefined
    ? []
    : [{ plane, endocardial, epicardial }]
}
