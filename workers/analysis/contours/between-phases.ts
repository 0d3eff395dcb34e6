/**
 * Borders of one slice at all phases from those at a few.
 *
 *   polar            centroid and r(θ) are cubic splines of time that repeat with the beat, through every border that
 *                    was given: for the left ventricle, which its centroid sees all of
 *   signed-distance  linear in time between the border before and the one after, as `between-slices.ts` has it: for
 *                    any other shape
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { cubicAt, periodicSpline } from '../numerics/cubic-spline.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'
import { betweenBySignedDistance, type DistanceFieldOptions } from './between-slices.ts'
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
  const beat = roundTheBeat(known, period)
  if (!beat.measured) return beat
  const { borders, gaps } = beat.value
  const rows: Float64Array[] = []
  for (const { points } of borders) {
    const profile = radialProfile(points, pixel, vertices)
    if (!profile.measured) return profile
    rows.push(Float64Array.of(...profile.value.centre, ...profile.value.radii))
  }
  const columns = Array.from({ length: vertices + 2 }, (_, k) => rows.map((row) => row[k] ?? 0))
  const bends = columns.map((values) => periodicSpline(values, gaps))
  const polygons: IndexPoint[][] = []
  for (const time of times) {
    const { before, after, since } = placeAt(beat.value, time, period)
    const state = Float64Array.from(columns, (values, k) => {
      const bend = at(bends, k)
      return cubicAt(
        at(values, before),
        at(values, after),
        at(bend, before),
        at(bend, after),
        at(gaps, before),
        since,
      )
    })
    const radii = state.slice(2)
    if (radii.some((radius) => !(radius > 0)))
      return unmeasured('fit-failed', say('contours/border-no-inside-ms', { time }))
    polygons.push(radialPolygon({ centre: [state[0] ?? 0, state[1] ?? 0], radii }, pixel))
  }
  return measured(polygons)
}

/**
 * @param known, period, times  as for `betweenPhases`
 * @returns as `betweenPhases`, but 'degenerate-contour' as `betweenBySignedDistance`
 * @throws RangeError for a period that is none
 */
export function betweenPhasesBySignedDistance(
  known: readonly BorderInTime[],
  period: Ms,
  times: readonly Ms[],
  pixel: PixelSize,
  options: DistanceFieldOptions = {},
): Outcome<readonly IndexPoint[][]> {
  const beat = roundTheBeat(known, period)
  if (!beat.measured) return beat
  const { borders, gaps } = beat.value
  const polygons: IndexPoint[][] = []
  for (const time of times) {
    const { before, after, since } = placeAt(beat.value, time, period)
    const share = Math.min(1, since / at(gaps, before))
    const ring = betweenBySignedDistance(
      at(borders, before).points,
      at(borders, after).points,
      share,
      pixel,
      options,
    )
    if (!ring.measured) return ring
    polygons.push(ring.value)
  }
  return measured(polygons)
}

interface BordersOfBeat {
  /** in the order of their times within the beat */
  readonly borders: readonly BorderInTime[]
  /** from each to the next, from the last round to the first */
  readonly gaps: readonly number[]
}

const inBeat = (time: number, period: number): number => time - period * Math.floor(time / period)

function roundTheBeat(known: readonly BorderInTime[], period: Ms): Outcome<BordersOfBeat> {
  if (!(period > 0)) throw new RangeError(`a beat of ${period} ms`)
  if (known.length < 2)
    return unmeasured('too-few-phases', say('contours/borders-do-not-tell-what', { known: known.length }))
  const borders = [...known].sort((a, b) => inBeat(a.time, period) - inBeat(b.time, period))
  const gaps = borders.map(({ time }, i) => {
    const next = inBeat(at(borders, (i + 1) % borders.length).time, period) - inBeat(time, period)
    return i + 1 < borders.length ? next : next + period
  })
  return gaps.some((gap) => !(gap > 0))
    ? unmeasured('contradictory-input', say('contours/two-borders-given-one-time'))
    : measured({ borders, gaps })
}

/** The borders before and after a time, by their places, and how long after the first of them it is. */
function placeAt(
  { borders }: BordersOfBeat,
  wanted: Ms,
  period: number,
): { readonly before: number; readonly after: number; readonly since: number } {
  const time = inBeat(wanted, period)
  const later = borders.findIndex((border) => inBeat(border.time, period) > time)
  // before the first border and after the last it is the gap that reaches round
  const before = later > 0 ? later - 1 : borders.length - 1
  const since = time - inBeat(at(borders, before).time, period)
  return { before, after: (before + 1) % borders.length, since: since < 0 ? since + period : since }
}
