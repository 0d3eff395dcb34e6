/**
 * The arterial input: blood in the cavity of the most basal slice, and whether its peak can be believed.
 *
 * It cannot where the signal is nearly that of relaxed blood, or where the first pass is broader than its foot allows:
 * more than 1.3 times the width of a gamma variate fitted to the lower half of the curve.
 */
import { levenbergMarquardt } from '../numerics/levenberg-marquardt.ts'
import { measured, type Outcome } from '../units/outcome.ts'
import { crossing, type FirstPass, type FirstPassOptions, firstPass } from './first-pass.ts'
import { concentrationOf, relaxedFromBaseline, type SignalModel } from './signal.ts'

export interface InputOptions extends FirstPassOptions {
  /** Share of the relaxed signal: there 1 % of the signal is 5 % of the concentration. */
  readonly saturatedShare?: number
  readonly broadenedBy?: number
}

export const inputDefaults = { saturatedShare: 0.92, broadenedBy: 1.3 } as const

export interface ArterialInput {
  readonly times: readonly number[]
  /** signal over its baseline, as a share of it */
  readonly enhancement: Float64Array
  readonly pass: FirstPass
  /** mmol/L; absent where the signal is not converted */
  readonly concentration?: Float64Array
  /** why flow cannot be measured from it, as a sentence */
  readonly saturated?: string
}

/** @param model  of blood; undefined: semi-quantitative only */
export function arterialInput(
  times: readonly number[],
  signal: Float64Array,
  model: SignalModel | undefined,
  options: InputOptions = {},
): Outcome<ArterialInput> {
  const { saturatedShare, broadenedBy } = { ...inputDefaults, ...options }
  const pass = firstPass(times, signal, options)
  if (!pass.measured) return pass
  const enhancement = signal.map((value) => value / pass.value.level - 1)
  const base = { times, enhancement, pass: pass.value }
  if (model === undefined) return measured(base)
  const later = signal.map((value, i) => (i < pass.value.baseline[0] ? pass.value.level : value))
  const converted = concentrationOf(later, relaxedFromBaseline(pass.value.level, model), model)
  if (!converted.measured)
    return converted.reason === 'saturated-input'
      ? measured({ ...base, saturated: converted.detail ?? 'the signal is saturated' })
      : converted
  const { values, largestShare } = converted.value
  const broad = broadening(times, values, pass.value)
  const saturated =
    largestShare > saturatedShare
      ? `the peak is ${largestShare.toFixed(2)} of the fully relaxed signal`
      : broad !== undefined && broad > broadenedBy
        ? `the first pass is ${broad.toFixed(2)} times as wide as its foot allows`
        : undefined
  return measured({ ...base, concentration: values, ...(saturated === undefined ? {} : { saturated }) })
}

/** Width at half height beside that of a gamma variate fitted under half of the peak; undefined with too few frames. */
export function broadening(
  times: readonly number[],
  values: Float64Array,
  { arrival, peak, recirculation, baseline }: FirstPass,
): number | undefined {
  const height = values[peak] ?? 0
  const foot: number[] = []
  for (let i = baseline[1]; i <= recirculation; i++) if ((values[i] ?? 0) <= height / 2) foot.push(i)
  if (foot.length < 6) return undefined
  const peakTime = times[peak] ?? 0
  const model = ([top = 0, start = 0, rise = 1, shape = 1]: Float64Array, time: number): number => {
    const x = (time - start) / rise
    return x > 0 ? top * x ** shape * Math.exp(shape * (1 - x)) : 0
  }
  const { parameters } = levenbergMarquardt({
    residuals: (p, into) => {
      foot.forEach((i, k) => {
        into[k] = model(p, times[i] ?? 0) - (values[i] ?? 0)
      })
    },
    count: foot.length,
    start: [height, arrival - 300, peakTime - arrival + 300, 3],
    lower: [0, arrival - 3000, 500, 0.5],
    upper: [10 * height, peakTime - 200, 15000, 12],
  })
  const [top = 0, start = 0, rise = 1] = parameters
  const step = rise / 400
  let inside = 0
  for (let time = start; time < start + 8 * rise; time += step)
    if (model(parameters, time) > top / 2) inside++
  let up = peak
  while (up > 0 && (values[up] ?? 0) > height / 2) up--
  let down = peak
  while (down < values.length - 1 && (values[down] ?? 0) > height / 2) down++
  // falling: the same crossing, read backward
  const [v0, v1] = [values[down - 1] ?? 0, values[down] ?? 0]
  const [t0, t1] = [times[down - 1] ?? 0, times[down] ?? 0]
  const fall = t0 + ((v0 - height / 2) / Math.max(v0 - v1, 1e-12)) * (t1 - t0)
  return inside > 0 ? (fall - crossing(times, values, up, height / 2)) / (inside * step) : undefined
}
