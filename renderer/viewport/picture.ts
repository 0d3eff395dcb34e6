/** A frame as it is to be shown, and what all canvases that show one have in common. */
import type { Cover } from './extent.ts'
import type { GreyWindow } from './image-view.ts'
import type { ImageTransform, Surface } from './transform.ts'

export type PixelArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array

/** One picture in memory, as values after slope and intercept. */
export interface DecodedFrame {
  readonly rows: number
  readonly columns: number
  getPixelData(): PixelArray
}

export interface Picture {
  readonly pixels: DecodedFrame
  readonly transform: ImageTransform
  readonly window: GreyWindow
  readonly inverted: boolean
  /** interpolated between pixel centres, or each pixel as a square */
  readonly smooth: boolean
}

/** grey = (value − low) · gain, from 0 to 1 */
export interface GreyScale {
  readonly low: number
  readonly gain: number
  readonly inverted: boolean
}

export interface GreyCanvas {
  readonly element: HTMLCanvasElement
  /** @returns false while it cannot: it calls `restored` when it can again */
  draw(picture: Picture): boolean
  /** It cannot be used again. */
  dispose(): void
}

/** Device pixels. */
export interface DeviceSize {
  readonly width: number
  readonly height: number
}

export const deviceSize = (
  { width, height }: Pick<Surface, 'width' | 'height'>,
  { ratio }: Surface,
): DeviceSize => ({ width: Math.round(width * ratio), height: Math.round(height * ratio) })

/** Puts a canvas over a part of a surface. What was on it may be gone, or be where it was on the canvas. */
export function lay(canvas: HTMLCanvasElement, cover: Cover, surface: Surface): DeviceSize {
  const size = deviceSize(cover, surface)
  resize(canvas, size)
  for (const side of ['left', 'top', 'width', 'height'] as const) canvas.style[side] = `${cover[side]}px`
  return size
}

/** Setting the size of a canvas clears it, even to the same size. */
export function resize(canvas: HTMLCanvasElement, { width, height }: DeviceSize): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

/**
 * From black to white. A width of 1 would be a threshold and is drawn as 2.
 * @source DICOM PS3.3 C.11.2.1.2.1, window as linear function
 */
export function greyScale({ window, inverted }: Pick<Picture, 'window' | 'inverted'>): GreyScale {
  const span = Math.max(1, window.width - 1)
  return { low: window.center - 0.5 - span / 2, gain: 1 / span, inverted }
}
