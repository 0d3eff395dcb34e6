/** What of the contours lies under the pointer. Reach is measured on the screen, whatever the zoom. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import { nearestOnBorder } from '#analysis/contours/hit.ts'
import type { PixelSize } from '#analysis/contours/polygon.ts'
import { contains } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type CanvasPoint, type ImageTransform, indexToCanvas } from '../viewport/transform.ts'
import { handlesOf } from './editing.ts'

export type Pick =
  | { readonly part: 'handle'; readonly contour: Contour; readonly index: number }
  | { readonly part: 'line'; readonly contour: Contour; readonly point: IndexPoint }

/** CSS pixels */
export const reach = { handle: 9, line: 6 } as const

export interface Sight {
  readonly transform: ImageTransform
  readonly pixel: PixelSize
}

/** The nearest handle within reach, of the chosen border first; else the nearest line. */
export function pick(
  contours: readonly Contour[],
  at: CanvasPoint,
  index: IndexPoint,
  { transform, pixel }: Sight,
  chosen: Border,
): Pick | undefined {
  const ordered = [...contours].sort((a, b) => Number(b.border === chosen) - Number(a.border === chosen))
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
