/** Decoded pixels of the window, by image. What was not looked at for longest goes when there are too many. */
import type { DecodedFrame } from './picture.ts'

/** A study of 12 x 30 images of 256² takes 47 MB, a large one 400 MB. */
const mostBytes = 1024 ** 3

const kept = new Map<string, DecodedFrame>()
let bytes = 0

/** Bytes of decoded pixels in memory, for tests and the benchmark. */
export const pixelBytes = (): number => bytes

export function recallPixels(imageId: string): DecodedFrame | undefined {
  const frame = kept.get(imageId)
  if (frame === undefined) return undefined
  // the order of a map is that in which its entries were put there
  kept.delete(imageId)
  kept.set(imageId, frame)
  return frame
}

export function keepPixels(imageId: string, frame: DecodedFrame): void {
  forgetPixels(imageId)
  kept.set(imageId, frame)
  bytes += bytesOf(frame)
  for (const oldest of kept.keys()) {
    if (bytes <= mostBytes || oldest === imageId) break
    forgetPixels(oldest)
  }
}

export function forgetPixels(imageId: string): void {
  const frame = kept.get(imageId)
  if (frame === undefined) return
  kept.delete(imageId)
  bytes -= bytesOf(frame)
}

const bytesOf = (frame: DecodedFrame): number => frame.getPixelData().byteLength
