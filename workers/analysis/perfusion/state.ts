/** All slices of rest or of stress: one arterial input, every region beside it, and the numbers of each. */
import { type Measurement, measurement, type QuantityName, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type ArterialInput, arterialInput } from './arterial-input.ts'
import { firstPass } from './first-pass.ts'
import {
  exchangeDeconvolution,
  fermiDeconvolution,
  firstPassCurve,
  translationByTissueClasses,
  upslopeOfConcentration,
  upslopeOfSignal,
} from './methods.ts'
import { delaysOf, outcomeOf, type RegionResult, ratioOf, regionResult } from './region.ts'
import type { PerfusionState, Settings } from './settings.ts'
import type { SignalModel } from './signal.ts'
import type { SlicePerfusion } from './slice.ts'
import type { RegionPixels } from './wall-regions.ts'

/** An arterial input of its own: of a dual sequence or a pre-bolus, with the model of its own images. */
export interface SeparateInput {
  /** of a dual sequence on the clock of the slices; of a pre-bolus on its own */
  readonly times: readonly number[]
  readonly signal: Float64Array
  /** absent: as of the slices */
  readonly saturationTime?: number
  /** Dose of the main bolus to that of the pre-bolus; absent: it is the main bolus that was seen. */
  readonly doseRatio?: number
}

export interface StateSlices {
  /** base to apex; the first that is measured gives the arterial input */
  readonly slices: readonly Outcome<SlicePerfusion>[]
  readonly arterial?: SeparateInput
}

/** A slice, or a region of it, without numbers. */
export interface Failure {
  readonly slice: number
  /** absent: the whole slice */
  readonly region?: RegionPixels
  readonly why: Unmeasured
}

export interface StateResult {
  readonly input?: ArterialInput
  readonly regions: readonly RegionResult[]
  readonly failures: readonly Failure[]
}

export interface StateReport {
  readonly result: StateResult
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
}

export const upslopeOf = { signal: upslopeOfSignal, concentration: upslopeOfConcentration } as const
export const upslopeQuantity = { signal: 'perf-upslope-si', concentration: 'perf-upslope-gd' } as const

export const scopeOf = (slice: number, { segment, layer }: RegionPixels): Scope => ({
  slice,
  ...(segment === undefined ? {} : { segment }),
  layer,
})

export function stateReport(
  state: PerfusionState,
  { slices, arterial }: StateSlices,
  options: Settings,
  onRegion?: () => void,
): StateReport {
  if (slices.length === 0) return withoutSlices(state, options)
  const measurements: Measurement[] = []
  const warnings: string[] = []
  const regions: RegionResult[] = []
  const failures: Failure[] = []
  const input = inputOf(slices, arterial, options)
  if (input.measured && input.value.saturated !== undefined)
    warnings.push(
      say('perfusion/semi-quantitative-only-arterial-input', { state, saturated: input.value.saturated }),
    )
  slices.forEach((slice, index) => {
    const place: Scope = { state, slice: index }
    if (!slice.measured) {
      failures.push({ slice: index, why: slice })
      measurements.push(
        ...[...ofSlice, ...ofRegion(options)].map((quantity) => refused(quantity, place, slice)),
      )
      return
    }
    const name = say('perfusion/slice-of-state', { state, index: index + 1 })
    for (const warning of [...slice.warnings, ...slice.value.warnings])
      warnings.push(say('common/place-says', { place: name, what: warning }))
    measurements.push(...motionOf(slice.value).map((m) => scoped(place, m)))
    const own = regionsOf(index, slice.value, input, state, options, onRegion)
    regions.push(...own)
    for (const one of own) {
      const scope: Scope = { ...scopeOf(index, one.region), state }
      measurements.push(...numbersOf(one, input).map((m) => scoped(scope, m)))
      const { segment, layer } = one.region
      if (layer === 'endocardial' && one.darkens)
        warnings.push(
          say('perfusion/inner-layer-darkens-blood-peaks', {
            place: segment === undefined ? name : say('common/segment-of', { place: name, segment }),
          }),
        )
    }
    for (const small of slice.value.tooSmall) {
      const why = unmeasured('too-few-pixels', say('perfusion/region-pixels', { pixels: small.pixels }))
      failures.push({ slice: index, region: small, why })
      const scope: Scope = { ...scopeOf(index, small), state }
      measurements.push(...ofRegion(options).map((quantity) => refused(quantity, scope, why)))
    }
    for (const [segment, ratio] of layerRatios(own))
      measurements.push(
        scoped(
          { ...place, ...(segment === undefined ? {} : { segment }) },
          measurement('perf-endo-epi', ratio, fermiDeconvolution),
        ),
      )
  })
  return {
    result: { regions, failures, ...(input.measured ? { input: input.value } : {}) },
    measurements,
    warnings,
  }
}

/** The wall of the whole slice tells the delays that its parts are expected to have. */
function regionsOf(
  index: number,
  { regions, times }: SlicePerfusion,
  input: Outcome<ArterialInput>,
  state: PerfusionState,
  options: Settings,
  onRegion?: () => void,
): RegionResult[] {
  const isWall = ({ segment, layer }: RegionPixels): boolean =>
    segment === undefined && layer === 'whole-wall'
  const wall = regions.find(isWall)
  const first = wall && regionResult(index, wall, times, input, state, options)
  const delays = first && delaysOf(first)
  return regions.map((region) => {
    onRegion?.()
    return first && region === wall
      ? first
      : regionResult(index, region, times, input, state, options, delays)
  })
}

const ofSlice = ['perf-motion', 'perf-residual', 'perf-endo-epi'] as const
const ofRegion = ({ signal }: Settings): readonly QuantityName[] => [
  'perf-mbf',
  'perf-mbf-2cxm',
  upslopeQuantity[signal === undefined ? 'signal' : 'concentration'],
  'perf-upslope-rel',
  'perf-ttp',
  'perf-t50',
  'perf-peak',
]

/** Of what is not measured no method is recorded. */
const refused = (quantity: QuantityName, scope: Scope, why: Unmeasured): Measurement =>
  scoped(scope, measurement(quantity, why, firstPassCurve))

function withoutSlices(state: PerfusionState, options: Settings): StateReport {
  const why = unmeasured('no-images', say('perfusion/there-no-slice', { state }))
  return {
    result: { regions: [], failures: [] },
    measurements: [...ofSlice, ...ofRegion(options)].map((quantity) => refused(quantity, { state }, why)),
    warnings: [],
  }
}

function inputOf(
  slices: StateSlices['slices'],
  arterial: SeparateInput | undefined,
  options: Settings,
): Outcome<ArterialInput> {
  const basal = slices.find((slice) => slice.measured)
  const separate = arterial && { times: arterial.times, blood: arterial.signal }
  const source = separate ?? (basal?.measured ? basal.value : undefined)
  if (source === undefined) return unmeasured('no-arterial-input', say('perfusion/no-slice-blood-pool'))
  const model = options.signal && {
    ...options.signal,
    nativeT1: options.signal.bloodT1 as SignalModel['nativeT1'],
    ...(arterial?.saturationTime === undefined
      ? {}
      : { saturationTime: arterial.saturationTime as SignalModel['saturationTime'] }),
  }
  const input = arterialInput(source.times, source.blood, model, options.input)
  return input.measured && arterial?.doseRatio !== undefined
    ? mainBolus(input.value, arterial.doseRatio, basal, options)
    : input
}

/**
 * What a pre-bolus foretells of the main one: as much higher as the dose, and from the moment on when the main one
 * arrives in the cavity, which is seen however saturated its peak is.
 *
 * @source  Utz 2008, Magn Reson Med 59:1373 (a tenth of the dose as pre-bolus)
 */
function mainBolus(
  { times, enhancement, concentration, pass, ...rest }: ArterialInput,
  doseRatio: number,
  basal: Outcome<SlicePerfusion> | undefined,
  { input }: Settings,
): Outcome<ArterialInput> {
  if (!(doseRatio > 0 && Number.isFinite(doseRatio)))
    return unmeasured('contradictory-input', say('perfusion/main-bolus-times-pre-bolus', { doseRatio }))
  if (!basal?.measured) return unmeasured('no-arterial-input', say('perfusion/no-slice-shows-when-main'))
  const main = firstPass(basal.value.times, basal.value.blood, input)
  if (!main.measured) return main
  const later = main.value.arrival - pass.arrival
  const higher = (value: number): number => doseRatio * value
  return measured({
    ...rest,
    times: times.map((time) => time + later),
    enhancement: enhancement.map(higher),
    pass: { ...pass, arrival: main.value.arrival },
    ...(concentration === undefined ? {} : { concentration: concentration.map(higher) }),
  })
}

function motionOf({ motion, pixel }: SlicePerfusion): Measurement[] {
  let largest = 0
  motion.shiftX.forEach((x, t) => {
    largest = Math.max(largest, Math.hypot(x, motion.shiftY[t] ?? 0))
  })
  return [
    measurement('perf-motion', measured(largest * pixel), translationByTissueClasses),
    measurement('perf-residual', measured(motion.residual * pixel), translationByTissueClasses),
  ]
}

function numbersOf(
  { basis, rise, relative, fermi, exchange, peak }: RegionResult,
  input: Outcome<ArterialInput>,
) {
  const arrival = input.measured ? input.value.pass.arrival : 0
  const by = upslopeOf[basis]
  return [
    measurement(
      'perf-mbf',
      outcomeOf(fermi, ({ mbf }) => mbf),
      fermiDeconvolution,
    ),
    measurement(
      'perf-mbf-2cxm',
      outcomeOf(exchange, ({ mbf }) => mbf),
      exchangeDeconvolution,
    ),
    measurement(
      upslopeQuantity[basis],
      outcomeOf(rise, ({ upslope }) => upslope),
      by,
    ),
    measurement('perf-upslope-rel', relative, by),
    measurement(
      'perf-ttp',
      outcomeOf(rise, ({ peakTime }) => peakTime - arrival),
      firstPassCurve,
    ),
    measurement(
      'perf-t50',
      outcomeOf(rise, ({ halfTime }) => halfTime - arrival),
      firstPassCurve,
    ),
    measurement('perf-peak', peak, firstPassCurve),
  ]
}

/** Inner to outer half, of each segment and of the whole wall. */
function layerRatios(
  regions: readonly RegionResult[],
): (readonly [segment: number | undefined, ratio: Outcome<number>])[] {
  return regions
    .filter(({ region }) => region.layer === 'endocardial')
    .flatMap((inner) => {
      const outer = regions.find(
        ({ region }) => region.layer === 'epicardial' && region.segment === inner.region.segment,
      )
      return outer === undefined
        ? []
        : [[inner.region.segment, ratioOf(inner.fermi, outer.fermi, ({ mbf }) => mbf)] as const]
    })
}
