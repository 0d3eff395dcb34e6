/** Velocities about a vessel, cut out of the pictures: what a reader looks at beside the curve. */
import { boundsOf, type Polygon } from '../contours/polygon.ts'
import type { ImagePlane } from '../geometry/plane.ts'

export interface VelocityBox {
  /** first column and row of the box in the image */
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
  /** cm/s by phase, positive forward; rows × columns of the box */
  readonly phases: readonly Float32Array[]
}

/** mm round the vessel at all phases */
const margin = 10

/**
 * @param velocities  cm/s by phase, rows × columns of the image
 * @param borders     of the vessel by phase
 * @param sign        −1 where the stored sign is turned
 */
export function velocityBox(
  velocities: readonly Float32Array[],
  borders: readonly Polygon[],
  { rows, columns, rowSpacing, columnSpacing }: ImagePlane,
  sign: 1 | -1,
): VelocityBox {
  const bounds = boundsOf(borders.flat())
  const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most - 1)
  const left = within(Math.floor(bounds.left - margin / columnSpacing), columns)
  const top = within(Math.floor(bounds.top - margin / rowSpacing), rows)
  const right = within(Math.ceil(bounds.right + margin / columnSpacing), columns)
  const bottom = within(Math.ceil(bounds.bottom + margin / rowSpacing), rows)
  const [width, height] = [right - left + 1, bottom - top + 1]
  const phases = velocities.map((picture) => {
    const cut = new Float32Array(width * height)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        cut[row * width + column] = sign * (picture[(top + row) * columns + left + column] ?? 0)
    return cut
  })
  return { left, top, columns: width, rows: height, phases }
}
