/** What is shown of a closed surface: its wall smooth, its lid flat, so that the rim between them stays sharp. */
import { vertexNormals } from '#analysis/surfaces/mesh.ts'

export interface ClosedSurface {
  readonly positions: Float32Array
  readonly triangles: Uint32Array
  /** triangles of the flat lid are the last ones, from here on */
  readonly lidFrom: number
}

export interface Solid {
  readonly positions: Float32Array
  readonly normals: Float32Array
  readonly triangles: Uint32Array
  /** of each vertex, the one of the closed surface that it stands for */
  readonly origin: Uint32Array
}

export function solidOf({ positions, triangles, lidFrom }: ClosedSurface): Solid {
  const wall = triangles.subarray(0, lidFrom)
  const lid = triangles.subarray(lidFrom)
  const smooth = vertexNormals(positions, wall)
  const flat = flatNormal(positions, lid)
  const rim = [...new Set(lid)]
  const place = new Map(rim.map((vertex, k) => [vertex, positions.length / 3 + k]))
  const all = new Float32Array(positions.length + 3 * rim.length)
  const normals = new Float32Array(all.length)
  all.set(positions)
  normals.set(smooth)
  rim.forEach((vertex, k) => {
    all.set(positions.subarray(3 * vertex, 3 * vertex + 3), positions.length + 3 * k)
    normals.set(flat, positions.length + 3 * k)
  })
  return {
    positions: all,
    normals,
    triangles: Uint32Array.from([...wall, ...Array.from(lid, (vertex) => place.get(vertex) ?? vertex)]),
    origin: Uint32Array.from([...Array.from({ length: positions.length / 3 }, (_, k) => k), ...rim]),
  }
}

/** Of all triangles of the lid together: single ones may be too small to have a direction. */
function flatNormal(positions: Float32Array, lid: Uint32Array): Float32Array {
  const sum = new Float32Array(3)
  for (let i = 0; i < lid.length; i += 3) {
    const corner = (k: number) => {
      const from = 3 * (lid[i + k] ?? 0)
      return positions.subarray(from, from + 3)
    }
    const [a, b, c] = [corner(0), corner(1), corner(2)]
    const d = (to: Float32Array, k: number): number => (to[k] ?? 0) - (a[k] ?? 0)
    sum[0] = (sum[0] ?? 0) + d(b, 1) * d(c, 2) - d(b, 2) * d(c, 1)
    sum[1] = (sum[1] ?? 0) + d(b, 2) * d(c, 0) - d(b, 0) * d(c, 2)
    sum[2] = (sum[2] ?? 0) + d(b, 0) * d(c, 1) - d(b, 1) * d(c, 0)
  }
  const length = Math.hypot(...sum)
  return length > 0 ? sum.map((value) => value / length) : sum
}
