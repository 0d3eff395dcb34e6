/** Contours of the one dynamic that they are drawn on, where the motion correction puts them on all the others. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { PerfusionDetails } from '#contract/analysis-documents/details.ts'

export interface CarriedBorder {
  readonly border: Border
  readonly closed: boolean
  readonly points: readonly IndexPoint[]
}

const carried: ReadonlySet<Border> = new Set(['lv-endocardial', 'lv-epicardial', 'blood-pool'])

/** By `imageKeyText`; not of the image that carries the contours itself. */
export function carriedContours(
  { states }: PerfusionDetails,
  contours: Iterable<Contour>,
): ReadonlyMap<string, readonly CarriedBorder[]> {
  const drawn = new Map<string, Contour[]>()
  for (const contour of contours) {
    if (!carried.has(contour.border)) continue
    const key = imageKeyText(contour.image)
    drawn.set(key, [...(drawn.get(key) ?? []), contour])
  }
  const found = new Map<string, readonly CarriedBorder[]>()
  for (const state of Object.values(states))
    for (const { images, drawnOn, curves } of state.slices) {
      const reference = images[drawnOn]
      const here = reference && drawn.get(imageKeyText(reference))
      if (!here || !curves.measured) continue
      const { motion } = curves.value
      images.forEach((image, k) => {
        if (k === drawnOn) return
        const [dx, dy] = [motion.shiftX[k] ?? 0, motion.shiftY[k] ?? 0]
        found.set(
          imageKeyText(image),
          here.map(({ border, closed, points }) => ({
            border,
            closed,
            points: points.map(([x, y]): IndexPoint => [x + dx, y + dy]),
          })),
        )
      })
    }
  return found
}
