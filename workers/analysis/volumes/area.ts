/**
 * Area of a contour, remembered by the contour's identity: contours are values and never change, so while one
 * point is dragged only that contour's area is computed again.
 */
import type { Contour } from '../contours/contour.ts'
import { centroid, type PixelSize, type Polygon, polygonArea } from '../contours/polygon.ts'
import { isSimple } from '../contours/simple.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Mm2 } from '../units/units.ts'

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
  if (windsOnce(contour.points) || isSimple(contour.points)) return measured(area)
  const crosses = `the ${contour.border} contour crosses itself`
  return contour.origin === 'imported'
    ? measured(area, [`${crosses} and is measured as given`])
    : unmeasured('self-intersecting-contour', crosses)
}

/**
 * Whether every edge turns the same way about the centre and all together turn once. Such a border does not
 * cross itself, as almost none that is drawn around a cavity does, and this looks at each edge once, not at all
 * pairs: of the 500 borders of a whole beat that is most of the time.
 */
function windsOnce(points: Polygon): boolean {
  const [cx, cy] = centroid(points)
  const [endX, endY] = at(points, points.length - 1)
  let x = endX - cx
  let y = endY - cy
  let sense = 0
  let rounds = 0
  for (const point of points) {
    const nextX = point[0] - cx
    const nextY = point[1] - cy
    const turn = Math.sign(x * nextY - nextX * y)
    if (turn === 0 || turn === -sense) return false
    sense = turn
    if (y < 0 && nextY >= 0) rounds++
    x = nextX
    y = nextY
  }
  return rounds === 1
}
