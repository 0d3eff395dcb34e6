/** Whether a border crosses itself, quickly for the round ones that almost all are. */
import { isSimpleBorder } from '../contours/simple.ts'
import type { Vertices } from '../contours/vertices.ts'
import type { IndexPoint } from '../geometry/plane.ts'

/** @param centre  of what the border encloses */
export const crossesItself = (vertices: Vertices, centre: IndexPoint): boolean =>
  !windsOnce(vertices, centre) && !isSimpleBorder(vertices)

/**
 * Whether every edge turns the same way about the centre and all together turn once. Such a border does not
 * cross itself, as almost none that is drawn around a cavity does, and this looks at each edge once: a tenth of what
 * the sweep takes that finds crossings.
 *
 * @param vertices  at least one
 */
export function windsOnce(vertices: Vertices, [centreX, centreY]: IndexPoint): boolean {
  const end = vertices.length
  let x = (vertices[end - 2] ?? 0) - centreX
  let y = (vertices[end - 1] ?? 0) - centreY
  let clockwise = false
  let rounds = 0
  for (let i = 0; i < end; i += 2) {
    const nextX = (vertices[i] ?? 0) - centreX
    const nextY = (vertices[i + 1] ?? 0) - centreY
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
