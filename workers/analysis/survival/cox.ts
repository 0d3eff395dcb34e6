/**
 * Cox' proportional hazards regression: h(t | x) = h₀(t) exp(Σ βⱼ (xⱼ − x̄ⱼ)).
 *
 * Newton's method on the partial likelihood of standardised covariates, each step halved until the likelihood
 * grows. Where a covariate separates those with the event from the rest, β has no finite maximum: the fit is
 * then penalised (ridge), and says so.
 * @source Cox 1972; Efron 1977, doi:10.1080/01621459.1977.10480613; ridge: Verweij & van Houwelingen 1994,
 *         doi:10.1002/sim.4780132307; Therneau & Grambsch, Modeling Survival Data, §3
 */
import { chiSquaredAbove } from '../numerics/chi-squared-distribution.ts'
import { isConstant, mean, variance } from '../numerics/moments.ts'
import { normalQuantile, normalTwoSided } from '../numerics/normal-distribution.ts'
import { dot, positiveDefinite } from '../numerics/positive-definite.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type BaselinePoint, baselineHazard } from './baseline.ts'
import { coxMethod } from './methods.ts'
import { climb, type Maximum } from './newton.ts'
import { type Observation, refusedTimes, refusedWithoutEvents } from './observations.ts'
import { riskSets, type TieRule } from './partial-likelihood.ts'

export interface Subject extends Observation {
  /** covariates, in the order of the names */
  readonly x: readonly number[]
}

export interface CoxOptions {
  /** Efron's rule is nearer to the exact likelihood and as fast: the default of every package but SAS */
  readonly ties: TieRule
  readonly confidence: number
  /**
   * Penalty where a covariate separates: λ/2 Σ β² of standardised covariates, as if log hazard ratios per
   * standard deviation had come from a normal distribution of variance 1/λ. 1: nine in ten ratios within 0.2 to 5
   */
  readonly separationRidge: number
  /** Penalty of every fit, 0 unless a model is to be shrunk. */
  readonly ridge: number
}

export const coxDefaults: CoxOptions = { ties: 'efron', confidence: 0.95, separationRidge: 1, ridge: 0 }

export interface Coefficient {
  readonly name: string
  /** log hazard ratio per unit of the covariate */
  readonly beta: number
  readonly se: number
  readonly hazardRatio: number
  readonly low: number
  readonly high: number
  readonly z: number
  readonly p: number
}

export interface ChiSquaredTest {
  readonly chiSquared: number
  readonly degrees: number
  readonly p: number
}

export interface CoxFit {
  readonly method: string
  readonly version: string
  readonly options: CoxOptions
  readonly n: number
  readonly events: number
  readonly coefficients: readonly Coefficient[]
  readonly covariance: readonly (readonly number[])[]
  /** x̄: what the baseline is the survival of */
  readonly means: readonly number[]
  readonly logLikelihood: { readonly null: number; readonly fitted: number }
  readonly wald: ChiSquaredTest
  /** of the null hypothesis; a penalised fit has none */
  readonly likelihoodRatio: Outcome<ChiSquaredTest>
  readonly score: ChiSquaredTest
  readonly baseline: readonly BaselinePoint[]
  /** λ that was used: 0 for the likelihood itself */
  readonly penalty: number
  readonly iterations: number
}

/** Fewer events than this for each covariate bend estimates and intervals (Peduzzi 1995). */
const eventsPerCovariate = 10

/**
 * @param names  of the covariates, each once
 * @returns unmeasured as `refusedTimes`, 'no-events', 'contradictory-input' for a covariate that is not finite, is
 *          missing or follows from others, 'no-spread' for one that is the same in all, 'no-convergence'
 */
export function coxRegression(
  subjects: readonly Subject[],
  names: readonly string[],
  options: Partial<CoxOptions> = {},
): Outcome<CoxFit> {
  const used = { ...coxDefaults, ...options }
  const refused =
    refusedTimes(subjects) ?? refusedWithoutEvents(subjects) ?? refusedCovariates(subjects, names)
  if (refused !== undefined) return refused

  const columns = names.map((_, k) => subjects.map(({ x }) => at(x, k)))
  const means = columns.map(mean)
  const scales = columns.map((column) => Math.sqrt(variance(column)))
  const rows = subjects.map(({ x }) => x.map((value, k) => (value - at(means, k)) / at(scales, k)))
  const sets = riskSets(subjects, rows)
  const first = climb(sets, used.ties, used.ridge)
  if (first.end === 'dependent')
    return unmeasured(
      'contradictory-input',
      `${at(names, first.covariate)} follows from the covariates before it`,
    )
  const separated = first.end === 'separated' ? at(names, first.covariate) : undefined
  const found = separated === undefined ? first : climb(sets, used.ties, used.ridge + used.separationRidge)
  if (found.end !== 'found')
    return unmeasured('no-convergence', 'the partial likelihood was not brought to its maximum')

  const penalty = separated === undefined ? used.ridge : used.ridge + used.separationRidge
  const events = subjects.filter(({ event }) => event).length
  return measured(
    {
      ...coxMethod,
      options: used,
      n: subjects.length,
      events,
      ...inUnits(found, names, scales, used.confidence),
      means,
      logLikelihood: { null: found.nullLogLikelihood, fitted: found.logLikelihood },
      ...testsOf(found, penalty),
      baseline: baselineHazard(sets, found.beta, used.ties),
      penalty,
      iterations: found.iterations,
    },
    [
      ...(separated === undefined
        ? []
        : [
            `${separated} separates those with the event from those without: its hazard ratio has no finite estimate, and the fit is penalised (ridge ${penalty})`,
          ]),
      ...(events < eventsPerCovariate * names.length
        ? [`${events} events for ${names.length} covariates: fewer than ${eventsPerCovariate} each`]
        : []),
    ],
  )
}

/** β(x − x̄) of one patient. */
export const linearPredictor = ({ coefficients, means }: CoxFit, x: readonly number[]): number =>
  coefficients.reduce((sum, { beta }, k) => sum + beta * (at(x, k) - at(means, k)), 0)

function refusedCovariates(subjects: readonly Subject[], names: readonly string[]): Unmeasured | undefined {
  if (names.length === 0) return unmeasured('contradictory-input', 'no covariate is named')
  for (const [i, { x }] of subjects.entries()) {
    if (x.length !== names.length)
      return unmeasured(
        'contradictory-input',
        `patient ${i + 1} has ${x.length} covariates of ${names.length}`,
      )
    const odd = x.findIndex((value) => !Number.isFinite(value))
    if (odd >= 0)
      return unmeasured('contradictory-input', `${at(names, odd)} of patient ${i + 1} is ${at(x, odd)}`)
  }
  const flat = names.find((_, k) => isConstant(subjects.map(({ x }) => at(x, k))))
  return flat === undefined ? undefined : unmeasured('no-spread', `${flat} is the same in all`)
}

/** From standardised covariates back to those that were given. */
function inUnits(
  { beta, covariance }: Maximum,
  names: readonly string[],
  scales: readonly number[],
  confidence: number,
): Pick<CoxFit, 'coefficients' | 'covariance'> {
  const factor = normalQuantile((1 + confidence) / 2)
  const scaled = covariance.map((row, i) => row.map((value, j) => value / at(scales, i) / at(scales, j)))
  return {
    covariance: scaled,
    coefficients: names.map((name, k) => {
      const value = at(beta, k) / at(scales, k)
      const se = Math.sqrt(at(at(scaled, k), k))
      return {
        name,
        beta: value,
        se,
        hazardRatio: Math.exp(value),
        low: Math.exp(value - factor * se),
        high: Math.exp(value + factor * se),
        z: value / se,
        p: normalTwoSided(value / se),
      }
    }),
  }
}

function testsOf(
  { beta, information, nullScore, nullInformation, logLikelihood, nullLogLikelihood }: Maximum,
  penalty: number,
): Pick<CoxFit, 'wald' | 'likelihoodRatio' | 'score'> {
  const degrees = beta.length
  const tested = (chiSquared: number): ChiSquaredTest => ({
    chiSquared,
    degrees,
    p: chiSquaredAbove(Math.max(0, chiSquared), degrees),
  })
  const atNull = positiveDefinite(nullInformation)
  if ('dependent' in atNull) throw new RangeError('a fit was found on covariates that depend on each other')
  return {
    wald: tested(
      dot(
        beta,
        information.map((row) => dot(row, beta)),
      ),
    ),
    score: tested(dot(nullScore, atNull.solve(nullScore))),
    likelihoodRatio:
      penalty === 0
        ? measured(tested(2 * (logLikelihood - nullLogLikelihood)))
        : unmeasured('fit-failed', 'a penalised fit has no likelihood ratio'),
  }
}
