/**
 * Areas put together and taken apart: union, intersection, difference, and the repair of lines that cross themselves.
 *
 * A region is filled by the non-zero rule, so polygons may run either way and overlap themselves. Shared edges and
 * touching points are as good as any (see `arrangement.ts`). What comes out are rings that do not cross: outer ones
 * clockwise on the screen (positive `signedArea`), holes the other way; regions that touch in one point stay apart.
 *
 * @source the winding number of either side of every piece decides what is border, as in overlay of planar maps
 *   (de Berg 2008, Computational Geometry, chapter 2, unverified)
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { type Mm2, mm2 } from '../units/units.ts'
import { type Arrangement, arrange, type Piece, type Rings } from './arrangement.ts'
import { type PixelSize, type Polygon, signedArea } from './polygon.ts'

export type { Rings } from './arrangement.ts'

/** Whether a place belongs to the result, by how often each set winds round it. */
export type Filling = (windings: readonly number[]) => boolean

export const union = (...regions: readonly Rings[]): IndexPoint[][] =>
  overlay(regions, (windings) => windings.some((winding) => winding !== 0))

export const intersection = (a: Rings, b: Rings): IndexPoint[][] =>
  overlay([a, b], ([inA, inB]) => inA !== 0 && inB !== 0)

/** What of the first lies in none of the others: epicardium less endocardium less papillary muscles. */
export const difference = (whole: Rings, ...less: readonly Rings[]): IndexPoint[][] =>
  overlay([whole, ...less], ([inWhole, ...others]) => inWhole !== 0 && others.every((other) => other === 0))

/** Area of rings that do not cross, holes taken off. */
export const regionArea = (rings: Rings, { rowSpacing, columnSpacing }: PixelSize): Mm2 =>
  mm2(rings.reduce((sum, ring) => sum + signedArea(ring), 0) * rowSpacing * columnSpacing)

/**
 * The outline of what a line that crosses itself goes round, its largest ring if it falls apart.
 * @returns no points when it encloses nothing
 */
export const mended = (polygon: Polygon): IndexPoint[] => at([...union([polygon]), []], 0)

/**
 * Rings round all places that a rule fills, the largest first.
 * @throws RangeError for a coordinate that is not finite
 */
export function overlay(sets: readonly Rings[], filled: Filling): IndexPoint[][] {
  const map = arrange(sets)
  const lines = linesOf(map)
  const border = map.pieces.flatMap((piece, k) => borderOf(piece, k, lines, filled))
  const rings = ringsOf(border, map)
  return rings.sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))
}

/** From vertex to vertex, with what is filled on the side that a clockwise turn on the screen leads to. */
type Directed = readonly [from: number, to: number]

/** The ends of all pieces on the grid, in pieces of memory of their own: every piece is held against all others. */
interface Lines {
  readonly fromX: Float64Array
  readonly fromY: Float64Array
  readonly toX: Float64Array
  readonly toY: Float64Array
  readonly pieces: readonly Piece[]
}

function linesOf({ x, y, pieces }: Arrangement): Lines {
  const each = (value: (piece: Piece) => number): Float64Array => Float64Array.from(pieces, value)
  return {
    fromX: each(({ from }) => at(x, from)),
    fromY: each(({ from }) => at(y, from)),
    toX: each(({ to }) => at(x, to)),
    toY: each(({ to }) => at(y, to)),
    pieces,
  }
}

function borderOf({ from, to, turns }: Piece, k: number, lines: Lines, filled: Filling): Directed[] {
  const [fromY, toY] = [lines.fromY[k] ?? 0, lines.toY[k] ?? 0]
  const level = fromY === toY
  const beyond = windingsBeyond(k, turns.length, lines, level)
  // pieces run towards larger x; of the two sides, "beyond" is that of larger y for level ones, of larger x otherwise
  const upwards = level || toY > fromY ? 1 : -1
  const sign = level ? -1 : upwards
  const before = beyond.map((winding, set) => winding + sign * at(turns, set))
  const [inBeyond, inBefore] = [filled(beyond), filled(before)]
  if (inBeyond === inBefore) return []
  const along = level ? inBeyond : inBefore === upwards > 0
  return [along ? [from, to] : [to, from]]
}

/** How often each set winds round the places just beyond the middle of a piece: what a ray from there crosses. */
function windingsBeyond(
  piece: number,
  sets: number,
  { fromX, fromY, toX, toY, pieces }: Lines,
  level: boolean,
): number[] {
  // twice the coordinates, so that the middle is a whole number
  const mx = (fromX[piece] ?? 0) + (toX[piece] ?? 0)
  const my = (fromY[piece] ?? 0) + (toY[piece] ?? 0)
  // a ray along y takes the place of one along x where the piece itself lies along x
  const [near, far, middle] = level ? [fromX, toX, mx] : [fromY, toY, my]
  const windings = new Array<number>(sets).fill(0)
  for (let k = 0; k < near.length; k++) {
    // half open, so that a ray through a vertex counts once
    const [a, b] = [2 * (near[k] ?? 0), 2 * (far[k] ?? 0)]
    if (a > middle === b > middle || k === piece) continue
    const [ax, ay] = [2 * (fromX[k] ?? 0), 2 * (fromY[k] ?? 0)]
    const [bx, by] = [2 * (toX[k] ?? 0), 2 * (toY[k] ?? 0)]
    const turn = (bx - ax) * (my - ay) - (by - ay) * (mx - ax)
    const up = level ? bx < ax : by > ay
    // a line that crosses the ray has the ray's start on the one side of it or on the other
    if (turn > 0 !== up) continue
    const { turns } = at(pieces, k)
    for (let set = 0; set < sets; set++) windings[set] = at(windings, set) + (up ? 1 : -1) * at(turns, set)
  }
  return windings
}

function ringsOf(border: readonly Directed[], { points, x, y }: Arrangement): IndexPoint[][] {
  const leaving = new Map<number, number[]>()
  for (const [from, to] of border) leaving.set(from, [...(leaving.get(from) ?? []), to])
  const rings: IndexPoint[][] = []
  for (const [start, ends] of leaving)
    while (ends.length > 0) {
      const path: number[] = []
      let [before, here] = [start, start]
      do {
        const next =
          here === start && path.length === 0
            ? at(ends.splice(0, 1), 0)
            : nextFrom(before, here, leaving, x, y)
        path.push(here)
        before = here
        here = next
        // a vertex that was met before closes a ring of its own
        const met = path.indexOf(here)
        if (met >= 0) rings.push(path.splice(met).map((vertex) => at(points, vertex)))
      } while (path.length > 0)
    }
  return rings
}

/** Takes the way that turns back most sharply along the filled side, so that rings which touch stay apart. */
function nextFrom(
  before: number,
  here: number,
  leaving: ReadonlyMap<number, number[]>,
  x: readonly number[],
  y: readonly number[],
): number {
  const ways = leaving.get(here) ?? []
  const angle = (to: number): number => Math.atan2(at(y, to) - at(y, here), at(x, to) - at(x, here))
  const back = angle(before)
  const turn = (to: number): number => {
    const clockwise = back - angle(to)
    return clockwise > 0 ? clockwise : clockwise + 2 * Math.PI
  }
  let best = 0
  for (let k = 1; k < ways.length; k++) if (turn(at(ways, k)) < turn(at(ways, best))) best = k
  return at(ways.splice(best, 1), 0)
}
