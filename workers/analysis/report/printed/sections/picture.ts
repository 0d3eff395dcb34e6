/** A part of an image about what is drawn on it, with what an analysis laid over it. */
import { rgbOf } from '../../../colours/scales.ts'
import type { Border, Contour } from '../../../contours/contour.ts'
import type { ImagePlane } from '../../../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../../../protocol/facts.ts'
import type { Stack } from '../../../protocol/stack.ts'
import type { Line, Picture, Windowing } from '../document.ts'
import type { PrintSource, ShownScar } from '../source.ts'

/** On a dark image, as the window draws them: endocardium red, epicardium green, right ventricle yellow. */
const colours: { readonly [B in Border]?: string } = {
  'lv-endocardial': '#ff5a5a',
  'lv-epicardial': '#3ddc84',
  'lv-papillary': '#ff9f9f',
  'rv-endocardial': '#ffd84a',
  'lge-scar': '#ff9f43',
  'lge-no-reflow': '#8fa8ff',
  vessel: '#ff5a5a',
}

export function linesOf(drawn: readonly Contour[]): Line[] {
  return drawn.flatMap(({ border, closed, points }) => {
    const colour = colours[border]
    return colour === undefined ? [] : [{ points, closed, colour }]
  })
}

export const drawnOn = ({ contours }: PrintSource, image: ImageKey): Contour[] => {
  const key = imageKeyText(image)
  return contours.filter((contour) => imageKeyText(contour.image) === key)
}

export const planeOf = (stacks: readonly Stack[], image: ImageKey): ImagePlane | undefined => {
  const key = imageKeyText(image)
  for (const { frames } of stacks)
    for (const frame of frames.flat())
      if (frame !== null && imageKeyText(frame) === key) return frame.facts.plane
  return undefined
}

/** How much of the body is shown, to the size of what is drawn. */
const around = {
  heart: 1.9,
  /** of a map of the wall alone */
  wall: 1.4,
  /** its surroundings tell which it is */
  vessel: 5,
} as const

export interface PictureOf {
  readonly image: ImageKey
  readonly plane: ImagePlane
  readonly lines: readonly Line[]
  readonly caption: string
  readonly window: Windowing
  /** the heart where absent */
  readonly about?: keyof typeof around
}

/** A square of the body about the borders, as far as the image reaches; undefined where nothing is drawn. */
export function pictureOf({
  image,
  plane,
  lines,
  caption,
  window,
  about = 'heart',
}: PictureOf): Picture | undefined {
  const points = lines.flatMap((line) => line.points)
  if (points.length === 0) return undefined
  const { rows, columns, rowSpacing, columnSpacing } = plane
  const [width, height] = [columnSpacing, rowSpacing]
  const extent = (values: readonly number[]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return { middle: (low + high) / 2, size: high - low }
  }
  const across = extent(points.map(([x]) => x))
  const down = extent(points.map(([, y]) => y))
  const side = around[about] * Math.max(across.size * width, down.size * height)
  const span = (middle: number, pixels: number, all: number) => {
    const count = Math.min(all, Math.ceil(pixels))
    return { first: Math.round(Math.min(Math.max(middle - count / 2, 0), all - count)), count }
  }
  const [x, y] = [span(across.middle, side / width, columns), span(down.middle, side / height, rows)]
  return {
    kind: 'picture',
    caption,
    image: { sopInstanceUid: image.sopInstanceUid, frame: image.frame },
    crop: { column: x.first, row: y.first, columns: x.count, rows: y.count },
    pixel: { width, height },
    window,
    lines,
  }
}

/** Colours of the part that is shown; the image shows through where there are none. */
export function painted(
  picture: Picture,
  columns: number,
  colourOf: (pixel: number) => readonly [number, number, number, number] | undefined,
): Picture {
  const { crop } = picture
  const paint = new Uint8Array(4 * crop.rows * crop.columns)
  for (let row = 0; row < crop.rows; row++)
    for (let column = 0; column < crop.columns; column++) {
      const colour = colourOf((crop.row + row) * columns + crop.column + column)
      if (colour !== undefined) paint.set(colour, 4 * (row * crop.columns + column))
    }
  return { ...picture, paint }
}

const enhancedColour = rgbOf('#ff9f43')
const obstructedColour = rgbOf('#8fa8ff')
const halfway = 150

export function scarPicture(
  shown: ShownScar,
  drawn: readonly Contour[],
  caption: string,
): Picture | undefined {
  const { image, plane } = shown
  const picture = pictureOf({ image, plane, lines: linesOf(drawn), caption, window: 'lge' })
  if (picture === undefined) return undefined
  const [enhanced, obstructed] = [new Set(shown.enhanced), new Set(shown.obstructed)]
  return painted(picture, plane.columns, (pixel) =>
    obstructed.has(pixel)
      ? [...obstructedColour, halfway]
      : enhanced.has(pixel)
        ? [...enhancedColour, halfway]
        : undefined,
  )
}
