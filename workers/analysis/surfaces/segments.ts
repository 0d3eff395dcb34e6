/** The AHA segment of each point of a ring, by the sectors that regional function divided its slice into. */
import { patientToIndex } from '../geometry/plane.ts'
import { type Sectors, segmentAt } from '../segments/sectors.ts'
import { sectorsAbout } from '../segments/slice-wall.ts'
import { pointOf, pointsIn } from './ring.ts'
import type { SliceRing } from './surface.ts'

/** @param sectors  of the slice at ED: directions stay, their middle is that of this border */
export function segmentsOnRing({ ring, plane, contour }: SliceRing, sectors: Sectors): Uint8Array {
  const about = sectorsAbout(sectors, contour.points)
  return Uint8Array.from({ length: pointsIn(ring) }, (_, k) =>
    segmentAt(about, patientToIndex(plane, pointOf(ring, k)).index),
  )
}
