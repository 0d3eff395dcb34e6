/** The window a stack asks for: one for all its images, so that a cine does not flicker. */
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { GreyWindow } from './image-view.ts'
import { isVelocity, type PixelValues, valueScaleOf } from './value-scale.ts'

/** @param pixels  of the frame that is shown first */
export const askedWindow = (stack: Stack, pixels: PixelValues): GreyWindow =>
  windowOfAll(stack, pixels) ?? pixelWindow(pixels)

/** @returns undefined where neither the files nor their kind say one */
export const windowOfAll = (stack: Stack, pixels: PixelValues): GreyWindow | undefined =>
  (isVelocity(stack) ? velocityWindow(stack, pixels, 1) : undefined) ?? stackWindow(stack)

/** Symmetric about zero: no flow is the middle grey, and both directions have the same contrast. */
export function velocityWindow(
  stack: Stack,
  pixels: PixelValues,
  shareOfVenc: number,
): GreyWindow | undefined {
  const scale = valueScaleOf(stack, pixels)
  if (scale?.venc === undefined) return undefined
  return { center: scale.zero, width: (2 * scale.venc * shareOfVenc) / scale.slope }
}

/** Some scanners write a window for every image: the middle one stands for all. */
export function stackWindow(stack: Stack): GreyWindow | undefined {
  const windows = stack.frames.flat().flatMap((frame: StackFrame | null) => {
    const window = frame?.facts.window
    return window && window.width >= 1 ? [window] : []
  })
  windows.sort((a, b) => a.center + a.width / 2 - (b.center + b.width / 2))
  const middle = windows[Math.floor(windows.length / 2)]
  return middle && { center: middle.center, width: middle.width }
}

const darkest = 0.01
const brightest = 0.995

/** For images without a window: from the 1st percentile of the pixels to the 99.5th. */
export const pixelWindow = (pixels: PixelValues): GreyWindow =>
  percentileWindow(Float64Array.from(pixels.getPixelData()).sort(), darkest, brightest)

/** @param sorted  values, ascending; fractions are of their number */
export function percentileWindow(sorted: Float64Array, from: number, to: number): GreyWindow {
  const at = (fraction: number): number => sorted[Math.round(fraction * (sorted.length - 1))] ?? 0
  const low = at(from)
  const width = Math.max(1, at(to) - low)
  return { center: low + width / 2, width }
}
