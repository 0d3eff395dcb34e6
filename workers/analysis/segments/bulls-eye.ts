/**
 * The bull's-eye of the seventeen segments: basal ring outside, anterior wall at the top, septum at the left, where the
 * right ventricle lies. On the screen and on paper alike. @source Cerqueira 2002, doi:10.1161/hc0402.102975 (layout read
 * at second hand)
 */
import { type AhaSegment, ahaSegments, segmentsOfLevel } from './aha.ts'

export interface SegmentShape extends AhaSegment {
  /** as SVG has it */
  readonly path: string
  readonly label: BullsEyePoint
}

export interface BullsEyePoint {
  readonly x: number
  /** downwards */
  readonly y: number
}

export const outerRadius = 100
const rings = {
  basal: [72, outerRadius],
  mid: [45, 72],
  apical: [19, 45],
} as const

/** degrees counter-clockwise from the right */
const anterior = 90

/** @param middle  of the bull's-eye, whose radius is `outerRadius` */
export function bullsEyeAbout(middle: BullsEyePoint): readonly SegmentShape[] {
  const spot = (radius: number, degrees: number): BullsEyePoint => ({
    x: middle.x + radius * Math.cos((degrees * Math.PI) / 180),
    y: middle.y - radius * Math.sin((degrees * Math.PI) / 180),
  })
  const said = ({ x, y }: BullsEyePoint): string => `${x.toFixed(2)} ${y.toFixed(2)}`
  const sector = ([inner, outer]: readonly [number, number], from: number, to: number): string =>
    [
      `M ${said(spot(outer, from))}`,
      `A ${outer} ${outer} 0 0 0 ${said(spot(outer, to))}`,
      `L ${said(spot(inner, to))}`,
      `A ${inner} ${inner} 0 0 1 ${said(spot(inner, from))}`,
      'Z',
    ].join(' ')
  const apex = (radius: number): string => {
    const half = `A ${radius} ${radius} 0 0 0`
    return `M ${said(spot(radius, 0))} ${half} ${said(spot(radius, 180))} ${half} ${said(spot(radius, 0))} Z`
  }
  return ahaSegments.map((row) => {
    if (row.level === 'apex') return { ...row, path: apex(rings.apical[0]), label: middle }
    const all = segmentsOfLevel(row.level)
    const width = 360 / all.length
    const centre = anterior + all.indexOf(row.segment) * width
    const ring = rings[row.level]
    return {
      ...row,
      path: sector(ring, centre - width / 2, centre + width / 2),
      label: spot((ring[0] + ring[1]) / 2, centre),
    }
  })
}
