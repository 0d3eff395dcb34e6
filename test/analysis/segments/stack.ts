/** Parallel short-axis slices with a ring each, seen from the apex, anterior on top and the septum left. */
import type { ImagePlane, IndexPoint } from '#analysis/geometry/plane.ts'
import { flatPlane } from '../../truth/flat-plane.ts'

export const centre: IndexPoint = [60, 60]
/** the apex lies against the normal, as in an image that is seen from the apex */
export const baseToApex = [0, 0, -1] as const

/** @param level  mm towards the apex */
export const planeAt = (level: number): ImagePlane =>
  flatPlane({ size: [120, 120], spacing: [1, 1], position: [-60, -60, -level] })

/** A point by its angle on the screen, degrees counter-clockwise from the right, and its distance in mm. */
export const on = (angle: number, radius: number, [cx, cy]: IndexPoint = centre): IndexPoint => [
  cx + radius * Math.cos((angle * Math.PI) / 180),
  cy - radius * Math.sin((angle * Math.PI) / 180),
]

export const circle = (radius: number, middle: IndexPoint = centre, count = 360): IndexPoint[] =>
  Array.from({ length: count }, (_, k) => on((360 * k) / count, radius, middle))
