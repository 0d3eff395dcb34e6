/** The curve of every pixel of the wall, for maps: what `wall-regions.ts` takes means of. */
import type { WallPixels } from '../contours/ring.ts'

export interface WallCurves {
  readonly columns: number
  /** row × columns + column of the frame that the borders lie on, ascending */
  readonly index: Uint32Array
  /** AHA; 0 for none */
  readonly segment: Uint8Array
  /** 1: clear of both borders, as pixels are that count for a region */
  readonly clear: Uint8Array
  /** of the clear ones, in their order, one frame after the other; freed of the mean of the noise */
  readonly signal: Float32Array
}

/** of a pixel that lies within the wall */
const most = 0.5

/**
 * @param clear    pixels that are clear of the borders
 * @param squares  of the signal, each frame where it lies after correction
 * @param noise    σ² of either part of the magnitude
 */
export function wallCurves(
  { index, share, columns }: WallPixels,
  clear: { has(pixel: number): boolean },
  segments: Uint8Array | undefined,
  squares: readonly Float32Array[],
  noise: number,
): WallCurves {
  const own = index.filter((_, i) => (share[i] ?? 0) >= most)
  const isClear = Uint8Array.from(own, (pixel) => (clear.has(pixel) ? 1 : 0))
  const inside = own.filter((_, i) => isClear[i] === 1)
  const count = squares.length
  const signal = new Float32Array(inside.length * count)
  inside.forEach((pixel, i) => {
    squares.forEach((frame, t) => {
      // E S² is A² + 2 σ², but the root of one scattered square lies σ²/2A under that of their mean: half is left to it
      signal[i * count + t] = Math.sqrt(Math.max((frame[pixel] ?? 0) - noise, 0))
    })
  })
  return {
    columns,
    index: own,
    segment: Uint8Array.from(own, (pixel) => segments?.[pixel] ?? 0),
    clear: isClear,
    signal,
  }
}
