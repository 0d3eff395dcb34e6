/** One slice of late enhancement: what is given, and its wall as lists of pixels for all that follows. */
import { coverage } from '../contours/coverage.ts'
import { boundsOf, centroid, type Polygon, polygonArea } from '../contours/polygon.ts'
import { type WallPixels, wallPixels } from '../contours/ring.ts'
import { shifted } from '../contours/transform.ts'
import type { ImagePlane, IndexPoint } from '../geometry/plane.ts'
import { type MeasuredImage, unusable } from '../images/image.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, type Mm3, mm3 } from '../units/units.ts'

export interface LgeSlice {
  /** counted from 0 */
  readonly slice: number
  readonly image: MeasuredImage
  /** absent on an apical cap, which is all wall */
  readonly endocardial?: Polygon
  readonly epicardial: Polygon
  /** that the slice stands for, gap included */
  readonly thickness: Mm
  /** remote myocardium as a reader drew it */
  readonly remote?: Polygon
  /** artefacts and papillary muscles: taken out of scar and wall alike */
  readonly excluded?: readonly Polygon[]
  /** microvascular obstruction as a reader drew it */
  readonly obstructed?: readonly Polygon[]
  /** AHA segment of each pixel, rows × columns; 0 for none */
  readonly segments?: Uint8Array
  readonly rvInsertions?: readonly IndexPoint[]
}

/** The wall of a slice. The lists are as long as each other: one entry a pixel, in the order of their indices. */
export interface Wall {
  readonly given: LgeSlice
  readonly rows: number
  readonly columns: number
  /** row × columns + column */
  readonly index: Uint32Array
  /** share of the pixel within the wall and not excluded */
  readonly share: Float64Array
  /** 0 at the endocardium, 1 at the epicardium */
  readonly depth: Float64Array
  readonly signal: Float64Array
  /** about the epicardial centroid, radians from the direction of columns towards that of rows, in mm */
  readonly angle: Float64Array
  /** 1 for pixels wholly within the wall: those that a border cuts share their signal with blood or fat */
  readonly solid: Uint8Array
  /** AHA segment, 0 for none */
  readonly segment: Uint8Array
  /** rows × columns: place in the lists, −1 outside the wall */
  readonly place: Int32Array
  /** of one whole pixel over the slice's thickness */
  readonly pixelVolume: Mm3
  /** mm² that was excluded */
  readonly excludedArea: number
}

/** a share as good as whole, as sums of shares are rounded */
const whole = 1 - 1e-9
/** a difference of shares as good as none */
const noise = 1e-9
/** part of the ring that may lie beyond the image before the contour is on the wrong one */
const insideImage = 0.99

/**
 * @returns unmeasured 'unusable-images'; as `wallPixels`; 'contradictory-input' when the contours reach out of the
 *   image or labels are of another size; 'degenerate-contour' when everything is excluded
 * @throws RangeError for a thickness that is not positive
 */
export function wallOf(given: LgeSlice): Outcome<Wall> {
  const { image, endocardial, epicardial, thickness, excluded = [], segments } = given
  const { plane } = image
  const { rows, columns } = plane
  if (!(thickness > 0)) throw new RangeError(`a slice ${thickness} mm thick`)
  const why = unusable(image)
  if (why !== undefined) return unmeasured('unusable-images', why)
  if (segments !== undefined && segments.length !== rows * columns)
    return unmeasured(
      'contradictory-input',
      say('scar/labels-pixels', { segments: segments.length, rows, columns }),
    )
  const pixels = wallWithin(endocardial, epicardial, plane)
  if (!pixels.measured) return pixels
  const pixelArea = plane.rowSpacing * plane.columnSpacing
  const drawn = polygonArea(epicardial, plane) - (endocardial ? polygonArea(endocardial, plane) : 0)
  const seen = pixels.value.share.reduce((sum, share) => sum + share, 0) * pixelArea
  if (seen < insideImage * drawn)
    return unmeasured('contradictory-input', say('scar/contours-reach-out-image'))
  const covered = excluded.map((polygon) => coverage(polygon, rows, columns))
  const kept: number[] = []
  const shares: number[] = []
  let excludedArea = 0
  pixels.value.index.forEach((pixel, i) => {
    const share = pixels.value.share[i] ?? 0
    const left = Math.max(0, share - covered.reduce((most, by) => Math.max(most, by[pixel] ?? 0), 0))
    excludedArea += (share - left) * pixelArea
    if (left <= noise) return
    kept.push(i)
    shares.push(left)
  })
  if (kept.length === 0) return unmeasured('degenerate-contour', say('scar/whole-wall-excluded'))
  const index = Uint32Array.from(kept, (i) => pixels.value.index[i] ?? 0)
  const place = new Int32Array(rows * columns).fill(-1)
  index.forEach((pixel, i) => {
    place[pixel] = i
  })
  const [cx, cy] = centroid(epicardial)
  return measured(
    {
      given,
      rows,
      columns,
      index,
      share: Float64Array.from(shares),
      depth: Float64Array.from(kept, (i) => pixels.value.depth[i] ?? 0),
      signal: Float64Array.from(index, (pixel) => image.pixels[pixel] ?? 0),
      angle: Float64Array.from(index, (pixel) =>
        Math.atan2(
          (Math.floor(pixel / columns) - cy) * plane.rowSpacing,
          ((pixel % columns) - cx) * plane.columnSpacing,
        ),
      ),
      solid: Uint8Array.from(shares, (part) => (part >= whole ? 1 : 0)),
      segment: Uint8Array.from(index, (pixel) => segments?.[pixel] ?? 0),
      place,
      pixelVolume: mm3(pixelArea * thickness),
      excludedArea,
    },
    pixels.warnings,
  )
}

/** `wallPixels` of the part of the image that the wall lies in: most of an image is not wall. */
function wallWithin(
  endocardial: Polygon | undefined,
  epicardial: Polygon,
  plane: ImagePlane,
): Outcome<WallPixels> {
  if (epicardial.length === 0)
    return unmeasured('degenerate-contour', say('scar/epicardial-border-no-points'))
  const bounds = boundsOf(epicardial)
  const left = Math.max(0, Math.floor(bounds.left) - 1)
  const top = Math.max(0, Math.floor(bounds.top) - 1)
  const window = {
    rowSpacing: plane.rowSpacing,
    columnSpacing: plane.columnSpacing,
    rows: Math.max(1, Math.min(plane.rows, Math.ceil(bounds.bottom) + 2) - top),
    columns: Math.max(1, Math.min(plane.columns, Math.ceil(bounds.right) + 2) - left),
  }
  const moved = (border: Polygon) => shifted(border, [-left, -top])
  const wall = wallPixels(endocardial && moved(endocardial), moved(epicardial), window)
  if (!wall.measured) return wall
  const index = wall.value.index.map((pixel) => {
    const column = pixel % window.columns
    return (top + (pixel - column) / window.columns) * plane.columns + left + column
  })
  return measured({ ...wall.value, index, rows: plane.rows, columns: plane.columns }, wall.warnings)
}

/** The eight neighbours of a pixel in its slice that belong to the wall, as places in the lists. */
export function eachNeighbour(wall: Wall, i: number, visit: (neighbour: number) => void): void {
  const pixel = wall.index[i] ?? 0
  const column = pixel % wall.columns
  const row = (pixel - column) / wall.columns
  for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, wall.rows - 1); r++)
    for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, wall.columns - 1); c++) {
      const neighbour = wall.place[r * wall.columns + c] ?? -1
      if (neighbour >= 0 && neighbour !== i) visit(neighbour)
    }
}
