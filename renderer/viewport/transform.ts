/**
 * From pixels of the image to pixels of the screen. This is the one place where the half pixel lives: index
 * points have pixel centres at integers, canvas points count CSS pixels from the top left corner of the
 * viewport's canvas. The image is drawn at its true aspect: upright (columns to the right, rows downwards), or
 * turned and mirrored as the reader asked.
 *
 *   u = (c − c₀)·Δc/m     v = (r − r₀)·Δr/m     m: mm per CSS pixel, (c₀, r₀): index at the centre
 *   x = W/2 + a·u + b·v   y = H/2 + c·u + d·v   (a b; c d): of the orientation, all of them 0, 1 or −1
 *
 * The image is drawn from the same numbers (`image-painter.ts`), so that an overlay and the image below it
 * cannot part.
 */
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'
import { type Axes, axesOf, type Orientation, swapsSides, upright } from './orientation.ts'

/** CSS pixels from the top left corner of the viewport. */
export interface CanvasPoint {
  readonly x: number
  readonly y: number
}

/** The viewport's canvas in CSS pixels; width·ratio and height·ratio are whole device pixels. */
export interface Surface {
  readonly width: number
  readonly height: number
  /** device pixels per CSS pixel */
  readonly ratio: number
}

export type ImageGrid = Pick<ImagePlane, 'rows' | 'columns' | 'rowSpacing' | 'columnSpacing'>

export interface ImageTransform {
  readonly grid: ImageGrid
  readonly surface: Surface
  /** the index point in the middle of the canvas */
  readonly centre: IndexPoint
  readonly orientation: Orientation
  readonly axes: Axes
  /** CSS pixels per column, whichever way columns run */
  readonly columnScale: number
  /** CSS pixels per row, whichever way rows run */
  readonly rowScale: number
  /** mm per CSS pixel */
  readonly mmPerPixel: number
}

const imageCentre = (grid: ImageGrid): IndexPoint => [(grid.columns - 1) / 2, (grid.rows - 1) / 2]

/**
 * @param zoom         1 shows the whole image, pixel borders included
 * @param centre       the index point in the middle; the image's centre when absent
 * @param orientation  upright when absent
 */
export function imageTransform(
  grid: ImageGrid,
  surface: Surface,
  {
    zoom,
    centre,
    orientation = upright,
  }: {
    readonly zoom: number
    readonly centre: IndexPoint | undefined
    readonly orientation?: Orientation
  },
): ImageTransform {
  const width = grid.columns * grid.columnSpacing
  const height = grid.rows * grid.rowSpacing
  const fit = swapsSides(orientation)
    ? Math.max(height / surface.width, width / surface.height)
    : Math.max(width / surface.width, height / surface.height)
  const mmPerPixel = fit / zoom
  return {
    grid,
    surface,
    centre: centre ?? imageCentre(grid),
    orientation,
    axes: axesOf(orientation),
    columnScale: grid.columnSpacing / mmPerPixel,
    rowScale: grid.rowSpacing / mmPerPixel,
    mmPerPixel,
  }
}

export function indexToCanvas(
  { surface, centre, axes, columnScale, rowScale }: ImageTransform,
  [column, row]: IndexPoint,
): CanvasPoint {
  const u = (column - centre[0]) * columnScale
  const v = (row - centre[1]) * rowScale
  return {
    x: surface.width / 2 + axes.xOfColumns * u + axes.xOfRows * v,
    y: surface.height / 2 + axes.yOfColumns * u + axes.yOfRows * v,
  }
}

export function canvasToIndex(transform: ImageTransform, { x, y }: CanvasPoint): IndexPoint {
  const { surface, centre } = transform
  const [columns, rows] = indexStep(transform, x - surface.width / 2, y - surface.height / 2)
  return [centre[0] + columns, centre[1] + rows]
}

/** Columns and rows that a way of so many CSS pixels leads over. The axes are as long as their inverse. */
export const indexStep = (
  { axes, columnScale, rowScale }: ImageTransform,
  dx: number,
  dy: number,
): readonly [columns: number, rows: number] => [
  (axes.xOfColumns * dx + axes.yOfColumns * dy) / columnScale,
  (axes.xOfRows * dx + axes.yOfRows * dy) / rowScale,
]

/** From now on the context counts in columns and rows, with pixel centres at integers. */
export function countInPixels(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  transform: ImageTransform,
): void {
  const { axes, columnScale, rowScale } = transform
  const { x, y } = indexToCanvas(transform, [0, 0])
  context.transform(
    axes.xOfColumns * columnScale,
    axes.yOfColumns * columnScale,
    axes.xOfRows * rowScale,
    axes.yOfRows * rowScale,
    x,
    y,
  )
}

/** Lays a picture of the image, one pixel a pixel, where the image is. */
export function drawInPlace(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  transform: ImageTransform,
  picture: CanvasImageSource,
): void {
  const { columns, rows } = transform.grid
  context.save()
  countInPixels(context, transform)
  context.drawImage(picture, -0.5, -0.5, columns, rows)
  context.restore()
}

/** The centre that keeps the index point under `at` where it is when the scale changes by `factor`. */
export function centreForZoomAt(transform: ImageTransform, at: CanvasPoint, factor: number): IndexPoint {
  const [column, row] = canvasToIndex(transform, at)
  const keep = 1 / factor
  return [column + (transform.centre[0] - column) * keep, row + (transform.centre[1] - row) * keep]
}

/** All that a transform rests on: the same numbers, the same places on the canvas. */
export const valuesOf = ({ grid, surface, centre, orientation, mmPerPixel }: ImageTransform) => [
  grid.rows,
  grid.columns,
  grid.rowSpacing,
  grid.columnSpacing,
  surface.width,
  surface.height,
  surface.ratio,
  ...centre,
  orientation.turns,
  orientation.mirrored,
  mmPerPixel,
]

/** Where an image lies in the patient. All phases of a slice lie in one place, each in a plane of its own. */
export const placeOfPlane = ({ position, rowDirection, columnDirection }: ImagePlane): readonly number[] => [
  ...position,
  ...rowDirection,
  ...columnDirection,
]
