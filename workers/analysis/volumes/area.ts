/**
 * Area of a contour, remembered by the contour's identity: contours are values and never change, so while one
 * point is dragged only that contour's area is computed again.
 */
import type { Contour } from '../contours/contour.ts'
import { type PixelSize, polygonArea } from '../contours/polygon.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Mm2 } from '../units/units.ts'
import { crossesItself } from './crossing.ts'

interface Remembered {
  readonly rowSpacing: number
  readonly columnSpacing: number
  readonly area: Outcome<Mm2>
}

const remembered = new WeakMap<Contour, Remembered>()

/**
 * Area that a closed contour encloses.
 *
 * @returns unmeasured 'degenerate-contour' for an open curve or one without area;
 *          unmeasured 'self-intersecting-contour' for a drawn one whose loops would cancel. An imported
 *          polygon is measured as given, with a warning.
 */
export function contourArea(contour: Contour, pixel: PixelSize): Outcome<Mm2> {
  const known = remembered.get(contour)
  if (known?.rowSpacing === pixel.rowSpacing && known.columnSpacing === pixel.columnSpacing) return known.area
  const area = measureArea(contour, pixel)
  remembered.set(contour, { rowSpacing: pixel.rowSpacing, columnSpacing: pixel.columnSpacing, area })
  return area
}

function measureArea(contour: Contour, pixel: PixelSize): Outcome<Mm2> {
  if (!contour.closed) return unmeasured('degenerate-contour', `the ${contour.border} contour is not closed`)
  const area = polygonArea(contour.points, pixel)
  if (!(area > 0)) return unmeasured('degenerate-contour', `the ${contour.border} contour encloses nothing`)
  if (!crossesItself(contour.points)) return measured(area)
  const crosses = `the ${contour.border} contour crosses itself`
  return contour.origin === 'imported'
    ? measured(area, [`${crosses} and is measured as given`])
    : unmeasured('self-intersecting-contour', crosses)
}
