/** What a card says of one patient: each term by itself, and the risk at its horizons. */
import { whyOf } from '../sentences/why.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { baselineSurvival } from './baseline.ts'
import type { Baseline, RiskCard, RiskTerm } from './card.ts'
import { type GivenValues, type TakenValue, takenValues, valueNamed } from './inputs.ts'
import { type Lock, lockOf } from './lock.ts'
import { riskMethod } from './methods.ts'
import { transformed } from './transform.ts'

export interface Contribution {
  readonly term: string
  /** transformed inputs, multiplied; less the centre */
  readonly value: number
  readonly coefficient: number
  /** β (f(x) − c), or points */
  readonly contribution: number
}

export interface RiskEstimate {
  readonly method: string
  readonly version: string
  readonly card: { readonly id: string; readonly version: string; readonly sha256: string }
  readonly inputs: readonly TakenValue[]
  readonly contributions: readonly Contribution[]
  /** Σ of the contributions; a network has none */
  readonly linearPredictor?: number
  readonly outcome: string
  readonly risks: readonly { readonly months: number; readonly risk: Outcome<number> }[]
  readonly disclaimer: string
}

/** A card as it was loaded: its file's SHA-256 and what became of its worked examples. */
export interface LoadedCard {
  readonly card: RiskCard
  readonly sha256: string
  readonly lock: Lock
}

/**
 * Holds a card against what it says of itself, and runs its worked examples.
 * @param sha256    of the file, by whoever read it
 * @param expected  what the file should have, where somebody knows: another one locks
 */
export function loadCard(card: RiskCard, sha256: string, expected?: string): LoadedCard {
  const lock = lockOf(card, (values, months) => rawRisk(card, values, months))
  const changed =
    expected === undefined || expected === sha256
      ? []
      : [`its file is ${sha256}, and ${expected} was released`]
  return { card, sha256, lock: { reasons: [...changed, ...lock.reasons], examples: lock.examples } }
}

/**
 * The patient's values, where the card may be used at all.
 * @param disease  what the patient has, by the registry's word: a card may be forbidden for it
 * @returns unmeasured 'model-locked' with every reason, 'outside-population', and as `takenValues`
 */
export function allowedValues(
  { card, lock }: LoadedCard,
  given: GivenValues,
  disease: string | undefined,
): Outcome<readonly TakenValue[]> {
  if (lock.reasons.length > 0) return unmeasured('model-locked', lock.reasons.join('; '))
  if (disease !== undefined && card.neverFor.includes(disease))
    return unmeasured('outside-population', `${card.title} must not be used in ${disease}`)
  return takenValues(card, given)
}

/** @returns unmeasured as `allowedValues`, and as the terms of the card say */
export function riskOf(loaded: LoadedCard, given: GivenValues, disease?: string): Outcome<RiskEstimate> {
  const { card, sha256 } = loaded
  const taken = allowedValues(loaded, given, disease)
  if (!taken.measured) return taken
  const contributions = contributionsOf(card, taken.value)
  if (!contributions.measured) return contributions
  const sum = total(contributions.value)
  const linearPredictor = recalibrated(card, sum)
  return measured(
    {
      ...riskMethod(card),
      card: { id: card.id, version: card.version, sha256 },
      inputs: taken.value,
      contributions: contributions.value,
      linearPredictor: sum,
      outcome: card.outcome,
      risks: card.horizonMonths.map((months) => ({ months, risk: riskAt(card, linearPredictor, months) })),
      disclaimer: card.disclaimer,
    },
    [
      ...taken.warnings,
      ...(card.calibration === undefined
        ? []
        : [
            `recalibrated for ${card.calibration.site}: slope ${card.calibration.slope}, intercept ${card.calibration.intercept}`,
          ]),
    ],
  )
}

/** One number, for worked examples: what the paper computes, without any site's recalibration. */
function rawRisk(card: RiskCard, values: GivenValues, months: number): Outcome<number> {
  const taken = takenValues(card, values)
  if (!taken.measured) return taken
  const contributions = contributionsOf(card, taken.value)
  return contributions.measured ? riskAt(card, total(contributions.value), months) : contributions
}

const total = (contributions: readonly Contribution[]): number =>
  contributions.reduce((sum, { contribution }) => sum + contribution, 0)

const recalibrated = ({ calibration }: RiskCard, sum: number): number =>
  calibration === undefined ? sum : calibration.slope * sum + calibration.intercept

function contributionsOf({ terms }: RiskCard, taken: readonly TakenValue[]): Outcome<Contribution[]> {
  const contributions: Contribution[] = []
  for (const term of terms) {
    const contribution = contributionOf(term, taken)
    if (!contribution.measured) return contribution
    contributions.push(contribution.value)
  }
  return measured(contributions)
}

function contributionOf(
  { id, factors, coefficient, centre }: RiskTerm,
  taken: readonly TakenValue[],
): Outcome<Contribution> {
  if (coefficient === undefined) return unmeasured('model-locked', `${id} has no coefficient`)
  let product = 1
  for (const { input, transform } of factors) {
    const factor = transformed(transform, valueNamed(taken, input))
    if (!factor.measured) return unmeasured(factor.reason, `${input}: ${whyOf(factor)}`)
    product *= factor.value
  }
  const value = product - centre
  return measured({ term: id, value, coefficient, contribution: coefficient * value })
}

function riskAt(card: RiskCard, linearPredictor: number, months: number): Outcome<number> {
  const { type, baseline } = card
  if (baseline === undefined) return unmeasured('model-locked', 'it has no baseline')
  const kind = baselineKinds[type]
  if (baseline.kind !== kind)
    return unmeasured('model-locked', `a ${type} model has a baseline of ${baseline.kind}`)
  return byBaseline(baseline, linearPredictor, months, card.horizonMonths)
}

/** Which baseline belongs to which type of model; a network has none that is evaluated here. */
export const baselineKinds: Readonly<Record<RiskCard['type'], Baseline['kind'] | undefined>> = {
  cox: 'survival',
  finegray: 'survival',
  weibull: 'weibull',
  logistic: 'intercept',
  points: 'points',
  onnx: undefined,
}

function byBaseline(
  baseline: Baseline,
  linearPredictor: number,
  months: number,
  horizons: readonly number[],
): Outcome<number> {
  switch (baseline.kind) {
    case 'survival': {
      const s0 = baselineSurvival(baseline.points, months)
      return s0.measured ? measured(1 - s0.value ** Math.exp(linearPredictor)) : s0
    }
    case 'weibull':
      return months > 0
        ? measured(-Math.expm1(-((months / baseline.scale) ** baseline.shape) * Math.exp(linearPredictor)))
        : unmeasured('out-of-range', `no risk at ${months} months`)
    case 'intercept':
      return horizons.includes(months)
        ? measured(1 / (1 + Math.exp(-baseline.value - linearPredictor)))
        : unmeasured('out-of-range', `the model is of ${horizons.join(', ')} months, not ${months}`)
    case 'points': {
      const row = baseline.table.findLast(({ from }) => linearPredictor >= from)
      const found = row?.risks.find((risk) => risk.months === months)
      return found === undefined
        ? unmeasured('out-of-range', `no risk of ${linearPredictor} points at ${months} months`)
        : measured(found.risk)
    }
  }
}
