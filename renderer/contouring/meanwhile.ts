/**
 * What main made of contours, held against what the reader did while it worked: nobody's hand is overwritten, and
 * nothing comes of contours that are no more.
 */
import {
  type Border,
  type Contour,
  chamberOf,
  isComputed,
  isSameContour,
} from '#analysis/contours/contour.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { type Board, type ContourSource, hasSamePoints } from './board.ts'

export interface Fitting {
  readonly contours: readonly Contour[]
  /** how many rest on contours that were changed or taken away since */
  readonly outdated: number
}

/**
 * @param made    one that comes at a place that somebody changed, accepted, emptied or marked since is left out
 * @param before  the read as it was when main was asked
 * @param rows    images on which a contour may be made from those of its border on the others
 */
export function fitting(
  made: readonly Contour[],
  before: ContourSource,
  board: Board,
  rows: readonly (readonly ImageKey[])[],
): Fitting {
  const outdated = new Set(rows.flatMap((images) => placesOutdated(images, before, board)))
  const standing = made.filter((contour) => !outdated.has(placeText(contour)))
  return {
    contours: standing.filter((contour) => isFree(contour, before, board)),
    outdated: made.length - standing.length,
  }
}

const placeText = ({ image, border }: Pick<Contour, 'image' | 'border'>): string =>
  `${imageKeyText(image)}/${border}`

function placesOutdated(images: readonly ImageKey[], before: ContourSource, board: Board): readonly string[] {
  const changed = new Set<Border>()
  for (const image of images)
    for (const contour of before.contoursOn(image))
      if (!isComputed(contour) && !isSame(contour, board.contourOn(contour))) changed.add(contour.border)
  return [...changed].flatMap((border) => images.map((image) => placeText({ image, border })))
}

/** What was there when main was asked, and nobody has looked at since, gives way. */
function isFree(contour: Contour, before: ContourSource, board: Board): boolean {
  const chamber = chamberOf(contour.border)
  if (chamber && board.isEmpty(contour.image, chamber)) return false
  const known = board.contourOn(contour)
  if (known && (!isComputed(known) || board.isAccepted(known))) return false
  const was = before.contoursOn(contour.image).find((one) => isSameContour(one, contour))
  return isSame(was, known)
}

const isSame = (a: Contour | undefined, b: Contour | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && hasSamePoints(a, b))
