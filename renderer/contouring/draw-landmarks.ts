/** Points of anatomy and the disc of a tool on a canvas. Sizes are CSS pixels on the screen, whatever the zoom. */
import type { Border } from '#analysis/contours/contour.ts'
import type { Landmark, LandmarkKind } from '#analysis/contours/landmark.ts'
import { scaled } from '../theme/scale.ts'
import { annotationColours, fonts, halo } from '../theme/tokens.ts'
import type { CanvasPoint } from '../viewport/transform.ts'
import { type Box, fontOver, overlap } from '../viewport/words.ts'
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

/** CSS pixels at 100 %: in a narrower image names would lie over the letters of its sides, and colours say what is what. */
const narrowestNamed = 110

export const hasRoomForNames = (width: number): boolean => width >= scaled(narrowestNamed)

const arm = 6
const labelGap = 9

/** How far from its point a landmark is drawn, CSS pixels: no letter is wider than its height. */
export const reachOfLandmarks = (signs: Readonly<Record<LandmarkKind, string>>): number =>
  labelGap + Math.max(...Object.values(signs).map(({ length }) => length)) * scaled(fonts.sizeSmall) + 2

export function drawLandmark(
  context: CanvasRenderingContext2D,
  place: Place,
  { kind, point }: Landmark,
  look: {
    readonly colours: BorderColours
    readonly label: Label | undefined
    readonly held: boolean
    /** where words stand on this image already: its name is added */
    readonly words: Box[]
  },
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
  if (look.label) drawLabel(context, { x, y }, look.label, look.words)
  context.restore()
}

/** The cross has the colour of its border; words in that colour would be lost on blood and fat. */
function drawLabel(
  context: CanvasRenderingContext2D,
  at: CanvasPoint,
  { text, side }: Label,
  words: Box[],
): void {
  context.font = fontOver('sizeSmall')
  const size = { width: context.measureText(text).width, height: scaled(fonts.sizeSmall) }
  const box = boxBeside(at, side, size, words)
  words.push(box)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = scaled(4)
  context.strokeStyle = halo
  context.strokeText(text, box.left, at.y)
  context.fillStyle = annotationColours.own
  context.fillText(text, box.left, at.y)
}

/** At its side of the cross, or at the other where only that one is free. */
export function boxBeside(
  { x, y }: CanvasPoint,
  side: Label['side'],
  size: Pick<Box, 'width' | 'height'>,
  words: readonly Box[],
): Box {
  const boxAt = (where: Label['side']): Box => ({
    left: where === 'left' ? x - labelGap - size.width : x + labelGap,
    top: y - size.height / 2,
    ...size,
  })
  const isFree = (box: Box): boolean => !words.some((other) => overlap(box, other))
  const other = boxAt(side === 'left' ? 'right' : 'left')
  return !isFree(boxAt(side)) && isFree(other) ? other : boxAt(side)
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
