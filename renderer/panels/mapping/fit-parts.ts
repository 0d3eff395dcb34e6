/** Which pixels a fit is shown of: those of a region that has a number, or the one that was clicked. */
import { patientToIndex } from '#analysis/geometry/plane.ts'
import { regionsOf } from '#analysis/mapping/region-values.ts'
import type { SampledPixels } from '#analysis/mapping/sampled.ts'
import { scopeText } from '#analysis/measurements/scope.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { MappingDetails, MapSlice } from '#contract/analysis-documents/details.ts'
import type { Point } from '../../hanging/position.ts'
import { stackOfImage } from '../stack-of-image.ts'

/** @param scope  as the numbers have it: '', 'segment:7', 'region:septum' */
export function partsOfRegion({ maps, options }: MappingDetails, scope: string): readonly SampledPixels[] {
  const region = regionsOf(maps, options.erosion).find((one) => scopeText(one.scope) === scope)
  if (!region?.parts.measured) return []
  return region.parts.value.flatMap(({ map, pixels }) =>
    map.sampled ? [{ sampled: map.sampled, pixels }] : [],
  )
}

export interface ClickedPixel {
  readonly map: MapSlice
  /** row × columns + column */
  readonly pixel: number
}

/** mm off the plane of a map: it is clicked there or not */
const near = 5

/** @returns undefined where the point lies on none of the maps */
export function clickedPixel(
  { maps }: MappingDetails,
  stacks: readonly Stack[],
  point: Point | undefined,
): ClickedPixel | undefined {
  if (!point) return undefined
  const hit = maps.flatMap((map) => {
    const frame = stackOfImage(stacks, map.image)
      ?.frames.flat()
      .find((one) => one !== null)
    if (frame?.instance.frameOfReferenceUid !== point.frameOfReferenceUid) return []
    const { index, distance } = patientToIndex(map.plane, point.at)
    const [column, row] = [Math.round(index[0]), Math.round(index[1])]
    const { columns, rows } = map.plane
    const isInside = column >= 0 && row >= 0 && column < columns && row < rows
    return isInside && Math.abs(distance) <= near
      ? [{ map, pixel: row * columns + column, away: Math.abs(distance) }]
      : []
  })
  const [first] = hit.toSorted((a, b) => a.away - b.away)
  return first && { map: first.map, pixel: first.pixel }
}
