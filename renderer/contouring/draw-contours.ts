/** Contours on a canvas. Sizes are CSS pixels on the screen, whatever the zoom. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { colours, halo } from '../theme/tokens.ts'
import type { CanvasPoint } from '../viewport/transform.ts'

/** From index points to the canvas that is drawn on. */
export type Place = (point: IndexPoint) => CanvasPoint

export interface LineStyle {
  readonly width: number
  readonly alpha: number
  /** nobody's hand made it, and nobody looked yet */
  readonly dashed?: boolean
}

/** chosen: of the border in the hand; closing: where a curve that is being drawn will close. */
export const lineStyles = {
  own: { width: 1.5, alpha: 1 },
  chosen: { width: 2, alpha: 1 },
  /** picked out, to go together */
  selected: { width: 3, alpha: 1 },
  closing: { width: 1, alpha: 0.4 },
} as const satisfies Record<string, LineStyle>

export type BorderColours = Readonly<Record<Border, string>>

const handleRadius = 3.5
const heldRadius = 5
/** How far from its points a line is drawn, CSS pixels, its handles and those that would be fitted to it. */
export const reachOfLines = heldRadius + 5
export const handleFill = colours['surface-page']
const dash = [6, 4]

export function drawLine(
  context: CanvasRenderingContext2D,
  place: Place,
  points: readonly IndexPoint[],
  closed: boolean,
  colour: string,
  style: LineStyle,
): void {
  context.save()
  context.globalAlpha = style.alpha
  context.lineJoin = 'round'
  context.lineCap = 'round'
  trace(context, place, points, closed)
  context.strokeStyle = halo
  context.lineWidth = style.width + 1.5
  context.stroke()
  if (style.dashed) context.setLineDash(dash)
  context.strokeStyle = colour
  context.lineWidth = style.width
  context.stroke()
  context.restore()
}

export function drawContour(
  context: CanvasRenderingContext2D,
  place: Place,
  contour: Contour,
  colours: BorderColours,
  style: LineStyle,
): void {
  drawLine(context, place, contour.points, contour.closed, colours[contour.border], style)
}

export interface HandleLook {
  readonly colour: string
  /** index of the handle under the pointer or pressed last */
  readonly held: number | undefined
  /** handles that would be there after an edit */
  readonly faint: boolean
}

export function drawHandles(
  context: CanvasRenderingContext2D,
  place: Place,
  handles: readonly IndexPoint[],
  { colour, held, faint }: HandleLook,
): void {
  context.save()
  context.globalAlpha = faint ? 0.6 : 1
  context.lineWidth = 1.5
  handles.forEach((handle, k) => {
    const { x, y } = place(handle)
    context.beginPath()
    context.arc(x, y, k === held ? heldRadius : handleRadius, 0, 2 * Math.PI)
    context.fillStyle = k === held ? colour : handleFill
    context.fill()
    context.strokeStyle = colour
    context.stroke()
  })
  context.restore()
}

function trace(
  context: CanvasRenderingContext2D,
  place: Place,
  points: readonly IndexPoint[],
  closed: boolean,
): void {
  context.beginPath()
  points.forEach((point, k) => {
    const { x, y } = place(point)
    if (k === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  })
  if (closed) context.closePath()
}
