/** What lies under the pointer: the nearest place on a border, the nearest handle. Distances in pixels. */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { Polygon } from './polygon.ts'

export interface Nearest {
  readonly point: IndexPoint
  /** pixels */
  readonly distance: number
  /** the edge from point `edge` to the next */
  readonly edge: number
}

/** Nearest place on a border; undefined when it has no points. */
export function nearestOnBorder(points: Polygon, to: IndexPoint, closed: boolean): Nearest | undefined {
  const edges = closed ? points.length : Math.max(1, points.length - 1)
  if (points.length === 0) return undefined
  let best: Nearest | undefined
  for (let edge = 0; edge < edges; edge++) {
    const a = at(points, edge)
    const b = at(points, (edge + 1) % points.length)
    const [ux, uy] = [b[0] - a[0], b[1] - a[1]]
    const squared = ux * ux + uy * uy
    const share =
      squared > 0 ? Math.max(0, Math.min(1, ((to[0] - a[0]) * ux + (to[1] - a[1]) * uy) / squared)) : 0
    const point: IndexPoint = [a[0] + share * ux, a[1] + share * uy]
    const distance = pixels(point, to)
    if (best === undefined || distance < best.distance) best = { point, distance, edge }
  }
  return best
}

/** Where a new control belongs in the order of the others: between the two that it detours least. */
export function controlIndexFor(controls: Polygon, point: IndexPoint, closed: boolean): number {
  let best = controls.length
  let least = Number.POSITIVE_INFINITY
  const edges = closed ? controls.length : controls.length - 1
  for (let k = 0; k < edges; k++) {
    const a = at(controls, k)
    const b = at(controls, (k + 1) % controls.length)
    const detour = pixels(a, point) + pixels(point, b) - pixels(a, b)
    if (detour < least) {
      least = detour
      best = k + 1
    }
  }
  return best
}

function pixels(a: IndexPoint, b: IndexPoint): number {
  const [x, y] = [b[0] - a[0], b[1] - a[1]]
  return Math.sqrt(x * x + y * y)
}
