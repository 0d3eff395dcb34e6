/** How large the thumbnails of the strip are: as the room allows, and where it does not allow all slices, whole ones. */

/** CSS pixels: below that nothing can be told, and the strip scrolls */
export const smallestCell = 28

export interface StripRoom {
  readonly width: number
  readonly height: number
  /** of the window: 1.5 at 150 % */
  readonly scale: number
}

/** At a scale of 1: before the row, between cells, and around both rows for the outline of the chosen cell. */
const nameWidth = 44
const gap = 4
const margin = 8

export function cellSize({ width, height, scale }: StripRoom, slices: number): number {
  const forCells = width - nameWidth * scale
  const byHeight = (height - (margin + gap) * scale) / 2
  const forAll = Math.floor(Math.min(forCells / slices - gap * scale, byHeight))
  if (forAll >= smallestCell) return forAll
  // none is cut at the edge
  const shown = Math.max(1, Math.floor(forCells / (smallestCell + gap * scale)))
  return Math.max(
    smallestCell,
    Math.floor(Math.min(forCells / shown - gap * scale, Math.max(smallestCell, byHeight))),
  )
}
