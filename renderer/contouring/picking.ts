/** What of the contours lies under the pointer. Reach is measured on the screen, whatever the zoom. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import { nearestOnBorder } from '#analysis/contours/hit.ts'
import type { Landmark } from '#analysis/contours/landmark.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import { contains } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type CanvasPoint, type ImageTransform, indexToCanvas } from '../viewport/transform.ts'
import { handlesOf } from './editing.ts'

export type Pick =
  | { readonly part: 'handle'; readonly contour: Contour; readonly index: number }
  | { readonly part: 'line'; readonly contour: Contour; readonly point: IndexPoint }

export type Under = Pick | { readonly part: 'landmark'; readonly landmark: Landmark }

/** CSS pixels */
export const reach = { handle: 9, line: 6 } as const

export interface Sight {
  readonly transform: ImageTransform
  readonly pixel: PixelSize
}

/** Who has the first claim where several are within reach. */
export interface Chosen {
  readonly border: Border
  readonly part: number
}

/** The nearest handle within reach, of the chosen border first; else the nearest line. */
export function pick(
  contours: readonly Contour[],
  at: CanvasPoint,
  index: IndexPoint,
  { transform, pixel }: Sight,
  chosen: Chosen,
): Pick | undefined {
  const claim = ({ border, part = 0 }: Contour): number =>
    border === chosen.border ? (part === chosen.part ? 2 : 1) : 0
  const ordered = [...contours].sort((a, b) => claim(b) - claim(a))
  let best: { pick: Pick; distance: number } | undefined
  for (const contour of ordered) {
    handlesOf(contour, pixel).forEach((handle, k) => {
      const distance = apart(indexToCanvas(transform, handle), at)
      if (distance <= reach.handle && (!best || distance < best.distance)) {
        best = { pick: { part: 'handle', contour, index: k }, distance }
      }
    })
  }
  if (best) return best.pick
  for (const contour of ordered) {
    const nearest = nearestOnBorder(contour.points, index, contour.closed)
    if (!nearest) continue
    const distance = apart(indexToCanvas(transform, nearest.point), at)
    if (distance <= reach.line && (!best || distance < best.distance)) {
      best = { pick: { part: 'line', contour, point: nearest.point }, distance }
    }
  }
  return best?.pick
}

export function pickLandmark(
  landmarks: readonly Landmark[],
  at: CanvasPoint,
  { transform }: Sight,
): Under | undefined {
  const near = landmarks
    .map((landmark) => ({ landmark, distance: apart(indexToCanvas(transform, landmark.point), at) }))
    .filter(({ distance }) => distance <= reach.handle)
    .sort((a, b) => a.distance - b.distance)[0]
  return near && { part: 'landmark', landmark: near.landmark }
}

/** The contour whose inside was pressed; of nested ones the smallest, so that endocardium goes before epicardium. */
export function pickInside(contours: readonly Contour[], index: IndexPoint): Contour | undefined {
  const around = contours.filter((contour) => contour.closed && contains(contour.points, index))
  return around.find((contour) =>
    around.every(
      (other) => other === contour || contour.points.every((point) => contains(other.points, point)),
    ),
  )
}

export const apart = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(a.x - b.x, a.y - b.y)
