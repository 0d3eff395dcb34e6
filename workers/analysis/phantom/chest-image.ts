/** The chest of a slab in any contrast, and how breathing moves what lies within the ribs. */
import type { ImagePlane } from '../geometry/plane.ts'
import { indexToPatient } from '../geometry/plane.ts'
import { chestDepths, type PreparedSlab } from './render.ts'
import { ribDistance } from './thorax.ts'

/** @param values  by material code @returns [row][column] */
export function chestImage(
  { plane, materials, modulations }: PreparedSlab,
  values: Float64Array,
): Float32Array {
  const depths = chestDepths.length
  const image = new Float32Array(plane.rows * plane.columns)
  for (let pixel = 0; pixel < image.length; pixel++) {
    let sum = 0
    for (let i = pixel * depths; i < (pixel + 1) * depths; i++)
      sum += (values[materials[i] ?? 0] ?? 0) * (modulations[i] ?? 0)
    image[pixel] = sum / depths
  }
  return image
}

/** 1 well within the ribs, 0 in the wall of the chest, smooth between. */
export function insideMask(plane: ImagePlane): Float32Array {
  const mask = new Float32Array(plane.rows * plane.columns)
  for (let row = 0; row < plane.rows; row++)
    for (let column = 0; column < plane.columns; column++) {
      const [x, y] = indexToPatient(plane, [column, row])
      mask[row * plane.columns + column] = Math.min(1, Math.max(0, (1 - ribDistance(x, y)) / 0.06))
    }
  return mask
}

/** What lies within the mask moved by (columns, rows), bilinear; the rest stays. */
export function movedWithin(
  image: Float32Array,
  { columns, rows }: ImagePlane,
  mask: Float32Array,
  [byColumns, byRows]: readonly [number, number],
): Float32Array {
  const moved = new Float32Array(image.length)
  const value = (column: number, row: number): number => {
    const c = Math.min(Math.max(column, 0), columns - 1)
    const r = Math.min(Math.max(row, 0), rows - 1)
    return image[r * columns + c] ?? 0
  }
  const c0 = Math.floor(-byColumns)
  const r0 = Math.floor(-byRows)
  const u = -byColumns - c0
  const v = -byRows - r0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const pixel = row * columns + column
      const share = mask[pixel] ?? 0
      if (share === 0) {
        moved[pixel] = image[pixel] ?? 0
        continue
      }
      const c = column + c0
      const r = row + r0
      const there =
        (1 - v) * ((1 - u) * value(c, r) + u * value(c + 1, r)) +
        v * ((1 - u) * value(c, r + 1) + u * value(c + 1, r + 1))
      moved[pixel] = share * there + (1 - share) * (image[pixel] ?? 0)
    }
  return moved
}
