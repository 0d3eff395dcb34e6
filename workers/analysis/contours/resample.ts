/** Points at equal distances along a border. */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import { distance, type PixelSize, type Polygon } from './polygon.ts'

/**
 * `count` points of a closed polygon, evenly by length, from its first point on.
 * @throws RangeError when the polygon has no length
 */
export function resampleClosed(points: Polygon, count: number, pixel: PixelSize): IndexPoint[] {
  const line = [...points, at(points, 0)]
  const reached = [0]
  for (let i = 1; i < line.length; i++)
    reached.push(at(reached, i - 1) + distance(at(line, i - 1), at(line, i), pixel))
  const total = at(reached, reached.length - 1)
  if (!(total > 0)) throw new RangeError(`no ${count} points along a border of ${total} mm`)
  let edge = 1
  return Array.from({ length: count }, (_, k) => {
    const wanted = (total * k) / count
    while (edge < line.length - 1 && at(reached, edge) < wanted) edge++
    const [from, to] = [at(line, edge - 1), at(line, edge)]
    const span = at(reached, edge) - at(reached, edge - 1)
    const share = span > 0 ? Math.min(1, (wanted - at(reached, edge - 1)) / span) : 0
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  })
}
