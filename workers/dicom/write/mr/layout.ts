/** Which objects a synthetic study has and where each picture lies in them, known before any is rendered. */
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { phantomSeries } from '#analysis/phantom/examination.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { at } from '#analysis/units/at.ts'
import { dialectOf } from './dialects.ts'
import { type SeriesContext, seriesUid } from './modules.ts'
import { isWanted, type PhantomPart } from './parts.ts'
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

/** @param part  of the study; naming the objects is most of the work */
export function layoutOf(options: PhantomStudyOptions, part: PhantomPart = {}): readonly PlacedSeries[] {
  const dialect = dialectOf(options)
  const all = phantomSeries(options)
  return all.flatMap((series, index): PlacedSeries[] => {
    const slices = series.planes.map((_, slice) => slice).filter((slice) => isWanted(part, series, slice))
    if (slices.length === 0) return []
    // reconstructions of one acquisition share its noise
    const first = dialect.joinsComponents ? series.noise - 1 : index
    const { description } = at(all, first)
    const context = { options, series: { ...series, description }, seriesNumber: first + 1 }
    const numberedAfter = first === index ? 0 : series.planes.length * series.phases
    if (!isSplit(options, series.role))
      return [
        {
          ...context,
          seriesUid: seriesUid(context),
          numberedAfter,
          images: imagesOf(options, context.series, index, slices),
        },
      ]
    return slices.map((slice) => {
      const ofSlice = { ...context, sliceNumber: slice + 1 }
      const images = imagesOf(options, context.series, index, [slice])
      return { ...ofSlice, seriesUid: seriesUid(ofSlice), numberedAfter, images }
    })
  })
}

/** Of how many series and objects a study is, without naming them. */
export function sizeOf(options: PhantomStudyOptions): {
  readonly series: number
  readonly instances: number
} {
  const { joinsComponents } = dialectOf(options)
  let count = 0
  let instances = 0
  for (const [index, { role, planes, phases, noise }] of phantomSeries(options).entries()) {
    const isJoined = joinsComponents && noise !== index + 1
    if (!isJoined) count += isSplit(options, role) ? planes.length : 1
    instances += options.enhanced ? 1 : planes.length * phases
  }
  return { series: count, instances }
}

/** A series a slice. */
const isSplit = (options: PhantomStudyOptions, role: string): boolean =>
  role === 'cine-sax' && dialectOf(options).splitsStacks && !options.enhanced

function imagesOf(
  options: PhantomStudyOptions,
  series: SeriesContext['series'],
  index: number,
  slices: readonly number[],
): readonly PlacedImage[] {
  const enhancedUid = options.enhanced ? phantomUid(options, 'object', index) : undefined
  return slices.flatMap((slice) =>
    Array.from({ length: series.phases }, (_, phase): PlacedImage => {
      const position = { plane: at(series.planes, slice), slice, phase }
      return enhancedUid === undefined
        ? { ...position, sopInstanceUid: phantomUid(options, 'object', index, slice, phase), frame: 0 }
        : { ...position, sopInstanceUid: enhancedUid, frame: slice * series.phases + phase }
    }),
  )
}
