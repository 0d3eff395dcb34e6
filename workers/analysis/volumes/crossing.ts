/** Whether a border crosses itself, quickly for the round ones that almost all are. */
import { centroid, type Polygon } from '../contours/polygon.ts'
import { isSimple } from '../contours/simple.ts'
import { at } from '../units/at.ts'

export const crossesItself = (points: Polygon): boolean => !windsOnce(points) && !isSimple(points)

/**
 * Whether every edge turns the same way about the centre and all together turn once. Such a border does not
 * cross itself, as almost none that is drawn around a cavity does, and this looks at each edge once: a tenth of what
 * the sweep takes that finds crossings.
 *
 * @param points  at least one
 */
export function windsOnce(points: Polygon): boolean {
  const [cx, cy] = centroid(points)
  const [endX, endY] = at(points, points.length - 1)
  let x = endX - cx
  let y = endY - cy
  let clockwise = false
  let rounds = 0
  for (let i = 0; i < points.length; i++) {
    const point = at(points, i)
    const nextX = point[0] - cx
    const nextY = point[1] - cy
    const turn = x * nextY - nextX * y
    if (turn === 0) return false
    if (i === 0) clockwise = turn > 0
    if (turn > 0 !== clockwise) return false
    if (y < 0 && nextY >= 0) rounds++
    x = nextX
    y = nextY
  }
  return rounds === 1
}
