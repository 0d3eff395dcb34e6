/** The wall's thickness on the rings of a surface, by the centreline method on each slice. */
import { centreline } from '../contours/centreline.ts'
import type { Polygon } from '../contours/polygon.ts'
import { resampleClosed } from '../contours/resample.ts'
import { type ImagePlane, indexToPatient, type PatientPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import { pointOf, pointsIn, type Ring } from './ring.ts'
import { noValues, type Values } from './values.ts'

/** A chord through the wall, in the patient. */
export interface WallChord {
  readonly endocardial: PatientPoint
  readonly epicardial: PatientPoint
  /** mm */
  readonly thickness: number
}

/** points of a border that its shape needs: the circle of as many lacks 0.05 % of its radius */
const borderPoints = 100
/** as many as a ring has points: what lies between two of them nobody sees */
const chordsAround = 64

/** Of one slice at one phase. Refusals as `centreline`. */
export function wallChords(
  endocardial: Polygon,
  epicardial: Polygon,
  plane: ImagePlane,
): Outcome<readonly WallChord[]> {
  const thin = (border: Polygon): Polygon =>
    border.length > borderPoints ? resampleClosed(border, borderPoints, plane) : border
  const found = centreline(thin(endocardial), thin(epicardial), plane, { chords: chordsAround })
  if (!found.measured) return found
  return measured(
    found.value.chords.map((chord) => ({
      endocardial: indexToPatient(plane, chord.endocardial),
      epicardial: indexToPatient(plane, chord.epicardial),
      thickness: chord.thickness,
    })),
  )
}

/** At each point of a ring that of the chord that ends nearest to it, and of its nearer neighbour, by distance. */
export function thicknessOnRing(
  ring: Ring,
  chords: readonly WallChord[],
  side: 'endocardial' | 'epicardial',
): Values {
  const n = pointsIn(ring)
  const values = noValues(n)
  if (chords.length === 0) return values
  for (let k = 0; k < n; k++) {
    const point = pointOf(ring, k)
    const away = (i: number): number => distance(point, at(chords, (i + chords.length) % chords.length)[side])
    let nearest = 0
    for (let i = 1; i < chords.length; i++) if (away(i) < away(nearest)) nearest = i
    const beside = away(nearest - 1) < away(nearest + 1) ? nearest - 1 : nearest + 1
    const [near, far] = [away(nearest), away(beside)]
    const share = near + far > 0 ? near / (near + far) : 0
    const own = at(chords, nearest).thickness
    values.value[k] = own + share * (at(chords, (beside + chords.length) % chords.length).thickness - own)
    values.known[k] = 1
  }
  return values
}

const distance = (a: PatientPoint, b: PatientPoint): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** % that each point's number has grown since another phase; known where both are, and the other is above 0. */
export function growth(now: Values, before: Values): Values {
  const values = noValues(now.value.length)
  now.value.forEach((value, k) => {
    const other = before.value[k] ?? 0
    if (now.known[k] !== 1 || before.known[k] !== 1 || !(other > 0)) return
    values.value[k] = (100 * (value - other)) / other
    values.known[k] = 1
  })
  return values
}
