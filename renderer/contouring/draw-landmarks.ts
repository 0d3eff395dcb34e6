/** Points of anatomy and the disc of a tool on a canvas. Sizes are CSS pixels on the screen, whatever the zoom. */
import type { Border } from '#analysis/contours/contour.ts'
import type { Landmark, LandmarkKind } from '#analysis/contours/landmark.ts'
import { annotationColours, fonts, halo } from '../theme/tokens.ts'
import type { CanvasPoint } from '../viewport/transform.ts'
import { type BorderColours, handleFill, type Place } from './draw-contours.ts'

/** A point has the colour of the border that it belongs to. */
const borderOf: Readonly<Record<LandmarkKind, Border>> = {
  'rv-insertion-anterior': 'rv-endocardial',
  'rv-insertion-inferior': 'rv-endocardial',
  'mitral-septal': 'la-endocardial',
  'mitral-lateral': 'la-endocardial',
  'tricuspid-septal': 'ra-endocardial',
  'tricuspid-lateral': 'ra-endocardial',
  'lv-apex': 'lv-endocardial',
}

export const landmarkColour = (kind: LandmarkKind, colours: BorderColours): string => colours[borderOf[kind]]

/** The name of a valve stands once, beyond its lateral end: at all four ends, names would lie over each other. */
const lateralEnd: Partial<Readonly<Record<LandmarkKind, LandmarkKind>>> = {
  'mitral-septal': 'mitral-lateral',
  'tricuspid-septal': 'tricuspid-lateral',
}

export interface Label {
  readonly text: string
  readonly side: 'left' | 'right'
}

export function labelOf(
  landmark: Landmark,
  beside: readonly Landmark[],
  signs: Readonly<Record<LandmarkKind, string>>,
  place: Place,
): Label | undefined {
  const { kind, point } = landmark
  if (beside.some((other) => other.kind === lateralEnd[kind])) return undefined
  const septal = beside.find((other) => lateralEnd[other.kind] === kind)
  const isLeft = septal !== undefined && place(point).x < place(septal.point).x
  return { text: signs[kind], side: isLeft ? 'left' : 'right' }
}

const arm = 6
const labelGap = 9

/** How far from its point a landmark is drawn, CSS pixels: no letter is wider than its height. */
export const reachOfLandmarks = (signs: Readonly<Record<LandmarkKind, string>>): number =>
  labelGap + Math.max(...Object.values(signs).map(({ length }) => length)) * fonts.sizeSmall + 2

export function drawLandmark(
  context: CanvasRenderingContext2D,
  place: Place,
  { kind, point }: Landmark,
  look: { readonly colours: BorderColours; readonly label: Label | undefined; readonly held: boolean },
): void {
  const { x, y } = place(point)
  const colour = landmarkColour(kind, look.colours)
  const reach = look.held ? arm + 2 : arm
  context.save()
  context.lineCap = 'round'
  for (const [style, width] of [
    [halo, 4],
    [colour, 2],
  ] as const) {
    context.beginPath()
    context.moveTo(x - reach, y - reach)
    context.lineTo(x + reach, y + reach)
    context.moveTo(x - reach, y + reach)
    context.lineTo(x + reach, y - reach)
    context.strokeStyle = style
    context.lineWidth = width
    context.stroke()
  }
  if (look.label) drawLabel(context, x, y, look.label)
  context.restore()
}

/** The cross has the colour of its border; words in that colour would be lost on blood and fat. */
function drawLabel(context: CanvasRenderingContext2D, x: number, y: number, { text, side }: Label): void {
  const beside = side === 'left' ? x - labelGap : x + labelGap
  context.font = `500 ${fonts.sizeSmall}px ${fonts.family}`
  context.textAlign = side === 'left' ? 'right' : 'left'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = halo
  context.strokeText(text, beside, y)
  context.fillStyle = annotationColours.own
  context.fillText(text, beside, y)
}

/** The disc of a tool, in CSS pixels across and down the screen. */
export interface Disc {
  readonly centre: CanvasPoint
  readonly radius: { readonly x: number; readonly y: number }
}

export function drawDisc(context: CanvasRenderingContext2D, { centre, radius }: Disc, colour: string): void {
  context.save()
  for (const [style, width] of [
    [halo, 3],
    [colour, 1],
  ] as const) {
    context.beginPath()
    context.ellipse(centre.x, centre.y, radius.x, radius.y, 0, 0, 2 * Math.PI)
    context.strokeStyle = style
    context.lineWidth = width
    context.stroke()
  }
  context.beginPath()
  context.arc(centre.x, centre.y, 1.5, 0, 2 * Math.PI)
  context.fillStyle = handleFill
  context.fill()
  context.strokeStyle = colour
  context.stroke()
  context.restore()
}
