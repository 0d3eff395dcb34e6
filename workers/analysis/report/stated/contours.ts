/** Polylines of a report as contours. */
import type { Border, ContourOrigin } from '../../contours/contour.ts'
import type { IndexPoint } from '../../geometry/plane.ts'
import { frame } from '../codes.ts'
import { contourPoints } from '../contours.ts'
import type { ContainerItem, PolylineItem, ReferencedImage } from '../items.ts'
import { borderCodes, originCodes, terms } from '../private-codes.ts'
import { childrenOf, codeOf, keyOf, named, textOf } from './find.ts'

export interface StatedContour {
  /** absent in a region that does not say it in our terms */
  readonly border: Border | undefined
  readonly origin: ContourOrigin | undefined
  /** code of the reader who let it stand though nobody drew it */
  readonly accepted: string | undefined
  readonly image: ReferencedImage
  readonly points: readonly IndexPoint[]
  readonly closed: boolean
}

/** @returns the regions of a measurement group that say from which image they were selected */
export function statedContours(group: ContainerItem): StatedContour[] {
  const below = childrenOf(group)
  const border = keyOf(borderCodes, codeOf(below, frame.finding))
  const origin = keyOf(originCodes, codeOf(below, terms.contourOrigin))
  const accepted = textOf(below, terms.contourAccepted)
  return named(below, 'SCOORD', frame.imageRegion).flatMap((region) => {
    const image = imageOf(region)
    return image ? [{ border, origin, accepted, image, ...contourPoints(region) }] : []
  })
}

function imageOf(region: PolylineItem): ReferencedImage | undefined {
  for (const item of childrenOf(region))
    if (item.type === 'IMAGE' && item.relationship === 'SELECTED FROM') return item.image
  return undefined
}
