/** A contour on a small picture. What nobody's hand made is dashed. */
import { type Contour, computedOrigins } from '#analysis/contours/contour.ts'
import type { ThumbnailScale } from '../../viewport/Thumbnail.tsx'

const dash = [3, 2]

export const isComputed = ({ origin }: Pick<Contour, 'origin'>): boolean =>
  computedOrigins.some((computed) => computed === origin)

export function strokeContour(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  contour: Contour,
  { left, top, perColumn, perRow }: ThumbnailScale,
  colour: string,
): void {
  context.beginPath()
  for (const [column, row] of contour.points)
    context.lineTo(left + (column + 0.5) * perColumn, top + (row + 0.5) * perRow)
  if (contour.closed) context.closePath()
  context.setLineDash(isComputed(contour) ? dash : [])
  context.strokeStyle = colour
  context.lineWidth = 1.2
  context.stroke()
}
