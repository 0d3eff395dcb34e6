/** One region at one state: its rise beside that of the blood, and its blood flow by either method. */

import { say } from '../sentences/say.ts'
import { combined, measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { ArterialInput } from './arterial-input.ts'
import type { FlowFit, InputCurve } from './deconvolution.ts'
import { fitExchange } from './exchange.ts'
import { fitFermi } from './fermi.ts'
import type { PerfusionState, Settings } from './settings.ts'
import { concentrationOf, relaxedFromBaseline, type SignalModel } from './signal.ts'
import type { RegionCurve } from './slice.ts'
import { type Rise, type RiseWindow, riseOf } from './upslope.ts'

/** What a curve is a curve of. Upslopes of different kinds are never put side by side. */
export type Basis = 'signal' | 'concentration'

export interface RegionResult {
  readonly slice: number
  readonly region: RegionCurve
  /** of `rise` and `relative` */
  readonly basis: Basis
  readonly rise: Outcome<Rise>
  /** upslope of the region to that of the blood */
  readonly relative: Outcome<number>
  readonly fermi: Outcome<FlowFit>
  /** of the whole thickness: the curves of layers are too noisy for it */
  readonly exchange: Outcome<FlowFit>
  /** % of the baseline signal, at the top of the first pass */
  readonly peak: Outcome<number>
  /** the signal sinks below its baseline while blood is at its peak */
  readonly darkens: boolean
}

/** ms of the tissue's first pass beyond that of the blood */
const tissueLag = 4000
/** Under its baseline by this share while blood is at its peak. */
const darkening = 0.1
/** frames in a line where only the height of the curve is asked for */
const linePoints = 3
const fewestBaseline = 3

/** t_d of the wall that a region is part of, ms, by either method. */
export interface WallDelays {
  readonly fermi?: number
  readonly exchange?: number
}

export const delaysOf = ({ fermi, exchange }: RegionResult): WallDelays => ({
  ...(fermi.measured ? { fermi: fermi.value.delay } : {}),
  ...(exchange.measured ? { exchange: exchange.value.delay } : {}),
})

export const outcomeOf = <T>(outcome: Outcome<T>, read: (value: T) => number): Outcome<number> =>
  outcome.measured ? measured(read(outcome.value), outcome.warnings) : outcome

/**
 * @param times   of the region's frames, ms; may be others than the input's
 * @param delays  of the whole wall, for its parts
 */
export function regionResult(
  slice: number,
  region: RegionCurve,
  times: readonly number[],
  input: Outcome<ArterialInput>,
  state: PerfusionState,
  options: Settings,
  delays: WallDelays = {},
): RegionResult {
  const none = (why: Outcome<never>, basis: Basis): RegionResult => {
    const flows = { fermi: why, exchange: why }
    return { slice, region, basis, rise: why, relative: why, ...flows, peak: why, darkens: false }
  }
  const usual: Basis = options.signal === undefined ? 'signal' : 'concentration'
  if (!input.measured) return none(input, usual)
  const { pass, enhancement, concentration, saturated } = input.value
  const base = baselineOf(region, times, input.value)
  if (!base.measured) return none(base, usual)
  const tissue = converted(region, base.value, pass.baseline[0], options)
  const pair =
    tissue?.measured && concentration !== undefined && saturated === undefined
      ? { tissue: tissue.value, blood: concentration }
      : undefined
  const enhanced = region.signal.map((value) => value / base.value - 1)
  const windows = windowsOf(input.value, options.upslopePoints[state])
  const rise = riseOf(times, pair?.tissue ?? enhanced, windows.tissue)
  const bloodRise = riseOf(input.value.times, pair?.blood ?? enhancement, windows.blood)
  const peak = riseOf(times, enhanced, windows.height)
  const flowBy = (deconvolved: (of: Pair) => Outcome<FlowFit>): Outcome<FlowFit> =>
    pair === undefined
      ? whyNoFlow(input.value, tissue)
      : deconvolved({
          blood: inputCurve(input.value, pair.blood),
          curve: pair.tissue,
        })
  return {
    slice,
    region,
    basis: pair === undefined ? 'signal' : 'concentration',
    rise,
    relative: ratioOf(rise, bloodRise, ({ upslope }) => upslope),
    fermi: flowBy(({ blood, curve }) => fitFermi(blood, times, curve, options.fermi, delays.fermi)),
    exchange: flowBy(({ blood, curve }) =>
      region.layer === 'whole-wall'
        ? fitExchange(blood, times, curve, options.exchange, delays.exchange)
        : ofLayer,
    ),
    peak: outcomeOf(peak, ({ height }) => 100 * height),
    darkens: darkens(region, base.value, times, input.value),
  }
}

const ofLayer = unmeasured('too-few-pixels', say('perfusion/exchange-fitted-whole-thickness-curve'))

interface Pair {
  readonly blood: InputCurve
  readonly curve: Float64Array
}

/** Where the rise of tissue, that of blood and the height of tissue are looked for. */
export function windowsOf(
  { times, pass }: ArterialInput,
  points: number,
): Readonly<Record<'tissue' | 'blood' | 'height', RiseWindow>> {
  const end = times[pass.recirculation] ?? 0
  const blood = { arrival: pass.arrival, end, points }
  const tissue = { ...blood, end: end + tissueLag }
  return { blood, tissue, height: { ...tissue, points: linePoints } }
}

/** @param values  mmol/L in blood */
export const inputCurve = ({ times, pass }: ArterialInput, values: Float64Array): InputCurve => ({
  times,
  values,
  arrival: pass.arrival,
  end: times[pass.recirculation] ?? 0,
})

/** mmol/L; undefined where no model is given */
export function converted(
  { signal }: Pick<RegionCurve, 'signal'>,
  baseline: number,
  firstSteady: number,
  { signal: given }: Settings,
): Outcome<Float64Array> | undefined {
  if (given === undefined) return undefined
  const model = { ...given, nativeT1: given.myocardialT1 as SignalModel['nativeT1'] }
  const later = signal.map((value, i) => (i < firstSteady ? baseline : value))
  const found = concentrationOf(later, relaxedFromBaseline(baseline, model), model)
  return found.measured ? measured(found.value.values) : found
}

export function whyNoFlow(
  { saturated }: ArterialInput,
  tissue: Outcome<Float64Array> | undefined,
): Outcome<never> {
  if (saturated !== undefined) return unmeasured('saturated-input', saturated)
  if (tissue !== undefined && !tissue.measured) return tissue
  return unmeasured('no-arterial-input', say('perfusion/without-saturation-time-t1-relaxivity'))
}

/** Mean of the signal before blood arrives, without the frames that the arterial input left out. */
export function baselineOf(
  { signal }: Pick<RegionCurve, 'signal'>,
  times: readonly number[],
  { pass, times: own }: ArterialInput,
): Outcome<number> {
  const last = own[pass.baseline[1]] ?? 0
  const kept = times.flatMap((time, i) => (i >= pass.baseline[0] && time <= last + 1 ? [signal[i] ?? 0] : []))
  const level = kept.reduce((sum, value) => sum + value, 0) / kept.length
  return kept.length >= fewestBaseline && level > 0
    ? measured(level)
    : unmeasured('no-baseline', say('perfusion/frames-before-blood-arrives', { kept: kept.length }))
}

function darkens(
  { signal }: RegionCurve,
  base: number,
  times: readonly number[],
  { pass, times: own }: ArterialInput,
): boolean {
  const peak = own[pass.peak] ?? 0
  const frame = times.findIndex((time) => time >= peak - 1)
  return (signal[frame] ?? base) < (1 - darkening) * base
}

/** @returns unmeasured 'out-of-range' where there is nothing to divide by */
export const ratioOf = <T>(
  over: Outcome<T>,
  under: Outcome<T>,
  read: (value: T) => number,
): Outcome<number> =>
  combined(over, under, (dividend, by) => {
    const divisor = read(by)
    return divisor > 0
      ? measured(read(dividend) / divisor)
      : unmeasured('out-of-range', say('perfusion/nothing-divide', { divisor }))
  })
