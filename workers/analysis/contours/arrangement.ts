/**
 * The lines of several polygons cut at all their meetings, so that any two pieces share nothing but ends.
 *
 * Coordinates are put on a grid of 2²⁴ steps across everything given (for an image of 256 pixels: 1.5e-5 pixel), so
 * that which side of a line a point lies on is computed without rounding: differences take 25 bits and products 50 of
 * the 53 that a number has. Crossings are rounded to the grid, which can make new ones; cutting goes on until there
 * are none. Shared edges become one piece that remembers how often, and in which sense, each set runs along it.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { Boxes } from './overlap.ts'
import type { Polygon } from './polygon.ts'

/** Closed lines of one region. */
export type Rings = readonly Polygon[]

export interface Piece {
  /** vertices; the first has the smaller x, or at the same x the smaller y */
  readonly from: number
  readonly to: number
  /** of each set, how often it runs from `from` to `to` less how often back */
  readonly turns: readonly number[]
}

export interface Arrangement {
  /** as given where a vertex was given, else where two lines cross */
  readonly points: readonly IndexPoint[]
  /** on the grid: whole numbers */
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly pieces: readonly Piece[]
}

const steps = 2 ** 24
/** far above what rounding has been seen to need, which is three */
const mostRounds = 64

/** @throws RangeError for a coordinate that is not finite */
export function arrange(sets: readonly Rings[]): Arrangement {
  const grid = new Grid(sets)
  let lines = sets.flatMap((rings, set) => rings.flatMap((ring) => linesOf(ring, set, grid)))
  for (let round = 0; ; round++) {
    const cuts = cutsOf(lines, grid)
    if (cuts.size === 0) break
    if (round === mostRounds) throw new Error(`polygons still cross after ${mostRounds} rounds of cutting`)
    lines = lines.flatMap((line, i) => cutAt(line, cuts.get(i), grid))
  }
  return { points: grid.points, x: grid.x, y: grid.y, pieces: piecesOf(lines, sets.length, grid) }
}

interface Line {
  readonly from: number
  readonly to: number
  readonly set: number
}

/** Vertices by their place on the grid. */
class Grid {
  readonly points: IndexPoint[] = []
  readonly x: number[] = []
  readonly y: number[] = []
  private readonly known = new Map<number, number>()
  private readonly left: number
  private readonly top: number
  private readonly step: number

  constructor(sets: readonly Rings[]) {
    let [left, top, right, bottom] = [0, 0, 0, 0]
    let first = true
    for (const [x, y] of sets.flat(2)) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) throw new RangeError(`(${x}, ${y}) is no point`)
      left = first ? x : Math.min(left, x)
      right = first ? x : Math.max(right, x)
      top = first ? y : Math.min(top, y)
      bottom = first ? y : Math.max(bottom, y)
      first = false
    }
    this.left = left
    this.top = top
    // a power of two, so that points which differ by whole steps stay so
    const extent = Math.max(right - left, bottom - top)
    this.step = extent > 0 ? 2 ** Math.ceil(Math.log2(extent)) / steps : 1
  }

  /** The vertex nearest to a point, which it keeps if it is new. */
  place(point: IndexPoint): number {
    return this.vertex(
      Math.round((point[0] - this.left) / this.step),
      Math.round((point[1] - this.top) / this.step),
      point,
    )
  }

  vertex(x: number, y: number, point?: IndexPoint): number {
    const key = x * 2 * steps + y
    const known = this.known.get(key)
    if (known !== undefined) return known
    const index = this.points.length
    this.known.set(key, index)
    this.x.push(x)
    this.y.push(y)
    this.points.push(point ?? [this.left + x * this.step, this.top + y * this.step])
    return index
  }

  /** Twice the area of a triangle of vertices, exact. */
  turn(a: number, b: number, c: number): number {
    const [ax, ay] = [at(this.x, a), at(this.y, a)]
    return (at(this.x, b) - ax) * (at(this.y, c) - ay) - (at(this.y, b) - ay) * (at(this.x, c) - ax)
  }

  /** Whether a vertex on the line through two others lies between them, without them. */
  between(a: number, b: number, p: number): boolean {
    if (p === a || p === b) return false
    const values = at(this.x, a) === at(this.x, b) ? this.y : this.x
    const [from, to, value] = [at(values, a), at(values, b), at(values, p)]
    return from < to ? from < value && value < to : to < value && value < from
  }
}

function linesOf(ring: Polygon, set: number, grid: Grid): Line[] {
  const vertices = ring.map((point) => grid.place(point))
  return vertices
    .map((from, i) => ({ from, to: at(vertices, (i + 1) % vertices.length), set }))
    .filter(({ from, to }) => from !== to)
}

/** By line, the vertices that it must be cut at. */
function cutsOf(lines: readonly Line[], grid: Grid): Map<number, Set<number>> {
  const cuts = new Map<number, Set<number>>()
  const cut = (line: number, vertex: number): void => {
    const { from, to } = at(lines, line)
    if (vertex === from || vertex === to) return
    const known = cuts.get(line)
    if (known === undefined) cuts.set(line, new Set([vertex]))
    else known.add(vertex)
  }
  const boxes = new Boxes(lines.length)
  lines.forEach(({ from, to }, line) => {
    boxes.set(line, at(grid.x, from), at(grid.y, from), at(grid.x, to), at(grid.y, to))
  })
  boxes.overlapping((one, other) =>
    meet(at(lines, one), at(lines, other), grid, (vertex) => {
      cut(one, vertex)
      cut(other, vertex)
    }),
  )
  return cuts
}

/** Says every vertex at which one of two lines must be cut; of a vertex that is no end of a line, both. */
function meet(p: Line, q: Line, grid: Grid, cut: (vertex: number) => void): void {
  const p1 = grid.turn(q.from, q.to, p.from)
  const p2 = grid.turn(q.from, q.to, p.to)
  const q1 = grid.turn(p.from, p.to, q.from)
  const q2 = grid.turn(p.from, p.to, q.to)
  if (p1 * p2 < 0 && q1 * q2 < 0) {
    const share = p1 / (p1 - p2)
    const [x, y] = [at(grid.x, p.from), at(grid.y, p.from)]
    cut(
      grid.vertex(
        Math.round(x + share * (at(grid.x, p.to) - x)),
        Math.round(y + share * (at(grid.y, p.to) - y)),
      ),
    )
    return
  }
  if (p1 === 0 && grid.between(q.from, q.to, p.from)) cut(p.from)
  if (p2 === 0 && grid.between(q.from, q.to, p.to)) cut(p.to)
  if (q1 === 0 && grid.between(p.from, p.to, q.from)) cut(q.from)
  if (q2 === 0 && grid.between(p.from, p.to, q.to)) cut(q.to)
}

function cutAt(line: Line, vertices: ReadonlySet<number> | undefined, grid: Grid): Line[] {
  if (vertices === undefined) return [line]
  const { from, to, set } = line
  const [dx, dy] = [at(grid.x, to) - at(grid.x, from), at(grid.y, to) - at(grid.y, from)]
  const along = (vertex: number): number => dx * at(grid.x, vertex) + dy * at(grid.y, vertex)
  const chain = [from, ...[...vertices].sort((a, b) => along(a) - along(b)), to]
  return chain.slice(1).map((next, i) => ({ from: at(chain, i), to: next, set }))
}

function piecesOf(lines: readonly Line[], sets: number, grid: Grid): Piece[] {
  const pieces = new Map<number, { from: number; to: number; turns: number[] }>()
  for (const { from, to, set } of lines) {
    const ahead = at(grid.x, from) - at(grid.x, to) || at(grid.y, from) - at(grid.y, to)
    const [first, last] = ahead < 0 ? [from, to] : [to, from]
    const key = first * grid.points.length + last
    const piece = pieces.get(key) ?? { from: first, to: last, turns: new Array<number>(sets).fill(0) }
    piece.turns[set] = at(piece.turns, set) + (ahead < 0 ? 1 : -1)
    pieces.set(key, piece)
  }
  return [...pieces.values()].filter(({ turns }) => turns.some((turn) => turn !== 0))
}
