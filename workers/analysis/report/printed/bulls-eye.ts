/**
 * The bull's-eye of seventeen segments for paper: darker is more, the number stands in each segment, and a segment
 * without a value is crossed out. It is read without its colours. @source Cerqueira 2002, doi:10.1161/hc0402.102975
 */
import { ahaSegments, type Level, levels, segmentsOfLevel } from '../../segments/aha.ts'
import type { Drawing, Shape } from './document.ts'

const box = 200
const middle = box / 2
/** inner and outer radius of each ring; the apex lies within the last */
const rings: Readonly<Record<Level, readonly [number, number]>> = {
  basal: [72, 98],
  mid: [46, 72],
  apical: [20, 46],
}

/** light to dark, of one hue: it keeps its order in grey */
const shades = ['#f1f5fa', '#d3e1f0', '#aac6e3', '#7ba5d1', '#4f82b9', '#2c5f99'] as const
const ink = '#14181d'
const onDark = '#ffffff'
const edge = '#5b6673'

export interface SegmentValue {
  readonly segment: number
  /** 0 to 1: how dark */
  readonly share: number
  readonly text: string
}

/** @param values  of the segments that have one, in any order */
export function bullsEye(caption: string, description: string, values: readonly SegmentValue[]): Drawing {
  return {
    kind: 'drawing',
    caption,
    description,
    width: box,
    height: box,
    shapes: ahaSegments.flatMap(({ segment }) =>
      segmentShapes(
        segment,
        values.find((value) => value.segment === segment),
      ),
    ),
  }
}

function segmentShapes(segment: number, value: SegmentValue | undefined): Shape[] {
  const { d, at, reach } = placeOf(segment)
  const shade = value && Math.min(shades.length - 1, Math.max(0, Math.floor(value.share * shades.length)))
  const fill = (shade === undefined ? undefined : shades[shade]) ?? '#ffffff'
  const outline: Shape = { kind: 'path', d, fill, stroke: edge, width: 0.8 }
  if (value === undefined) {
    const [x, y] = at
    const cross = `M ${n(x - reach)} ${n(y - reach)} L ${n(x + reach)} ${n(y + reach)} M ${n(x + reach)} ${n(y - reach)} L ${n(x - reach)} ${n(y + reach)}`
    return [outline, { kind: 'path', d: cross, stroke: edge, width: 0.6 }]
  }
  const colour = (shade ?? 0) >= 4 ? onDark : ink
  const [x, y] = at
  const size = value.text.length > 3 ? 8.5 : 10.5
  return [outline, { kind: 'text', x, y: y + size / 3, text: value.text, size, anchor: 'middle', colour }]
}

interface Place {
  readonly d: string
  readonly at: readonly [x: number, y: number]
  /** half of a mark that fits in */
  readonly reach: number
}

function placeOf(segment: number): Place {
  const level = levels.find((one) => segmentsOfLevel(one).includes(segment))
  if (level === undefined) {
    const [r] = rings.apical
    const d = `M ${n(middle + r)} ${n(middle)} A ${r} ${r} 0 1 1 ${n(middle - r)} ${n(middle)} A ${r} ${r} 0 1 1 ${n(middle + r)} ${n(middle)} Z`
    return { d, at: [middle, middle], reach: 5 }
  }
  const ring = segmentsOfLevel(level)
  const step = 360 / ring.length
  // the first segment of a ring is anterior, at the top; then by way of the septum, which lies at the left
  const centre = 90 + ring.indexOf(segment) * step
  const [inner, outer] = rings[level]
  const on = (radius: number, degrees: number): readonly [number, number] => [
    middle + radius * Math.cos((degrees * Math.PI) / 180),
    middle - radius * Math.sin((degrees * Math.PI) / 180),
  ]
  const said = (radius: number, degrees: number): string => on(radius, degrees).map(n).join(' ')
  const [from, to] = [centre - step / 2, centre + step / 2]
  const d = `M ${said(outer, from)} A ${outer} ${outer} 0 0 0 ${said(outer, to)} L ${said(inner, to)} A ${inner} ${inner} 0 0 1 ${said(inner, from)} Z`
  return { d, at: on((inner + outer) / 2, centre), reach: 5 }
}

const n = (value: number): string => value.toFixed(2)
