/** The way up to the largest partial likelihood. */
import { positiveDefinite } from '../numerics/positive-definite.ts'
import { at } from '../units/at.ts'
import { derivatives, type RiskSets, type TieRule } from './partial-likelihood.ts'

export interface Maximum {
  readonly end: 'found'
  readonly beta: readonly number[]
  /** inverse of the information, penalty included */
  readonly covariance: readonly (readonly number[])[]
  readonly information: readonly (readonly number[])[]
  readonly logLikelihood: number
  readonly nullLogLikelihood: number
  readonly nullScore: readonly number[]
  readonly nullInformation: readonly (readonly number[])[]
  readonly iterations: number
}

export interface NoMaximum {
  /** `dependent`: on covariates before it; `separated`: the likelihood grows without end; `lost`: neither */
  readonly end: 'dependent' | 'separated' | 'lost'
  readonly covariate: number
}

const mostIterations = 50
const mostHalvings = 30
/** A step this small, in standard deviations' log hazard, changes no printed digit. */
const still = 1e-9
/**
 * A covariate of which so little is known at the end, beside what was known at β = 0, has run away: e^β ≈ this
 * factor. A hazard ratio of a million per standard deviation is no finding.
 */
const runAway = 1e6

/**
 * @param sets    of covariates with mean 0 and standard deviation 1
 * @param lambda  penalty λ/2 Σ β², 0 for none
 */
export function climb(sets: RiskSets, ties: TieRule, lambda: number): Maximum | NoMaximum {
  const p = sets.covariates
  const look = (beta: readonly number[]) => {
    const { logLikelihood, score, information } = derivatives(sets, beta, ties)
    const squares = beta.reduce((sum, b) => sum + b * b, 0)
    return {
      logLikelihood,
      penalised: logLikelihood - (lambda / 2) * squares,
      score: beta.map((b, k) => (score[k] ?? 0) - lambda * b),
      information: beta.map((_, i) =>
        beta.map((__, j) => (information[i * p + j] ?? 0) + (i === j ? lambda : 0)),
      ),
    }
  }
  let beta: readonly number[] = new Array<number>(p).fill(0)
  const start = look(beta)
  let here = start
  let solver = positiveDefinite(here.information)
  if ('dependent' in solver) return { end: 'dependent', covariate: solver.dependent }
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const step = solver.solve(here.score)
    let next = here
    let share = 1
    for (let halving = 0; ; halving++, share /= 2) {
      if (halving > mostHalvings) return { end: 'lost', covariate: 0 }
      const tried = beta.map((b, k) => b + share * at(step, k))
      next = look(tried)
      // an equal likelihood is as good: at the top, rounding decides
      if (next.penalised >= here.penalised - 1e-12 * Math.abs(here.penalised)) {
        beta = tried
        break
      }
    }
    here = next
    const again = positiveDefinite(here.information)
    if ('dependent' in again) return { end: 'separated', covariate: again.dependent }
    solver = again
    const covariance = solver.inverse()
    const away = beta.findIndex(
      (_, k) => at(at(covariance, k), k) * at(at(start.information, k), k) > runAway,
    )
    if (away >= 0) return { end: 'separated', covariate: away }
    if (step.every((s) => Math.abs(share * s) < still))
      return {
        end: 'found',
        beta,
        covariance,
        information: here.information,
        logLikelihood: here.logLikelihood,
        nullLogLikelihood: start.logLikelihood,
        nullScore: start.score,
        nullInformation: start.information,
        iterations: iteration,
      }
  }
  return { end: 'lost', covariate: 0 }
}
