/**
 * Frames in grey by the processor. The canvas is left to the browser: one that is kept in the processor's memory
 * (`willReadFrequently`) halves the frames a second, because each is then copied once more. It covers the image and not
 * the black beside it, because what a frame costs goes by the pixels that are handed over.
 */
import { type Cover, coverOf, extentOfImage } from './extent.ts'
import { type Laying, rasterise } from './grey-raster.ts'
import { swapsSides } from './orientation.ts'
import { type GreyCanvas, greyScale, lay, resize } from './picture.ts'
import { canvasToIndex, type ImageTransform, indexStep } from './transform.ts'

export function processorCanvas(): GreyCanvas {
  const element = document.createElement('canvas')
  const context = element.getContext('2d', { alpha: false })
  if (!context) throw new Error('an image needs a 2D canvas')
  let shown: ImageData | undefined
  return {
    element,
    draw(picture) {
      const { pixels, transform } = picture
      const cover = coverOf(extentOfImage(transform), transform.surface)
      element.hidden = cover === undefined
      if (!cover) return true
      const size = lay(element, cover, transform.surface)
      if (shown?.width !== size.width || shown.height !== size.height)
        shown = new ImageData(size.width, size.height)
      rasterise(
        { values: pixels.getPixelData(), columns: pixels.columns, rows: pixels.rows },
        { ...samplingsOf(transform, cover, size), smooth: picture.smooth },
        greyScale(picture),
        new Uint32Array(shown.data.buffer),
      )
      context.putImageData(shown, 0, 0)
      return true
    },
    dispose() {
      element.remove()
      // else the browser keeps what it holds of it until it collects garbage, beside that of the next study
      resize(element, { width: 0, height: 0 })
    },
  }
}

/** The centres of device pixels as index points: of all in the first line, and of all in the first column. */
function samplingsOf(
  transform: ImageTransform,
  { left, top }: Cover,
  { width, height }: { readonly width: number; readonly height: number },
): Omit<Laying, 'smooth'> {
  const pixel = 1 / transform.surface.ratio
  const start = canvasToIndex(transform, { x: left + pixel / 2, y: top + pixel / 2 })
  const right = indexStep(transform, pixel, 0)
  const down = indexStep(transform, 0, pixel)
  const swapped = swapsSides(transform.orientation)
  const [x, y] = swapped ? ([1, 0] as const) : ([0, 1] as const)
  return {
    across: { start: start[x], step: right[x], count: width },
    down: { start: start[y], step: down[y], count: height },
    swapped,
  }
}
