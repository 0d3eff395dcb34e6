/** What somebody points at in a scene: the nearest of its surfaces and planes. */
import { cross, dot, normalised, type PatientPoint, type Vector3 } from '#analysis/geometry/plane.ts'
import { hitOf } from '#analysis/surfaces/hit.ts'
import type { Loft } from '#analysis/surfaces/loft.ts'
import type { Ray } from '../viewport/surfaces/camera.ts'

export type Pointed =
  | { readonly kind: 'surface'; readonly name: string; readonly at: PatientPoint; readonly vertex: number }
  | { readonly kind: 'plane'; readonly name: string; readonly at: PatientPoint }

export interface Pointable {
  readonly surfaces: readonly { readonly name: string; readonly loft: Loft }[]
  readonly planes: readonly {
    readonly name: string
    readonly corners: readonly [PatientPoint, PatientPoint, PatientPoint, PatientPoint]
  }[]
}

export function pointedAt({ surfaces, planes }: Pointable, { from, direction }: Ray): Pointed | undefined {
  let away = Number.POSITIVE_INFINITY
  let found: Pointed | undefined
  for (const { name, loft } of surfaces) {
    const hit = hitOf(loft, from, direction)
    if (!hit || hit.away >= away) continue
    away = hit.away
    found = { kind: 'surface', name, at: hit.at, vertex: hit.vertex }
  }
  for (const { name, corners } of planes) {
    const reach = awayOf(corners, from, direction)
    if (reach === undefined || reach >= away) continue
    away = reach
    const at: PatientPoint = [
      from[0] + reach * direction[0],
      from[1] + reach * direction[1],
      from[2] + reach * direction[2],
    ]
    found = { kind: 'plane', name, at }
  }
  return found
}

/** mm along a ray to a rectangle. */
function awayOf(
  [corner, right, , down]: Pointable['planes'][number]['corners'],
  from: Vector3,
  direction: Vector3,
): number | undefined {
  const minus = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
  const [across, along] = [minus(right, corner), minus(down, corner)]
  const normal = normalised(cross(across, along))
  const slant = dot(normal, direction)
  if (Math.abs(slant) < 1e-6) return undefined
  const away = dot(normal, minus(corner, from)) / slant
  const at = minus(
    [from[0] + away * direction[0], from[1] + away * direction[1], from[2] + away * direction[2]],
    corner,
  )
  const [u, v] = [dot(at, across) / dot(across, across), dot(at, along) / dot(along, along)]
  return away > 0 && u >= 0 && u <= 1 && v >= 0 && v <= 1 ? away : undefined
}
