/** Curves of a first pass that are known in closed form: a gamma variate and what follows from it. */
import { measured, type Outcome } from '#analysis/units/outcome.ts'
import { type Ms, ms } from '#analysis/units/units.ts'

export const beats = (count: number, rr = 800): Ms[] => Array.from({ length: count }, (_, i) => ms(i * rr))

/** mmol/L: x³ e^(3(1 − x)) with x from the arrival at 8 s to the peak 4 s later, and a second pass of a fifth. */
export function bolusAt(time: number, peak = 3, arrival = 8000, toPeak = 4000): number {
  const pass = (since: number, to: number): number =>
    since > 0 ? (since / to) ** 3 * Math.exp(3 * (1 - since / to)) : 0
  return peak * (pass(time - arrival, toPeak) + 0.2 * pass(time - arrival - 9000, 2 * toPeak))
}

/**
 * The bolus convolved with a response of time in seconds, by the midpoint rule in steps of 20 ms: a separate way from
 * that of the analysis.
 */
export function perfused(
  times: readonly number[],
  flow: number,
  response: (seconds: number) => number,
  delay = 0,
  peak = 3,
): Float64Array {
  const step = 20
  return Float64Array.from(times, (time) => {
    let sum = 0
    for (let t = step / 2; t < time - delay; t += step)
      sum += bolusAt(t, peak) * response((time - delay - t) / 1000)
    return (flow * sum * step) / 1000
  })
}

export function valueIn<T>(outcome: Outcome<T>): T {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail ?? ''}`)
  return outcome.value
}

export const given = <T>(value: T): Outcome<T> => measured(value)
