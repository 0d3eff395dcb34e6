/** Contours and maps of the one dynamic that they lie on, where the motion correction puts them on all the others. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { PerfusionMap, PerfusionMapName, SliceMaps } from '#analysis/perfusion/pixel-maps.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { PerfusionDetails, PerfusionSliceDetails } from '#contract/analysis-documents/details.ts'

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

/** A map of one slice, on the image that its borders are drawn on. */
export interface DynamicMap {
  readonly name: PerfusionMapName
  readonly plane: PerfusionSliceDetails['plane']
  readonly index: SliceMaps['index']
  readonly map: PerfusionMap
}

export interface OnDynamic {
  /** pixels right and down that the heart lies off that image */
  readonly shift: IndexPoint
}

/**
 * A map on every dynamic of its slice, by `imageKeyText`.
 *
 * @param paint  asked once a slice, when it is first seen
 */
export function mapsOnDynamics<Picture>(
  { states }: PerfusionDetails,
  name: PerfusionMapName,
  paint: (map: DynamicMap) => Picture,
): ReadonlyMap<string, DynamicMap & OnDynamic & { readonly picture: () => Picture }> {
  const found = new Map<string, DynamicMap & OnDynamic & { readonly picture: () => Picture }>()
  for (const state of Object.values(states))
    for (const { images, plane, curves } of state.slices) {
      if (!curves.measured) continue
      const { motion, maps } = curves.value
      const map = maps.maps[name]
      if (!map.measured) continue
      const one: DynamicMap = { name, plane, index: maps.index, map: map.value }
      let made: Picture | undefined
      const picture = (): Picture => {
        made ??= paint(one)
        return made
      }
      images.forEach((image, k) => {
        const shift: IndexPoint = [motion.shiftX[k] ?? 0, motion.shiftY[k] ?? 0]
        found.set(imageKeyText(image), { ...one, shift, picture })
      })
    }
  return found
}
