/**
 * Borders that were carried through the phases, corrected at some of them: every correction fades linearly in time
 * into the next, round the beat.
 *
 *   x(t) = p(t) + (1 − s) Δₐ + s Δ_b        s = (t − tₐ) / (t_b − tₐ),  Δ = edited − carried, vertex by vertex
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { Polygon } from './polygon.ts'

export interface EditedBorder {
  readonly phase: number
  /** vertex by vertex the places that the carried ones should have had */
  readonly points: Polygon
}

/**
 * @param carried  one border a phase, the same vertices in each
 * @param edits    the phase that they were carried from counts as edited too, else it moves with the others
 * @throws RangeError for an edit of another phase or with another number of vertices
 */
export function reanchored(
  carried: readonly Polygon[],
  edits: readonly EditedBorder[],
): readonly IndexPoint[][] {
  const phases = carried.length
  const corrections = edits
    .map(({ phase, points }) => ({ phase, shifts: shiftsBetween(at(carried, phase), points) }))
    .sort((a, b) => a.phase - b.phase)
  const [first] = corrections
  if (first === undefined) return carried.map((points) => [...points])
  return carried.map((points, phase) => {
    const later = corrections.findIndex((edit) => edit.phase > phase)
    const to = later < 0 ? first : at(corrections, later)
    const from = at(corrections, (later <= 0 ? corrections.length : later) - 1)
    const span = (to.phase - from.phase + phases) % phases || phases
    const share = ((phase - from.phase + phases) % phases) / span
    return points.map(([x, y], k) => {
      const [ax, ay] = at(from.shifts, k)
      const [bx, by] = at(to.shifts, k)
      return [x + (1 - share) * ax + share * bx, y + (1 - share) * ay + share * by]
    })
  })
}

function shiftsBetween(carried: Polygon, edited: Polygon): IndexPoint[] {
  if (carried.length !== edited.length)
    throw new RangeError(`${edited.length} vertices do not correct ${carried.length}`)
  return carried.map(([x, y], k) => {
    const [ex, ey] = at(edited, k)
    return [ex - x, ey - y]
  })
}
