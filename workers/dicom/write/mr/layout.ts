/** Which objects a synthetic study has and where each picture lies in them, known before any is rendered. */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomSeries } from '#analysis/phantom/study.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { type SeriesContext, seriesUid } from './modules.ts'
import { phantomUid } from './uids.ts'

/** `slice` and `phase` count from 0. */
export interface PlacedImage extends ImageKey {
  readonly plane: ImagePlane
  readonly slice: number
  readonly phase: number
}

export interface PlacedSeries extends SeriesContext {
  readonly seriesUid: string
  /** slice by slice, each through all its phases */
  readonly images: readonly PlacedImage[]
}

export function layoutOf(options: PhantomStudyOptions): readonly PlacedSeries[] {
  return phantomSeries(options).map((series, index) => {
    const context = { options, series, seriesNumber: index + 1 }
    const uid = seriesUid(context)
    const images = series.planes.flatMap((plane, slice) =>
      Array.from({ length: series.phases }, (_, phase): PlacedImage => {
        const position = { plane, slice, phase }
        return options.enhanced
          ? {
              ...position,
              sopInstanceUid: phantomUid(options, 'object', index),
              frame: slice * series.phases + phase,
            }
          : { ...position, sopInstanceUid: phantomUid(options, 'object', index, slice, phase), frame: 0 }
      }),
    )
    return { ...context, seriesUid: uid, images }
  })
}
