/** Points at equal distances along a border. */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { distance, type PixelSize, type Polygon } from './polygon.ts'

/**
 * `count` points of a closed polygon, evenly by length, from its first point on.
 * @throws RangeError when the polygon has no length
 */
export const resampleClosed = (points: Polygon, count: number, pixel: PixelSize): IndexPoint[] =>
  along([...points, at(points, 0)], count, count, pixel)

/**
 * `count` points of an open line, evenly by length, both ends included.
 * @throws RangeError when the line has no length or fewer than two points are asked for
 */
export function resampleOpen(points: Polygon, count: number, pixel: PixelSize): IndexPoint[] {
  if (count < 2) throw new RangeError(`${count} points are not both ends of a line`)
  return along(points, count, count - 1, pixel)
}

/** @param steps  that the whole length is divided into */
function along(line: Polygon, count: number, steps: number, pixel: PixelSize): IndexPoint[] {
  const reached = [0]
  for (let i = 1; i < line.length; i++)
    reached.push(at(reached, i - 1) + distance(at(line, i - 1), at(line, i), pixel))
  const total = at(reached, reached.length - 1)
  if (!(total > 0)) throw new RangeError(`no ${count} points along a border of ${total} mm`)
  let edge = 1
  return Array.from({ length: count }, (_, k) => {
    const wanted = (total * k) / steps
    while (edge < line.length - 1 && at(reached, edge) < wanted) edge++
    const [from, to] = [at(line, edge - 1), at(line, edge)]
    const span = at(reached, edge) - at(reached, edge - 1)
    const share = span > 0 ? Math.min(1, (wanted - at(reached, edge - 1)) / span) : 0
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  })
}
