/**
 * The bull's-eye of the seventeen segments: basal ring outside, anterior wall at the top, septum at the left, where the
 * right ventricle lies. @source Cerqueira 2002, doi:10.1161/hc0402.102975 (layout read at second hand)
 */
import { type AhaSegment, ahaSegments, apexSegment, segmentsOfLevel } from '#analysis/segments/aha.ts'

export interface SegmentShape extends AhaSegment {
  /** of an SVG, the middle of the bull's-eye at 0, 0 */
  readonly path: string
  readonly label: { readonly x: number; readonly y: number }
}

export const outerRadius = 100
const rings = {
  basal: [72, outerRadius],
  mid: [45, 72],
  apical: [19, 45],
} as const

/** degrees counter-clockwise from the right */
const anterior = 90

const spot = (radius: number, degrees: number) => ({
  x: radius * Math.cos((degrees * Math.PI) / 180),
  y: -radius * Math.sin((degrees * Math.PI) / 180),
})
const said = ({ x, y }: { readonly x: number; readonly y: number }): string =>
  `${x.toFixed(2)} ${y.toFixed(2)}`

function sector([inner, outer]: readonly [number, number], from: number, to: number): string {
  return [
    `M ${said(spot(outer, from))}`,
    `A ${outer} ${outer} 0 0 0 ${said(spot(outer, to))}`,
    `L ${said(spot(inner, to))}`,
    `A ${inner} ${inner} 0 0 1 ${said(spot(inner, from))}`,
    'Z',
  ].join(' ')
}

function shapeOf(row: AhaSegment): SegmentShape {
  if (row.level === 'apex') {
    const [inner] = rings.apical
    const half = `A ${inner} ${inner} 0 0 0`
    return {
      ...row,
      path: `M ${inner} 0 ${half} ${-inner} 0 ${half} ${inner} 0 Z`,
      label: { x: 0, y: 0 },
    }
  }
  const all = segmentsOfLevel(row.level)
  const width = 360 / all.length
  const middle = anterior + all.indexOf(row.segment) * width
  const ring = rings[row.level]
  return {
    ...row,
    path: sector(ring, middle - width / 2, middle + width / 2),
    label: spot((ring[0] + ring[1]) / 2, middle),
  }
}

export const segmentShapes: readonly SegmentShape[] = ahaSegments.map(shapeOf)

export type Way = 'clockwise' | 'counter-clockwise' | 'inwards' | 'outwards'

const shapeOfSegment = (segment: number): SegmentShape | undefined =>
  segmentShapes.find((shape) => shape.segment === segment)

/** The segment that lies that way, the same one where none does. */
export function neighbour(segment: number, way: Way): number {
  const here = shapeOfSegment(segment)
  if (!here) return segment
  if (way === 'inwards' || way === 'outwards') return acrossRings(here, way)
  if (here.level === 'apex') return segment
  const ring = segmentsOfLevel(here.level)
  const step = way === 'clockwise' ? -1 : 1
  return ring[(ring.indexOf(segment) + step + ring.length) % ring.length] ?? segment
}

const order: readonly AhaSegment['level'][] = ['basal', 'mid', 'apical', 'apex']

function acrossRings(here: SegmentShape, way: 'inwards' | 'outwards'): number {
  const level = order[order.indexOf(here.level) + (way === 'inwards' ? 1 : -1)]
  if (level === undefined) return here.segment
  if (level === 'apex') return apexSegment
  const distance = (segment: number): number => {
    const { x, y } = shapeOfSegment(segment)?.label ?? here.label
    return Math.hypot(x - here.label.x, y - here.label.y)
  }
  return segmentsOfLevel(level).reduce((best, one) => (distance(one) < distance(best) ? one : best))
}
