/**
 * Borders of one slice at all phases from those at a few: centroid and r(θ) are cubic splines of time that repeat
 * with the beat, through every border that was given.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { cubicAt, periodicSpline } from '../numerics/cubic-spline.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'
import type { PixelSize, Polygon } from './polygon.ts'
import { radialPolygon, radialProfile } from './radial.ts'
import { contourVertices } from './spline.ts'

export interface BorderInTime {
  /** after the R wave */
  readonly time: Ms
  readonly points: Polygon
}

/**
 * @param known   in any order, in pixels of one plane
 * @param period  RR
 * @param times   wanted; whole beats count for nothing
 * @returns one polygon a time; unmeasured 'too-few-phases' for fewer than two, 'contradictory-input' for two borders
 *   at one time, 'degenerate-contour' as `radialProfile`, 'fit-failed' where the curve swings through the centroid
 * @throws RangeError for a period that is none
 */
export function betweenPhases(
  known: readonly BorderInTime[],
  period: Ms,
  times: readonly Ms[],
  pixel: PixelSize,
  vertices = contourVertices,
): Outcome<readonly IndexPoint[][]> {
  if (!(period > 0)) throw new RangeError(`a beat of ${period} ms`)
  if (known.length < 2)
    return unmeasured('too-few-phases', `${known.length} borders do not tell what is between`)
  const inBeat = (time: number): number => time - period * Math.floor(time / period)
  const sorted = known
    .map(({ time, points }) => ({ time: inBeat(time), points }))
    .sort((a, b) => a.time - b.time)
  const n = sorted.length
  const gaps = sorted.map(({ time }, i) =>
    i + 1 < n ? at(sorted, i + 1).time - time : period - time + at(sorted, 0).time,
  )
  if (gaps.some((gap) => !(gap > 0)))
    return unmeasured('contradictory-input', 'two borders are given for one time of the beat')
  const rows: Float64Array[] = []
  for (const { points } of sorted) {
    const profile = radialProfile(points, pixel, vertices)
    if (!profile.measured) return profile
    rows.push(Float64Array.of(...profile.value.centre, ...profile.value.radii))
  }
  const columns = Array.from({ length: vertices + 2 }, (_, k) => rows.map((row) => row[k] ?? 0))
  const bends = columns.map((values) => periodicSpline(values, gaps))
  const polygons: IndexPoint[][] = []
  for (const time of times) {
    const state = stateAt(
      columns,
      bends,
      gaps,
      sorted.map(({ time }) => time),
      inBeat(time),
      period,
    )
    const radii = state.slice(2)
    if (radii.some((radius) => !(radius > 0)))
      return unmeasured('fit-failed', `the border has no inside at ${time.toFixed(0)} ms`)
    polygons.push(radialPolygon({ centre: [state[0] ?? 0, state[1] ?? 0], radii }, pixel))
  }
  return measured(polygons)
}

function stateAt(
  columns: readonly (readonly number[])[],
  bends: readonly (readonly number[])[],
  gaps: readonly number[],
  knots: readonly number[],
  time: number,
  period: number,
): Float64Array {
  const n = knots.length
  const later = knots.findIndex((knot) => knot > time)
  // before the first knot and after the last it is the gap that reaches round
  const i = later > 0 ? later - 1 : n - 1
  const j = (i + 1) % n
  const since = time - at(knots, i)
  const a = since < 0 ? since + period : since
  return Float64Array.from(columns, (values, k) => {
    const bend = at(bends, k)
    return cubicAt(at(values, i), at(values, j), at(bend, i), at(bend, j), at(gaps, i), a)
  })
}
