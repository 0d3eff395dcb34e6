/**
 * The centreline method: the wall's thickness along chords at right angles to the line midway between its borders.
 *
 * The centreline is where a point is as far from the endocardium as from the epicardium; between two eccentric
 * circles it is the ellipse with their centres as foci. It is smoothed a little, since the nearest place on a border
 * can jump, and cut in equal lengths. Chords that cross one another are left out: in a sharp bend they measure
 * something else than the wall.
 *
 * Concentric circles of radii a < b give b − a on every chord.
 * @source Sheehan 1986, doi:10.1161/01.CIR.74.2.293 (abstract read: 100 chords at right angles to the line midway); for
 *   thickness of the short axis a modification of 1988, doi:10.1016/0735-1097(88)90223-9 (abstract read: 100 evenly
 *   spaced points)
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { type BorderLine, borderLine, nearestOn } from './border-distance.ts'
import { centroid, contains, distance, type PixelSize, type Polygon, signedArea } from './polygon.ts'
import { resampleClosed } from './resample.ts'
import { isSimple } from './simple.ts'

export interface Chord {
  /** place along the centreline from its start, in [0, 1) */
  readonly along: number
  readonly endocardial: IndexPoint
  readonly middle: IndexPoint
  readonly epicardial: IndexPoint
  readonly thickness: Mm
}

export interface Centreline {
  /** in the order of the centreline, which runs clockwise on the screen */
  readonly chords: readonly Chord[]
  /** chords that cross another, or that do not reach both borders */
  readonly discarded: number
}

export interface CentrelineOptions {
  readonly chords?: number
  /** standard deviation of the smoothing, in chords: two hide the jumps and keep bends of the wall */
  readonly smoothing?: number
  /** the centreline starts at its point nearest to this angle: the direction from the epicardial centroid */
  readonly start?: IndexPoint
}

/** a line in mm: the same arithmetic for pixels of any shape */
const millimetres: PixelSize = { rowSpacing: mm(1), columnSpacing: mm(1) }

/**
 * @returns unmeasured 'self-intersecting-contour', 'degenerate-contour', or 'contours-cross' when the endocardium is
 *   not inside the epicardium
 */
export function centreline(
  endocardial: Polygon,
  epicardial: Polygon,
  pixel: PixelSize,
  options: CentrelineOptions = {},
): Outcome<Centreline> {
  const { chords: count = 100, smoothing = 2, start } = options
  const flaw = flawOf(endocardial, epicardial)
  if (flaw !== undefined) return flaw
  const scale = ([column, row]: IndexPoint): IndexPoint => [
    column * pixel.columnSpacing,
    row * pixel.rowSpacing,
  ]
  const inner = endocardial.map(scale)
  const outer = epicardial.map(scale)
  const middle = midline(inner, outer, count, smoothing, start && scale(start))
  const [innerLine, outerLine] = [borderLine(inner, millimetres), borderLine(outer, millimetres)]
  const found = middle.map((point, k) => chordAt(middle, k, point, innerLine, outerLine))
  const kept = withoutCrossing(found)
  if (kept.length === 0) return unmeasured('contours-cross', say('contours/no-chord-reaches-both-borders'))
  const back = ([x, y]: IndexPoint): IndexPoint => [x / pixel.columnSpacing, y / pixel.rowSpacing]
  return measured({
    chords: kept.map((chord) => ({
      along: chord.along,
      endocardial: back(chord.endocardial),
      middle: back(chord.middle),
      epicardial: back(chord.epicardial),
      thickness: chord.thickness,
    })),
    discarded: count - kept.length,
  })
}

function flawOf(endocardial: Polygon, epicardial: Polygon): Outcome<never> | undefined {
  for (const [name, points] of [
    ['endocardial', endocardial],
    ['epicardial', epicardial],
  ] as const) {
    if (points.length < 3 || signedArea(points) === 0)
      return unmeasured('degenerate-contour', say('common/border-encloses-nothing', { border: name }))
    if (!isSimple(points))
      return unmeasured('self-intersecting-contour', say('common/border-crosses-itself', { border: name }))
  }
  const stray = endocardial.filter((point) => !contains(epicardial, point)).length
  return stray > 0
    ? unmeasured('contours-cross', say('contours/endocardial-points-lie-outside-epicardial', { stray }))
    : undefined
}

/** steps towards the place midway, each of which halves at least what the bend of the borders left */
const mostRefinements = 12
/** mm: nearer to the middle than this no chord can tell */
const settled = 1e-4

function midline(
  inner: Polygon,
  outer: Polygon,
  count: number,
  smoothing: number,
  start: IndexPoint | undefined,
): IndexPoint[] {
  const centre = centroid(outer)
  const towards: IndexPoint = start ?? [centre[0] + 1, centre[1]]
  const from = Math.atan2(towards[1] - centre[1], towards[0] - centre[0])
  // both borders from the same side on and the same way round, so that equal shares of length face each other
  const [a, b] = [inner, outer].map((line) => resampleClosed(turned(line, centre, from), count, millimetres))
  let line = (a ?? []).map((p, k): IndexPoint => {
    const q = at(b ?? [], k)
    return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]
  })
  const [innerLine, outerLine] = [borderLine(inner, millimetres), borderLine(outer, millimetres)]
  for (let round = 0; round < mostRefinements; round++) {
    const next = line.map((point) => towardsMiddle(point, innerLine, outerLine))
    const farthest = next.reduce(
      (most, point, k) => Math.max(most, distance(point, at(line, k), millimetres)),
      0,
    )
    line = resampleClosed(turned(next, centre, from), count, millimetres)
    if (farthest < settled) break
  }
  return smoothed(line, smoothing)
}

/** Clockwise on the screen, with the farthest point on the ray from the centre at that angle first. */
function turned(points: Polygon, centre: IndexPoint, angle: number): IndexPoint[] {
  const line = signedArea(points) < 0 ? [...points].reverse() : [...points]
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)]
  let edge = -1
  let farthest = Number.NEGATIVE_INFINITY
  line.forEach(([x, y], i) => {
    const [wx, wy] = [x - centre[0], y - centre[1]]
    const next = at(line, (i + 1) % line.length)
    const [vx, vy] = [next[0] - x, next[1] - y]
    const cross = ux * vy - uy * vx
    if (cross === 0) return
    const along = (wx * vy - wy * vx) / cross
    const share = (wx * uy - wy * ux) / cross
    if (along < 0 || along <= farthest || share < -rounding || share > 1 + rounding) return
    farthest = along
    edge = i
  })
  if (edge < 0) return line
  const cut: IndexPoint = [centre[0] + farthest * ux, centre[1] + farthest * uy]
  return [cut, ...line.slice(edge + 1), ...line.slice(0, edge + 1)]
}

const onInner = new Float64Array(2)
const onOuter = new Float64Array(2)

/** Towards the place that is as far from the one border as from the other, by a Newton step on the depth. */
function towardsMiddle([x, y]: IndexPoint, inner: BorderLine, outer: BorderLine): IndexPoint {
  const toInner = Math.sqrt(nearestOn(inner, x, y, onInner))
  const toOuter = Math.sqrt(nearestOn(outer, x, y, onOuter))
  if (!(toInner + toOuter > 0)) return [x, y]
  const step = 0.5 - toInner / (toInner + toOuter)
  return [
    x + step * ((onOuter[0] ?? 0) - (onInner[0] ?? 0)),
    y + step * ((onOuter[1] ?? 0) - (onInner[1] ?? 0)),
  ]
}

/** A closed line through a Gaussian of that standard deviation, in points. */
function smoothed(line: Polygon, sigma: number): IndexPoint[] {
  if (!(sigma > 0)) return [...line]
  const reach = Math.ceil(4 * sigma)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const n = line.length
  return line.map((_, k) => {
    let x = 0
    let y = 0
    weights.forEach((weight, i) => {
      const [px, py] = at(line, (((k + i - reach) % n) + n) % n)
      x += (weight * px) / sum
      y += (weight * py) / sum
    })
    return [x, y]
  })
}

function chordAt(
  middle: Polygon,
  k: number,
  point: IndexPoint,
  inner: BorderLine,
  outer: BorderLine,
): Chord | undefined {
  const n = middle.length
  const before = at(middle, (k + n - 1) % n)
  const after = at(middle, (k + 1) % n)
  // of a line that runs clockwise on the screen, this points out
  const normal: IndexPoint = [after[1] - before[1], before[0] - after[0]]
  const size = Math.hypot(normal[0], normal[1])
  if (!(size > 0)) return undefined
  const out: IndexPoint = [normal[0] / size, normal[1] / size]
  const toOuter = firstHit(point, out, outer)
  const toInner = firstHit(point, [-out[0], -out[1]], inner)
  if (toOuter === undefined || toInner === undefined) return undefined
  return {
    along: k / n,
    endocardial: [point[0] - toInner * out[0], point[1] - toInner * out[1]],
    middle: point,
    epicardial: [point[0] + toOuter * out[0], point[1] + toOuter * out[1]],
    thickness: mm(toInner + toOuter),
  }
}

/** Distance along a ray to the first edge of a line. */
function firstHit([x, y]: IndexPoint, [dx, dy]: IndexPoint, { xy }: BorderLine): number | undefined {
  let first = Number.POSITIVE_INFINITY
  for (let i = 2; i < xy.length; i += 2) {
    const wx = (xy[i - 2] ?? 0) - x
    const wy = (xy[i - 1] ?? 0) - y
    const vx = (xy[i] ?? 0) - x - wx
    const vy = (xy[i + 1] ?? 0) - y - wy
    const cross = dx * vy - dy * vx
    if (cross === 0) continue
    const along = (wx * vy - wy * vx) / cross
    const share = (wx * dy - wy * dx) / cross
    if (along >= 0 && along < first && share >= -rounding && share <= 1 + rounding) first = along
  }
  return Number.isFinite(first) ? first : undefined
}

/** a ray through a vertex meets one of its edges */
const rounding = 1e-12

/** Without those that meet a neighbour: of two that cross, the longer goes. */
function withoutCrossing(found: readonly (Chord | undefined)[]): Chord[] {
  const kept = [...found]
  const n = found.length
  for (let reach = 1; reach <= n / 4; reach++)
    for (let k = 0; k < n; k++) {
      const a = kept[k]
      const other = (k + reach) % n
      const b = kept[other]
      if (a === undefined || b === undefined || !crossing(a, b)) continue
      kept[a.thickness > b.thickness ? k : other] = undefined
    }
  return kept.filter((chord) => chord !== undefined)
}

function crossing(a: Chord, b: Chord): boolean {
  const side = (p: IndexPoint, q: IndexPoint, r: IndexPoint): number =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  return (
    side(a.endocardial, a.epicardial, b.endocardial) * side(a.endocardial, a.epicardial, b.epicardial) < 0 &&
    side(b.endocardial, b.epicardial, a.endocardial) * side(b.endocardial, b.epicardial, a.epicardial) < 0
  )
}
