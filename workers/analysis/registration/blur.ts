/** Gaussian smoothing of a picture. */

/** Widths of a kernel beyond which its tail (0.3 %) is cut. */
const reach = 3

/**
 * A picture convolved with a Gaussian, columns and rows apart. Beyond an edge the picture goes on mirrored about
 * its outermost pixel centres, so that a straight ramp of brightness keeps its mean.
 *
 * @param pixels        rows × columns, row by row
 * @param sigmaColumns  standard deviation along a row in pixels; 0 leaves that direction as it is
 * @param sigmaRows     the same down a column
 */
export function blurred(
  pixels: Float32Array,
  columns: number,
  rows: number,
  sigmaColumns: number,
  sigmaRows: number,
): Float32Array {
  const along = smoothLines(pixels, rows, columns, columns, 1, gaussian(sigmaColumns))
  return smoothLines(along, columns, rows, 1, columns, gaussian(sigmaRows))
}

/** Weights from the centre outwards; both sides together sum to 1. */
function gaussian(sigma: number): Float64Array {
  const half = new Float64Array(Math.ceil(reach * sigma) + 1)
  let sum = 0
  for (let i = 0; i < half.length; i++) {
    const weight = sigma > 0 ? Math.exp((-i * i) / (2 * sigma * sigma)) : 1
    half[i] = weight
    sum += i === 0 ? weight : 2 * weight
  }
  return half.map((weight) => weight / sum)
}

/**
 * Smooths `lines` lines of `length` pixels; the first pixel of line k is at k · lineStep, neighbours within it are
 * `pixelStep` apart.
 */
function smoothLines(
  from: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  pixelStep: number,
  half: Float64Array,
): Float32Array {
  const result = new Float32Array(from.length)
  const margin = half.length - 1
  // one line with its mirrored ends, so that the inner loop asks for no edges
  const line = new Float64Array(length + 2 * margin)
  for (let k = 0; k < lines; k++) {
    const start = k * lineStep
    for (let i = -margin; i < length + margin; i++)
      line[i + margin] = from[start + mirrored(i, length) * pixelStep] ?? 0
    for (let i = 0; i < length; i++) {
      const centre = i + margin
      let sum = (half[0] ?? 0) * (line[centre] ?? 0)
      for (let d = 1; d <= margin; d++)
        sum += (half[d] ?? 0) * ((line[centre - d] ?? 0) + (line[centre + d] ?? 0))
      result[start + i * pixelStep] = sum
    }
  }
  return result
}

/** The pixel that stands for place i beyond an edge. */
function mirrored(i: number, length: number): number {
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const folded = ((i % period) + period) % period
  return folded < length ? folded : period - folded
}
