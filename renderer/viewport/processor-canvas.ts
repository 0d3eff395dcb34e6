/**
 * Frames in grey by the processor. The canvas is left to the browser: one that is kept in the processor's memory
 * (`willReadFrequently`) halves the frames a second, because each is then copied once more.
 */
import { rasterise } from './grey-raster.ts'
import { deviceSize, type GreyCanvas, greyScale, resize } from './picture.ts'
import { canvasToIndex } from './transform.ts'

export function processorCanvas(): GreyCanvas {
  const element = document.createElement('canvas')
  const context = element.getContext('2d', { alpha: false })
  if (!context) throw new Error('an image needs a 2D canvas')
  let shown: ImageData | undefined
  return {
    element,
    draw(picture) {
      const { pixels, transform } = picture
      const size = deviceSize(transform)
      resize(element, size)
      if (shown?.width !== size.width || shown.height !== size.height)
        shown = new ImageData(size.width, size.height)
      const { ratio } = transform.surface
      const [column, row] = canvasToIndex(transform, { x: 0.5 / ratio, y: 0.5 / ratio })
      rasterise(
        { values: pixels.getPixelData(), columns: pixels.columns, rows: pixels.rows },
        { start: column, step: 1 / (ratio * transform.columnScale), count: size.width },
        { start: row, step: 1 / (ratio * transform.rowScale), count: size.height },
        greyScale(picture),
        new Uint32Array(shown.data.buffer),
      )
      context.putImageData(shown, 0, 0)
      return true
    },
    dispose: () => element.remove(),
  }
}
