/** Where the words of an annotation stand: beside it, on the image, and not over those of another. */
import type { AnnotationKind } from '#analysis/annotations/annotation.ts'
import { scaled } from '../theme/scale.ts'
import { halo } from '../theme/tokens.ts'
import type { CanvasPoint, Surface } from '../viewport/transform.ts'
import { type Box, fontOver, overlap, overlapArea } from '../viewport/words.ts'

export interface Label {
  readonly kind: AnnotationKind
  /** of the annotation, as it lies on the screen */
  readonly line: readonly CanvasPoint[]
  readonly lines: readonly string[]
  /** a note has nothing else to show that it is picked out */
  readonly colour: string
}

/** CSS pixels between words and line, at any scale */
const gap = 9
const lineHeight = (): number => scaled(14)

/** @param labels  words that stand there already; these are added */
export function drawLabel(
  context: CanvasRenderingContext2D,
  surface: Surface,
  label: Label,
  labels: Box[],
): void {
  const { lines } = label
  if (lines.length === 0) return
  context.save()
  context.font = fontOver('size')
  const size = {
    width: Math.max(...lines.map((line) => context.measureText(line).width)),
    height: lines.length * lineHeight(),
  }
  const box = boxFor(label, size, surface, labels)
  labels.push(box)
  if (label.kind !== 'text') drawLead(context, label, box)
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = scaled(4)
  context.strokeStyle = halo
  context.fillStyle = label.colour
  lines.forEach((line, k) => {
    const y = box.top + (k + 0.5) * lineHeight()
    context.strokeText(line, box.left, y)
    context.fillText(line, box.left, y)
  })
  context.restore()
}

/** Words that had to stand aside are tied to what they tell of. */
function drawLead(context: CanvasRenderingContext2D, { line, colour }: Label, box: Box): void {
  const ends = line.map((from) => ({
    from,
    to: {
      x: Math.max(box.left, Math.min(from.x, box.left + box.width)),
      y: Math.max(box.top, Math.min(from.y, box.top + box.height)),
    },
  }))
  const long = ({ from, to }: (typeof ends)[number]): number => Math.hypot(to.x - from.x, to.y - from.y)
  const [lead] = ends.toSorted((a, b) => long(a) - long(b))
  if (!lead || long(lead) <= 2 * gap) return
  context.beginPath()
  context.moveTo(lead.from.x, lead.from.y)
  context.lineTo(lead.to.x, lead.to.y)
  context.setLineDash([2, 3])
  context.lineWidth = 1
  context.strokeStyle = colour
  context.stroke()
  context.setLineDash([])
}

/** How many lines of words these may stand above or below the places where they usually stand. */
const linesAside = 8

/** The first of several places that is free, near before far; where none is, the one that hides least. */
export function boxFor(
  { kind, line }: Pick<Label, 'kind' | 'line'>,
  size: Pick<Box, 'width' | 'height'>,
  surface: Pick<Surface, 'width' | 'height'>,
  labels: readonly Box[],
): Box {
  const near = placesFor(kind, line, size)
  // a note stands where it was written
  const aside = kind === 'text' ? [] : Array.from({ length: linesAside }, (_, k) => (k + 1) * lineHeight())
  const corners = [
    ...near,
    ...aside.flatMap((by) =>
      near.flatMap(({ left, top }) => [
        { left, top: top + by },
        { left, top: top - by },
      ]),
    ),
  ]
  const places = corners.map((corner): Box => ({ ...onSurface(corner, size, surface), ...size }))
  const free = places.find((place) => !labels.some((other) => overlap(place, other)))
  if (free) return free
  const hides = (place: Box): number => labels.reduce((sum, other) => sum + overlapArea(place, other), 0)
  const [least] = places.toSorted((a, b) => hides(a) - hides(b))
  return least ?? { left: 0, top: 0, ...size }
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
      return [{ left: to + gap, top: low + gap - height / 2 + lineHeight() / 2 }, left, below, above]
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
