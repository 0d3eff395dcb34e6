/**
 * Whether hazards stay proportional: a score test of β(t) = β + θ g(t), by Schoenfeld's residuals.
 *
 *   U = Σ_events g(t) (x − x̄(t))     χ² = Uᵀ (I_θθ − I_θβ I_ββ⁻¹ I_βθ)⁻¹ U
 *   I_ββ = Σ V(t),  I_θβ = Σ g V(t),  I_θθ = Σ g² V(t)
 *
 * @source Grambsch & Therneau 1994, doi:10.1093/biomet/81.3.515, in the exact form of R survival 3's cox.zph
 */
import { chiSquaredAbove } from '../numerics/chi-squared-distribution.ts'
import { mean } from '../numerics/moments.ts'
import { dot, type Matrix, positiveDefinite } from '../numerics/positive-definite.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { ChiSquaredTest, CoxFit, Subject } from './cox.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { proportionalityMethod } from './methods.ts'
import { eachEvent, linearPredictors, riskSets } from './partial-likelihood.ts'

/** g(t): 1 − S(t−), which no late event dominates; the time itself; its logarithm */
export const timeScales = ['km', 'identity', 'log'] as const
export type TimeScale = (typeof timeScales)[number]

export interface Proportionality {
  readonly method: string
  readonly version: string
  readonly options: { readonly scale: TimeScale }
  readonly covariates: readonly (ChiSquaredTest & { readonly name: string })[]
  readonly global: ChiSquaredTest
}

/**
 * @param subjects  the ones of the fit
 * @returns unmeasured 'too-few-points' when events came at one time only or at fewer than covariates need
 */
export function proportionality(
  subjects: readonly Subject[],
  fit: CoxFit,
  scale: TimeScale = 'km',
): Outcome<Proportionality> {
  const p = fit.coefficients.length
  const centred = subjects.map(({ x }) => x.map((value, k) => value - at(fit.means, k)))
  const sets = riskSets(subjects, centred)
  const beta = fit.coefficients.map((coefficient) => coefficient.beta)
  const g = timeFunction(subjects, scale)

  const score = new Array<number>(p).fill(0)
  const [plain, mixed, squared] = [zeros(p), zeros(p), zeros(p)]
  for (let i = 0; i < sets.count; i++)
    if (sets.events[i] === 1)
      for (let k = 0; k < p; k++) score[k] = at(score, k) + g(sets.times[i] ?? 0) * (sets.x[i * p + k] ?? 0)
  eachEvent(sets, linearPredictors(sets, beta), fit.options.ties, ({ time, mean: expected, covariance }) => {
    const weight = g(time)
    for (let k = 0; k < p; k++) {
      score[k] = at(score, k) - weight * (expected[k] ?? 0)
      for (let m = 0; m < p; m++) {
        const v = covariance[k * p + m] ?? 0
        addTo(plain, k, m, v)
        addTo(mixed, k, m, weight * v)
        addTo(squared, k, m, weight * weight * v)
      }
    }
  })
  const whole = scoreTest(score, plain, mixed, squared)
  if (whole === undefined)
    return unmeasured('too-few-points', 'events came at too few times to look for a trend')
  const covariates = fit.coefficients.map(({ name }, k) => {
    const column = mixed.map((row) => at(row, k))
    const single = scoreTest(
      [at(score, k)],
      plain,
      column.map((v) => [v]),
      [[at(at(squared, k), k)]],
    )
    return single === undefined ? undefined : { name, ...single }
  })
  return measured({
    ...proportionalityMethod,
    options: { scale },
    covariates: covariates.filter((test) => test !== undefined),
    global: whole,
  })
}

const zeros = (p: number): number[][] => Array.from({ length: p }, () => new Array<number>(p).fill(0))

function addTo(matrix: number[][], i: number, j: number, value: number): void {
  const row = at(matrix, i)
  row[j] = at(row, j) + value
}

/** @param mixed  one row a β, one column a θ */
function scoreTest(
  score: readonly number[],
  plain: Matrix,
  mixed: Matrix,
  squared: Matrix,
): ChiSquaredTest | undefined {
  const solver = positiveDefinite(plain)
  if ('dependent' in solver) return undefined
  const columns = score.map((_, j) => mixed.map((row) => at(row, j)))
  const solved = columns.map((column) => solver.solve(column))
  const left = squared.map((row, i) => row.map((value, j) => value - dot(at(columns, i), at(solved, j))))
  // a g that is constant leaves rounding, which must not be divided by
  if (left.some((row, i) => !(at(row, i) > 1e-10 * at(at(squared, i), i)))) return undefined
  const spread = positiveDefinite(left)
  if ('dependent' in spread) return undefined
  const chiSquared = dot(score, spread.solve(score))
  const degrees = score.length
  return { chiSquared, degrees, p: chiSquaredAbove(Math.max(0, chiSquared), degrees) }
}

/** g, less its mean over the events: the test does not see a constant, rounding does. */
function timeFunction(subjects: readonly Subject[], scale: TimeScale): (time: number) => number {
  const raw = scale === 'km' ? shareGone(subjects) : scale === 'log' ? Math.log : (time: number) => time
  const centre = mean(subjects.filter(({ event }) => event).map(({ time }) => raw(time)))
  return (time) => raw(time) - centre
}

/** 1 − S(t−) at the event times. */
function shareGone(subjects: readonly Subject[]): (time: number) => number {
  const curve = kaplanMeier(subjects)
  if (!curve.measured) throw new RangeError('a fit without a survival curve')
  const before = new Map<number, number>()
  let survival = 1
  for (const step of curve.value.steps) {
    before.set(step.time, 1 - survival)
    survival = step.survival
  }
  return (time) => {
    const share = before.get(time)
    if (share === undefined) throw new RangeError(`nobody's time is ${time}`)
    return share
  }
}
