/**
 * What is measured of a border before anybody asks for millimetres, remembered by the contour's identity: contours are
 * values and never change, so while one point is dragged only that contour is walked again.
 */
import type { Contour } from '../contours/contour.ts'
import { momentsOf, type Vertices, verticesOf } from '../contours/vertices.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { crossesItself } from './crossing.ts'

export interface Outline {
  readonly vertices: Vertices
  /** square pixels, not negative */
  readonly area: number
  readonly centre: IndexPoint
  /** so that its loops would cancel */
  readonly crosses: boolean
}

const remembered = new WeakMap<Contour, Outline>()

/** @returns undefined for a contour without points */
export function outlineOf(contour: Contour): Outline | undefined {
  const known = remembered.get(contour)
  if (known !== undefined) return known
  const vertices = verticesOf(contour)
  const moments = momentsOf(vertices)
  if (moments === undefined) return undefined
  const { area, centre } = moments
  const outline = { vertices, area: Math.abs(area), centre, crosses: crossesItself(vertices, centre) }
  remembered.set(contour, outline)
  return outline
}
