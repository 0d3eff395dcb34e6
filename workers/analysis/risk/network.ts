/** A card whose model is a network: locked as any other, held against its worked examples, and asked for a risk. */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { RiskCard } from './card.ts'
import { allowedValues, type LoadedCard, loadCard, type RiskEstimate } from './evaluate.ts'
import { networkRow, type Occlusion, occlusionRows, occlusions, type RiskNetwork } from './inference.ts'
import { type GivenValues, takenValues } from './inputs.ts'
import { type ExampleResult, failedExample, givenOf, heldAgainst } from './lock.ts'
import { riskMethod } from './methods.ts'

export interface NetworkEstimate extends RiskEstimate {
  /** what each input does to the risk at each horizon; a network has no terms that could be added up */
  readonly occlusions: Outcome<readonly { readonly months: number; readonly inputs: readonly Occlusion[] }[]>
}

/** As `loadCard`; the worked examples are run through the network. */
export async function loadNetworkCard(
  card: RiskCard,
  sha256: string,
  network: RiskNetwork,
  expected?: string,
): Promise<LoadedCard> {
  const { lock } = loadCard(card, sha256, expected)
  const examples: ExampleResult[] = []
  for (const vector of card.testVectors)
    examples.push(heldAgainst(vector, await riskAt(card, givenOf(card, vector), vector.months, network)))
  const failed = examples.filter(({ passed }) => !passed).map(failedExample)
  return { card, sha256, lock: { reasons: [...lock.reasons, ...failed], examples } }
}

/** @returns unmeasured as `riskOf`; and as `network`, or 'fit-failed' when what it gives is no risk */
export async function networkRiskOf(
  loaded: LoadedCard,
  given: GivenValues,
  network: RiskNetwork,
  disease?: string,
): Promise<Outcome<NetworkEstimate>> {
  const { card, sha256 } = loaded
  const taken = allowedValues(loaded, given, disease)
  if (!taken.measured) return taken
  const risks = await risksOf(card, networkRow(card, taken.value), network)
  if (!risks.measured) return risks
  const rows = occlusionRows(card, taken.value)
  return measured(
    {
      ...riskMethod(card),
      card: { id: card.id, version: card.version, sha256 },
      inputs: taken.value,
      contributions: [],
      outcome: card.outcome,
      risks: card.horizonMonths.map((months, i) => ({
        months,
        risk: measured(risks.value[i] ?? Number.NaN),
      })),
      disclaimer: card.disclaimer,
      occlusions: rows.measured ? await occluded(card, rows.value, network) : rows,
    },
    taken.warnings,
  )
}

async function occluded(
  card: RiskCard,
  rows: Float32Array,
  network: RiskNetwork,
): Promise<NetworkEstimate['occlusions']> {
  const width = card.inputs.length
  const found: (readonly number[])[] = []
  for (let start = 0; start < rows.length; start += width) {
    const risks = await risksOf(card, rows.slice(start, start + width), network)
    if (!risks.measured) return risks
    found.push(risks.value)
  }
  return measured(
    card.horizonMonths.map((months, horizon) => ({
      months,
      inputs: occlusions(
        card,
        found.map((risks) => risks[horizon] ?? Number.NaN),
      ),
    })),
  )
}

/** One for each horizon, each a chance. */
async function risksOf(
  { horizonMonths }: RiskCard,
  row: Float32Array,
  network: RiskNetwork,
): Promise<Outcome<readonly number[]>> {
  const given = await network(row)
  if (!given.measured) return given
  const risks = [...given.value]
  if (risks.length !== horizonMonths.length)
    return unmeasured('fit-failed', `it gives ${risks.length} risks for ${horizonMonths.length} horizons`)
  const odd = risks.find((risk) => !(risk >= 0 && risk <= 1))
  return odd === undefined ? measured(risks) : unmeasured('fit-failed', `it gives ${odd}, which is no risk`)
}

async function riskAt(
  card: RiskCard,
  given: GivenValues,
  months: number,
  network: RiskNetwork,
): Promise<Outcome<number>> {
  const horizon = card.horizonMonths.indexOf(months)
  if (horizon < 0)
    return unmeasured(
      'out-of-range',
      `the model is of ${card.horizonMonths.join(', ')} months, not ${months}`,
    )
  const taken = takenValues(card, given)
  if (!taken.measured) return taken
  const risks = await risksOf(card, networkRow(card, taken.value), network)
  return risks.measured ? measured(risks.value[horizon] ?? Number.NaN) : risks
}
