/** One frame, small: decoded by the same loader as the viewports, drawn once per size and look. */
import { useEffect, useRef, useState } from 'react'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { stillCanvas } from './gpu.ts'
import { rasterise } from './grey-raster.ts'
import { pixelWindow, windowOfAll } from './grey-window.ts'
import type { ImageView } from './image-view.ts'
import { type DecodedFrame, greyScale } from './picture.ts'
import { type SmallLook, smallTransform, useSmallLook } from './small-look.ts'
import type { StudyImages } from './study-images.ts'
import { drawInPlace, type ImageTransform } from './transform.ts'

export interface ThumbnailProps {
  readonly images: StudyImages
  readonly stack: Stack
  readonly slice: number
  readonly phase: number
  /** of the stack: what is turned, flipped or inverted there is so here */
  readonly view: ImageView
  /** CSS pixels of its square */
  readonly size: number
  readonly label?: string | undefined
  /** draws over the picture, in CSS pixels of the square; called again whenever it changes */
  readonly overlay?: ((context: CanvasRenderingContext2D, transform: ImageTransform) => void) | undefined
}

export function Thumbnail({ images, stack, slice, phase, view, size, label, overlay }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = stack.frames[slice]?.[phase] ?? undefined
  const { pixels, failed } = usePixels(images, frame)
  const look = useSmallLook(view)
  useEffect(() => {
    const context = canvas.current?.getContext('2d', stillCanvas())
    if (!context || !pixels || !frame) return
    const ratio = window.devicePixelRatio
    const side = Math.round(size * ratio)
    context.canvas.width = side
    context.canvas.height = side
    const transform = smallTransform(frame, size, look.orientation, ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.imageSmoothingQuality = 'high'
    drawInPlace(context, transform, greyPicture(stack, frame, pixels, look))
    overlay?.(context, transform)
  }, [pixels, frame, stack, size, overlay, look])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      data-state={pixels ? 'shown' : failed ? 'failed' : frame ? 'loading' : 'none'}
      // until then whoever shows it says that it is still to come, or never will
      style={{ width: size, height: size, background: pixels && 'var(--surface-image)' }}
    />
  )
}

/** Waits for the pixels of a frame without hurrying them before what is on the big screen. */
function usePixels(
  images: StudyImages,
  frame: StackFrame | undefined,
): { readonly pixels?: DecodedFrame | undefined; readonly failed: boolean } {
  const [arrived, setArrived] = useState<{ frame: StackFrame; pixels: DecodedFrame | undefined }>()
  useEffect(() => {
    if (!frame) return
    const take = () => {
      const pixels = images.ready(frame)
      if (pixels || images.failure(frame) !== undefined) setArrived({ frame, pixels })
    }
    images.expect(frame)
    take()
    return images.onArrival(frame, take)
  }, [images, frame])
  if (arrived === undefined || arrived.frame !== frame) return { failed: false }
  return { pixels: arrived.pixels, failed: arrived.pixels === undefined }
}

const stackWindows = new WeakMap<Stack, ReturnType<typeof windowOfAll>>()

function windowOf(stack: Stack, pixels: DecodedFrame): ReturnType<typeof windowOfAll> {
  if (!stackWindows.has(stack)) stackWindows.set(stack, windowOfAll(stack, pixels))
  return stackWindows.get(stack)
}

/** One for all: each that was thrown away would stay until the browser collects garbage. */
let picture: OffscreenCanvas | undefined

/**
 * The whole image at one pixel a pixel, upright, in its reader's window or in the one that the stack asks for. To be drawn
 * at once: the next one is drawn over it.
 */
export function greyPicture(
  stack: Stack,
  { instance }: StackFrame,
  pixels: DecodedFrame,
  look: Pick<SmallLook, 'window' | 'inverted'>,
): OffscreenCanvas {
  const window = look.window ?? windowOf(stack, pixels) ?? pixelWindow(pixels)
  picture ??= new OffscreenCanvas(pixels.columns, pixels.rows)
  if (picture.width !== pixels.columns) picture.width = pixels.columns
  if (picture.height !== pixels.rows) picture.height = pixels.rows
  const context = picture.getContext('2d', stillCanvas())
  if (!context) throw new Error('a thumbnail needs a 2D canvas')
  const image = context.createImageData(pixels.columns, pixels.rows)
  const inverted = (instance.pixels.photometricInterpretation === 'MONOCHROME1') !== look.inverted
  rasterise(
    { values: pixels.getPixelData(), columns: pixels.columns, rows: pixels.rows },
    {
      across: { start: 0, step: 1, count: pixels.columns },
      down: { start: 0, step: 1, count: pixels.rows },
      swapped: false,
      smooth: true,
    },
    greyScale({ window, inverted }),
    new Uint32Array(image.data.buffer),
  )
  context.putImageData(image, 0, 0)
  return picture
}
