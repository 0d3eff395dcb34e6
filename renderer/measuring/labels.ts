/** Where the words of an annotation stand: beside it, on the image, and not over those of another. */
import type { AnnotationKind } from '#analysis/annotations/annotation.ts'
import { fonts, halo } from '../theme/tokens.ts'
import type { CanvasPoint, Surface } from '../viewport/transform.ts'

/** CSS pixels */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Label {
  readonly kind: AnnotationKind
  /** of the annotation, as it lies on the screen */
  readonly line: readonly CanvasPoint[]
  readonly lines: readonly string[]
  /** a note has nothing else to show that it is picked out */
  readonly colour: string
}

const gap = 9
const lineHeight = 14

/** @param labels  that stand there already; this one is added */
export function drawLabel(
  context: CanvasRenderingContext2D,
  surface: Surface,
  label: Label,
  labels: Box[],
): void {
  const { lines } = label
  if (lines.length === 0) return
  context.save()
  context.font = `500 ${fonts.size}px ${fonts.family}`
  const size = {
    width: Math.max(...lines.map((line) => context.measureText(line).width)),
    height: lines.length * lineHeight,
  }
  const box = boxFor(label, size, surface, labels)
  labels.push(box)
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = halo
  context.fillStyle = label.colour
  lines.forEach((line, k) => {
    const y = box.top + (k + 0.5) * lineHeight
    context.strokeText(line, box.left, y)
    context.fillText(line, box.left, y)
  })
  context.restore()
}

/** The first of several places that is free; the usual one where none is. */
export function boxFor(
  { kind, line }: Pick<Label, 'kind' | 'line'>,
  size: Pick<Box, 'width' | 'height'>,
  surface: Pick<Surface, 'width' | 'height'>,
  labels: readonly Box[],
): Box {
  const places = placesFor(kind, line, size).map((corner) => ({
    ...onSurface(corner, size, surface),
    ...size,
  }))
  const free = places.find((place) => !labels.some((other) => overlap(place, other)))
  return free ?? places[0] ?? { left: 0, top: 0, ...size }
}

type Corner = Pick<Box, 'left' | 'top'>

/** A note at its point, an arrow at its tail, an angle at its vertex, all else at its right; then round about. */
function placesFor(
  kind: AnnotationKind,
  line: readonly CanvasPoint[],
  { width, height }: Pick<Box, 'width' | 'height'>,
): readonly Corner[] {
  const [first = { x: 0, y: 0 }, second = first] = line
  const anchor = kind === 'text' ? [first] : kind === 'arrow' || kind === 'angle' ? [second] : line
  const xs = anchor.map(({ x }) => x)
  const ys = anchor.map(({ y }) => y)
  const [from, to, high, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const rightmost = anchor.reduce((best, point) => (point.x > best.x ? point : best), first)
  const beside = kind === 'length' ? rightmost.y : (high + low) / 2
  const middle = (from + to - width) / 2
  const right: Corner = { left: to + gap, top: beside - height / 2 }
  const left: Corner = { left: from - gap - width, top: beside - height / 2 }
  const below: Corner = { left: middle, top: low + gap }
  const above: Corner = { left: middle, top: high - gap - height }
  switch (kind) {
    case 'text':
      return [{ left: first.x, top: first.y - height / 2 }]
    case 'arrow':
      return second.x < first.x ? [left, below, above, right] : [right, below, above, left]
    case 'angle':
      return [{ left: to + gap, top: low + gap - height / 2 + lineHeight / 2 }, left, below, above]
    default:
      return [right, left, below, above]
  }
}

const edge = 3

const onSurface = (
  { left, top }: Corner,
  size: Pick<Box, 'width' | 'height'>,
  surface: Pick<Surface, 'width' | 'height'>,
): Corner => ({
  left: Math.max(edge, Math.min(left, surface.width - size.width - edge)),
  top: Math.max(edge, Math.min(top, surface.height - size.height - edge)),
})

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height
