/** Pictures on a finer grid, so that lines between neighbouring samples follow the picture closely. */

/**
 * A picture with a sample halfway between all neighbours, by the cubic through the four nearest pixels:
 *
 *   (−1, 9, 9, −1) / 16
 *
 * Bilinear interpolation of the pixels themselves would weaken detail of ten pixels by up to 5 %, most at half a
 * pixel, and a squared difference would then prefer displacements by whole pixels. Beyond an edge the outermost
 * pixel goes on.
 *
 * @returns (2 rows − 1) × (2 columns − 1) samples
 * @source  Keys 1981, IEEE Trans Acoust 29:1153, doi:10.1109/TASSP.1981.1163711: the cubic with a = −½
 */
export function refined(pixels: Float32Array, columns: number, rows: number): Float32Array {
  const width = 2 * columns - 1
  const height = 2 * rows - 1
  const fine = new Float32Array(width * height)
  for (let row = 0; row < rows; row++) {
    const from = row * columns
    const into = 2 * row * width
    for (let column = 0; column < columns; column++) {
      fine[into + 2 * column] = pixels[from + column] ?? 0
      if (column === columns - 1) continue
      const before = pixels[from + Math.max(column - 1, 0)] ?? 0
      const after = pixels[from + Math.min(column + 2, columns - 1)] ?? 0
      const near = (pixels[from + column] ?? 0) + (pixels[from + column + 1] ?? 0)
      fine[into + 2 * column + 1] = (9 * near - before - after) / 16
    }
  }
  for (let row = 0; row < rows - 1; row++) {
    const above = 2 * row * width
    const below = above + 2 * width
    const before = Math.max(above - 2 * width, 0)
    const after = Math.min(below + 2 * width, (height - 1) * width)
    const into = above + width
    for (let column = 0; column < width; column++) {
      const near = (fine[above + column] ?? 0) + (fine[below + column] ?? 0)
      fine[into + column] = (9 * near - (fine[before + column] ?? 0) - (fine[after + column] ?? 0)) / 16
    }
  }
  return fine
}
