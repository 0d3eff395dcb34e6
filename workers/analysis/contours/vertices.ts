/**
 * The points of a border as loops over them want it: column and row of each in turn, in one piece of memory. As pairs,
 * every point is an object of its own, several times as large and as slow to walk.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { Contour } from './contour.ts'

/** pixels; read only, as the contour is that it belongs to */
export type Vertices = Float64Array<ArrayBufferLike>

export function verticesFrom(points: readonly IndexPoint[]): Vertices {
  const vertices = new Float64Array(2 * points.length)
  for (let i = 0; i < points.length; i++) {
    const point = at(points, i)
    vertices[2 * i] = point[0]
    vertices[2 * i + 1] = point[1]
  }
  return vertices
}

export function pointsFrom(vertices: Vertices): IndexPoint[] {
  const points: IndexPoint[] = []
  for (let i = 0; i < vertices.length; i += 2) points.push([vertices[i] ?? 0, vertices[i + 1] ?? 0])
  return points
}

const remembered = new WeakMap<Contour, Vertices>()

/** Contours are values: the vertices of one are made once. */
export function verticesOf(contour: Contour): Vertices {
  const known = remembered.get(contour)
  if (known !== undefined) return known
  const vertices = verticesFrom(contour.points)
  remembered.set(contour, vertices)
  return vertices
}

/** A contour by its vertices, whose points are made when somebody asks for them. */
export function contourBy(vertices: Vertices, rest: Omit<Contour, 'points'>): Contour {
  let points: readonly IndexPoint[] | undefined
  const contour = {
    ...rest,
    get points() {
      points ??= pointsFrom(vertices)
      return points
    },
  }
  remembered.set(contour, vertices)
  return contour
}

/** Without points that repeat the one before, and without the first point repeated at the end. */
export function distinct(vertices: Vertices): Vertices {
  const kept = new Float64Array(vertices.length)
  let end = 0
  for (let i = 0; i < vertices.length; i += 2) {
    const x = vertices[i] ?? 0
    const y = vertices[i + 1] ?? 0
    if (end > 0 && x === kept[end - 2] && y === kept[end - 1]) continue
    kept[end++] = x
    kept[end++] = y
  }
  while (end > 2 && kept[0] === kept[end - 2] && kept[1] === kept[end - 1]) end -= 2
  return kept.subarray(0, end)
}

export interface Moments {
  /** square pixels, positive when the points run clockwise on the screen (rows grow downwards) */
  readonly area: number
  /** of what is enclosed; of a border without area, the mean of its points */
  readonly centre: IndexPoint
}

/**
 * Area and centre of what a closed border encloses.
 *
 *   A = ½ Σ (xᵢ yᵢ₊₁ − xᵢ₊₁ yᵢ)      after subtracting the first vertex, against cancellation
 *
 * @returns undefined for no points
 */
export function momentsOf(vertices: Vertices): Moments | undefined {
  const originX = vertices[0]
  const originY = vertices[1]
  if (originX === undefined || originY === undefined) return undefined
  let twice = 0
  let sumX = 0
  let sumY = 0
  let x = 0
  let y = 0
  for (let i = 2; i < vertices.length; i += 2) {
    const nextX = (vertices[i] ?? 0) - originX
    const nextY = (vertices[i + 1] ?? 0) - originY
    const part = x * nextY - nextX * y
    twice += part
    sumX += (x + nextX) * part
    sumY += (y + nextY) * part
    x = nextX
    y = nextY
  }
  return {
    area: twice / 2,
    centre: twice === 0 ? meanOf(vertices) : [originX + sumX / (3 * twice), originY + sumY / (3 * twice)],
  }
}

function meanOf(vertices: Vertices): IndexPoint {
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < vertices.length; i += 2) {
    sumX += vertices[i] ?? 0
    sumY += vertices[i + 1] ?? 0
  }
  const count = vertices.length / 2
  return [sumX / count, sumY / count]
}
