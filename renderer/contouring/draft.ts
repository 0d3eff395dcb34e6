/** A curve being placed point by point. It stays on its image when the reader looks at another. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import { closedSpline, openSpline } from '#analysis/contours/spline.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { partOf } from './anatomy.ts'
import { fewestControls } from './editing.ts'

/** What a new contour will be called, and whether it runs round. */
export interface Beginning {
  readonly image: ImageKey
  /** of that image: another may be on the screen when the curve is finished */
  readonly pixel: PixelSize
  readonly border: Border
  readonly part: number
  readonly closed: boolean
}

export interface Draft extends Beginning {
  readonly placed: readonly IndexPoint[]
  /** where the next point would go */
  readonly next: IndexPoint | undefined
}

export const canFinish = (draft: Draft): boolean => draft.placed.length >= fewestControls

/** Without points: what all new contours have in common. */
export const begun = ({
  image,
  border,
  part,
  closed,
}: Omit<Beginning, 'pixel'>): Omit<Contour, 'points' | 'origin'> => ({
  image: { sopInstanceUid: image.sopInstanceUid, frame: image.frame },
  border,
  ...partOf(part),
  closed,
})

export function finishedDraft(draft: Draft): Contour {
  const { closed, placed, pixel } = draft
  const points = closed ? closedSpline(placed, pixel) : openSpline(placed, pixel)
  return { ...begun(draft), points, controls: placed, origin: 'drawn' }
}

/** The line as far as it is drawn, and how it would close. */
export function draftLine({ placed, next, pixel }: Draft): readonly IndexPoint[] {
  return openSpline(next ? [...placed, next] : placed, pixel)
}
