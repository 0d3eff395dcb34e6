/** Which part of the short-axis images the strip shows: the heart, as large as a small cell allows. */
import type { Contour } from '#analysis/contours/contour.ts'
import { boundsOf } from '#analysis/contours/polygon.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { planeOf } from '../hanging/position.ts'
import { axesOf, type Orientation } from '../viewport/orientation.ts'

export interface StripCrop {
  /** CSS pixels of the whole image's square */
  readonly size: number
  /** where that square lies in the cell */
  readonly left: number
  readonly top: number
}

/** Share of the image's longer side that is shown when nothing is contoured yet. */
const shareWithoutContours = 0.62
/** Room around the contours, as a multiple of their largest extent. */
const roomAroundContours = 1.9

/**
 * @param cell         CSS pixels of a cell's side; filled with the whole image where no plane tells how large it is
 * @param orientation  of the pictures
 */
export function stripCrop(
  stack: Stack,
  contours: readonly Contour[],
  cell: number,
  orientation: Orientation,
): StripCrop {
  const plane = planeOf(stack, 0)?.plane
  const first = stack.frames.flat().find((frame) => frame !== null)
  if (!plane || !first) return { size: cell, left: 0, top: 0 }
  const { columns, rows } = first.instance.pixels
  const width = columns * plane.columnSpacing
  const height = rows * plane.rowSpacing
  const longer = Math.max(width, height)
  const heart = heartOf(contours, plane.columnSpacing, plane.rowSpacing)
  const side = heart ? Math.min(longer, heart.extent * roomAroundContours) : longer * shareWithoutContours
  const [x, y] = heart?.centre ?? [width / 2, height / 2]
  const perMm = cell / side
  const size = longer * perMm
  // from the middle of the square, which stays where it is when the image in it is turned
  const [u, v] = [(x - width / 2) * perMm, (y - height / 2) * perMm]
  const { xOfColumns, xOfRows, yOfColumns, yOfRows } = axesOf(orientation)
  return {
    size: Math.round(size),
    left: cell / 2 - (size / 2 + xOfColumns * u + xOfRows * v),
    top: cell / 2 - (size / 2 + yOfColumns * u + yOfRows * v),
  }
}

/** Middle and extent of all contours, mm from the image's corner. */
function heartOf(contours: readonly Contour[], perColumn: number, perRow: number) {
  const points = contours.flatMap(({ points }) => points)
  if (points.length === 0) return undefined
  const { left, right, top, bottom } = boundsOf(points)
  const centre = [((left + right + 1) / 2) * perColumn, ((top + bottom + 1) / 2) * perRow] as const
  return { centre, extent: Math.max((right - left) * perColumn, (bottom - top) * perRow) }
}
