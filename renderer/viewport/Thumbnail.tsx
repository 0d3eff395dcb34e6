/** One frame, small: decoded by the same loader as the viewports, drawn once per size and window. */
import { useEffect, useRef, useState } from 'react'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { rasterise } from './grey-raster.ts'
import { pixelWindow, windowOfAll } from './grey-window.ts'
import { type DecodedFrame, greyScale } from './picture.ts'
import type { StudyImages } from './study-images.ts'

export interface ThumbnailProps {
  readonly images: StudyImages
  readonly stack: Stack
  readonly slice: number
  readonly phase: number
  /** CSS pixels of its square */
  readonly size: number
  readonly label?: string | undefined
  /** draws over the picture, in CSS pixels of the square; called again whenever it changes */
  readonly overlay?: ((context: CanvasRenderingContext2D, scale: ThumbnailScale) => void) | undefined
}

/** CSS pixels of the thumbnail from index points: x = left + (column + ½)·perColumn. */
export interface ThumbnailScale {
  readonly perColumn: number
  readonly perRow: number
  readonly left: number
  readonly top: number
}

export function Thumbnail({ images, stack, slice, phase, size, label, overlay }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = stack.frames[slice]?.[phase] ?? undefined
  const pixels = usePixels(images, frame)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !pixels || !frame) return
    const ratio = window.devicePixelRatio
    const side = Math.round(size * ratio)
    context.canvas.width = side
    context.canvas.height = side
    const scale = fitted(frame, size)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.imageSmoothingQuality = 'high'
    context.drawImage(
      greyPicture(stack, frame, pixels),
      scale.left,
      scale.top,
      scale.perColumn * pixels.columns,
      scale.perRow * pixels.rows,
    )
    overlay?.(context, scale)
  }, [pixels, frame, stack, size, overlay])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      data-state={pixels ? 'shown' : 'loading'}
      style={{ width: size, height: size, background: 'var(--surface-image)' }}
    />
  )
}

/** Waits for the pixels of a frame without hurrying them before what is on the big screen. */
function usePixels(images: StudyImages, frame: StackFrame | undefined): DecodedFrame | undefined {
  const [arrived, setArrived] = useState<{ frame: StackFrame; pixels: DecodedFrame }>()
  useEffect(() => {
    if (!frame) return
    const take = () => {
      const pixels = images.ready(frame)
      if (pixels) setArrived({ frame, pixels })
    }
    images.expect(frame)
    take()
    return images.onArrival(frame, take)
  }, [images, frame])
  return arrived && arrived.frame === frame ? arrived.pixels : undefined
}

/** Of an image without a plane: nothing is measured on a thumbnail. */
const squarePixels = { columnSpacing: 1, rowSpacing: 1 }

/** The whole image at its true aspect, in the middle of the square. */
export function fitted({ instance, facts }: StackFrame, size: number): ThumbnailScale {
  const { columns, rows } = instance.pixels
  const { columnSpacing, rowSpacing } = facts.plane ?? squarePixels
  const width = columns * columnSpacing
  const height = rows * rowSpacing
  const pixelsPerMm = size / Math.max(width, height)
  return {
    perColumn: (width * pixelsPerMm) / columns,
    perRow: (height * pixelsPerMm) / rows,
    left: (size - width * pixelsPerMm) / 2,
    top: (size - height * pixelsPerMm) / 2,
  }
}

const stackWindows = new WeakMap<Stack, ReturnType<typeof windowOfAll>>()

function windowOf(stack: Stack, pixels: DecodedFrame): ReturnType<typeof windowOfAll> {
  if (!stackWindows.has(stack)) stackWindows.set(stack, windowOfAll(stack, pixels))
  return stackWindows.get(stack)
}

/** The whole image at one pixel a pixel, in the window that the stack asks for. */
export function greyPicture(stack: Stack, { instance }: StackFrame, pixels: DecodedFrame): OffscreenCanvas {
  const window = windowOf(stack, pixels) ?? pixelWindow(pixels)
  const picture = new OffscreenCanvas(pixels.columns, pixels.rows)
  const context = picture.getContext('2d')
  if (!context) throw new Error('a thumbnail needs a 2D canvas')
  const image = context.createImageData(pixels.columns, pixels.rows)
  const inverted = instance.pixels.photometricInterpretation === 'MONOCHROME1'
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
