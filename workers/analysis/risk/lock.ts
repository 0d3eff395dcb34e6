/**
 * Why a model may not be used. It opens by itself once its numbers carry the page that they stand on, two people
 * entered them, and it gives the paper's own worked example: a number from memory has no way in.
 */
import type { Outcome } from '../units/outcome.ts'
import { wrongBaseline } from './baseline.ts'
import type { Citation, RiskCard, TestVector } from './card.ts'
import type { GivenValues } from './inputs.ts'
import { isSpline } from './transform.ts'

export interface Lock {
  /** none: the model is open */
  readonly reasons: readonly string[]
  readonly examples: readonly ExampleResult[]
}

export interface ExampleResult {
  readonly source: string
  readonly expected: number
  readonly got: Outcome<number>
  readonly passed: boolean
}

/** Two pairs of eyes. */
const people = 2

/** @param evaluate  the card's own risk of given values at a time, without recalibration */
export function lockOf(
  card: RiskCard,
  evaluate: (values: GivenValues, months: number) => Outcome<number>,
): Lock {
  const wrong = wrongParts(card)
  const reasons = [
    ...(card.status === 'validated' ? [] : [`its status is ${card.status}`]),
    ...(card.note === undefined ? [] : [card.note]),
    ...wrong,
    ...unsourced(card),
    ...enteredBy(card),
  ]
  // what is unfinished or wrong in itself gives no number to hold against the paper's
  const canTry =
    card.type !== 'onnx' &&
    wrong.length === 0 &&
    card.terms.every(({ coefficient }) => coefficient !== undefined)
  const examples = canTry ? card.testVectors.map((vector) => tried(card, vector, evaluate)) : []
  const failed = examples.filter(({ passed }) => !passed)
  return {
    reasons: [
      ...reasons,
      ...(card.testVectors.some(({ published }) => published)
        ? []
        : ['no worked example of the paper is given']),
      ...failed.map(failedExample),
    ],
    examples,
  }
}

const isSourced = (citation: Citation | undefined): boolean =>
  citation !== undefined && (citation.page !== undefined || citation.table !== undefined)

function unsourced({ type, terms, baseline }: RiskCard): string[] {
  if (type === 'onnx') return []
  const open = terms.filter(({ coefficient }) => coefficient === undefined).map(({ id }) => id)
  const bare = terms
    .filter(({ coefficient, citation }) => coefficient !== undefined && !isSourced(citation))
    .map(({ id }) => id)
  return [
    ...(open.length > 0 ? [`no coefficient was entered for ${open.join(', ')}`] : []),
    ...(bare.length > 0 ? [`no page or table is named for ${bare.join(', ')}`] : []),
    ...(baseline === undefined ? ['no baseline was entered: it can rank, not give a risk'] : []),
    ...(baseline !== undefined && !isSourced(baseline.citation)
      ? ['no page or table is named for the baseline']
      : []),
  ]
}

function enteredBy(card: RiskCard): string[] {
  const names = new Set(card.enteredBy.map((name) => name.trim().toLowerCase()).filter((name) => name !== ''))
  return names.size >= people ? [] : [`${names.size} of ${people} people have entered its numbers`]
}

/** Parts that contradict each other: such a card was written wrongly. */
function wrongParts({
  inputs,
  terms,
  population,
  baseline,
  type,
  network,
  horizonMonths,
}: RiskCard): string[] {
  const ids = inputs.map(({ id }) => id)
  const twice = ids.find((id, i) => ids.indexOf(id) < i)
  const asked = [
    ...terms.flatMap(({ factors }) => factors.map(({ input }) => input)),
    ...[...population.inclusion, ...population.exclusion].map(({ input }) => input),
  ]
  const unknown = [...new Set(asked.filter((input) => !ids.includes(input)))]
  const wrong = baseline?.kind === 'survival' ? wrongBaseline(baseline.points) : undefined
  const splines = terms.flatMap(({ id, factors }) =>
    factors.some(({ transform }) => transform.kind === 'spline' && !isSpline(transform.knots, transform.term))
      ? [id]
      : [],
  )
  return [
    ...(twice === undefined ? [] : [`the input ${twice} occurs twice`]),
    ...(unknown.length > 0 ? [`no input is called ${unknown.join(', ')}`] : []),
    ...(wrong === undefined ? [] : [`its baseline is wrong: ${wrong}`]),
    ...(splines.length > 0 ? [`no spline can be made of the knots of ${splines.join(', ')}`] : []),
    ...(type === 'onnx' && network === undefined ? ['it names no network'] : []),
    ...(type === 'logistic' && horizonMonths.length > 1
      ? ['a logistic model is of one horizon, and it names several']
      : []),
  ]
}

/** Why an example that does not come out locks its card. */
export const failedExample = ({ source, expected, got }: ExampleResult): string =>
  `${source}: ${expected} was expected, and it gives ${got.measured ? got.value : `nothing (${got.reason})`}`

/** The values of an example, in the units of the card. */
export const givenOf = ({ inputs }: RiskCard, { inputs: values }: TestVector): GivenValues =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      { value, unit: inputs.find((input) => input.id === id)?.unit ?? '' },
    ]),
  )

const tried = (
  card: RiskCard,
  vector: TestVector,
  evaluate: (values: GivenValues, months: number) => Outcome<number>,
): ExampleResult => heldAgainst(vector, evaluate(givenOf(card, vector), vector.months))

/** What a model gives for an example, beside what its paper prints. */
export const heldAgainst = (
  { source, expected, tolerance }: TestVector,
  got: Outcome<number>,
): ExampleResult => ({
  source,
  expected,
  got,
  passed: got.measured && Math.abs(got.value - expected) <= tolerance,
})
