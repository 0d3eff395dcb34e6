/** What of the annotations lies under the pointer. Reach is measured on the screen, whatever the zoom. */
import { type Annotation, isRegion } from '#analysis/annotations/annotation.ts'
import { ellipseEnds } from '#analysis/annotations/figure.ts'
import { regionOf } from '#analysis/annotations/values.ts'
import { nearestOnBorder } from '#analysis/contours/hit.ts'
import { contains, type Polygon } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type CanvasPoint, type ImageTransform, indexToCanvas } from '../viewport/transform.ts'

export interface Under {
  readonly annotation: Annotation
  /** of the handle that was pressed; absent: the whole */
  readonly handle?: number
  /** the line was pressed, which gives way */
  readonly pulls?: boolean
}

/** CSS pixels */
const reach = { handle: 9, line: 6, text: 10 } as const

/** The points that can be pulled. A region drawn by hand has none: its line gives way where it is pulled. */
export function handlesOf({ kind, points }: Annotation): readonly IndexPoint[] {
  if (kind === 'freehand') return []
  return kind === 'ellipse' ? ellipseEnds(points) : points
}

/** The line that is seen, and whether it runs round. */
export function lineOf(annotation: Annotation, { grid }: Pick<ImageTransform, 'grid'>): Polygon {
  return isRegion(annotation.kind) ? regionOf(annotation, grid).outline : annotation.points
}

/** The nearest handle within reach, else the nearest line or text; what is picked out goes first. */
export function pick(
  annotations: readonly Annotation[],
  at: CanvasPoint,
  index: IndexPoint,
  transform: ImageTransform,
  selected: number | undefined,
): Under | undefined {
  const ordered = [...annotations].sort(
    (a, b) => Number(b.number === selected) - Number(a.number === selected),
  )
  const found: { readonly under: Under; readonly distance: number }[] = []
  const offer = (under: Under, distance: number, within: number): void => {
    if (distance <= within) found.push({ under, distance })
  }
  const nearest = (): Under | undefined => found.toSorted((a, b) => a.distance - b.distance)[0]?.under
  for (const annotation of ordered)
    handlesOf(annotation).forEach((handle, k) => {
      const isText = annotation.kind === 'text'
      offer(
        isText ? { annotation } : { annotation, handle: k },
        apart(indexToCanvas(transform, handle), at),
        isText ? reach.text : reach.handle,
      )
    })
  const handle = nearest()
  if (handle) return handle
  for (const annotation of ordered) {
    const place = nearestOnBorder(lineOf(annotation, transform), index, isRegion(annotation.kind))
    const pulls = annotation.kind === 'freehand'
    if (place) offer({ annotation, pulls }, apart(indexToCanvas(transform, place.point), at), reach.line)
  }
  return nearest() ?? insideOf(ordered, index, selected)
}

/** What is picked out and drawn by hand is moved by its inside. */
function insideOf(
  annotations: readonly Annotation[],
  index: IndexPoint,
  selected: number | undefined,
): Under | undefined {
  const chosen = annotations.find(({ number, kind }) => number === selected && kind === 'freehand')
  return chosen && contains(chosen.points, index) ? { annotation: chosen } : undefined
}

export const apart = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(a.x - b.x, a.y - b.y)
