/** Which planes are drawn on an image: where the reader stands, and when asked for where all others lie. */
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Cell } from '../../hanging/layout.ts'
import { planeOf } from '../../hanging/position.ts'
import type { ReferencePlane } from '../../viewport/ReferenceLines.tsx'
import { cellsOf, type Place, sliceIn, sliceOf, stackIn } from '../place.ts'

/** @param faint  colour of the planes of the other images */
export function linesOn(
  place: Place,
  cell: Cell,
  shortAxis: Stack | undefined,
  faint: string,
): readonly ReferencePlane[] {
  if (cell.study === 'other') return []
  const here = stackIn(place, cell)
  const lines: ReferencePlane[] = []
  const add = (stack: Stack, slice: number, colour?: string): void => {
    const plane = stack === here ? undefined : planeOf(stack, slice)
    const known = lines.some(({ id }) => id === stack.id)
    if (plane && !known) lines.push({ id: stack.id, ...plane, ...(colour === undefined ? {} : { colour }) })
  }
  for (const other of cellsOf(place)) {
    if (other.study === 'other') continue
    const stack = stackIn(place, other)
    if (other.id === place.cell) add(stack, sliceIn(place, other))
  }
  if (shortAxis) add(shortAxis, sliceOf(place, shortAxis))
  if (!place.linesShown) return lines
  for (const other of cellsOf(place))
    if (other.study === 'own') add(stackIn(place, other), sliceIn(place, other), faint)
  return lines
}
