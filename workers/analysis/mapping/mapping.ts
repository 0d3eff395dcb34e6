/**
 * T1, T2 or T2* of the myocardium: maps from raw images or from the scanner, and what they amount to over the wall,
 * each slice, each segment, the septum, the blood and what a reader drew.
 *
 * A map is to be compared with the normal range of its own scanner, field, sequence and scheme, made at the site from
 * mean ± 2 SD of healthy people: there is no range here, and MOLLI underestimates T1.
 *
 * @source Messroghli 2017, doi:10.1186/s12968-017-0389-8: consensus on mapping
 */
import type { MeasuredImage } from '../images/image.ts'
import { type Measurement, measurement, type QuantityName, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ms, ms } from '../units/units.ts'
import { type Iron, ironOf } from './iron.ts'
import { type MeanSignalFit, meanSignalFit } from './mean-signal.ts'
import { type RelaxationModel, relaxationModels, relaxationVersion } from './models.ts'
import { correctedMap, type ImageMotion, type MotionOptions } from './motion.ts'
import { type MapParameter, plausibilityWarning } from './plausible.ts'
import { type Region, type RegionPart, regionsOf, valuesOf } from './region-values.ts'
import type { SliceRegions } from './regions.ts'
import { relaxationMap } from './relaxation.ts'
import { type RelaxationOptions, usualRelaxation } from './relaxation-options.ts'
import { sampledSignal } from './sampled.ts'
import { regionStatistics } from './statistics.ts'
import { fittedMap, scannerMap, type TissueMap } from './tissue-map.ts'

export type RelaxationParameter = Exclude<MapParameter, 'ecv'>

export interface MappingSlice {
  readonly slice: number
  readonly source:
    | { readonly kind: 'raw'; readonly images: readonly MeasuredImage[]; readonly times: readonly Ms[] }
    /** in ms, as the header's rescaling gives it */
    | { readonly kind: 'map'; readonly image: MeasuredImage }
  readonly drawn: SliceRegions
}

export interface MappingInput {
  readonly parameter: RelaxationParameter
  readonly slices: readonly MappingSlice[]
  /** Tesla */
  readonly field?: number
}

export interface MappingOptions {
  /** of raw images */
  readonly relaxation: RelaxationOptions
  /** absent: raw images are taken to lie on each other */
  readonly motion?: MotionOptions
  /** share of the wall's thickness that is left out at either border */
  readonly erosion: number
  /** pixels that the mean of a region needs */
  readonly fewestPixels: number
}

const usualModel: Readonly<Record<RelaxationParameter, RelaxationModel>> = {
  't1-native': 'molli',
  't1-post': 'molli',
  t2: 't2-2',
  t2star: 't2star-truncated',
}

/**
 * A fifth of the thickness off either border keeps blood and fat out at usual pixels; ten pixels halve and halve again
 * the error of a single one.
 */
export const usualMapping = (parameter: RelaxationParameter): MappingOptions => ({
  relaxation: { ...usualRelaxation, model: usualModel[parameter] },
  erosion: 0.2,
  fewestPixels: 10,
})

export interface TissueMapping {
  readonly method: string
  readonly version: string
  readonly options: MappingOptions
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  /** slices that have a map */
  readonly maps: readonly TissueMap[]
  /** of the slices whose images were moved into place */
  readonly motion: readonly { readonly slice: number; readonly images: readonly ImageMotion[] }[]
  /** T2*: the fit of the mean signal of the septum, with its curve */
  readonly meanSignal?: Outcome<MeanSignalFit>
  readonly iron?: Outcome<Iron>
}

/**
 * @param progress  slices done, of all
 * @throws RangeError for options of a model of another parameter: the caller has a bug
 */
export function tissueMapping(
  input: MappingInput,
  options: MappingOptions = usualMapping(input.parameter),
  progress?: (done: number, total: number) => void,
): TissueMapping {
  const { parameter, slices } = input
  const { model } = options.relaxation
  const [time] = parameter.split('-')
  if (time !== relaxationModels[model].parameter)
    throw new RangeError(`the model ${model} gives no ${parameter}`)
  const warnings: string[] = []
  const maps: TissueMap[] = []
  const motion: { slice: number; images: readonly ImageMotion[] }[] = []
  let missing: Outcome<never> = unmeasured('no-images')
  slices.forEach((slice, k) => {
    const made = sliceMap(slice, parameter, options)
    if (made.measured) {
      maps.push(made.value.map)
      if (made.value.motion !== undefined) motion.push({ slice: slice.slice, images: made.value.motion })
      warnings.push(
        ...made.warnings.map((warning) =>
          say('common/slice-says', { slice: slice.slice + 1, what: warning }),
        ),
      )
    } else {
      missing = unmeasured(
        made.reason,
        say('common/slice-says', { slice: slice.slice + 1, what: whyOf(made) }),
      )
      warnings.push(say('mapping/slice-no-map', { slice: slice.slice + 1, why: whyOf(made) }))
    }
    progress?.(k + 1, slices.length)
  })
  const by = methodOf(slices, model)
  if (maps.length === 0)
    return {
      ...by,
      options,
      measurements: [measurement(parameter, missing, by)],
      warnings,
      maps,
      motion,
    }
  const regions = regionsOf(maps, options.erosion)
  const measurements = regions.flatMap((region) => regionMeasurements(parameter, region, options, by))
  const whole = regions[0]
  if (whole?.parts.measured) {
    const wall = regionStatistics(valuesOf(whole.parts.value), options.fewestPixels)
    const odd = wall.measured ? plausibilityWarning(parameter, wall.value.median) : undefined
    if (odd !== undefined) warnings.push(odd)
  }
  const stars = parameter === 't2star' ? starOf(input, regions, options, by) : undefined
  return {
    ...by,
    options,
    measurements: [...measurements, ...(stars?.measurements ?? [])],
    warnings,
    maps,
    motion,
    ...(stars === undefined ? {} : { meanSignal: stars.meanSignal, iron: stars.iron }),
  }
}

interface By {
  readonly method: string
  readonly version: string
}

const methodOf = (slices: readonly MappingSlice[], model: RelaxationModel): By => ({
  method: slices.some(({ source }) => source.kind === 'map') ? 'scanner-map' : model,
  version: relaxationVersion,
})

/** One slice: threads can share a stack by it. */
export function sliceMap(
  { slice, source, drawn }: MappingSlice,
  parameter: RelaxationParameter,
  { relaxation, motion }: MappingOptions,
): Outcome<{ readonly map: TissueMap; readonly motion?: readonly ImageMotion[] }> {
  if (source.kind === 'map') {
    const map = scannerMap(slice, source.image, parameter, drawn)
    return map.measured ? measured({ map: map.value }, map.warnings) : map
  }
  const plane = source.images[0]?.plane
  if (plane === undefined) return unmeasured('no-images')
  if (motion === undefined || drawn.epicardial === undefined) {
    const fit = relaxationMap(source.images, source.times, relaxation)
    if (!fit.measured) return fit
    const sampled = sampledSignal(source.images, source.times, drawn)
    return measured({ map: fittedMap(slice, plane, fit.value, drawn, sampled) }, [
      ...fit.warnings,
      ...(motion === undefined ? [] : [say('mapping/no-epicardial-contour-images-not')]),
    ])
  }
  const corrected = correctedMap(source.images, source.times, drawn.epicardial, relaxation, motion)
  if (!corrected.measured) return corrected
  const { map, images, motion: found } = corrected.value
  const sampled = sampledSignal(images, source.times, drawn)
  return measured({ map: fittedMap(slice, plane, map, drawn, sampled), motion: found }, corrected.warnings)
}

/** Mean, median, spread, error and number of the pixels of one region. */
export function regionMeasurements(
  parameter: MapParameter,
  { scope, parts }: Region,
  { fewestPixels }: Pick<MappingOptions, 'fewestPixels'>,
  by: By,
): Measurement[] {
  if (!parts.measured) return [scoped(scope, measurement(parameter, parts, by))]
  const statistics = regionStatistics(valuesOf(parts.value), fewestPixels)
  if (!statistics.measured) return [scoped(scope, measurement(parameter, statistics, by))]
  const { mean, median, sd, pixels, error } = statistics.value
  const of = (quantity: QuantityName, value: number): Measurement =>
    scoped(scope, measurement(quantity, measured(value, statistics.warnings), by, parts.warnings))
  return [
    of(parameter, mean),
    of(`${parameter}-median`, median),
    of(`${parameter}-sd`, sd),
    of(`${parameter}-pixels`, pixels),
    ...(error === undefined ? [] : [of(`${parameter}-error`, error)]),
  ]
}

interface Stars {
  readonly measurements: readonly Measurement[]
  readonly meanSignal: Outcome<MeanSignalFit>
  readonly iron: Outcome<Iron>
}

/**
 * The number that iron is graded by: of the mean signal of the septum from raw echoes, else the mean of the map's
 * septum.
 */
function starOf(
  { slices, field }: MappingInput,
  regions: readonly Region[],
  options: MappingOptions,
  by: By,
): Stars {
  const septum = regions.find(({ scope }) => scope.region === 'septum')?.parts ?? unmeasured('no-landmarks')
  const meanSignal: Outcome<MeanSignalFit> = septum.measured
    ? meanSignalFit(rawParts(slices, septum.value), options.relaxation, options.fewestPixels)
    : septum
  const scope: Scope = { region: 'septum' }
  const region: Outcome<number> = meanSignal.measured
    ? measured(meanSignal.value.value, meanSignal.warnings)
    : meanSignal
  const pixels = septum.measured ? regionStatistics(valuesOf(septum.value), options.fewestPixels) : septum
  const star = region.measured ? region.value : pixels.measured ? pixels.value.mean : undefined
  const graded: Outcome<Iron> =
    star === undefined
      ? unmeasured('no-landmarks', say('mapping/there-no-t2-septum'))
      : ironOf(ms(star), field)
  return {
    meanSignal,
    iron: graded,
    measurements: [
      scoped(scope, measurement('t2star-region', region, { ...by, method: `${by.method}/mean-signal` })),
      scoped(
        scope,
        measurement('iron-dry-weight', graded.measured ? measured(graded.value.concentration) : graded, {
          ...by,
          method: 'carpenter-2011',
        }),
      ),
    ],
  }
}

function rawParts(slices: readonly MappingSlice[], parts: readonly RegionPart[]) {
  return parts.flatMap(({ map, pixels }) => {
    const source = slices.find(({ slice }) => slice === map.slice)?.source
    return source?.kind === 'raw' ? [{ images: source.images, times: source.times, pixels }] : []
  })
}
