/** How well a map stands behind its numbers: of the pixels of the wall, or of the whole map where none is drawn. */
import { wallRegion } from '#analysis/mapping/regions.ts'
import { pixelStatus } from '#analysis/mapping/relaxation.ts'
import type { EcvDetails, MappingDetails, MapSlice } from '#contract/analysis-documents/details.ts'

export interface MapFit {
  /** that were to be fitted */
  readonly pixels: number
  /** % of the pixels */
  readonly fitted: number
  /** median; undefined of maps of the scanner */
  readonly rSquared: number | undefined
  /** mm that the images, or the ventricle between two maps, were moved at most; undefined where nothing was */
  readonly shift: number | undefined
}

export function fitOf(map: MapSlice, details: MappingDetails | EcvDetails): MapFit {
  const wall = wallRegion(map.drawn, map.plane, 0)
  const pixels = wall.measured ? wall.value : Array.from(map.status.keys())
  const fitted = pixels.filter((i) => map.status[i] === pixelStatus.fitted)
  const { rSquared } = map
  return {
    pixels: pixels.length,
    fitted: pixels.length === 0 ? 0 : (100 * fitted.length) / pixels.length,
    rSquared: rSquared && median(fitted.map((i) => rSquared[i] ?? 0)),
    shift: shiftOf(map, details),
  }
}

function shiftOf({ slice, plane }: MapSlice, details: MappingDetails | EcvDetails): number | undefined {
  if (details.kind === 'ecv') {
    const own = details.maps.find((one) => one.slice === slice)
    return own && Math.hypot(...own.shift)
  }
  const moved = details.motion.find((one) => one.slice === slice)
  return moved && moved.images.length > 0
    ? Math.max(
        ...moved.images.map(({ shift: [columns, rows] }) =>
          Math.hypot(columns * plane.columnSpacing, rows * plane.rowSpacing),
        ),
      )
    : undefined
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
