/** What the pixels inside a region amount to. */
import { coverage } from '../contours/coverage.ts'
import { boundsOf, type Polygon } from '../contours/polygon.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

export interface RegionStatistics {
  readonly mean: number
  readonly sd: number
  readonly min: number
  readonly max: number
  /** that lie at least half inside */
  readonly pixels: number
  /** of these, with a value of 0 */
  readonly zeros: number
}

export interface PixelGrid {
  readonly rows: number
  readonly columns: number
  /** row by row */
  readonly pixels: ArrayLike<number>
}

/** Shares of the pixels of a box of the image that lie inside a region. */
export interface Covered {
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
  readonly shares: Float64Array
  /** of the region's area, what lies on the image */
  readonly onImage: number
}

/** @returns undefined where the region lies wholly beside the image */
export function coveredBy(outline: Polygon, size: Pick<PixelGrid, 'rows' | 'columns'>): Covered | undefined {
  if (outline.length < 3) return undefined
  const bounds = boundsOf(outline)
  const left = Math.max(0, Math.floor(bounds.left + 0.5))
  const top = Math.max(0, Math.floor(bounds.top + 0.5))
  const columns = Math.min(size.columns, Math.floor(bounds.right + 0.5) + 1) - left
  const rows = Math.min(size.rows, Math.floor(bounds.bottom + 0.5) + 1) - top
  if (!(columns > 0 && rows > 0)) return undefined
  const shifted = outline.map(([x, y]): IndexPoint => [x - left, y - top])
  const shares = coverage(shifted, rows, columns)
  const inside = shares.reduce((sum, share) => sum + share, 0)
  return { left, top, columns, rows, shares, onImage: inside }
}

const half = 0.5
/** square pixels: a spread needs more than one */
const fewestPixels = 2

/**
 * Mean and spread with each pixel counted by the share of it that lies inside; the extremes and the count are those of the
 * pixels that lie at least half inside, as one that is merely touched shows what is outside.
 *
 *   x̄ = Σ wᵢxᵢ / Σ wᵢ      s² = Σ wᵢ(xᵢ − x̄)² / (Σ wᵢ − 1)      wᵢ: share of pixel i inside
 *
 * @returns unmeasured 'too-few-pixels' for less than two pixels on the image
 */
export function regionStatistics(
  covered: Covered | undefined,
  { columns: width, pixels }: PixelGrid,
): Outcome<RegionStatistics> {
  const inside = covered?.onImage ?? 0
  if (covered === undefined || inside < fewestPixels)
    return unmeasured('too-few-pixels', say('values/pixels-image-lie-inside-2', { inside }))
  const { left, top, columns, rows, shares } = covered
  const each = (use: (share: number, value: number) => void): void => {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const share = shares[row * columns + column] ?? 0
        if (share > 0) use(share, pixels[(top + row) * width + left + column] ?? Number.NaN)
      }
  }
  let sum = 0
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let [count, zeros] = [0, 0]
  each((share, value) => {
    sum += share * value
    if (share < half) return
    count += 1
    if (value === 0) zeros += 1
    if (value < min) min = value
    if (value > max) max = value
  })
  const mean = sum / inside
  let squares = 0
  each((share, value) => {
    squares += share * (value - mean) ** 2
  })
  if (count === 0 || !Number.isFinite(mean))
    return unmeasured('too-few-pixels', say('values/no-pixel-lies-least-half'))
  return measured({ mean, sd: Math.sqrt(squares / (inside - 1)), min, max, pixels: count, zeros })
}
