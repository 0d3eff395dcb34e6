/** Where the long axis runs and which level a slice belongs to, from what is marked and drawn at end-diastole. */
import { centroid, type Polygon } from '../contours/polygon.ts'
import { type ImagePlane, indexToPatient, type PatientPoint } from '../geometry/plane.ts'
import { shortAxisOf } from '../protocol/short-axis.ts'
import type { Stack } from '../protocol/stack.ts'
import { type Levels, levelsOfLongAxis, levelsOfRings } from '../segments/levels.ts'
import type { LongAxisEnds } from '../segments/regional-function.ts'
import type { Outcome } from '../units/outcome.ts'
import { framesInStep, type LongAxisStacks, markedPoints, pointsOfKinds } from '../volumes/long-axis/views.ts'
import type { Drawn } from './drawn.ts'
import { type Examination, stacksOf } from './examination.ts'

/** The long-axis cines by view; of two of one view the one that was acquired last in the order of the stacks. */
export function longAxisStacks(examination: Pick<Examination, 'stacks'>): LongAxisStacks {
  const of = (view: '2ch' | '3ch' | '4ch'): Stack | undefined => stacksOf(examination, `cine-${view}`).at(-1)
  const [two, three, four] = [of('2ch'), of('3ch'), of('4ch')]
  return {
    ...(two === undefined ? {} : { '2ch': two }),
    ...(three === undefined ? {} : { '3ch': three }),
    ...(four === undefined ? {} : { '4ch': four }),
  }
}

/** Where the two ends of the long axis are marked at end-diastole: the middle of the mitral plane, and the apex. */
export function longAxisEnds(examination: Examination): LongAxisEnds | undefined {
  const { ed } = examination.phases
  const views = longAxisStacks(examination)
  const leading = shortAxisOf(examination.stacks) ?? Object.values(views)[0]
  const frames = ed === undefined || leading === undefined ? undefined : framesInStep(leading, views)[ed]
  if (frames === undefined) return undefined
  const marked = markedPoints(examination.landmarks)
  const base = pointsOfKinds(marked, ['mitral-septal', 'mitral-lateral'], frames)
  const apex = pointsOfKinds(marked, ['lv-apex'], frames)
  return base.length > 0 && apex.length > 0 ? { base: meanPoint(base), apex: meanPoint(apex) } : undefined
}

const meanPoint = (points: readonly PatientPoint[]): PatientPoint => {
  const along = (axis: 0 | 1 | 2): number =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length
  return [along(0), along(1), along(2)]
}

/**
 * Thirds of the long axis where its two ends are marked at end-diastole, else thirds of the short-axis cine's slices
 * with a full ring at end-diastole, else, where it has none or its end-diastole is not known, of the slices themselves
 * that are to be divided.
 *
 * @param own  of the contoured slices, from base to apex
 * @returns unmeasured as the rule says that applies
 */
export function levelsOf(
  examination: Examination,
  drawn: Drawn,
  own: readonly ImagePlane[] = [],
): Outcome<Levels> {
  const ends = longAxisEnds(examination)
  if (ends !== undefined) return levelsOfLongAxis(ends.base, ends.apex)
  const { ed } = examination.phases
  const atEd =
    ed === undefined ? [] : (shortAxisOf(examination.stacks)?.frames ?? []).map((phases) => phases[ed])
  const rings = atEd.flatMap((frame) => {
    const plane = frame?.facts.plane
    if (frame == null || plane === undefined) return []
    return drawn.one(frame, 'lv-endocardial') && drawn.one(frame, 'lv-epicardial') ? [plane] : []
  })
  return levelsOfRings(rings.length > 0 ? rings : own)
}

/** A ring's middle: of the epicardium, which leaves its place least. */
export const middleOf = (plane: ImagePlane, epicardial: Polygon): PatientPoint =>
  indexToPatient(plane, centroid(epicardial))
