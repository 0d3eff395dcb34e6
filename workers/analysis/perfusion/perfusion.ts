/**
 * First-pass perfusion at rest and at stress: blood flow, upslope and times by segment and layer, and what the two
 * states give together.
 *
 *   MPR = MBF stress / MBF rest      MPRI = relative upslope stress / rest, each by its own arterial input
 *
 * @source  Jerosch-Herold 2010, doi:10.1186/1532-429X-12-57
 */
import { type Measurement, measurement, type QuantityName, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type ArterialInput, arterialInput, type InputOptions } from './arterial-input.ts'
import { type FermiFit, type FermiOptions, fermiDefaults, fitFermi } from './fermi.ts'
import {
  fermiDeconvolution,
  firstPassCurve,
  translationOfPrincipalSeries,
  upslopeOfConcentration,
  upslopeOfSignal,
} from './methods.ts'
import { concentrationOf, relaxedFromBaseline, type SignalModel } from './signal.ts'
import {
  type PerfusionSliceInput,
  perfusionSlice,
  type RegionCurve,
  type SliceOptions,
  type SlicePerfusion,
  sliceDefaults,
} from './slice.ts'
import { type Rise, riseOf } from './upslope.ts'

export const perfusionStates = ['rest', 'stress'] as const
export type PerfusionState = (typeof perfusionStates)[number]

export interface PerfusionOptions {
  readonly slice?: SliceOptions
  readonly input?: InputOptions
  readonly fermi?: FermiOptions
  /** Without it signals are not converted: semi-quantitative only. T1 of blood and of myocardium before contrast. */
  readonly signal?: Omit<SignalModel, 'nativeT1'> & {
    readonly bloodT1: number
    readonly myocardialT1: number
  }
  /** frames in the line of the upslope; fewer at stress, where the rise is over sooner */
  readonly upslopePoints?: Readonly<Record<PerfusionState, number>>
}

export const perfusionDefaults = {
  slice: sliceDefaults,
  input: {},
  fermi: fermiDefaults,
  upslopePoints: { rest: 5, stress: 3 },
} as const

/** An arterial input of its own: of a dual sequence or a pre-bolus, with the model of its own images. */
export interface SeparateInput {
  readonly times: readonly number[]
  readonly signal: Float64Array
  readonly saturationTime: number
}

export interface StateSlices {
  /** base to apex; the first that is measured gives the arterial input */
  readonly slices: readonly Outcome<SlicePerfusion>[]
  readonly arterial?: SeparateInput
}

export interface RegionResult {
  readonly slice: number
  readonly region: RegionCurve
  readonly rise: Outcome<Rise>
  readonly relative: Outcome<number>
  readonly flow: Outcome<FermiFit>
}

export interface StateResult {
  readonly input?: ArterialInput
  readonly regions: readonly RegionResult[]
}

export interface PerfusionResult {
  readonly method: string
  readonly version: string
  readonly options: PerfusionOptions
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  readonly states: Partial<Record<PerfusionState, StateResult>>
}

export type PerfusionImages = Partial<
  Record<
    PerfusionState,
    { readonly slices: readonly PerfusionSliceInput[]; readonly arterial?: SeparateInput }
  >
>

/** All slices one after the other, then all together. Threads call `perfusionSlice` and `assemblePerfusion` instead. */
export function perfusion(
  images: PerfusionImages,
  options: PerfusionOptions = {},
  progress?: (done: number, total: number) => void,
): PerfusionResult {
  const total = perfusionStates.reduce((sum, state) => sum + (images[state]?.slices.length ?? 0), 0)
  let done = 0
  const prepared: Partial<Record<PerfusionState, StateSlices>> = {}
  for (const state of perfusionStates) {
    const given = images[state]
    if (given === undefined) continue
    const slices = given.slices.map((slice) => {
      const found = perfusionSlice(slice, options.slice)
      progress?.(++done, total)
      return found
    })
    prepared[state] = { slices, ...(given.arterial === undefined ? {} : { arterial: given.arterial }) }
  }
  return assemblePerfusion(prepared, options)
}

export function assemblePerfusion(
  states: Partial<Record<PerfusionState, StateSlices>>,
  given: PerfusionOptions = {},
): PerfusionResult {
  const options = { ...perfusionDefaults, ...given }
  const measurements: Measurement[] = []
  const warnings: string[] = []
  const results: Partial<Record<PerfusionState, StateResult>> = {}
  for (const state of perfusionStates) {
    const slices = states[state]
    if (slices === undefined) continue
    const { result, said, told } = ofState(state, slices, options)
    results[state] = result
    measurements.push(...told)
    warnings.push(...said)
  }
  measurements.push(...together(results))
  return { ...fermiDeconvolution, options, measurements, warnings: [...new Set(warnings)], states: results }
}

type Settings = PerfusionOptions & { readonly upslopePoints: Readonly<Record<PerfusionState, number>> }

const outcomeOf = <T>(outcome: Outcome<T>, read: (value: T) => number): Outcome<number> =>
  outcome.measured ? measured(read(outcome.value), outcome.warnings) : outcome

function ofState(state: PerfusionState, { slices, arterial }: StateSlices, options: Settings) {
  const told: Measurement[] = []
  const said: string[] = []
  const basal = slices.find((slice) => slice.measured)
  const separate = arterial && { times: arterial.times, blood: arterial.signal }
  const source = separate ?? (basal?.measured ? basal.value : undefined)
  const blood = options.signal && {
    ...options.signal,
    nativeT1: options.signal.bloodT1 as SignalModel['nativeT1'],
    ...(arterial ? { saturationTime: arterial.saturationTime as SignalModel['saturationTime'] } : {}),
  }
  const input: Outcome<ArterialInput> =
    source === undefined
      ? unmeasured('no-arterial-input', 'no slice has a blood pool')
      : arterialInput(source.times, source.blood, blood, options.input)
  if (input.measured && input.value.saturated !== undefined)
    said.push(`${state}: semi-quantitative only, the arterial input is saturated: ${input.value.saturated}`)
  const regions: RegionResult[] = []
  slices.forEach((slice, index) => {
    const place: Scope = { state, slice: index }
    if (!slice.measured) {
      for (const [quantity, by] of sliceQuantities) told.push(scoped(place, measurement(quantity, slice, by)))
      return
    }
    const { motion, pixel } = slice.value
    said.push(...slice.warnings.map((warning) => `${state}, slice ${index + 1}: ${warning}`))
    let largest = 0
    motion.shiftX.forEach((x, t) => {
      largest = Math.max(largest, Math.hypot(x, motion.shiftY[t] ?? 0))
    })
    told.push(
      scoped(place, measurement('perf-motion', measured(largest * pixel), translationOfPrincipalSeries)),
    )
    told.push(
      scoped(
        place,
        measurement('perf-residual', measured(motion.residual * pixel), translationOfPrincipalSeries),
      ),
    )
    for (const region of slice.value.regions) {
      const result = ofRegion(index, region, slice.value.times, input, options, options.upslopePoints[state])
      regions.push(result)
      const scope: Scope = {
        ...place,
        ...(region.segment === undefined ? {} : { segment: region.segment }),
        layer: region.layer,
      }
      const bySignal = !usable(input, options)
      const by = bySignal ? upslopeOfSignal : upslopeOfConcentration
      told.push(
        ...[
          measurement(
            'perf-mbf',
            outcomeOf(result.flow, ({ mbf }) => mbf),
            fermiDeconvolution,
          ),
          measurement(
            bySignal ? 'perf-upslope-si' : 'perf-upslope-gd',
            outcomeOf(result.rise, ({ upslope }) => upslope),
            by,
          ),
          measurement('perf-upslope-rel', result.relative, by),
          measurement(
            'perf-ttp',
            outcomeOf(result.rise, ({ peakTime }) => peakTime - arrivalOf(input)),
            firstPassCurve,
          ),
          measurement(
            'perf-t50',
            outcomeOf(result.rise, ({ halfTime }) => halfTime - arrivalOf(input)),
            firstPassCurve,
          ),
          measurement('perf-peak', peakEnhancement(region, slice.value.times, input), firstPassCurve),
        ].map((m) => scoped(scope, m)),
      )
      if (region.layer === 'endocardial' && input.measured && darkRim(region, slice.value.times, input.value))
        said.push(
          `${state}, slice ${index + 1}${region.segment === undefined ? '' : `, segment ${region.segment}`}: the inner layer darkens as blood peaks, perhaps a dark rim`,
        )
    }
    told.push(
      ...layerRatios(regions.filter((one) => one.slice === index)).map(([segment, ratio]) =>
        scoped(
          { ...place, ...(segment === undefined ? {} : { segment }) },
          measurement('perf-endo-epi', ratio, fermiDeconvolution),
        ),
      ),
    )
  })
  return { result: { regions, ...(input.measured ? { input: input.value } : {}) }, said, told }
}

const sliceQuantities: readonly (readonly [
  QuantityName,
  typeof fermiDeconvolution | typeof firstPassCurve,
])[] = [
  ['perf-mbf', fermiDeconvolution],
  ['perf-ttp', firstPassCurve],
]

const arrivalOf = (input: Outcome<ArterialInput>): number => (input.measured ? input.value.pass.arrival : 0)
const usable = (input: Outcome<ArterialInput>, { signal }: Settings): boolean =>
  signal !== undefined &&
  input.measured &&
  input.value.concentration !== undefined &&
  input.value.saturated === undefined

/** ms of the tissue's first pass beyond that of the blood */
const tissueLag = 4000

function ofRegion(
  slice: number,
  region: RegionCurve,
  times: readonly number[],
  input: Outcome<ArterialInput>,
  options: Settings,
  points: number,
): RegionResult {
  if (!input.measured) return { slice, region, rise: input, relative: input, flow: input }
  const { pass, enhancement, concentration, saturated } = input.value
  const end = input.value.times[pass.recirculation] ?? 0
  const base = baselineOf(region, times, input.value)
  if (!base.measured) return { slice, region, rise: base, relative: base, flow: base }
  const model = options.signal && {
    ...options.signal,
    nativeT1: options.signal.myocardialT1 as SignalModel['nativeT1'],
  }
  const later = region.signal.map((value, i) => (i < pass.baseline[0] ? base.value : value))
  const tissue = model && concentrationOf(later, relaxedFromBaseline(base.value, model), model)
  const converted = usable(input, options) && tissue?.measured ? tissue.value.values : undefined
  const window = { arrival: pass.arrival, end: end + tissueLag, points }
  const rise = riseOf(times, converted ?? region.signal.map((value) => value / base.value - 1), window)
  const bloodRise = riseOf(input.value.times, converted && concentration ? concentration : enhancement, {
    ...window,
    end,
  })
  const relative: Outcome<number> = !rise.measured
    ? rise
    : !bloodRise.measured
      ? bloodRise
      : measured(rise.value.upslope / bloodRise.value.upslope)
  const flow: Outcome<FermiFit> =
    options.signal === undefined
      ? unmeasured(
          'no-arterial-input',
          'without saturation time, T1 and relaxivity the signal is no concentration',
        )
      : saturated !== undefined
        ? unmeasured('saturated-input', saturated)
        : tissue !== undefined && !tissue.measured
          ? tissue
          : concentration === undefined || converted === undefined
            ? unmeasured('no-arterial-input', 'the arterial input has no concentration')
            : fitFermi(
                { times: input.value.times, values: concentration, arrival: pass.arrival, end },
                times,
                converted,
                options.fermi,
              )
  return { slice, region, rise, relative, flow }
}

/** Mean of the signal before blood arrives, without the frames that the arterial input left out. */
function baselineOf(
  { signal }: RegionCurve,
  times: readonly number[],
  { pass, times: own }: ArterialInput,
): Outcome<number> {
  const last = own[pass.baseline[1]] ?? 0
  const kept = times.flatMap((time, i) => (i >= pass.baseline[0] && time <= last + 1 ? [signal[i] ?? 0] : []))
  const level = kept.reduce((sum, value) => sum + value, 0) / kept.length
  return kept.length >= 3 && level > 0
    ? measured(level)
    : unmeasured('no-baseline', `${kept.length} frames before blood arrives`)
}

function peakEnhancement(
  region: RegionCurve,
  times: readonly number[],
  input: Outcome<ArterialInput>,
): Outcome<number> {
  if (!input.measured) return input
  const base = baselineOf(region, times, input.value)
  if (!base.measured) return base
  const { pass } = input.value
  const end = (input.value.times[pass.recirculation] ?? 0) + tissueLag
  const rise = riseOf(
    times,
    region.signal.map((value) => value / base.value - 1),
    { arrival: pass.arrival, end, points: 3 },
  )
  return outcomeOf(rise, ({ height }) => 100 * height)
}

/** Under its baseline by this share while blood is at its peak. */
const darkening = 0.1

function darkRim(region: RegionCurve, times: readonly number[], input: ArterialInput): boolean {
  const base = baselineOf(region, times, input)
  const peak = input.times[input.pass.peak] ?? 0
  const frame = times.findIndex((time) => time >= peak - 1)
  return base.measured && frame >= 0 && (region.signal[frame] ?? 0) < (1 - darkening) * base.value
}

function layerRatios(regions: readonly RegionResult[]): (readonly [number | undefined, Outcome<number>])[] {
  return regions
    .filter(({ region }) => region.layer === 'endocardial')
    .flatMap((inner) => {
      const outer = regions.find(
        ({ region }) => region.layer === 'epicardial' && region.segment === inner.region.segment,
      )
      return outer === undefined
        ? []
        : [[inner.region.segment, ratioOf(inner.flow, outer.flow, ({ mbf }) => mbf)] as const]
    })
}

function ratioOf<T>(over: Outcome<T>, under: Outcome<T>, read: (value: T) => number): Outcome<number> {
  if (!over.measured) return over
  if (!under.measured) return under
  const divisor = read(under.value)
  return divisor > 0
    ? measured(read(over.value) / divisor)
    : unmeasured('out-of-range', `nothing to divide by: ${divisor}`)
}

/** Regions of both states are paired by slice, segment and layer. */
function together({ rest, stress }: Partial<Record<PerfusionState, StateResult>>): Measurement[] {
  const regions = (stress ?? rest)?.regions ?? []
  const only = unmeasured('no-partner', `stress and rest are needed`)
  return regions.flatMap(({ slice, region }) => {
    const find = (state: StateResult | undefined) =>
      state?.regions.find(
        (one) =>
          one.slice === slice && one.region.segment === region.segment && one.region.layer === region.layer,
      )
    const [atRest, atStress] = [find(rest), find(stress)]
    const scope: Scope = {
      slice,
      ...(region.segment === undefined ? {} : { segment: region.segment }),
      layer: region.layer,
    }
    const both = atRest !== undefined && atStress !== undefined
    return [
      measurement(
        'perf-mpr',
        both ? ratioOf(atStress.flow, atRest.flow, ({ mbf }) => mbf) : only,
        fermiDeconvolution,
      ),
      measurement(
        'perf-mpri',
        both ? ratioOf(atStress.relative, atRest.relative, (value) => value) : only,
        upslopeOfConcentration,
      ),
    ].map((m) => scoped(scope, m))
  })
}
