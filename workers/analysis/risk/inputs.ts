/** The values of one patient, held against what a card takes and of whom it was made. */
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Criterion, RiskCard, RiskInput } from './card.ts'
import { isOnSide } from './transform.ts'

export interface GivenValue {
  readonly value: number
  /** UCUM, as measured or entered */
  readonly unit: string
}

/** By input id; absent is missing. */
export type GivenValues = Readonly<Record<string, GivenValue | undefined>>

export interface TakenValue {
  readonly id: string
  readonly value: number
  /** not known of this patient: the card's median stands in */
  readonly imputed: boolean
}

/**
 * @returns unmeasured 'contradictory-input' for another unit, a value that is not finite or one that the card does
 *          not ask for; 'no-partner' for a missing value that must be known; 'out-of-range'; 'outside-population'.
 *          Warnings name what was imputed
 */
export function takenValues(card: RiskCard, given: GivenValues): Outcome<readonly TakenValue[]> {
  const unasked = Object.keys(given).find((id) => !card.inputs.some((input) => input.id === id))
  if (unasked !== undefined) return unmeasured('contradictory-input', `the model takes no ${unasked}`)
  const taken: TakenValue[] = []
  const warnings: string[] = []
  for (const input of card.inputs) {
    const value = takenInput(input, given[input.id])
    if (!value.measured) return value
    taken.push({ id: input.id, ...value.value })
    warnings.push(...value.warnings)
  }
  const outside = outsidePopulation(card, taken)
  return outside === undefined ? measured(taken, warnings) : unmeasured('outside-population', outside)
}

/** One of them by itself. @returns unmeasured as `takenValues` says it of one value */
export function takenInput(
  { label, unit, range, missing }: RiskInput,
  given: GivenValue | undefined,
): Outcome<Omit<TakenValue, 'id'>> {
  if (given === undefined) {
    if (missing.rule === 'reject') return unmeasured('no-partner', `${label} is not known`)
    return measured({ value: missing.value, imputed: true }, [
      `${label} is not known: ${missing.value} ${unit}, the median of the model's patients, stands in`,
    ])
  }
  if (given.unit !== unit)
    return unmeasured('contradictory-input', `${label} is in ${given.unit}, the model takes ${unit}`)
  if (!Number.isFinite(given.value)) return unmeasured('contradictory-input', `${label} is ${given.value}`)
  const [least, most] = range
  if (given.value < least || given.value > most)
    return unmeasured('out-of-range', `${label} is ${given.value} ${unit}, outside ${least} to ${most}`)
  return measured({ value: given.value, imputed: false })
}

export interface CheckedCriterion {
  readonly kind: 'inclusion' | 'exclusion'
  readonly text: string
  /** undefined: the value that it rests on is not known, or cannot be taken */
  readonly holds: boolean | undefined
}

/** Every criterion of the population, for a person to see which of them speak against the patient. */
export function checkedCriteria({ population, inputs }: RiskCard, given: GivenValues): CheckedCriterion[] {
  const holds = ({ input, transform }: Criterion): boolean | undefined => {
    const asked = inputs.find(({ id }) => id === input)
    const taken = asked === undefined ? undefined : takenInput(asked, given[input])
    return taken?.measured && !taken.value.imputed ? isOnSide(transform, taken.value.value) : undefined
  }
  const checked =
    (kind: CheckedCriterion['kind']) =>
    (criterion: Criterion): CheckedCriterion => ({ kind, text: criterion.text, holds: holds(criterion) })
  return [
    ...population.inclusion.map(checked('inclusion')),
    ...population.exclusion.map(checked('exclusion')),
  ]
}

/** Nobody is in a population by a value that was only assumed. */
function outsidePopulation({ population }: RiskCard, taken: readonly TakenValue[]): string | undefined {
  const holds = ({ input, transform }: Criterion): boolean => {
    const found = taken.find(({ id }) => id === input)
    if (found === undefined) throw new RangeError(`a criterion rests on ${input}, which is no input`)
    return !found.imputed && isOnSide(transform, found.value)
  }
  const unmet = population.inclusion.find((criterion) => !holds(criterion))
  if (unmet !== undefined) return `not of those that the model was made of: ${unmet.text}`
  const met = population.exclusion.find(holds)
  return met === undefined ? undefined : `left out when the model was made: ${met.text}`
}

export const valueNamed = (taken: readonly TakenValue[], id: string): number =>
  at(
    taken.filter((value) => value.id === id).map(({ value }) => value),
    0,
  )
