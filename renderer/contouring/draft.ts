/** A curve being placed point by point. It stays on its image when the reader looks at another. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import { closedSpline, openSpline } from '#analysis/contours/spline.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { fewestControls } from './editing.ts'

export interface Draft {
  readonly image: ImageKey
  readonly border: Border
  readonly placed: readonly IndexPoint[]
  /** where the next point would go */
  readonly next: IndexPoint | undefined
}

export const canClose = (draft: Draft): boolean => draft.placed.length >= fewestControls

export function closedDraft({ image, border, placed }: Draft, pixel: PixelSize): Contour {
  return {
    image: { sopInstanceUid: image.sopInstanceUid, frame: image.frame },
    border,
    closed: true,
    points: closedSpline(placed, pixel),
    controls: placed,
    origin: 'drawn',
  }
}

/** The line as far as it is drawn, and how it would close. */
export function draftLine({ placed, next }: Draft, pixel: PixelSize): readonly IndexPoint[] {
  return openSpline(next ? [...placed, next] : placed, pixel)
}
