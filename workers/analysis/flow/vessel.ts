/**
 * The border of the vessel at every phase, from the phases where it was drawn. In between, a border is described by
 * its centroid and its distance from it in each direction; both run linearly in time, round the beat where the
 * series covers it all. Drawn borders are measured as they are.
 */
import { coverage } from '../contours/coverage.ts'
import { centroid, type Polygon, polygonArea, signedArea } from '../contours/polygon.ts'
import { isSimple } from '../contours/simple.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'

export interface VesselContour {
  /** from 0 */
  readonly phase: number
  readonly points: Polygon
}

export interface Vessel {
  /** one for each phase */
  readonly borders: readonly Polygon[]
  /** exact share of each pixel within the border, one picture for each phase */
  readonly shares: readonly Float64Array[]
  readonly drawn: readonly number[]
}

/** directions of an interpolated border: the polygon of a circle has 0.01 % less area than the circle */
const directions = 256
/** share of a border that must lie in the image: all but rounding */
const inImage = 1 - 1e-6

/**
 * @param times   ms, one for each phase, increasing
 * @param period  RR in ms where the phase after the last is the first again; undefined where it is not
 * @returns unmeasured 'no-contours', 'degenerate-contour', 'self-intersecting-contour', 'contradictory-input' for a
 *   border on no phase, two on one, or one that leaves the image
 */
export function vesselThroughPhases(
  contours: readonly VesselContour[],
  times: readonly number[],
  period: number | undefined,
  plane: ImagePlane,
): Outcome<Vessel> {
  if (contours.length === 0) return unmeasured('no-contours', say('flow/vessel-contoured-no-phase'))
  const drawn = [...contours].sort((a, b) => a.phase - b.phase)
  for (const [i, contour] of drawn.entries()) {
    const flaw = flawOf(contour, drawn[i - 1], times.length, plane)
    if (flaw !== undefined) return flaw
  }
  const shapes = drawn.map(({ phase, points }) => ({ time: at(times, phase), shape: polar(points) }))
  const borders = times.map((time, phase) => {
    const own = drawn.find((contour) => contour.phase === phase)
    return own?.points ?? between(shapes, time, period)
  })
  const warnings =
    drawn.length === 1 && times.length > 1
      ? [say('flow/one-border-drawn-phase-stands', { phase: at(drawn, 0).phase + 1, times: times.length })]
      : []
  return measured(
    {
      borders,
      shares: borders.map((points) => coverage(points, plane.rows, plane.columns)),
      drawn: drawn.map(({ phase }) => phase),
    },
    warnings,
  )
}

function flawOf(
  { phase, points }: VesselContour,
  before: VesselContour | undefined,
  phases: number,
  plane: ImagePlane,
): Unmeasured | undefined {
  const said = say('flow/border-phase', { phase: phase + 1 })
  if (!Number.isInteger(phase) || phase < 0 || phase >= phases)
    return unmeasured('contradictory-input', say('flow/lies-none-phases', { said, phases }))
  if (before?.phase === phase)
    return unmeasured('contradictory-input', say('common/drawn-twice', { what: said }))
  if (points.length < 3 || !points.flat().every(Number.isFinite) || signedArea(points) === 0)
    return unmeasured('degenerate-contour', say('common/encloses-nothing', { what: said }))
  if (!isSimple(points))
    return unmeasured('self-intersecting-contour', say('common/crosses-itself', { what: said }))
  const pixel = plane.rowSpacing * plane.columnSpacing
  const inside = coverage(points, plane.rows, plane.columns).reduce((sum, share) => sum + share, 0) * pixel
  const area = polygonArea(points, plane)
  return inside < inImage * area
    ? unmeasured(
        'contradictory-input',
        say('flow/leaves-image-mm', { said, area: area - inside, whole: area }),
      )
    : undefined
}

/** Pixels that a vessel touches at any phase. @param shares  one picture for each phase */
export function pixelsOf(shares: readonly Float64Array[]): number[] {
  const touched = new Set<number>()
  for (const picture of shares)
    picture.forEach((share, i) => {
      if (share > 0) touched.add(i)
    })
  return [...touched]
}

interface Polar {
  readonly centre: IndexPoint
  /** pixels from the centre in each direction */
  readonly radii: Float64Array
}

/** Of a border that a ray from its centroid meets more than once, the farthest place counts. */
function polar(points: Polygon): Polar {
  const centre = centroid(points)
  const radii = Float64Array.from({ length: directions }, (_, k) => {
    const angle = (2 * Math.PI * k) / directions
    return farthest(points, centre, Math.cos(angle), Math.sin(angle))
  })
  return { centre, radii }
}

function farthest(points: Polygon, [cx, cy]: IndexPoint, dx: number, dy: number): number {
  let reach = 0
  points.forEach(([ax, ay], i) => {
    const [bx, by] = at(points, (i + 1) % points.length)
    // offsets from the ray, to its side and along it
    const sideA = (ax - cx) * dy - (ay - cy) * dx
    const sideB = (bx - cx) * dy - (by - cy) * dx
    if (sideA > 0 === sideB > 0) return
    const share = sideA / (sideA - sideB)
    const alongA = (ax - cx) * dx + (ay - cy) * dy
    const alongB = (bx - cx) * dx + (by - cy) * dy
    reach = Math.max(reach, alongA + share * (alongB - alongA))
  })
  return reach
}

interface Timed {
  readonly time: number
  readonly shape: Polar
}

function between(drawn: readonly Timed[], time: number, period: number | undefined): Polygon {
  const first = at(drawn, 0)
  const last = at(drawn, drawn.length - 1)
  const next = drawn.findIndex((one) => one.time > time)
  if (next > 0) return blend(at(drawn, next - 1), at(drawn, next), time)
  if (period === undefined) return outline((next === 0 ? first : last).shape)
  // round the end of the beat
  return next === 0
    ? blend({ ...last, time: last.time - period }, first, time)
    : blend(last, { ...first, time: first.time + period }, time)
}

function blend(a: Timed, b: Timed, time: number): Polygon {
  const share = (time - a.time) / (b.time - a.time)
  const mix = (p: number, q: number): number => p + share * (q - p)
  return outline({
    centre: [mix(a.shape.centre[0], b.shape.centre[0]), mix(a.shape.centre[1], b.shape.centre[1])],
    radii: a.shape.radii.map((radius, k) => mix(radius, b.shape.radii[k] ?? radius)),
  })
}

const outline = ({ centre, radii }: Polar): Polygon =>
  Array.from(radii, (radius, k): IndexPoint => {
    const angle = (2 * Math.PI * k) / directions
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)]
  })
