/** Area of a contour in millimetres. */
import type { Contour } from '../contours/contour.ts'
import type { PixelSize } from '../contours/polygon.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm2, mm2 } from '../units/units.ts'
import { outlineOf } from './outline.ts'

/**
 * Area that a closed contour encloses.
 *
 * @returns unmeasured 'degenerate-contour' for an open curve or one without area;
 *          unmeasured 'self-intersecting-contour' for a drawn one whose loops would cancel. An imported
 *          polygon is measured as given, with a warning.
 */
export const contourArea = (contour: Contour, pixel: PixelSize): Outcome<Mm2> =>
  contour.closed
    ? enclosedArea(contour, pixel)
    : unmeasured('degenerate-contour', `the ${contour.border} contour is not closed`)

/** The same of a border whose ends are joined by a line, if it is open. */
export function enclosedArea(contour: Contour, pixel: PixelSize): Outcome<Mm2> {
  const { border, origin } = contour
  const outline = outlineOf(contour)
  if (outline === undefined || !(outline.area > 0))
    return unmeasured('degenerate-contour', `the ${border} contour encloses nothing`)
  const area = mm2(outline.area * pixel.rowSpacing * pixel.columnSpacing)
  if (!outline.crosses) return measured(area)
  const crosses = `the ${border} contour crosses itself`
  return origin === 'imported'
    ? measured(area, [`${crosses} and is measured as given`])
    : unmeasured('self-intersecting-contour', crosses)
}
