/**
 * The bull's-eye of seventeen segments for paper: darker is more, the number stands in each segment, and a segment
 * without a value is crossed out. It is read without its colours.
 */
import { bullsEyeAbout, outerRadius, type SegmentShape } from '../../segments/bulls-eye.ts'
import type { Drawing, Shape } from './document.ts'

const margin = 2
const middle = outerRadius + margin
const segmentShapes = bullsEyeAbout({ x: middle, y: middle })

/** light to dark, of one hue: it keeps its order in grey */
const shades = ['#f1f5fa', '#d3e1f0', '#aac6e3', '#7ba5d1', '#4f82b9', '#2c5f99'] as const
const ink = '#14181d'
const onDark = '#ffffff'
const edge = '#5b6673'
/** half of a mark that fits in a segment */
const reach = 5

export interface SegmentValue {
  readonly segment: number
  /** 0 to 1: how dark */
  readonly share: number
  readonly text: string
}

/** @param values  of the segments that have one, in any order */
export const bullsEye = (caption: string, description: string, values: readonly SegmentValue[]): Drawing => ({
  kind: 'drawing',
  caption,
  description,
  width: 2 * middle,
  height: 2 * middle,
  shapes: segmentShapes.flatMap((place) =>
    shapesOf(
      place,
      values.find(({ segment }) => segment === place.segment),
    ),
  ),
})

function shapesOf({ path, label: { x, y } }: SegmentShape, value: SegmentValue | undefined): Shape[] {
  const shade = value && Math.min(shades.length - 1, Math.max(0, Math.floor(value.share * shades.length)))
  const fill = (shade === undefined ? undefined : shades[shade]) ?? '#ffffff'
  const outline: Shape = { kind: 'path', d: path, fill, stroke: edge, width: 0.8 }
  if (value === undefined) {
    const cross = `M ${n(x - reach)} ${n(y - reach)} L ${n(x + reach)} ${n(y + reach)} M ${n(x + reach)} ${n(y - reach)} L ${n(x - reach)} ${n(y + reach)}`
    return [outline, { kind: 'path', d: cross, stroke: edge, width: 0.6 }]
  }
  const colour = (shade ?? 0) >= 4 ? onDark : ink
  const size = value.text.length > 3 ? 8.5 : 10.5
  return [outline, { kind: 'text', x, y: y + size / 3, text: value.text, size, anchor: 'middle', colour }]
}

const n = (value: number): string => value.toFixed(2)
