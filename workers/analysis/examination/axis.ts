/** Where the long axis runs and which level a slice belongs to, from what is marked and drawn at end-diastole. */

import type { Landmark, LandmarkKind } from '../contours/landmark.ts'
import { centroid, type Polygon } from '../contours/polygon.ts'
import { type ImagePlane, indexToPatient, type PatientPoint } from '../geometry/plane.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { type Levels, levelsOfLongAxis, levelsOfRings } from '../segments/levels.ts'
import type { Outcome } from '../units/outcome.ts'
import { placesIn } from '../volumes/grid.ts'
import { framesInStep, type LongAxisStacks } from '../volumes/long-axis/views.ts'
import { type Drawn, framesOf } from './drawn.ts'
import { type Examination, stacksOf } from './examination.ts'

/** The long-axis cines by view; of two of one view the one that was acquired last in the order of the stacks. */
export function longAxisStacks(examination: Examination): LongAxisStacks {
  const of = (view: '2ch' | '3ch' | '4ch'): Stack | undefined => stacksOf(examination, `cine-${view}`).at(-1)
  const [two, three, four] = [of('2ch'), of('3ch'), of('4ch')]
  return {
    ...(two === undefined ? {} : { '2ch': two }),
    ...(three === undefined ? {} : { '3ch': three }),
    ...(four === undefined ? {} : { '4ch': four }),
  }
}

/** Points of these kinds on the long-axis views at end-diastole, LPS mm. */
export function pointsAtEd(
  examination: Examination,
  cine: Stack | undefined,
  ed: number,
  kinds: readonly LandmarkKind[],
): PatientPoint[] {
  const views = longAxisStacks(examination)
  const frames =
    cine === undefined
      ? Object.values(views).flatMap((view) => framesOf(view, 0).slice(0, 1))
      : Object.values(framesInStep(cine, views)[ed] ?? {})
  return frames.flatMap((frame) => {
    const plane = frame.facts.plane
    if (plane === undefined) return []
    return examination.landmarks
      .filter(({ kind, image }) => kinds.includes(kind) && imageKeyText(image) === imageKeyText(frame))
      .map(({ point }) => indexToPatient(plane, point))
  })
}

/** @param points  at least one */
export const meanPoint = (points: readonly PatientPoint[]): PatientPoint => {
  const along = (axis: 0 | 1 | 2): number =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length
  return [along(0), along(1), along(2)]
}

/**
 * Thirds of the long axis where its two ends are marked at end-diastole, else thirds of the short-axis cine's slices
 * with a full ring, else of the slices themselves that are to be divided.
 *
 * @param own  of the contoured slices, from base to apex
 * @returns unmeasured as the rule says that applies
 */
export function levelsOf(
  examination: Examination,
  cine: Stack | undefined,
  ed: number,
  drawn: Drawn,
  own: readonly ImagePlane[] = [],
): Outcome<Levels> {
  const base = pointsAtEd(examination, cine, ed, ['mitral-septal', 'mitral-lateral'])
  const apex = pointsAtEd(examination, cine, ed, ['lv-apex'])
  if (base.length > 0 && apex.length > 0) return levelsOfLongAxis(meanPoint(base), meanPoint(apex))
  if (cine === undefined) return levelsOfRings(own)
  const rings = cine.frames.flatMap((frames) => {
    const frame = frames[ed]
    const plane = frame?.facts.plane
    if (frame == null || plane === undefined) return []
    return drawn.one(frame, 'lv-endocardial') && drawn.one(frame, 'lv-epicardial') ? [plane] : []
  })
  return levelsOfRings(rings)
}

/** A ring's middle: of the epicardium, which leaves its place least. */
export const middleOf = (plane: ImagePlane, epicardial: Polygon): PatientPoint =>
  indexToPatient(plane, centroid(epicardial))

/** Landmarks on images of a stack. */
export function landmarksIn({ landmarks }: Examination, stack: Stack): Landmark[] {
  const places = placesIn(stack)
  return landmarks.filter(({ image }) => places.has(imageKeyText(image)))
}
