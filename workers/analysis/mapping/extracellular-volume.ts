/**
 * ECV of the wall from a stack of T1 maps before and one after contrast: of regions, from their mean T1 in each map,
 * and pixel by pixel. A synthetic haematocrit gives measurements whose method says so.
 *
 * @source Messroghli 2017, doi:10.1186/s12968-017-0389-8
 */
import { isMeasured, type Measurement, measurement, scoped } from '../measurements/measurement.ts'
import { type Scope, scopeText } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { ms } from '../units/units.ts'
import { type Ecv, ecvOf, type T1Value } from './ecv.ts'
import { type EcvMap, ecvMap } from './ecv-map.ts'
import { type Haematocrit, type HaematocritSource, haematocritOf } from './haematocrit.ts'
import { regionMeasurements } from './mapping.ts'
import { relaxationVersion } from './models.ts'
import { plausibilityWarning } from './plausible.ts'
import { type Region, regionsOf, valuesOf } from './region-values.ts'
import { type RegionStatistics, regionStatistics } from './statistics.ts'
import type { TissueMap } from './tissue-map.ts'

export interface EcvStudy {
  /** T1 maps, of `tissueMapping` */
  readonly native: readonly TissueMap[]
  readonly post: readonly TissueMap[]
  readonly haematocrit: HaematocritSource
  /** Tesla */
  readonly field?: number
}

export interface EcvOptions {
  readonly erosion: number
  readonly fewestPixels: number
  /** standard uncertainty of the haematocrit, as a fraction */
  readonly haematocritUncertainty: number
}

/** Two points of haematocrit, as between samples of one day lying and standing, are 3.4 % of an ECV at 0.42. */
export const usualEcv: EcvOptions = { erosion: 0.2, fewestPixels: 10, haematocritUncertainty: 0.02 }

export interface ExtracellularVolume {
  readonly method: string
  readonly version: string
  readonly options: EcvOptions
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  readonly haematocrit: Outcome<Haematocrit>
  /** slices that have a map of both kinds */
  readonly maps: readonly EcvMap[]
}

export function extracellularVolume(study: EcvStudy, options: EcvOptions = usualEcv): ExtracellularVolume {
  const { native, post, field } = study
  const before = regionsOf(native, options.erosion)
  const after = regionsOf(post, options.erosion)
  const bloodNative = statisticsOf(before, { region: 'blood' }, options)
  const bloodPost = statisticsOf(after, { region: 'blood' }, options)
  const haematocrit = haematocritOf(study.haematocrit, {
    ...(bloodNative.measured ? { native: ms(bloodNative.value.mean) } : {}),
    ...(bloodPost.measured ? { post: ms(bloodPost.value.mean) } : {}),
    ...(field === undefined ? {} : { field }),
  })
  const origin = study.haematocrit.kind === 'sample' ? 'sample' : `synthetic-${study.haematocrit.formula}`
  const by = { method: `ecv/haematocrit-${origin}`, version: relaxationVersion }
  const warnings: string[] = []
  const basis: Outcome<Basis> = !bloodNative.measured
    ? bloodNative
    : !bloodPost.measured
      ? bloodPost
      : !haematocrit.measured
        ? haematocrit
        : measured({
            bloodNative: meanOf(bloodNative.value),
            bloodPost: meanOf(bloodPost.value),
            haematocrit: haematocrit.value.fraction,
          })
  if (basis.measured && haematocrit.measured)
    warnings.push(...haematocrit.warnings, ...bloodNative.warnings, ...bloodPost.warnings)
  const maps: EcvMap[] = []
  if (basis.measured)
    for (const one of native) {
      const partner = post.find(({ slice }) => slice === one.slice)
      const made =
        partner === undefined
          ? unmeasured('no-partner', say('mapping/there-no-map-after-contrast'))
          : ecvMap(one, partner, basis.value)
      if (made.measured) maps.push(made.value)
      warnings.push(
        ...(made.measured ? made.warnings : [whyOf(made)]).map((text) =>
          say('common/slice-says', { slice: one.slice + 1, what: text }),
        ),
      )
    }
  const pixelwise = regionsOf(
    maps.map(({ map }) => map),
    options.erosion,
  )
    .filter(({ scope }) => scope.region !== 'blood')
    .flatMap((region) => regionMeasurements('ecv', region, options, by))
  const wall = pixelwise.find(({ quantity, scope }) => quantity === 'ecv-median' && scope === undefined)
  const odd = wall !== undefined && isMeasured(wall) ? plausibilityWarning('ecv', wall.value) : undefined
  return {
    ...by,
    options,
    measurements: [
      ...haematocritMeasurements(haematocrit, study.haematocrit),
      ...before
        .filter(({ scope }) => scope.region !== 'blood')
        .flatMap(({ scope }) => regionEcv(scope, before, after, basis, options, by)),
      ...(maps.length > 0 ? pixelwise : []),
    ],
    warnings: odd === undefined ? warnings : [...warnings, odd],
    haematocrit,
    maps,
  }
}

interface Basis {
  readonly bloodNative: T1Value
  readonly bloodPost: T1Value
  readonly haematocrit: number
}

type StatisticsOutcome = Outcome<RegionStatistics> & { readonly warnings: readonly string[] }

/** Statistics of the region with a scope, with the warnings of how it was found. */
function statisticsOf(regions: readonly Region[], scope: Scope, options: EcvOptions): StatisticsOutcome {
  const wanted = scopeText(scope)
  const parts =
    regions.find((region) => scopeText(region.scope) === wanted)?.parts ??
    unmeasured('no-partner', say('mapping/other-map-no-such-region'))
  if (!parts.measured) return { ...parts, warnings: [] }
  const found = regionStatistics(valuesOf(parts.value), options.fewestPixels)
  return found.measured
    ? { ...found, warnings: [...parts.warnings, ...found.warnings] }
    : { ...found, warnings: parts.warnings }
}

/** A mean over pixels is as sure as their spread and number make it. */
const meanOf = ({ mean, sd, pixels }: RegionStatistics): T1Value => ({
  t1: mean,
  uncertainty: sd / Math.sqrt(pixels),
})

function regionEcv(
  scope: Scope,
  before: readonly Region[],
  after: readonly Region[],
  basis: Outcome<Basis>,
  options: EcvOptions,
  by: { readonly method: string; readonly version: string },
): Measurement[] {
  const native = statisticsOf(before, scope, options)
  const post = statisticsOf(after, scope, options)
  const outcome: Outcome<Ecv> = !basis.measured
    ? basis
    : !native.measured
      ? native
      : !post.measured
        ? post
        : ecvOf({
            wallNative: meanOf(native.value),
            wallPost: meanOf(post.value),
            ...basis.value,
            haematocritUncertainty: options.haematocritUncertainty,
          })
  const told = [...native.warnings, ...post.warnings]
  const of = (read: (ecv: Ecv) => number): Outcome<number> =>
    outcome.measured ? measured(read(outcome.value), outcome.warnings) : outcome
  return [
    scoped(
      scope,
      measurement(
        'ecv-region',
        of(({ ecv }) => ecv),
        by,
        told,
      ),
    ),
    ...(outcome.measured
      ? [
          scoped(
            scope,
            measurement(
              'ecv-region-error',
              of(({ uncertainty }) => uncertainty),
              by,
            ),
          ),
          scoped(
            scope,
            measurement(
              'partition-coeff',
              of(({ partition }) => partition),
              by,
            ),
          ),
        ]
      : []),
  ]
}

function haematocritMeasurements(
  haematocrit: Outcome<Haematocrit>,
  source: HaematocritSource,
): Measurement[] {
  const value: Outcome<number> = haematocrit.measured
    ? measured(100 * haematocrit.value.fraction, haematocrit.warnings)
    : haematocrit
  return source.kind === 'sample'
    ? [measurement('haematocrit', value, { method: 'sample', version: '1' })]
    : [measurement('haematocrit-syn', value, { method: source.formula, version: '1' })]
}
