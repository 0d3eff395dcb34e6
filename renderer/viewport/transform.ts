/**
 * From pixels of the image to pixels of the screen. This is the one place where the half pixel lives: index
 * points have pixel centres at integers, canvas points count CSS pixels from the top left corner of the
 * viewport's canvas. The image is drawn upright (columns to the right, rows downwards) at its true aspect.
 *
 *   x = W/2 + (c − c₀)·Δc/m     y = H/2 + (r − r₀)·Δr/m     m: mm per CSS pixel, (c₀, r₀): index at the centre
 *
 * The image is drawn from the same numbers (`image-painter.ts`), so that an overlay and the image below it
 * cannot part.
 */
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'

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
  /** CSS pixels per column */
  readonly columnScale: number
  /** CSS pixels per row */
  readonly rowScale: number
  /** mm per CSS pixel */
  readonly mmPerPixel: number
}

const imageCentre = (grid: ImageGrid): IndexPoint => [(grid.columns - 1) / 2, (grid.rows - 1) / 2]

/**
 * @param zoom    1 shows the whole image, pixel borders included
 * @param centre  the index point in the middle; the image's centre when absent
 */
export function imageTransform(
  grid: ImageGrid,
  surface: Surface,
  { zoom, centre }: { readonly zoom: number; readonly centre: IndexPoint | undefined },
): ImageTransform {
  const fit = Math.max(
    (grid.columns * grid.columnSpacing) / surface.width,
    (grid.rows * grid.rowSpacing) / surface.height,
  )
  const mmPerPixel = fit / zoom
  return {
    grid,
    surface,
    centre: centre ?? imageCentre(grid),
    columnScale: grid.columnSpacing / mmPerPixel,
    rowScale: grid.rowSpacing / mmPerPixel,
    mmPerPixel,
  }
}

export function indexToCanvas(transform: ImageTransform, [column, row]: IndexPoint): CanvasPoint {
  return {
    x: transform.surface.width / 2 + (column - transform.centre[0]) * transform.columnScale,
    y: transform.surface.height / 2 + (row - transform.centre[1]) * transform.rowScale,
  }
}

export function canvasToIndex(transform: ImageTransform, { x, y }: CanvasPoint): IndexPoint {
  return [
    transform.centre[0] + (x - transform.surface.width / 2) / transform.columnScale,
    transform.centre[1] + (y - transform.surface.height / 2) / transform.rowScale,
  ]
}

/** The centre that keeps the index point under `at` where it is when the scale changes by `factor`. */
export function centreForZoomAt(transform: ImageTransform, at: CanvasPoint, factor: number): IndexPoint {
  const [column, row] = canvasToIndex(transform, at)
  const keep = 1 / factor
  return [column + (transform.centre[0] - column) * keep, row + (transform.centre[1] - row) * keep]
}
