/** Area of a contour in millimetres. */
import type { Contour } from '../contours/contour.ts'
import type { PixelSize } from '../contours/polygon.ts'
import { say } from '../sentences/say.ts'
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
    : unmeasured('degenerate-contour', say('volumes/contour-not-closed', { border: contour.border }))

/** The same of a border whose ends are joined by a line, if it is open. */
export function enclosedArea(contour: Contour, pixel: PixelSize): Outcome<Mm2> {
  const { border, origin } = contour
  const outline = outlineOf(contour)
  if (outline === undefined || !(outline.area > 0))
    return unmeasured('degenerate-contour', say('common/contour-encloses-nothing', { border }))
  const area = mm2(outline.area * pixel.rowSpacing * pixel.columnSpacing)
  if (!outline.crosses) return measured(area)
  const crosses = say('common/contour-crosses-itself', { border })
  return origin === 'imported'
    ? measured(area, [say('volumes/measured-as-given', { crosses })])
    : unmeasured('self-intersecting-contour', crosses)
}
