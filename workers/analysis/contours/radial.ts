/**
 * A border by its distance from its centroid in every direction, as the left ventricle's can be told on a slice:
 * r(θ) for θ = 2πk/N, from the direction of columns towards that of rows, all in millimetres.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { centroid, type PixelSize, type Polygon, signedArea } from './polygon.ts'
import { withoutRepeats } from './simple.ts'

export interface RadialProfile {
  /** mm */
  readonly centre: IndexPoint
  /** mm, one per direction */
  readonly radii: Float64Array
}

/**
 * @returns unmeasured 'degenerate-contour' for a border that encloses nothing, or that its centroid does not see all
 *   of: a ray meets it more than once
 */
export function radialProfile(points: Polygon, pixel: PixelSize, count: number): Outcome<RadialProfile> {
  const line = withoutRepeats(points).map(
    ([x, y]): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing],
  )
  const turn = line.length < 3 ? 0 : Math.sign(signedArea(line))
  if (turn === 0) return unmeasured('degenerate-contour', say('contours/this-border-encloses-nothing'))
  if (turn < 0) line.reverse()
  const centre = centroid(line)
  const rays = line.map(([x, y]): IndexPoint => [x - centre[0], y - centre[1]])
  const angles = rays.map(([x, y]) => Math.atan2(y, x))
  const radii = new Float64Array(count)
  let round = 0
  for (let i = 0; i < rays.length; i++) {
    const [p, q] = [at(rays, i), at(rays, (i + 1) % rays.length)]
    const across = p[0] * q[1] - p[1] * q[0]
    if (!(across > 0)) return unmeasured('degenerate-contour', say('contours/ray-centroid-meets-border-more'))
    const from = at(angles, i)
    let step = at(angles, (i + 1) % rays.length) - from
    if (step < 0) step += 2 * Math.PI
    round += step
    fill(radii, p, q, from, step)
  }
  if (round > 3 * Math.PI)
    return unmeasured('degenerate-contour', say('contours/border-runs-round-centroid-more'))
  return measured({ centre, radii })
}

/** radians: a ray through a vertex must be met by one of its edges, and may be by both */
const rounding = 1e-9

/** The directions that an edge is seen in. */
function fill(radii: Float64Array, p: IndexPoint, q: IndexPoint, from: number, step: number): void {
  const count = radii.length
  const unit = (2 * Math.PI) / count
  const across = p[0] * q[1] - p[1] * q[0]
  for (let k = Math.ceil((from - rounding) / unit); k * unit < from + step + rounding; k++) {
    const [c, s] = [Math.cos(k * unit), Math.sin(k * unit)]
    const [ux, uy] = [q[0] - p[0], q[1] - p[1]]
    radii[((k % count) + count) % count] = across / (c * uy - s * ux)
  }
}

/** The polygon of a profile, in pixels. */
export function radialPolygon({ centre, radii }: RadialProfile, pixel: PixelSize): IndexPoint[] {
  return Array.from(radii, (radius, k) => {
    const angle = (2 * Math.PI * k) / radii.length
    return [
      (centre[0] + radius * Math.cos(angle)) / pixel.columnSpacing,
      (centre[1] + radius * Math.sin(angle)) / pixel.rowSpacing,
    ]
  })
}
