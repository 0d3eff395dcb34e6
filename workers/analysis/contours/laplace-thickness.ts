/**
 * The wall's thickness along the field lines of a potential that is 0 at the endocardium and 1 at the epicardium.
 *
 *   ∇²ψ = 0 in the wall        thickness = length of the line of ∇ψ from border to border
 *
 * Field lines never cross and each place of either border has one, so that walls which thin and bend sharply, as
 * infarcted ones do, are measured without gaps; they curve, so they are a little longer than chords. Between
 * concentric circles both are the difference of the radii.
 *
 * The potential is solved on a square grid with arms cut at the borders (Shortley and Weller), which keeps the second
 * order there, by successive over-relaxation.
 *
 * @source Jones 2000, doi:10.1002/1097-0193(200009)11:1<12::AID-HBM20>3.0.CO;2-K (abstract read: thickness is the
 *   length of the field line of Laplace's equation); Shortley and Weller 1938, doi:10.1063/1.1710426, unverified
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { type BorderLine, borderLine } from './border-distance.ts'
import { type Centreline, type CentrelineOptions, type Chord, centreline } from './centreline.ts'
import { boundsOf, type PixelSize, type Polygon } from './polygon.ts'

export interface LaplaceOptions extends CentrelineOptions {
  /** of the grid: a wall of 6 mm has twelve steps */
  readonly step?: Mm
  /** the relaxation ends when no value changes by more in a sweep */
  readonly precision?: number
  /** a grid of more nodes is refused: the borders are not those of a heart */
  readonly mostNodes?: number
}

/**
 * Field lines through 100 evenly spaced places of the centreline.
 * @returns as `centreline`, and unmeasured 'out-of-range' for a grid that is too large, 'no-convergence'
 */
export function laplaceThickness(
  endocardial: Polygon,
  epicardial: Polygon,
  pixel: PixelSize,
  options: LaplaceOptions = {},
): Outcome<Centreline> {
  const { step = mm(0.5), precision = 1e-5, mostNodes = 1_000_000 } = options
  const starts = centreline(endocardial, epicardial, pixel, options)
  if (!starts.measured) return starts
  const scale = ([x, y]: IndexPoint): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing]
  const back = ([x, y]: IndexPoint): IndexPoint => [x / pixel.columnSpacing, y / pixel.rowSpacing]
  const [inner, outer] = [endocardial.map(scale), epicardial.map(scale)]
  const nodes = gridOver(inner, outer, step)
  if (nodes.rows * nodes.columns > mostNodes)
    return unmeasured(
      'out-of-range',
      say('contours/wall-needs-grid-nodes', { rows: nodes.rows, columns: nodes.columns }),
    )
  if (!relax(nodes, precision))
    return unmeasured('no-convergence', say('contours/potential-wall-does-not-settle'))
  const field = gradientOf(nodes)
  const [innerLine, outerLine] = [borderLine(endocardial, pixel), borderLine(epicardial, pixel)]
  const chords = starts.value.chords.flatMap((chord): Chord[] => {
    const middle = scale(chord.middle)
    const out = trace(field, middle, 1, outerLine)
    const inward = trace(field, middle, -1, innerLine)
    if (out === undefined || inward === undefined) return []
    return [
      {
        along: chord.along,
        endocardial: back(inward.end),
        middle: chord.middle,
        epicardial: back(out.end),
        thickness: mm(out.length + inward.length),
      },
    ]
  })
  const lost = starts.value.chords.length - chords.length
  return chords.length === 0
    ? unmeasured('no-convergence', say('contours/no-field-line-reaches-both'))
    : measured({ chords, discarded: starts.value.discarded + lost })
}

interface Nodes {
  readonly x0: number
  readonly y0: number
  readonly step: number
  readonly rows: number
  readonly columns: number
  /** indices of nodes within the wall */
  readonly wall: Uint32Array
  /** where a node stands in `wall`, −1 outside */
  readonly place: Int32Array
  /** four a node of the wall: to the right, left, below, above, as shares of the step */
  readonly arms: Float64Array
  /** what lies at the ends of the arms that a border cuts, else NaN within this file only */
  readonly ends: Float64Array
  readonly potential: Float64Array
}

function gridOver(inner: Polygon, outer: Polygon, step: number): Nodes {
  const { left, right, top, bottom } = boundsOf(outer)
  const [x0, y0] = [left - step, top - step]
  const columns = Math.ceil((right - left) / step) + 3
  const rows = Math.ceil((bottom - top) / step) + 3
  const place = new Int32Array(rows * columns).fill(-1)
  const across = Array.from({ length: rows }, (_, row) => cuts(inner, outer, 1, y0 + row * step))
  const down = Array.from({ length: columns }, (_, column) => cuts(inner, outer, 0, x0 + column * step))
  const wall: number[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      // along the row and along the column, since rounding may let a border touch only one of them
      const inside = (border: 0 | 1): boolean =>
        isInside(at(across, row), border, x0 + column * step) &&
        isInside(at(down, column), border, y0 + row * step)
      if (!inside(1) || inside(0)) continue
      place[row * columns + column] = wall.length
      wall.push(row * columns + column)
    }
  const arms = new Float64Array(4 * wall.length).fill(1)
  const ends = new Float64Array(4 * wall.length).fill(Number.NaN)
  wall.forEach((node, i) => {
    const [row, column] = [Math.floor(node / columns), node % columns]
    const [x, y] = [x0 + column * step, y0 + row * step]
    const lines = [at(across, row), at(across, row), at(down, column), at(down, column)]
    const beside = [node + 1, node - 1, node + columns, node - columns]
    lines.forEach((line, k) => {
      const [from, sign] = [k < 2 ? x : y, k % 2 === 0 ? 1 : -1]
      let nearest: Cut | undefined
      let share = Number.POSITIVE_INFINITY
      for (const cut of line) {
        const reach = (sign * (cut.at - from)) / step
        if (reach < 0 || reach >= share) continue
        share = reach
        nearest = cut
      }
      // a border that passes through the next node, give or take rounding, cuts the arm just there
      if (nearest === undefined || (share >= 1 && (place[at(beside, k)] ?? -1) >= 0)) return
      arms[4 * i + k] = Math.min(1, Math.max(share, shortest))
      ends[4 * i + k] = nearest.border
    })
  })
  return {
    x0,
    y0,
    step,
    rows,
    columns,
    wall: Uint32Array.from(wall),
    place,
    arms,
    ends,
    potential: new Float64Array(wall.length).fill(0.5),
  }
}

/** Whether a place on a line lies within a border, by the cuts beyond it. */
const isInside = (line: readonly Cut[], border: 0 | 1, place: number): boolean =>
  line.filter((cut) => cut.border === border && cut.at > place).length % 2 === 1

/** an arm that is next to nothing would weigh without bound */
const shortest = 1e-3

interface Cut {
  readonly at: number
  /** 0: endocardium, 1: epicardium; also the potential there */
  readonly border: 0 | 1
}

/** Where a level or upright line meets the borders. @param axis  the coordinate that is the same along the line */
function cuts(inner: Polygon, outer: Polygon, axis: 0 | 1, value: number): Cut[] {
  const other = axis === 0 ? 1 : 0
  return [inner, outer].flatMap((border, which) =>
    border.flatMap((a, i): Cut[] => {
      const b = at(border, (i + 1) % border.length)
      if (a[axis] > value === b[axis] > value) return []
      const share = (value - a[axis]) / (b[axis] - a[axis])
      return [{ at: a[other] + share * (b[other] - a[other]), border: which === 0 ? 0 : 1 }]
    }),
  )
}

/** between 1 and 2; near its best for grids of this size */
const overRelaxation = 1.85
const mostSweeps = 5000

/** @returns whether it settled */
function relax(nodes: Nodes, precision: number): boolean {
  const { wall, arms, ends, potential } = nodes
  const beside = neighboursOf(nodes)
  // what the ends of cut arms add is the same in every sweep
  const weights = new Float64Array(4 * wall.length)
  const fixed = new Float64Array(wall.length)
  for (let i = 0; i < wall.length; i++) {
    const share = (arm: number): number => {
      const [own, opposite] = [arms[4 * i + arm] ?? 1, arms[4 * i + (arm ^ 1)] ?? 1]
      return 1 / (own * (own + opposite))
    }
    const total = share(0) + share(1) + share(2) + share(3)
    for (let arm = 0; arm < 4; arm++) {
      const weight = share(arm) / total
      if ((beside[4 * i + arm] ?? 0) < 0) fixed[i] = (fixed[i] ?? 0) + weight * (ends[4 * i + arm] ?? 0)
      else weights[4 * i + arm] = weight
    }
  }
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let largest = 0
    for (let i = 0; i < wall.length; i++) {
      let sum = fixed[i] ?? 0
      for (let k = 4 * i; k < 4 * i + 4; k++) {
        const weight = weights[k] ?? 0
        if (weight > 0) sum += weight * (potential[beside[k] ?? 0] ?? 0)
      }
      const old = potential[i] ?? 0
      const change = overRelaxation * (sum - old)
      potential[i] = old + change
      if (change > largest) largest = change
      else if (-change > largest) largest = -change
    }
    if (largest < precision) return true
  }
  return false
}

/** Four a node of the wall: the node at the end of each arm, −1 where a border cuts it. */
function neighboursOf({ wall, place, columns, ends }: Nodes): Int32Array {
  const steps = [1, -1, columns, -columns]
  return Int32Array.from(ends, (end, k) =>
    Number.isNaN(end) ? (place[(wall[k >> 2] ?? 0) + (steps[k & 3] ?? 0)] ?? -1) : -1,
  )
}

interface Field extends Nodes {
  readonly gradient: Float64Array
}

/** Gradient at the nodes, from arms of unequal length, to the second order. */
function gradientOf(nodes: Nodes): Field {
  const { wall, arms, ends, potential, step } = nodes
  const beside = neighboursOf(nodes)
  const gradient = new Float64Array(2 * wall.length)
  const valueAt = (k: number): number => {
    const node = beside[k] ?? -1
    return node < 0 ? (ends[k] ?? 0) : (potential[node] ?? 0)
  }
  for (let i = 0; i < wall.length; i++)
    for (let axis = 0; axis < 2; axis++) {
      const k = 4 * i + 2 * axis
      const [forth, back] = [arms[k] ?? 1, arms[k + 1] ?? 1]
      const own = potential[i] ?? 0
      const ahead = (valueAt(k) - own) / forth
      const behind = (own - valueAt(k + 1)) / back
      gradient[2 * i + axis] = (ahead * back + behind * forth) / (forth + back) / step
    }
  return { ...nodes, gradient }
}

/** share of the grid's step that a field line is followed in one go */
const stride = 0.5
/** far longer than any wall: a line that is lost */
const longest = 200

/** Follows the field from the middle of the wall to a border. @param sign  1 towards the epicardium */
function trace(
  field: Field,
  from: IndexPoint,
  sign: 1 | -1,
  border: BorderLine,
): { readonly end: IndexPoint; readonly length: number } | undefined {
  const pace = stride * field.step
  let here = from
  for (let length = 0; length < longest; length += pace) {
    const first = directionAt(field, here[0], here[1])
    if (first === undefined) return undefined
    const half: IndexPoint = [here[0] + 0.5 * sign * pace * first[0], here[1] + 0.5 * sign * pace * first[1]]
    const [ux, uy] = directionAt(field, half[0], half[1]) ?? first
    const next: IndexPoint = [here[0] + sign * pace * ux, here[1] + sign * pace * uy]
    const met = firstMeeting(here, next, border)
    if (met !== undefined)
      return {
        end: [here[0] + met * (next[0] - here[0]), here[1] + met * (next[1] - here[1])],
        length: length + met * pace,
      }
    here = next
  }
  return undefined
}

/** Direction of the field, from those of the four nodes around that lie in the wall; none where none does. */
function directionAt(
  { x0, y0, step, rows, columns, place, gradient }: Field,
  x: number,
  y: number,
): IndexPoint | undefined {
  const [u, v] = [(x - x0) / step, (y - y0) / step]
  const [column, row] = [Math.floor(u), Math.floor(v)]
  let gx = 0
  let gy = 0
  for (let dr = 0; dr < 2; dr++)
    for (let dc = 0; dc < 2; dc++) {
      const [r, c] = [row + dr, column + dc]
      if (r < 0 || c < 0 || r >= rows || c >= columns) continue
      const i = place[r * columns + c] ?? -1
      if (i < 0) continue
      const weight = (1 - Math.abs(u - c)) * (1 - Math.abs(v - r))
      gx += weight * (gradient[2 * i] ?? 0)
      gy += weight * (gradient[2 * i + 1] ?? 0)
    }
  const size = Math.sqrt(gx * gx + gy * gy)
  return size > 0 ? [gx / size, gy / size] : undefined
}

/** Share of the way from a to b at which a line is first met. */
function firstMeeting(a: IndexPoint, b: IndexPoint, { xy }: BorderLine): number | undefined {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]]
  let first = Number.POSITIVE_INFINITY
  for (let i = 2; i < xy.length; i += 2) {
    const wx = (xy[i - 2] ?? 0) - a[0]
    const wy = (xy[i - 1] ?? 0) - a[1]
    const vx = (xy[i] ?? 0) - a[0] - wx
    const vy = (xy[i + 1] ?? 0) - a[1] - wy
    const cross = ux * vy - uy * vx
    if (cross === 0) continue
    const share = (wx * vy - wy * vx) / cross
    const along = (wx * uy - wy * ux) / cross
    if (share >= 0 && share <= 1 && along >= 0 && along <= 1 && share < first) first = share
  }
  return Number.isFinite(first) ? first : undefined
}
