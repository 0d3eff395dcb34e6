/** Survival of the patient whose linear predictor is 0, at a time. */
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

/**
 * S₀(t) between published times, straight in ln(−ln S₀) over ln t: exact for a Weibull baseline, and between 0
 * and 1 for any. Before the first time the hazard is taken as constant up to it; beyond the last there is nothing.
 *
 * @param points  ascending times above 0, survival falling, 0 < S₀ < 1
 * @returns unmeasured 'out-of-range' beyond the last time or for a time not above 0
 */
export function baselineSurvival(
  points: readonly { readonly t: number; readonly s0: number }[],
  time: number,
): Outcome<number> {
  const last = points.at(-1)
  if (last === undefined || !(time > 0) || time > last.t)
    return unmeasured('out-of-range', `the baseline is known up to ${last?.t ?? 0} months, not at ${time}`)
  const after = points.findIndex(({ t }) => t >= time)
  const upper = at(points, after)
  if (upper.t === time) return measured(upper.s0)
  if (after === 0) return measured(upper.s0 ** (time / upper.t))
  const lower = at(points, after - 1)
  const [from, to] = [Math.log(-Math.log(lower.s0)), Math.log(-Math.log(upper.s0))]
  const share = Math.log(time / lower.t) / Math.log(upper.t / lower.t)
  return measured(Math.exp(-Math.exp(from + share * (to - from))))
}

/** What is wrong with a table of baseline survival, or undefined. */
export function wrongBaseline(
  points: readonly { readonly t: number; readonly s0: number }[],
): string | undefined {
  if (points.length === 0) return 'it has no times'
  for (const [i, { t, s0 }] of points.entries()) {
    if (!(t > 0) || !(s0 > 0 && s0 < 1)) return `survival ${s0} at ${t} months`
    const before = points[i - 1]
    if (before !== undefined && (t <= before.t || s0 > before.s0))
      return `survival ${s0} at ${t} months after ${before.s0} at ${before.t}`
  }
  return undefined
}
