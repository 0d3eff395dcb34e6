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
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { concordanceMethod } from './methods.ts'
import { type Observation, refusedTimes } from './observations.ts'

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

  const n = observations.length
  const times = Float64Array.from(observations, ({ time }) => time)
  const events = Uint8Array.from(observations, ({ event }) => (event ? 1 : 0))
  const risk = Float64Array.from(risks)
  // twice the score of each patient's pairs, so that halves stay whole numbers
  const scores = new Float64Array(n)
  const pairs = new Float64Array(n)
  let concordant = 0
  let discordant = 0
  let tied = 0
  for (let i = 0; i < n; i++) {
    if (events[i] !== 1) continue
    const [time, own] = [times[i] ?? 0, risk[i] ?? 0]
    for (let j = 0; j < n; j++) {
      const later = times[j] ?? 0
      if (!(later > time || (later === time && events[j] === 0))) continue
      const other = risk[j] ?? 0
      const score = own > other ? 2 : own < other ? 0 : 1
      if (score === 2) concordant++
      else if (score === 0) discordant++
      else tied++
      scores[i] = (scores[i] ?? 0) + score
      scores[j] = (scores[j] ?? 0) + score
      pairs[i] = (pairs[i] ?? 0) + 1
      pairs[j] = (pairs[j] ?? 0) + 1
    }
  }
  const all = concordant + discordant + tied
  if (all === 0) return unmeasured('no-partner', 'no two patients of whom one had the event first')
  const c = (concordant + tied / 2) / all
  let squares = 0
  for (let i = 0; i < n; i++) squares += (((scores[i] ?? 0) / 2 - c * (pairs[i] ?? 0)) / all) ** 2
  const factor = normalQuantile((1 + confidence) / 2)
  return measured({
    ...concordanceMethod,
    c: estimateAround(c, Math.sqrt(squares), factor),
    concordant,
    discordant,
    tied,
  })
}
