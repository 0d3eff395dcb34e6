/** How large the canvas in a viewport may be, so that its pixels are the screen's pixels. */
import type { Surface } from './transform.ts'

/** Browser zooms of 110 % need steps of 10 CSS pixels to meet whole device pixels; beyond that a blur is accepted. */
const widestStep = 10
const wholeWithin = 1e-3

/**
 * The largest size within the available CSS pixels that is whole in CSS and in device pixels. cornerstone
 * rounds both, and a canvas that is stretched by one pixel puts the borders half a pixel away from the overlay.
 */
export function wholeSurface(
  available: { width: number; height: number },
  ratio: number,
): Surface | undefined {
  const width = wholeLength(available.width, ratio)
  const height = wholeLength(available.height, ratio)
  return width > 0 && height > 0 ? { width, height, ratio } : undefined
}

/** The largest that is no longer, in CSS pixels. */
export function wholeLength(available: number, ratio: number): number {
  const most = Math.floor(available)
  for (let length = most; length > Math.max(0, most - widestStep); length -= 1) {
    const device = length * ratio
    if (Math.abs(device - Math.round(device)) < wholeWithin) return length
  }
  return most
}
