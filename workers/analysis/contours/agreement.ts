/**
 * How far two borders of the same thing lie apart, and how much of their areas they share.
 *
 *   Dice = 2 |A ∩ B| / (|A| + |B|)                   on the polygons themselves: no pixels, no rounding
 *   Hausdorff = max( max d(a, B), max d(b, A) )      d: to the nearest place on the other border
 *   95th percentile: the same with the 95th percentile of either side in place of the largest
 *   mean = (∫ d(a, B) da + ∫ d(b, A) db) / (|∂A| + |∂B|)
 *
 * @source Dice 1945, doi:10.2307/1932409; Huttenlocher 1993, doi:10.1109/34.232073; the mean over both surfaces as in
 *   Heimann 2009, doi:10.1109/TMI.2009.2013851: all unverified; the formulas above are what is measured
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { borderLine, squaredDistance } from './border-distance.ts'
import { type PixelSize, type Polygon, signedArea } from './polygon.ts'
import { intersection, regionArea, union } from './region.ts'

export interface BorderDistances {
  readonly hausdorff: Mm
  readonly percentile95: Mm
  readonly mean: Mm
}

export interface DistanceOptions {
  /** between the places on a border that are asked: the largest distance is met to within half of it */
  readonly step?: Mm
  /** false for two open borders, which do not run back to their starts */
  readonly closed?: boolean
}

/** @returns from 0 (apart) to 1 (the same); unmeasured 'degenerate-contour' when one encloses nothing */
export function dice(a: Polygon, b: Polygon): Outcome<number> {
  const pixel = { rowSpacing: mm(1), columnSpacing: mm(1) }
  const [areaA, areaB] = [a, b].map((polygon) =>
    polygon.length < 3 || signedArea(polygon) === 0 ? 0 : regionArea(union([polygon]), pixel),
  )
  if (!areaA || !areaB) return unmeasured('degenerate-contour', say('contours/border-encloses-nothing'))
  return measured(Math.min(1, (2 * regionArea(intersection([a], [b]), pixel)) / (areaA + areaB)))
}

/** @returns unmeasured 'degenerate-contour' for a border of no length */
export function borderDistances(
  a: Polygon,
  b: Polygon,
  pixel: PixelSize,
  { step = mm(0.1), closed = true }: DistanceOptions = {},
): Outcome<BorderDistances> {
  const one = toOther(a, b, pixel, step, closed)
  const other = toOther(b, a, pixel, step, closed)
  if (one === undefined || other === undefined)
    return unmeasured('degenerate-contour', say('contours/border-no-length'))
  return measured({
    hausdorff: mm(Math.max(one.largest, other.largest)),
    percentile95: mm(Math.max(one.percentile95, other.percentile95)),
    mean: mm((one.sum + other.sum) / (one.length + other.length)),
  })
}

interface OneWay {
  readonly largest: number
  readonly percentile95: number
  /** ∫ d along the border, mm² */
  readonly sum: number
  readonly length: number
}

/** From places on one border, each standing for an equal share of its edge, to the nearest on the other. */
function toOther(
  from: Polygon,
  to: Polygon,
  pixel: PixelSize,
  step: number,
  closed: boolean,
): OneWay | undefined {
  if (from.length < 2 || to.length < 2) return undefined
  const target = borderLine(to, pixel, closed)
  const scale = ([x, y]: IndexPoint): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing]
  const line = from.map(scale)
  const samples: { distance: number; share: number }[] = []
  let sum = 0
  let length = 0
  let largest = 0
  const edges = closed ? line.length : line.length - 1
  for (let i = 0; i < edges; i++) {
    const [ax, ay] = at(line, i)
    const [bx, by] = at(line, (i + 1) % line.length)
    const edge = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    if (edge === 0) continue
    const parts = Math.max(1, Math.ceil(edge / step))
    // corners are where a largest distance is most often met
    largest = Math.max(largest, squaredDistance(target, ax, ay), squaredDistance(target, bx, by))
    for (let k = 0; k < parts; k++) {
      const t = (k + 0.5) / parts
      const squared = squaredDistance(target, ax + t * (bx - ax), ay + t * (by - ay))
      largest = Math.max(largest, squared)
      const distance = Math.sqrt(squared)
      samples.push({ distance, share: edge / parts })
      sum += (distance * edge) / parts
    }
    length += edge
  }
  if (!(length > 0)) return undefined
  return { largest: Math.sqrt(largest), percentile95: percentile(samples, 0.95 * length), sum, length }
}

/** The distance that this much of the length stays within. */
function percentile(samples: { distance: number; share: number }[], length: number): number {
  samples.sort((a, b) => a.distance - b.distance)
  let reached = 0
  for (const { distance, share } of samples) {
    reached += share
    if (reached >= length) return distance
  }
  return at(samples, samples.length - 1).distance
}
