/** The bull's-eye of the seventeen segments about 0, 0, and the way from one segment to the next. */
import { type AhaSegment, apexSegment, segmentsOfLevel } from '#analysis/segments/aha.ts'
import { bullsEyeAbout, type SegmentShape } from '#analysis/segments/bulls-eye.ts'

export { outerRadius, type SegmentShape } from '#analysis/segments/bulls-eye.ts'

export const segmentShapes: readonly SegmentShape[] = bullsEyeAbout({ x: 0, y: 0 })

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
