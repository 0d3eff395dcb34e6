/** `midwall risk`: what a risk card says of one patient, or why it is locked. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { RiskCard } from '#analysis/risk/card.ts'
import { type LoadedCard, loadCard, type RiskEstimate, riskOf } from '#analysis/risk/evaluate.ts'
import { checkedCriteria, type GivenValues, takenInput } from '#analysis/risk/inputs.ts'
import { loadNetworkCard, type NetworkEstimate, networkRiskOf } from '#analysis/risk/network.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { type RiskDocument, riskFormat, riskInputsSchema } from '#contract/analysis-documents/risk.ts'
import { riskCardSchema } from '#contract/model-card.ts'
import { createChildren } from '../services/jobs/children.ts'
import { exitCodes, option, positional, UsageError } from './command.ts'
import { bytesOf, decoded, type FileCommand, refuse, textOf } from './file-command.ts'
import { checked, jsonOf } from './json-file.ts'
import { reasonWords } from './outcome-words.ts'
import { networkBeside } from './risk-network.ts'
import { table } from './table.ts'

export const risk: FileCommand = {
  name: 'risk',
  usage: 'risk CARD.json --inputs FILE.json [--disease NAME] [--sha256 HEX]',
  summary:
    'what a risk card says of one patient, term by term, or why it is locked; inputs are {"age": {"value": 61, "unit": "a"}, ...}',
  options: { inputs: { type: 'string' }, disease: { type: 'string' }, sha256: { type: 'string' } },
  async run(invocation) {
    const { output } = invocation
    const path = positional(invocation, 0, 'CARD.json')
    const inputsPath = option(invocation, 'inputs')
    if (inputsPath === undefined) throw new UsageError('--inputs is missing')
    const read = await readCard(path)
    const [given] = checked(inputsPath, [jsonOf(inputsPath, await textOf(inputsPath))], riskInputsSchema)
    if (given === undefined) return refuse(inputsPath, ['it is empty'])
    const asked = {
      path,
      ...read,
      given,
      disease: option(invocation, 'disease'),
      released: option(invocation, 'sha256'),
    }
    const { loaded, estimate } = await evaluated(asked)
    const document = documentOf(loaded, given, estimate)
    output.result(document, linesOf(document, estimate))
    return estimate.measured ? exitCodes.done : exitCodes.refused
  },
}

interface Asked {
  readonly path: string
  readonly card: RiskCard
  readonly sha256: string
  readonly given: GivenValues
  readonly disease: string | undefined
  /** what the card's file should have, where the person knows */
  readonly released: string | undefined
}

interface Evaluated {
  readonly loaded: LoadedCard
  readonly estimate: Outcome<RiskEstimate | NetworkEstimate>
}

/** @throws Failure 'path-not-found', 'file-refused' */
async function readCard(path: string): Promise<Pick<Asked, 'card' | 'sha256'>> {
  const bytes = await bytesOf(path)
  const [card] = checked(path, [jsonOf(path, decoded(path, bytes))], riskCardSchema)
  if (card === undefined) return refuse(path, ['it is empty'])
  return { card, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function evaluated({ path, card, sha256, given, disease, released }: Asked): Promise<Evaluated> {
  if (card.type !== 'onnx' || card.network === undefined) {
    const loaded = loadCard(card, sha256, released)
    return { loaded, estimate: riskOf(loaded, given, disease) }
  }
  const children = createChildren(join(import.meta.dirname, '..', 'workers', 'process.js'))
  try {
    const network = networkBeside(path, card.network, children)
    const loaded = await loadNetworkCard(card, sha256, network, released)
    return { loaded, estimate: await networkRiskOf(loaded, given, network, disease) }
  } finally {
    await children.close()
  }
}

const documentOf = (
  { card, sha256, lock }: LoadedCard,
  given: GivenValues,
  estimate: Evaluated['estimate'],
): RiskDocument => ({
  format: riskFormat,
  card: {
    id: card.id,
    version: card.version,
    title: card.title,
    status: card.status,
    type: card.type,
    sha256,
  },
  locked: lock.reasons,
  examples: lock.examples,
  inputs: card.inputs.map((input) => ({
    id: input.id,
    label: input.label,
    taken: takenInput(input, given[input.id]),
  })),
  criteria: checkedCriteria(card, given),
  estimate,
})

function linesOf(
  { card, locked, inputs, criteria }: RiskDocument,
  estimate: Evaluated['estimate'],
): string[] {
  return [
    `${card.title} (${card.id}, version ${card.version}, SHA-256 ${card.sha256})`,
    ...(locked.length === 0 ? [] : ['locked:', ...locked.map((reason) => `  ${reason}`)]),
    ...inputs.flatMap(({ taken }) => (taken.measured ? taken.warnings : [reasonWords(taken)])),
    ...criteria.map(
      ({ kind, text, holds }) =>
        `${kind}: ${text}: ${holds === undefined ? 'not known' : holds ? 'yes' : 'no'}`,
    ),
    ...(estimate.measured
      ? estimateLines(estimate.value)
      : locked.length === 0
        ? [reasonWords(estimate)]
        : []),
  ]
}

function estimateLines(found: RiskEstimate | NetworkEstimate): string[] {
  const { outcome, risks, contributions, disclaimer } = found
  return [
    ...risks.map(({ months, risk: chance }) =>
      chance.measured
        ? `${outcome} within ${months} months: ${(100 * chance.value).toFixed(1)} %`
        : `${outcome} within ${months} months: ${reasonWords(chance)}`,
    ),
    ...(contributions.length === 0
      ? []
      : table([
          ['term', 'value', 'coefficient', 'contribution'],
          ...contributions.map(({ term, value, coefficient, contribution }) => [
            term,
            digits(value),
            digits(coefficient),
            digits(contribution),
          ]),
        ])),
    ...('occlusions' in found ? occlusionLines(found.occlusions) : []),
    disclaimer,
  ]
}

const occlusionLines = (found: NetworkEstimate['occlusions']): string[] =>
  found.measured
    ? found.value.flatMap(({ months, inputs }) =>
        inputs.map(
          ({ input, change }) => `at ${months} months, ${input} changes the risk by ${digits(change)}`,
        ),
      )
    : [`what each input does: ${reasonWords(found)}`]

const digits = (value: number): string => String(Number(value.toPrecision(5)))
