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

/** `dependent`: on covariates before it; `separated`: the likelihood grows without end; `lost`: neither */
export type NoMaximum =
  | { readonly end: 'dependent' | 'separated'; readonly covariate: number }
  | { readonly end: 'lost' }

const mostIterations = 50
/** Of a step: less of it moves nothing any more. */
const smallestShare = 2 ** -30
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
  const start = look(sets, new Array<number>(sets.covariates).fill(0), ties, lambda)
  const first = positiveDefinite(start.information)
  if ('dependent' in first) return { end: 'dependent', covariate: first.dependent }
  let here = start
  let solver = first
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const step = solver.solve(here.score)
    const up = uphill(here, step, (beta) => look(sets, beta, ties, lambda))
    if (up === undefined) break
    here = up.place
    const next = positiveDefinite(here.information)
    if ('dependent' in next) return { end: 'separated', covariate: next.dependent }
    solver = next
    const covariance = solver.inverse()
    const away = covariance.findIndex((row, k) => at(row, k) * at(at(start.information, k), k) > runAway)
    if (away >= 0) return { end: 'separated', covariate: away }
    if (step.every((s) => Math.abs(up.share * s) < still))
      return {
        end: 'found',
        beta: here.beta,
        covariance,
        information: here.information,
        logLikelihood: here.logLikelihood,
        nullLogLikelihood: start.logLikelihood,
        nullScore: start.score,
        nullInformation: start.information,
        iterations: iteration,
      }
  }
  return { end: 'lost' }
}

/** The whole step, or the first of its halves that the likelihood does not fall by. */
function uphill(
  here: Place,
  step: readonly number[],
  lookAt: (beta: readonly number[]) => Place,
): { readonly place: Place; readonly share: number } | undefined {
  for (let share = 1; share >= smallestShare; share /= 2) {
    const place = lookAt(here.beta.map((b, k) => b + share * at(step, k)))
    // an equal likelihood is as good: at the top, rounding decides
    if (place.penalised >= here.penalised - 1e-12 * Math.abs(here.penalised)) return { place, share }
  }
  return undefined
}

interface Place {
  readonly beta: readonly number[]
  readonly logLikelihood: number
  readonly penalised: number
  readonly score: readonly number[]
  readonly information: readonly (readonly number[])[]
}

function look(sets: RiskSets, beta: readonly number[], ties: TieRule, lambda: number): Place {
  const p = sets.covariates
  const { logLikelihood, score, information } = derivatives(sets, beta, ties)
  const squares = beta.reduce((sum, b) => sum + b * b, 0)
  return {
    beta,
    logLikelihood,
    penalised: logLikelihood - (lambda / 2) * squares,
    score: beta.map((b, k) => (score[k] ?? 0) - lambda * b),
    information: beta.map((_, i) =>
      beta.map((__, j) => (information[i * p + j] ?? 0) + (i === j ? lambda : 0)),
    ),
  }
}
