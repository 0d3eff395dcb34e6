/**
 * A border laid onto the edge of the picture next to it. On the normal of each of its points the picture is read from
 * `reach` inside to `reach` outside, and of all borders that cross every normal once, and go from one to the next by
 * at most a step, that with the steepest edge is taken:
 *
 *   Σᵢ p G(i, oᵢ) / g − stiffness · [oᵢ ≠ oᵢ₋₁]
 *
 * G: by how much the picture changes from a step inside to a step outside; p: +1 or −1, the way it changes across the
 * border as it lies, so that the other side of a wall is not taken; g: the largest of all |G|. The sum is the largest
 * there is (dynamic programming), so the same picture and border always give the same answer.
 *
 * @source Amini, Weymouth and Jain 1990, doi:10.1109/34.57681 (active contours by dynamic programming), unverified
 */
import type { IndexPoint } from '../../geometry/plane.ts'
import { at } from '../../units/at.ts'
import { type Mm, mm } from '../../units/units.ts'
import type { PixelSize, Polygon } from '../polygon.ts'
import { signedArea } from '../polygon.ts'
import { resampleClosed, resampleOpen } from '../resample.ts'
import { smoothed } from './smooth.ts'

/** Values row by row, as they were decoded. */
export interface Grey {
  readonly rows: number
  readonly columns: number
  readonly values: ArrayLike<number>
}

export interface SnapOptions {
  /** how far an edge is looked for on either side: half of a thin wall */
  readonly reach?: Mm
  readonly step?: Mm
  /** what a bend of one step from one normal to the next costs, of the steepest slope */
  readonly stiffness?: number
}

const normals = 72

/**
 * @returns points spread evenly; undefined where the picture has no slope to snap to, as outside of it
 * @throws RangeError for a line without length, or a step that is none
 */
export function snapped(
  points: Polygon,
  closed: boolean,
  grey: Grey,
  pixel: PixelSize,
  { reach = mm(4), step = mm(0.25), stiffness = 0.25 }: SnapOptions = {},
): IndexPoint[] | undefined {
  if (!(step > 0 && reach >= step)) throw new RangeError(`no edge is looked for ${reach} mm by ${step} mm`)
  const line = closed ? resampleClosed(points, normals, pixel) : resampleOpen(points, normals, pixel)
  const outward = normalsOf(line, closed, pixel)
  const side = Math.round(reach / step)
  const states = 2 * side + 1
  const placeOf = (i: number, offset: number): IndexPoint => {
    const [x, y] = at(line, i)
    const [nx, ny] = at(outward, i)
    return [x + (offset * nx) / pixel.columnSpacing, y + (offset * ny) / pixel.rowSpacing]
  }
  const slopes = line.map((_, i) =>
    Float64Array.from({ length: states }, (_, k) => {
      const offset = (k - side) * step
      return valueAt(grey, placeOf(i, offset + step)) - valueAt(grey, placeOf(i, offset - step))
    }),
  )
  const steepest = slopes.reduce(
    (most, row) => row.reduce((m, slope) => Math.max(m, Math.abs(slope)), most),
    0,
  )
  if (!(steepest > 0)) return undefined
  const polarity = Math.sign(weighted(slopes, side)) || 1
  const gain = slopes.map((row) => row.map((slope) => (polarity * slope) / steepest))
  const path = bestPath(gain, closed, stiffness)
  return smoothed(
    path.map((state, i) => placeOf(i, (state - side) * step)),
    closed,
    pixel,
  )
}

/** How the picture changes across the border: slopes near it count most. */
const weighted = (slopes: readonly Float64Array[], side: number): number =>
  slopes.reduce(
    (sum, row) =>
      row.reduce((inner, slope, k) => inner + slope / (1 + ((k - side) * 4) ** 2 / side ** 2), sum),
    0,
  )

/** Unit normals in millimetres: outwards of a closed line, to the left of the way of an open one. */
function normalsOf(line: Polygon, closed: boolean, pixel: PixelSize): IndexPoint[] {
  const n = line.length
  const turn = closed && signedArea(line) < 0 ? -1 : 1
  return line.map((_, i) => {
    const before = at(line, closed ? (i + n - 1) % n : Math.max(0, i - 1))
    const after = at(line, closed ? (i + 1) % n : Math.min(n - 1, i + 1))
    const tx = (after[0] - before[0]) * pixel.columnSpacing
    const ty = (after[1] - before[1]) * pixel.rowSpacing
    const length = Math.sqrt(tx * tx + ty * ty)
    return length > 0 ? [(turn * ty) / length, (-turn * tx) / length] : [0, 0]
  })
}

/** Between the centres of four pixels; beyond the picture as at its rim, where there is no slope. */
function valueAt({ rows, columns, values }: Grey, [x, y]: IndexPoint): number {
  const cx = Math.min(Math.max(x, 0), columns - 1)
  const cy = Math.min(Math.max(y, 0), rows - 1)
  const [left, top] = [Math.min(Math.floor(cx), columns - 2), Math.min(Math.floor(cy), rows - 2)]
  const [fx, fy] = [cx - left, cy - top]
  const value = (column: number, row: number): number => values[row * columns + column] ?? 0
  return (
    (1 - fy) * ((1 - fx) * value(left, top) + fx * value(left + 1, top)) +
    fy * ((1 - fx) * value(left, top + 1) + fx * value(left + 1, top + 1))
  )
}

/** Of each normal the state on the best path; of a closed line the path ends where it begins. */
function bestPath(gain: readonly Float64Array[], closed: boolean, stiffness: number): number[] {
  const free = follow(gain, stiffness, undefined)
  if (!closed) return free
  // the middle of the free path knows nothing of the seam: what it says there is held at both ends of the round
  const half = Math.floor(gain.length / 2)
  const held = at(free, half)
  const turned = [...gain.slice(half), ...gain.slice(0, half + 1)]
  const round = follow(turned, stiffness, held)
  return gain.map((_, i) => at(round, (i + gain.length - half) % gain.length))
}

/** @param held  the state at both ends; undefined leaves them free */
function follow(gain: readonly Float64Array[], stiffness: number, held: number | undefined): number[] {
  const states = at(gain, 0).length
  const closedTo = (k: number): number => (held === undefined || k === held ? 0 : Number.NEGATIVE_INFINITY)
  let best = Float64Array.from(at(gain, 0), (value, k) => value + closedTo(k))
  const from: Int32Array[] = []
  for (const row of gain.slice(1)) {
    const next = new Float64Array(states)
    const via = new Int32Array(states)
    for (let k = 0; k < states; k++) {
      let most = best[k] ?? 0
      via[k] = k
      for (const j of [k - 1, k + 1]) {
        const value = (best[j] ?? Number.NEGATIVE_INFINITY) - stiffness
        if (value > most) {
          most = value
          via[k] = j
        }
      }
      next[k] = most + (row[k] ?? 0)
    }
    best = next
    from.push(via)
  }
  let state = 0
  for (let k = 1; k < states; k++)
    if ((best[k] ?? 0) + closedTo(k) > (best[state] ?? 0) + closedTo(state)) state = k
  const path = [state]
  for (const via of from.toReversed()) {
    state = via[state] ?? 0
    path.push(state)
  }
  return path.reverse()
}
