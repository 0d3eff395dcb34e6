/** Closed surfaces of triangles, and what is measured and asked of any of them. */
import { type Ml, mlFromMm3, mm3 } from '../units/units.ts'

export interface Mesh {
  /** x, y, z of one vertex after the other, LPS mm */
  readonly positions: Float32Array
  /** three vertices a triangle, counter-clockwise for somebody outside */
  readonly triangles: Uint32Array
}

/**
 * What a closed surface encloses, by the divergence theorem.
 *
 *   V = ⅙ Σ a · (b × c)      a, b, c: corners of a triangle, from any origin
 *
 * Taken from the first vertex, so that far from the patient's origin nothing is lost.
 * @returns negative where triangles look inwards
 */
export function enclosedVolume({ positions, triangles }: Mesh): Ml {
  const origin = [positions[0] ?? 0, positions[1] ?? 0, positions[2] ?? 0]
  const corner = (i: number, c: number): number =>
    (positions[3 * (triangles[i] ?? 0) + c] ?? 0) - (origin[c] ?? 0)
  let sixfold = 0
  for (let i = 0; i < triangles.length; i += 3) {
    const [ax, ay, az] = [corner(i, 0), corner(i, 1), corner(i, 2)]
    const [bx, by, bz] = [corner(i + 1, 0), corner(i + 1, 1), corner(i + 1, 2)]
    const [cx, cy, cz] = [corner(i + 2, 0), corner(i + 2, 1), corner(i + 2, 2)]
    sixfold += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)
  }
  return mlFromMm3(mm3(sixfold / 6))
}

/**
 * Edges that two triangles do not share, or share in the same direction. A surface without any has no hole, and an
 * inside and an outside.
 */
export function openEdges({ triangles }: Pick<Mesh, 'triangles'>): number {
  const seen = new Map<string, number>()
  for (let i = 0; i < triangles.length; i += 3)
    for (let k = 0; k < 3; k++) {
      const key = `${triangles[i + k]}>${triangles[i + ((k + 1) % 3)]}`
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
  let open = 0
  for (const [key, count] of seen) {
    const [a, b] = key.split('>')
    if (count !== 1 || seen.get(`${b}>${a}`) !== 1) open++
  }
  return open
}

/**
 * Unit vectors outwards, one a vertex: the mean of its triangles by their areas.
 * @param triangles  of the surface that is to look smooth; the flat lid of a chamber is left out
 */
export function vertexNormals(positions: Float32Array, triangles: Uint32Array): Float32Array {
  const normals = new Float32Array(positions.length)
  const p = (vertex: number, c: number): number => positions[3 * vertex + c] ?? 0
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i] ?? 0, triangles[i + 1] ?? 0, triangles[i + 2] ?? 0]
    const [ux, uy, uz] = [p(b, 0) - p(a, 0), p(b, 1) - p(a, 1), p(b, 2) - p(a, 2)]
    const [vx, vy, vz] = [p(c, 0) - p(a, 0), p(c, 1) - p(a, 1), p(c, 2) - p(a, 2)]
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
    for (const vertex of [a, b, c])
      for (let k = 0; k < 3; k++) normals[3 * vertex + k] = (normals[3 * vertex + k] ?? 0) + (normal[k] ?? 0)
  }
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i] ?? 0, normals[i + 1] ?? 0, normals[i + 2] ?? 0)
    if (length > 0) for (let k = 0; k < 3; k++) normals[i + k] = (normals[i + k] ?? 0) / length
  }
  return normals
}
