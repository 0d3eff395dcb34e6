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
import { curveThrough } from '#analysis/contours/shaping/fit-line.ts'
import { isSimple, largestLoop } from '#analysis/contours/simple.ts'
import { closedSpline, openSpline } from '#analysis/contours/spline.ts'
import { shifted } from '#analysis/contours/transform.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'

/** Three points enclose something, or bend; the spline needs no more. */
export const fewestControls = 3
/** Square pixels: a smaller area was a slip of the hand. */
export const smallestArea = 4

const fits = new WeakMap<Contour, Fit>()
const openFits = new WeakMap<Contour, readonly IndexPoint[]>()

/** The handles of a contour: its own controls, or those of the curve that fits its line. */
export function handlesOf(contour: Contour, pixel: PixelSize): readonly IndexPoint[] {
  if (contour.controls) return contour.controls
  return contour.closed ? (fitted(contour, pixel)?.controls ?? []) : openHandles(contour, pixel)
}

function openHandles(contour: Contour, pixel: PixelSize): readonly IndexPoint[] {
  const known = openFits.get(contour)
  if (known) return known
  const { points } = contour
  const [first] = points
  const hasLength = points.some(([x, y]) => x !== first?.[0] || y !== first?.[1])
  const controls = hasLength ? curveThrough(points, false, pixel).controls : []
  openFits.set(contour, controls)
  return controls
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
  const spline = contour.closed ? closedSpline : openSpline
  return { ...contour, controls, points: spline(controls, pixel), origin: 'edited' }
}

/** The same border where a tool left it: as a curve with few handles. */
export function throughLine(contour: Contour, line: Polygon, pixel: PixelSize): Contour {
  return { ...contour, ...curveThrough(line, contour.closed, pixel), origin: 'edited' }
}

/** While a tool shapes it: the bare line. */
export function asLine({ controls: _, ...contour }: Contour, line: Polygon): Contour {
  return { ...contour, points: line, origin: 'edited' }
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
  closed: boolean,
): { handles: IndexPoint[]; index: number } {
  const index = controlIndexFor(handles, point, closed)
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

/** A freehand line that stays open, as a curve. undefined when it is shorter than a few pixels. */
export function openFreehand(line: Polygon, pixel: PixelSize): ReturnType<typeof curveThrough> | undefined {
  const [first] = line
  const far = line.some(([x, y]) => first && Math.abs(x - first[0]) + Math.abs(y - first[1]) > smallestArea)
  return line.length >= fewestControls && far ? curveThrough(line, false, pixel) : undefined
}

/** A freehand line closed: its largest loop, as a curve. undefined when it encloses next to nothing. */
export function closedFreehand(line: Polygon, pixel: PixelSize): Fit | undefined {
  if (line.length < fewestControls) return undefined
  const loop = isSimple(line) ? line : largestLoop(line)
  return Math.abs(signedArea(loop)) < smallestArea ? undefined : fitClosedCurve(loop, pixel)
}
