/**
 * Changes of one contour, as new contours. A border with control points is a curve through them; a polygon
 * that was opened or drawn freehand is measured as given and becomes a curve only when a person edits it, with
 * the change of area told.
 */
import type { Contour } from '#analysis/contours/contour.ts'
import { type Fit, fitClosedCurve } from '#analysis/contours/fit.ts'
import { controlIndexFor } from '#analysis/contours/hit.ts'
import type { PixelSize, Polygon } from '#analysis/contours/polygon.ts'
import { signedArea } from '#analysis/contours/polygon.ts'
import { isSimple, largestLoop } from '#analysis/contours/simple.ts'
import { closedSpline } from '#analysis/contours/spline.ts'
import { shifted } from '#analysis/contours/transform.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'

/** Three points enclose something; the spline needs no more. */
export const fewestControls = 3
/** Smaller than this a freehand line was a slip of the hand. */
const smallestArea = 4

const fits = new WeakMap<Contour, Fit>()

/** The handles of a contour: its own controls, or those of the curve that fits its polygon. */
export function handlesOf(contour: Contour, pixel: PixelSize): readonly IndexPoint[] {
  return contour.controls ?? fitted(contour, pixel)?.controls ?? []
}

/** The curve a polygon would become; undefined for contours that have controls or enclose nothing. */
export function fitted(contour: Contour, pixel: PixelSize): Fit | undefined {
  if (contour.controls || !contour.closed || signedArea(contour.points) === 0) return undefined
  const known = fits.get(contour)
  if (known) return known
  const fit = fitClosedCurve(contour.points, pixel)
  fits.set(contour, fit)
  return fit
}

/** The same border through other controls. */
export function throughControls(
  contour: Contour,
  controls: readonly IndexPoint[],
  pixel: PixelSize,
): Contour {
  return { ...contour, controls, points: closedSpline(controls, pixel), origin: 'edited' }
}

export const withControlAt = (
  contour: Contour,
  handles: readonly IndexPoint[],
  index: number,
  point: IndexPoint,
  pixel: PixelSize,
): Contour =>
  throughControls(
    contour,
    handles.map((handle, k) => (k === index ? point : handle)),
    pixel,
  )

/** Handles with one more where the border was pressed, and its index. */
export function withInsertion(
  handles: readonly IndexPoint[],
  point: IndexPoint,
): { handles: IndexPoint[]; index: number } {
  const index = controlIndexFor(handles, point, true)
  return { handles: handles.toSpliced(index, 0, point), index }
}

/** undefined when too few would be left to enclose anything */
export function withoutControl(contour: Contour, index: number, pixel: PixelSize): Contour | undefined {
  const handles = handlesOf(contour, pixel)
  return handles.length > fewestControls
    ? throughControls(contour, handles.toSpliced(index, 1), pixel)
    : undefined
}

/** Moved as a whole: a polygon stays the polygon it was. */
export function moved(contour: Contour, by: IndexPoint): Contour {
  return {
    ...contour,
    points: shifted(contour.points, by),
    ...(contour.controls ? { controls: shifted(contour.controls, by) } : {}),
    origin: 'edited',
  }
}

/** A freehand line closed: its largest loop, as a curve. undefined when it encloses next to nothing. */
export function closedFreehand(line: Polygon, pixel: PixelSize): Fit | undefined {
  if (line.length < fewestControls) return undefined
  const loop = isSimple(line) ? line : largestLoop(line)
  return Math.abs(signedArea(loop)) < smallestArea ? undefined : fitClosedCurve(loop, pixel)
}
