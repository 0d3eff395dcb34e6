/**
 * The wall of the left ventricle on one image: what lies between the endocardial and the epicardial border.
 *
 * Depth is how far through the wall a point lies, from 0 at the endocardium to 1 at the epicardium:
 *
 *   depth = dₑₙ / (dₑₙ + dₑₚ)        dₑₙ, dₑₚ: to the nearest place on either border, mm
 *
 * It is exact between concentric circles. A wall without endocardium (the apical cap) is deep from its centroid on.
 */
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { borderLine, insideLine, squaredDistance } from './border-distance.ts'
import { coverage } from './coverage.ts'
import { centroid, type PixelSize, type Polygon, signedArea } from './polygon.ts'
import { isSimple } from './simple.ts'

/** Pixels that touch the wall, in the order of their indices. Plain data: it may cross to a thread. */
export interface WallPixels {
  readonly rows: number
  readonly columns: number
  /** row × columns + column */
  readonly index: Uint32Array
  /** exact share of the pixel within the wall, above 0 and up to 1 */
  readonly share: Float64Array
  /** of the pixel's centre, from 0 to 1; of a centre outside the wall that of the border that it is beyond */
  readonly depth: Float64Array
}

/** rounding of two running sums: such a share is none */
const noise = 1e-9

/** Part of the wall that may lie inside-out before it is no wall: a border that brushes the other by a hair. */
export const toleratedCrossing = 0.02

/**
 * @param endocardial  undefined on an apical cap, which is all wall
 * @returns unmeasured 'self-intersecting-contour', 'degenerate-contour', 'contours-cross' when more than 2 % of the
 *   wall's area lies outside the epicardium, with a warning when less does
 */
export function wallPixels(
  endocardial: Polygon | undefined,
  epicardial: Polygon,
  plane: Pick<ImagePlane, 'rows' | 'columns' | 'rowSpacing' | 'columnSpacing'>,
): Outcome<WallPixels> {
  const flaw = borderFlaw('epicardial', epicardial) ?? (endocardial && borderFlaw('endocardial', endocardial))
  if (flaw !== undefined) return flaw
  const { rows, columns } = plane
  const outer = coverage(epicardial, rows, columns)
  const inner = endocardial && coverage(endocardial, rows, columns)
  const count = outer.length
  const index: number[] = []
  let wall = 0
  let outside = 0
  for (let i = 0; i < count; i++) {
    const share = (outer[i] ?? 0) - (inner?.[i] ?? 0)
    if (share > noise) {
      index.push(i)
      wall += share
    } else if (share < -noise) outside -= share
  }
  if (!(wall > 0) || outside > toleratedCrossing * wall)
    return unmeasured(
      'contours-cross',
      say('contours/mm-cavity-lie-outside-epicardial', {
        outside: outside * plane.rowSpacing * plane.columnSpacing,
      }),
    )
  const depthAt = wallDepth(endocardial, epicardial, plane)
  return measured(
    {
      rows,
      columns,
      index: Uint32Array.from(index),
      share: Float64Array.from(index, (i) => (outer[i] ?? 0) - (inner?.[i] ?? 0)),
      depth: Float64Array.from(index, (i) => depthAt([i % columns, Math.floor(i / columns)])),
    },
    outside > 0 ? [say('contours/endocardial-border-crosses-epicardial-one')] : [],
  )
}

function borderFlaw(name: string, points: Polygon): Unmeasured | undefined {
  if (points.length < 3 || signedArea(points) === 0)
    return unmeasured('degenerate-contour', say('common/border-encloses-nothing', { border: name }))
  return isSimple(points)
    ? undefined
    : unmeasured('self-intersecting-contour', say('common/border-crosses-itself', { border: name }))
}

/** Depth of points of one wall, see above; 0 within the cavity and 1 outside the epicardium. */
export function wallDepth(
  endocardial: Polygon | undefined,
  epicardial: Polygon,
  pixel: PixelSize,
): (point: IndexPoint) => number {
  const inner = borderLine(endocardial ?? [centroid(epicardial)], pixel)
  const outer = borderLine(epicardial, pixel)
  return ([column, row]) => {
    const x = column * pixel.columnSpacing
    const y = row * pixel.rowSpacing
    if (endocardial !== undefined && insideLine(inner, x, y)) return 0
    if (!insideLine(outer, x, y)) return 1
    const toInner = Math.sqrt(squaredDistance(inner, x, y))
    const toOuter = Math.sqrt(squaredDistance(outer, x, y))
    return toInner + toOuter > 0 ? toInner / (toInner + toOuter) : 0
  }
}

export interface WallMaskOptions {
  /**
   * Share of the thickness left out at either border, where blood, fat and the point spread mix in. A tenth of a wall
   * of 10 mm is 1 mm, less than a usual pixel; 0 takes the whole wall.
   */
  readonly erosion?: number
  /** least share of a pixel within the wall: half, as for a mask of a polygon */
  readonly leastShare?: number
}

/**
 * 1 for pixels of the wall that are clear of its borders, row by row.
 * @throws RangeError for an erosion that leaves nothing: the caller has a bug
 */
export function wallMask(wall: WallPixels, options: WallMaskOptions = {}): Uint8Array {
  const { erosion = 0, leastShare = 0.5 } = options
  if (!(erosion >= 0 && erosion < 0.5)) throw new RangeError(`an erosion of ${erosion} leaves no wall`)
  const mask = new Uint8Array(wall.rows * wall.columns)
  wall.index.forEach((pixel, i) => {
    const depth = wall.depth[i] ?? 0
    if ((wall.share[i] ?? 0) >= leastShare && depth >= erosion && depth <= 1 - erosion) mask[pixel] = 1
  })
  return mask
}

/** Area of the wall, mm²: the sum of shares, which is epicardial less endocardial area. */
export const wallArea = (wall: WallPixels, pixel: PixelSize): number =>
  wall.share.reduce((sum, share) => sum + share, 0) * pixel.rowSpacing * pixel.columnSpacing
