/** A contour on a small picture. What nobody's hand made is dashed. */
import { type Contour, computedOrigins } from '#analysis/contours/contour.ts'
import { type ImageTransform, indexToCanvas } from '../../viewport/transform.ts'

const dash = [3, 2]

export const isComputed = ({ origin }: Pick<Contour, 'origin'>): boolean =>
  computedOrigins.some((computed) => computed === origin)

export function strokeContour(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  contour: Contour,
  transform: ImageTransform,
  colour: string,
): void {
  context.beginPath()
  for (const point of contour.points) {
    const { x, y } = indexToCanvas(transform, point)
    context.lineTo(x, y)
  }
  if (contour.closed) context.closePath()
  context.setLineDash(isComputed(contour) ? dash : [])
  context.strokeStyle = colour
  context.lineWidth = 1.2
  context.stroke()
}
