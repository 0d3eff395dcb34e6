/** Lines on a surface: its contours where they were drawn, the rim of its lid, and a few from base to apex. */
import type { Loft } from '#analysis/surfaces/loft.ts'

const meridians = 12
const remembered = new WeakMap<Loft, Uint32Array>()

/** Of each line the number of its points, then the points. */
export function wireOf(loft: Loft): Uint32Array {
  const known = remembered.get(loft)
  if (known) return known
  const { rows, around } = loft
  const lines: number[] = []
  rows.forEach((place, row) => {
    // the rows of the dome have the place of the last ring, and are none
    if (place !== Math.floor(place) || (row > 1 && rows[row - 1] === place)) return
    lines.push(around + 1)
    for (let k = 0; k <= around; k++) lines.push(row * around + (k % around))
  })
  for (let k = 0; k < around; k += around / meridians) {
    const column = Math.round(k)
    lines.push(rows.length + 1)
    for (let row = 0; row < rows.length; row++) lines.push(row * around + column)
    lines.push(rows.length * around)
  }
  const made = Uint32Array.from(lines)
  remembered.set(loft, made)
  return made
}
