/** What is measured, on a canvas. Sizes are CSS pixels on the screen, whatever the zoom. */
import { type Annotation, isRegion } from '#analysis/annotations/annotation.ts'
import type { Polygon } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { annotationColours, colours, halo } from '../theme/tokens.ts'
import { type CanvasPoint, type ImageTransform, indexToCanvas } from '../viewport/transform.ts'
import type { Box } from '../viewport/words.ts'
import { drawLabel } from './labels.ts'
import { handlesOf, lineOf } from './picking.ts'

export interface AnnotationLook {
  readonly selected: boolean
  /** the pointer is on it: its handles are seen */
  readonly touched: boolean
  readonly lines: readonly string[]
  /** where words stand on this image already: what is drawn adds its own */
  readonly labels: Box[]
}

const handleRadius = 3.5
const headLength = 9
const headTurn = 0.42
const arcRadius = 16
const tick = 4
const placeRadius = 2

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

export function drawAnnotation(
  context: CanvasRenderingContext2D,
  transform: ImageTransform,
  annotation: Annotation,
  look: AnnotationLook,
): void {
  const colour = look.selected ? annotationColours.selected : annotationColours.own
  const place = (point: IndexPoint): CanvasPoint => indexToCanvas(transform, point)
  const line = lineOf(annotation, transform).map(place)
  context.save()
  context.lineJoin = 'round'
  context.lineCap = 'round'
  strokeTwice(context, colour, look.selected ? 2 : 1.5, () => {
    trace(context, line, isRegion(annotation.kind))
    if (annotation.kind === 'length') ends(context, line)
    if (annotation.kind === 'arrow') head(context, line)
    if (annotation.kind === 'angle') arc(context, line)
  })
  if ((look.selected || look.touched) && annotation.kind !== 'text')
    handles(context, handlesOf(annotation).map(place), colour)
  context.restore()
  const words = {
    kind: annotation.kind,
    line,
    lines: look.lines,
    // words in blue are lost on maps in colour
    colour: annotation.kind === 'text' ? colour : annotationColours.own,
  }
  drawLabel(context, transform.surface, words, look.labels)
}

/** On a small picture of the image: its line and nothing else; of a text the place. */
export function drawSmallAnnotation(
  context: Context,
  transform: ImageTransform,
  annotation: Annotation,
  selected: boolean,
): void {
  const colour = selected ? annotationColours.selected : annotationColours.own
  const line = lineOf(annotation, transform).map((point) => indexToCanvas(transform, point))
  context.save()
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.setLineDash([])
  strokeTwice(context, colour, 1, () => {
    const [at] = line
    if (annotation.kind === 'text' && at) context.arc(at.x, at.y, placeRadius, 0, 2 * Math.PI)
    else trace(context, line, isRegion(annotation.kind))
  })
  context.restore()
}

/** A line that is not finished: as far as it goes. */
export function drawUnfinished(
  context: CanvasRenderingContext2D,
  transform: ImageTransform,
  points: Polygon,
): void {
  const line = points.map((point) => indexToCanvas(transform, point))
  context.save()
  context.lineJoin = 'round'
  strokeTwice(context, annotationColours.selected, 1.5, () => trace(context, line, false))
  const [first] = line
  if (first) handles(context, line.length > 3 ? [first] : line, annotationColours.selected)
  context.restore()
}

function strokeTwice(context: Context, colour: string, width: number, path: () => void): void {
  context.beginPath()
  path()
  context.strokeStyle = halo
  context.lineWidth = width + 1.5
  context.stroke()
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke()
}

function trace(context: Context, line: readonly CanvasPoint[], closed: boolean): void {
  line.forEach(({ x, y }, k) => {
    if (k === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  })
  if (closed) context.closePath()
}

/** Short strokes across both ends: where exactly it was measured. */
function ends(context: CanvasRenderingContext2D, [a, b]: readonly CanvasPoint[]): void {
  if (!a || !b) return
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  if (length === 0) return
  const [x, y] = [(-(b.y - a.y) / length) * tick, ((b.x - a.x) / length) * tick]
  for (const end of [a, b]) {
    context.moveTo(end.x - x, end.y - y)
    context.lineTo(end.x + x, end.y + y)
  }
}

function head(context: CanvasRenderingContext2D, [tip, tail]: readonly CanvasPoint[]): void {
  if (!tip || !tail) return
  const back = Math.atan2(tail.y - tip.y, tail.x - tip.x)
  for (const turn of [back - headTurn, back + headTurn]) {
    context.moveTo(tip.x, tip.y)
    context.lineTo(tip.x + headLength * Math.cos(turn), tip.y + headLength * Math.sin(turn))
  }
}

function arc(context: CanvasRenderingContext2D, [a, vertex, b]: readonly CanvasPoint[]): void {
  if (!a || !vertex || !b) return
  const from = Math.atan2(a.y - vertex.y, a.x - vertex.x)
  const to = Math.atan2(b.y - vertex.y, b.x - vertex.x)
  const turn = ((to - from + 3 * Math.PI) % (2 * Math.PI)) - Math.PI
  context.moveTo(vertex.x + arcRadius * Math.cos(from), vertex.y + arcRadius * Math.sin(from))
  context.arc(vertex.x, vertex.y, arcRadius, from, from + turn, turn < 0)
}

function handles(context: CanvasRenderingContext2D, points: readonly CanvasPoint[], colour: string): void {
  context.lineWidth = 1.5
  context.fillStyle = colours['surface-page']
  context.strokeStyle = colour
  for (const { x, y } of points) {
    context.beginPath()
    context.arc(x, y, handleRadius, 0, 2 * Math.PI)
    context.fill()
    context.stroke()
  }
}
