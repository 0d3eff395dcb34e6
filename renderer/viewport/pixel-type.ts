import type { StackFrame } from '#analysis/protocol/stack.ts'

type PixelArray = 'Uint8Array' | 'Int16Array' | 'Uint16Array' | 'Float32Array'

const ranges: readonly { readonly array: PixelArray; readonly low: number; readonly high: number }[] = [
  { array: 'Uint8Array', low: 0, high: 255 },
  { array: 'Int16Array', low: -32_768, high: 32_767 },
  { array: 'Uint16Array', low: 0, high: 65_535 },
]

/**
 * The array that holds every value the header allows after slope and intercept. The loader would choose by the
 * smallest and largest value of each image, and cut off the fractions between them when those two are whole.
 */
export function storedAs({ instance, facts }: StackFrame): PixelArray {
  const { bitsStored, signed } = instance.pixels
  const { rescaleSlope, rescaleIntercept } = facts
  if (!Number.isInteger(rescaleSlope) || !Number.isInteger(rescaleIntercept)) return 'Float32Array'
  const lowest = signed ? -(2 ** (bitsStored - 1)) : 0
  const highest = signed ? 2 ** (bitsStored - 1) - 1 : 2 ** bitsStored - 1
  const ends = [lowest, highest].map((value) => value * rescaleSlope + rescaleIntercept)
  const low = Math.min(...ends)
  const high = Math.max(...ends)
  return ranges.find((range) => low >= range.low && high <= range.high)?.array ?? 'Float32Array'
}
