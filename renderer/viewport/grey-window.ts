/** The window a stack asks for: one for all its images, so that a cine does not flicker. */
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { GreyWindow } from './image-view.ts'
import type { DecodedFrame } from './picture.ts'

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
export function pixelWindow(pixels: DecodedFrame): GreyWindow {
  const values = Float64Array.from(pixels.getPixelData()).sort()
  const at = (fraction: number): number => values[Math.round(fraction * (values.length - 1))] ?? 0
  const low = at(darkest)
  const width = Math.max(1, at(brightest) - low)
  return { center: low + width / 2, width }
}
