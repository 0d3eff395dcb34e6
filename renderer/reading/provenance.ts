/** Of each slice at each phase: who made its contours, or what is missing. */
import type { Contour, ContourOrigin } from '#analysis/contours/contour.ts'
import type { Cell, Grid } from '#analysis/volumes/grid.ts'

/** In the order in which a mixed image is named: what still needs a look goes first. */
const provenances = [
  'missing',
  'propagated',
  'interpolated',
  'imported',
  'copied',
  'accepted',
  'edited',
  'by-hand',
  'marked',
  'open',
  'no-image',
] as const
export type Provenance = (typeof provenances)[number]

const byOrigin: Readonly<Record<ContourOrigin, Provenance>> = {
  drawn: 'by-hand',
  freehand: 'by-hand',
  edited: 'edited',
  copied: 'copied',
  imported: 'imported',
  propagated: 'propagated',
  interpolated: 'interpolated',
}

/** Whether a person looked at a computed contour and let it stand. */
export type Accepted = (contour: Contour) => boolean

/** @param gap  the image keeps the read from being signed */
export function provenanceOf(cell: Cell | undefined, gap: boolean, isAccepted: Accepted): Provenance {
  if (!cell || cell.status === 'no-image') return 'no-image'
  if (gap) return 'missing'
  if (cell.status === 'no-lv') return 'marked'
  const found = contoursIn(cell).map((contour) =>
    isAccepted(contour) ? 'accepted' : byOrigin[contour.origin],
  )
  return provenances.find((provenance) => found.includes(provenance)) ?? 'open'
}

const contoursIn = ({ endocardial, epicardial }: Cell): readonly Contour[] =>
  [endocardial, epicardial].filter((contour) => contour !== undefined)

/** [phase][slice] */
export const provenanceGrid = (
  grid: Grid,
  gaps: ReadonlySet<string>,
  isAccepted: Accepted,
): readonly (readonly Provenance[])[] =>
  grid.map((cells, phase) =>
    cells.map((cell, slice) => provenanceOf(cell, gaps.has(`${slice}/${phase}`), isAccepted)),
  )

/** How many images there are of each, those that nothing was done with left out. */
export function tallied(
  grid: readonly (readonly Provenance[])[],
): readonly (readonly [provenance: Provenance, count: number])[] {
  const all = grid.flat()
  return provenances.flatMap((provenance) => {
    const count = all.filter((one) => one === provenance).length
    const told = provenance !== 'open' && provenance !== 'no-image' && count > 0
    return told ? [[provenance, count] as const] : []
  })
}
