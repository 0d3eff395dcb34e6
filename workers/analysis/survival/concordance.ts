/**
 * Harrell's C: of two patients of whom one is known to have had the event first, how often the one with the
 * higher predicted risk. Equal risks count half. A patient who left at the time of another's event outlived it;
 * two events at one time are no pair.
 *
 *   C = Σ c_ij / Σ 1      Var = Σᵢ ((Nᵢ − C Dᵢ)/D)²   Nᵢ, Dᵢ: of the pairs of patient i (infinitesimal jackknife)
 *
 * @source Harrell 1996, doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4; Therneau & Watson,
 *         The concordance statistic and the Cox model, 2017
 */
import { type Estimate, estimateAround } from '../numerics/interval.ts'
import { normalQuantile } from '../numerics/normal-distribution.ts'
import { rankedCounts } from '../numerics/ranked-counts.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { concordanceMethod } from './methods.ts'
import { type Observation, refusedTimes, timePoints } from './observations.ts'

export interface Concordance {
  readonly method: string
  readonly version: string
  readonly c: Estimate
  readonly concordant: number
  readonly discordant: number
  /** pairs with equal risks */
  readonly tied: number
}

/**
 * @param risks  higher means earlier
 * @returns unmeasured as `refusedTimes`, 'contradictory-input' for a risk that is not finite or missing,
 *          'no-partner' when no two patients can be compared
 */
export function concordance(
  observations: readonly Observation[],
  risks: readonly number[],
  confidence = 0.95,
): Outcome<Concordance> {
  const refused = refusedTimes(observations)
  if (refused !== undefined) return refused
  if (risks.length !== observations.length)
    return unmeasured('contradictory-input', `${risks.length} risks of ${observations.length} patients`)
  const odd = risks.findIndex((risk) => !Number.isFinite(risk))
  if (odd >= 0) return unmeasured('contradictory-input', `the risk of patient ${odd + 1} is ${risks[odd]}`)

  const { concordant, discordant, tied, scores, pairs } = countedPairs(observations, risks)
  const all = concordant + discordant + tied
  if (all === 0) return unmeasured('no-partner', 'no two patients of whom one had the event first')
  const c = (concordant + tied / 2) / all
  const squares = scores.reduce((sum, score, i) => sum + ((score / 2 - c * (pairs[i] ?? 0)) / all) ** 2, 0)
  const factor = normalQuantile((1 + confidence) / 2)
  return measured({
    ...concordanceMethod,
    c: estimateAround(c, Math.sqrt(squares), factor),
    concordant,
    discordant,
    tied,
  })
}

interface CountedPairs {
  readonly concordant: number
  readonly discordant: number
  readonly tied: number
  /** of each patient's pairs: two for each that is concordant, one for each that is tied */
  readonly scores: Float64Array
  readonly pairs: Float64Array
}

/** Each pair is met twice: going back in time by the one who had the event first, going forth by the other. */
function countedPairs(observations: readonly Observation[], risks: readonly number[]): CountedPairs {
  const placed = observations.map(({ time, event }, place) => ({
    time,
    event,
    place,
    risk: at(risks, place),
  }))
  const points = timePoints(placed)
  const scores = new Float64Array(placed.length)
  const pairs = new Float64Array(placed.length)
  const count = (place: number, lower: number, equal: number, all: number): void => {
    scores[place] = (scores[place] ?? 0) + 2 * lower + equal
    pairs[place] = (pairs[place] ?? 0) + all
  }
  let [concordant, tied, all] = [0, 0, 0]
  const later = rankedCounts(risks)
  for (const { ending } of points.toReversed()) {
    for (const { event, risk } of ending) if (!event) later.add(risk)
    for (const { event, risk, place } of ending)
      if (event) {
        const [lower, equal] = [later.below(risk), later.equal(risk)]
        concordant += lower
        tied += equal
        all += later.size
        count(place, lower, equal, later.size)
      }
    for (const { event, risk } of ending) if (event) later.add(risk)
  }
  const earlier = rankedCounts(risks)
  const countEarlier = (risk: number, place: number): void => {
    const equal = earlier.equal(risk)
    count(place, earlier.size - earlier.below(risk) - equal, equal, earlier.size)
  }
  for (const { ending } of points) {
    for (const { event, risk, place } of ending) if (event) countEarlier(risk, place)
    for (const { event, risk } of ending) if (event) earlier.add(risk)
    for (const { event, risk, place } of ending) if (!event) countEarlier(risk, place)
  }
  return { concordant, discordant: all - concordant - tied, tied, scores, pairs }
}
