/**
 * Lines of one level in a grid of values, by marching squares: where a side of a square of four neighbours goes from
 * below the level to above, the line crosses it at the place that is linear between the two.
 *
 * A square whose corners alternate is ambiguous; the mean of the four decides whether its low corners are joined.
 * @source Lorensen and Cline 1987, doi:10.1145/37402.37422, unverified, in two dimensions
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'

/**
 * @param values  rows × columns, row by row; all along the outer rows and columns at or above the level
 * @returns closed rings in (column, row), clockwise on the screen round what is below the level
 * @throws RangeError when what is below the level reaches the side of the grid
 */
export function isoline(values: Float64Array, rows: number, columns: number, level: number): IndexPoint[][] {
  const low = (row: number, column: number): boolean => (values[row * columns + column] ?? level) < level
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if ((row === 0 || column === 0 || row === rows - 1 || column === columns - 1) && low(row, column))
        throw new RangeError(`what is below ${level} reaches the side of the grid`)
  const next = new Map<number, number>()
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++)
      for (const [from, to] of linksOf(values, columns, row, column, level))
        next.set(sideOf(row, column, from, columns), sideOf(row, column, to, columns))
  return ringsOf(next, (side) => crossing(values, columns, side, level))
}

type Side = 'top' | 'right' | 'bottom' | 'left'
type Links = readonly (readonly [from: Side, to: Side])[]

/** By which corners are low (top left 1, top right 2, bottom right 4, bottom left 8): walked with them on the right. */
const links: readonly Links[] = [
  [],
  [['top', 'left']],
  [['right', 'top']],
  [['right', 'left']],
  [['bottom', 'right']],
  [
    ['top', 'left'],
    ['bottom', 'right'],
  ],
  [['bottom', 'top']],
  [['bottom', 'left']],
  [['left', 'bottom']],
  [['top', 'bottom']],
  [
    ['right', 'top'],
    ['left', 'bottom'],
  ],
  [['right', 'bottom']],
  [['left', 'right']],
  [['top', 'right']],
  [['left', 'top']],
  [],
]

/** The ambiguous squares when their low corners are joined. */
const joined: Readonly<Record<5 | 10, Links>> = {
  5: [
    ['top', 'right'],
    ['bottom', 'left'],
  ],
  10: [
    ['left', 'top'],
    ['right', 'bottom'],
  ],
}

function linksOf(values: Float64Array, columns: number, row: number, column: number, level: number): Links {
  const corner = row * columns + column
  const a = values[corner] ?? level
  const b = values[corner + 1] ?? level
  const c = values[corner + columns + 1] ?? level
  const d = values[corner + columns] ?? level
  const low = (a < level ? 1 : 0) + (b < level ? 2 : 0) + (c < level ? 4 : 0) + (d < level ? 8 : 0)
  return (low === 5 || low === 10) && (a + b + c + d) / 4 < level ? joined[low] : at(links, low)
}

/** One number for each side, the same for the two squares that share it: even along a row, odd down a column. */
function sideOf(row: number, column: number, side: Side, columns: number): number {
  const square = row * columns + column
  switch (side) {
    case 'top':
      return 2 * square
    case 'bottom':
      return 2 * (square + columns)
    case 'left':
      return 2 * square + 1
    case 'right':
      return 2 * (square + 1) + 1
  }
}

function crossing(values: Float64Array, columns: number, side: number, level: number): IndexPoint {
  const start = Math.floor(side / 2)
  const down = side % 2 === 1
  const from = values[start] ?? level
  const to = values[start + (down ? columns : 1)] ?? level
  const share = (level - from) / (to - from)
  const [column, row] = [start % columns, Math.floor(start / columns)]
  return down ? [column, row + share] : [column + share, row]
}

function ringsOf(next: Map<number, number>, point: (side: number) => IndexPoint): IndexPoint[][] {
  const rings: IndexPoint[][] = []
  for (const start of next.keys()) {
    const ring: IndexPoint[] = []
    // a deleted key is not visited again, so each line is walked once
    for (let side: number | undefined = start; side !== undefined; ) {
      ring.push(point(side))
      const following = next.get(side)
      next.delete(side)
      side = following === start ? undefined : following
    }
    rings.push(ring)
  }
  return rings
}
