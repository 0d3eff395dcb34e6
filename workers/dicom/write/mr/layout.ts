/** Which objects a synthetic study has and where each picture lies in them, known before any is rendered. */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { phantomSeries } from '#analysis/phantom/examination.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { at } from '#analysis/units/at.ts'
import { dialectOf } from './dialects.ts'
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
  /** pictures of other series under the same UID that are numbered before these */
  readonly numberedAfter: number
  /** slice by slice, each through all its phases */
  readonly images: readonly PlacedImage[]
}

export function layoutOf(options: PhantomStudyOptions): readonly PlacedSeries[] {
  const dialect = dialectOf(options)
  const all = phantomSeries(options)
  return all.flatMap((series, index): PlacedSeries[] => {
    // reconstructions of one acquisition share its noise
    const first = dialect.joinsComponents ? series.noise - 1 : index
    const { description } = at(all, first)
    const context = { options, series: { ...series, description }, seriesNumber: first + 1 }
    const images = imagesOf(options, context.series, index)
    const numberedAfter = first === index ? 0 : images.length
    if (series.role !== 'cine-sax' || !dialect.splitsStacks || options.enhanced)
      return [{ ...context, seriesUid: seriesUid(context), numberedAfter, images }]
    return series.planes.map((_, slice) => {
      const ofSlice = { ...context, sliceNumber: slice + 1 }
      return {
        ...ofSlice,
        seriesUid: seriesUid(ofSlice),
        numberedAfter,
        images: images.filter((image) => image.slice === slice),
      }
    })
  })
}

function imagesOf(
  options: PhantomStudyOptions,
  series: SeriesContext['series'],
  index: number,
): readonly PlacedImage[] {
  return series.planes.flatMap((plane, slice) =>
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
}
