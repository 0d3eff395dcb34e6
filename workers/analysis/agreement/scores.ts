/** Scores: numbers of an ordered scale, whose steps have no size. */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

/** UCUM of a score: it has an order and no unit */
export const scoreUnit = '{score}'

/**
 * How many categories a table of scores needs. Weights are shares of the scale's length, which cancels: the highest
 * score that was given is enough.
 * @returns unmeasured 'contradictory-input' for a score that is no whole number from 0 on
 */
export function categoriesOf(scores: readonly number[]): Outcome<number> {
  let highest = 1
  for (const score of scores) {
    if (!Number.isInteger(score) || score < 0)
      return unmeasured('contradictory-input', `a score of ${score} is no whole number from 0 on`)
    highest = Math.max(highest, score)
  }
  return measured(highest + 1)
}
