/**
 * The border of a slice between two others that have one. Both are given in pixels of one plane: carry a border
 * along the normal with `copyContour` first.
 *
 *   polar            centroid and r(θ) change linearly: for the left ventricle, which its centroid sees all of
 *   signed-distance  φ = (1 − t) φ₀ + t φ₁ about centroids that change linearly, the border where φ = 0: for the right
 *                    ventricle and any other shape. φ: distance to the border, negative inside
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { borderLine, insideLine, squaredDistance } from './border-distance.ts'
import { isoline } from './isoline.ts'
import { boundsOf, centroid, type PixelSize, type Polygon, signedArea } from './polygon.ts'
import { radialPolygon, radialProfile } from './radial.ts'
import { contourVertices } from './spline.ts'

/**
 * @param share  of the way from the first to the second, 0 to 1
 * @returns unmeasured 'degenerate-contour' as `radialProfile`
 * @throws RangeError for a share that is not between
 */
export function betweenPolar(
  first: Polygon,
  second: Polygon,
  share: number,
  pixel: PixelSize,
  vertices = contourVertices,
): Outcome<IndexPoint[]> {
  mustBeBetween(share)
  const a = radialProfile(first, pixel, vertices)
  if (!a.measured) return a
  const b = radialProfile(second, pixel, vertices)
  if (!b.measured) return b
  const centre = mixed(a.value.centre, b.value.centre, share)
  const radii = a.value.radii.map((radius, k) => (1 - share) * radius + share * (b.value.radii[k] ?? 0))
  return measured(radialPolygon({ centre, radii }, pixel))
}

export interface DistanceFieldOptions {
  /** of the grid that distances are taken on; a curved border is met to a small part of it */
  readonly step?: Mm
}

/** of a grid: 32 MB, and a chamber of 100 mm in steps of 0.05 mm */
const mostPlaces = 2 ** 22

/**
 * @returns the largest ring; unmeasured 'degenerate-contour' when a border encloses nothing
 * @throws RangeError for a step that would need a grid of more than four million places
 */
export function betweenBySignedDistance(
  first: Polygon,
  second: Polygon,
  share: number,
  pixel: PixelSize,
  { step = mm(1) }: DistanceFieldOptions = {},
): Outcome<IndexPoint[]> {
  mustBeBetween(share)
  if ([first, second].some((points) => points.length < 3 || signedArea(points) === 0))
    return unmeasured('degenerate-contour', say('contours/border-encloses-nothing'))
  const [a, b] = [aboutCentroid(first, pixel), aboutCentroid(second, pixel)]
  const [fieldA, fieldB] = [signedDistance(a.line), signedDistance(b.line)]
  const { left, right, top, bottom } = boundsOf([...a.line, ...b.line])
  // two steps beyond everything, where both distances are positive
  const [x0, y0] = [left - 2 * step, top - 2 * step]
  const columns = Math.ceil((right - left) / step) + 5
  const rows = Math.ceil((bottom - top) / step) + 5
  if (!(rows * columns <= mostPlaces)) throw new RangeError(`a step of ${step} mm makes too large a grid`)
  const values = fieldOnGrid(rows, columns, step, (column, row) => {
    const [x, y] = [x0 + column * step, y0 + row * step]
    return (1 - share) * fieldA(x, y) + share * fieldB(x, y)
  })
  const rings = isoline(values, rows, columns, 0)
  const largest = rings.toSorted((p, q) => Math.abs(signedArea(q)) - Math.abs(signedArea(p)))[0]
  if (largest === undefined)
    return unmeasured('degenerate-contour', say('contours/nothing-left-between-borders-step', { step }))
  const [cx, cy] = mixed(a.centre, b.centre, share)
  return measured(
    largest.map(([column, row]) => [
      (cx + x0 + column * step) / pixel.columnSpacing,
      (cy + y0 + row * step) / pixel.rowSpacing,
    ]),
  )
}

function mustBeBetween(share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share of ${share} is not between two slices`)
}

const mixed = (a: IndexPoint, b: IndexPoint, share: number): IndexPoint => [
  (1 - share) * a[0] + share * b[0],
  (1 - share) * a[1] + share * b[1],
]

function aboutCentroid(
  points: Polygon,
  pixel: PixelSize,
): { readonly centre: IndexPoint; readonly line: Polygon } {
  const inMillimetres = points.map(([x, y]): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing])
  const centre = centroid(inMillimetres)
  return { centre, line: inMillimetres.map(([x, y]) => [x - centre[0], y - centre[1]]) }
}

function signedDistance(line: Polygon): (x: number, y: number) => number {
  const border = borderLine(line, { rowSpacing: mm(1), columnSpacing: mm(1) })
  return (x, y) => {
    const distance = Math.sqrt(squaredDistance(border, x, y))
    return insideLine(border, x, y) ? -distance : distance
  }
}

/** places a side; large enough to skip much, small enough to follow a border */
const block = 8

/**
 * Values of a mixture of distances on a grid, row by row, exact wherever they change their sign between neighbours. A
 * distance changes by no more than the way that one goes: where it is larger at the middle of a block than the way to
 * the corners and a step beyond, its sign holds for all of the block, which takes that value.
 */
function fieldOnGrid(
  rows: number,
  columns: number,
  step: number,
  field: (column: number, row: number) => number,
): Float64Array {
  const values = new Float64Array(rows * columns)
  const half = (block - 1) / 2
  const reach = (Math.SQRT2 * half + 1) * step
  for (let top = 0; top < rows; top += block)
    for (let left = 0; left < columns; left += block) {
      const middle = field(left + half, top + half)
      const whole = Math.abs(middle) > reach
      for (let row = top; row < Math.min(rows, top + block); row++)
        for (let column = left; column < Math.min(columns, left + block); column++)
          values[row * columns + column] = whole ? middle : field(column, row)
    }
  return values
}
