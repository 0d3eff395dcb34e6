/** Pictures by formula, so that a warped one needs no interpolation. */
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { Picture } from '#analysis/registration/register.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

/** Brightness of the tissue at (column, row): waves of some ten pixels in four directions. */
export const waves = (x: number, y: number): number =>
  300 +
  60 *
    (Math.sin(0.55 * x + 0.2 * y) +
      Math.sin(0.62 * y - 0.25 * x) +
      Math.cos(0.4 * (x + y)) +
      Math.cos(0.48 * (x - y)))

/** What is seen of it: `tissueAt` says which tissue lies at a pixel. */
export function pictureOf(
  size: number,
  tissueAt: (column: number, row: number) => IndexPoint = (x, y) => [x, y],
  spacing: readonly [columns: number, rows: number] = [1.5, 1.5],
): Picture {
  const pixels = new Float32Array(size * size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [x, y] = tissueAt(column, row)
      pixels[row * size + column] = waves(x, y)
    }
  return {
    plane: flatPlane({ size: [size, size], spacing: [spacing[1], spacing[0]] }),
    pixels,
  }
}

/** 1 within `radius` pixels of the centre. */
export const discWeights = (size: number, radius: number): Float32Array =>
  Float32Array.from({ length: size * size }, (_, i) =>
    Math.hypot((i % size) - (size - 1) / 2, Math.floor(i / size) - (size - 1) / 2) <= radius ? 1 : 0,
  )
