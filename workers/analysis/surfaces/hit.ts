/** Where a ray meets a surface: what somebody pointed at. */
import type { PatientPoint, Vector3 } from '../geometry/plane.ts'
import type { Mesh } from './mesh.ts'

export interface Hit {
  /** mm along the ray */
  readonly away: number
  readonly at: PatientPoint
  /** of the triangle, the corner nearest to the point */
  readonly vertex: number
}

/**
 * The nearest triangle before the origin, from whichever side.
 *
 * @param direction  unit vector
 * @source Möller and Trumbore 1997, doi:10.1080/10867651.1997.10487468
 */
export function hitOf({ positions, triangles }: Mesh, origin: Vector3, direction: Vector3): Hit | undefined {
  const [dx, dy, dz] = direction
  const p = (vertex: number, c: number): number => positions[3 * vertex + c] ?? 0
  let away = Number.POSITIVE_INFINITY
  let found: { readonly corners: readonly number[]; readonly weights: readonly number[] } | undefined
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i] ?? 0, triangles[i + 1] ?? 0, triangles[i + 2] ?? 0]
    const [ux, uy, uz] = [p(b, 0) - p(a, 0), p(b, 1) - p(a, 1), p(b, 2) - p(a, 2)]
    const [vx, vy, vz] = [p(c, 0) - p(a, 0), p(c, 1) - p(a, 1), p(c, 2) - p(a, 2)]
    const [hx, hy, hz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx]
    const slant = ux * hx + uy * hy + uz * hz
    if (Math.abs(slant) < 1e-12) continue
    const [sx, sy, sz] = [origin[0] - p(a, 0), origin[1] - p(a, 1), origin[2] - p(a, 2)]
    const s = (sx * hx + sy * hy + sz * hz) / slant
    if (s < 0 || s > 1) continue
    const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux]
    const t = (dx * qx + dy * qy + dz * qz) / slant
    if (t < 0 || s + t > 1) continue
    const reach = (vx * qx + vy * qy + vz * qz) / slant
    if (reach <= 0 || reach >= away) continue
    away = reach
    found = { corners: [a, b, c], weights: [1 - s - t, s, t] }
  }
  if (found === undefined) return undefined
  const { corners, weights } = found
  const nearest = weights.indexOf(Math.max(...weights))
  return {
    away,
    at: [origin[0] + away * dx, origin[1] + away * dy, origin[2] + away * dz],
    vertex: corners[nearest] ?? 0,
  }
}
