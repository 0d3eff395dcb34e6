/**
 * The arterial input: blood in the cavity of the most basal slice, and whether its peak can be believed.
 *
 * It cannot where the signal is nearly that of relaxed blood, or where the first pass is flat on top: more than 1.3
 * times as broad near its peak as a gamma variate of the same width at half height. (A gamma variate fitted to the
 * foot foretells neither the height nor the width: the second pass lies under its tail.)
 */

import { say } from '../sentences/say.ts'
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
      ? measured({ ...base, saturated: converted.detail ?? say('perfusion/signal-saturated') })
      : converted
  const { values, largestShare } = converted.value
  const broad = broadening(times, values, pass.value)
  const saturated =
    largestShare > saturatedShare
      ? say('perfusion/peak-fully-relaxed-signal', { largestShare })
      : broad > broadenedBy
        ? say('perfusion/first-pass-times-broad-top', { broad })
        : undefined
  return measured({ ...base, concentration: values, ...(saturated === undefined ? {} : { saturated }) })
}

/** width at 90 % of the height to that at half, of gamma variates of any shape from 1 up, to 3 % */
const bellShaped = 0.39
const nearTop = 0.9

/** How much broader the top is than that of a bell as wide at half height; 1 of a gamma variate. */
export function broadening(times: readonly number[], values: Float64Array, pass: FirstPass): number {
  const height = values[pass.peak] ?? 0
  const width = (share: number): number => widthAt(times, values, pass, share * height)
  return width(nearTop) / width(0.5) / bellShaped
}

/** From the first frame of the pass that is above a level to the last, between frames: a dent on top is part of it. */
function widthAt(
  times: readonly number[],
  values: Float64Array,
  { baseline, recirculation }: FirstPass,
  level: number,
): number {
  let first = baseline[1]
  while (first < recirculation && (values[first + 1] ?? 0) <= level) first++
  let last = recirculation
  while (last > first && (values[last] ?? 0) <= level) last--
  // falling: the same crossing, read backward
  const backward = [times[last + 1] ?? times[last] ?? 0, times[last] ?? 0]
  const fallen = Float64Array.of(values[last + 1] ?? 0, values[last] ?? 0)
  return crossing(backward, fallen, 0, level) - crossing(times, values, first, level)
}
