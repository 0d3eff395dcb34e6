/** Colours for pixels of an image, as a picture that is laid over it. */
import type { Rgb } from '../../charts/colours.ts'
import { drawInPlace, type ImageTransform } from '../../viewport/transform.ts'

export interface Grid {
  readonly rows: number
  readonly columns: number
}

/**
 * @param pixels  row × columns + column
 * @param paint   colour of a pixel, by itself and by its place in the list; none where nothing is to be seen
 */
export function pixelPicture(
  { rows, columns }: Grid,
  pixels: Iterable<number>,
  paint: (pixel: number, place: number) => Rgb | undefined,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = columns
  canvas.height = rows
  const context = canvas.getContext('2d')
  if (!context) throw new Error('a picture of pixels needs a 2D canvas')
  const image = context.createImageData(columns, rows)
  let place = 0
  for (const pixel of pixels) {
    const colour = paint(pixel, place)
    place += 1
    if (colour) image.data.set([...colour, 255], 4 * pixel)
  }
  context.putImageData(image, 0, 0)
  return canvas
}

/** Pixel by pixel, so that it shows what was measured and not a blend of it. */
export function layOver(
  context: CanvasRenderingContext2D,
  transform: ImageTransform,
  picture: HTMLCanvasElement,
  opacity: number,
): void {
  context.imageSmoothingEnabled = false
  context.globalAlpha = opacity
  drawInPlace(context, transform, picture)
  context.globalAlpha = 1
}
