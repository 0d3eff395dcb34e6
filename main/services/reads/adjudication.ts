/**
 * What an adjudicator is shown: two signed reads of a study beside each other, without whose they are. Where there are
 * more than two, the adjudicator says which, and the first decision holds the case to them. A decision names the very
 * versions that it was made between; where one was signed anew meanwhile, it is refused.
 */
import {
  type ScoreDifference,
  scoredDifferently,
  scoresOf,
} from '#analysis/reading/adjudication/adjudication.ts'
import { type Adjudication, isSameSegment } from '#analysis/reading/adjudication/decision.ts'
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { contoursOf, type ReadState } from '#analysis/reading/state.ts'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { AdjudicationView, JudgedReading } from '#contract/views.ts'
import type { Author, ReadRow } from './log.ts'
import type { WithoutNames } from './names.ts'
import type { OpenRead } from './opened-reads.ts'

/** A signed read, and the number by which it is called where whose it is is not told. */
export interface Judged extends OpenRead {
  readonly number: number
}

/** Signed, and of readers: what another adjudicator decided is decided. In the order of their numbers. */
export const decidable = (
  reads: readonly OpenRead[],
  numbers: ReadonlyMap<string, number>,
): readonly Judged[] =>
  reads
    .filter(({ row, state }) => row.status === 'signed' && (state.choices.adjudicated ?? []).length === 0)
    .map((one) => {
      const number = numbers.get(one.row.read)
      if (number === undefined) throw new Error(`read ${one.row.read} has no number`)
      return { ...one, number }
    })
    .toSorted((a, b) => a.number - b.number)

/**
 * By which reads of others are called where whose they are is not told: from 1, without a gap. What was begun before the
 * looker's own read comes first, in the order of the ids, which are random and so do not tell who began; what was begun
 * since follows as it came, which whoever looks again can see without a number. From the looker's own read on, each
 * keeps its number, whatever is begun or signed later.
 *
 * @param rows  of one study, in the order in which they were begun, the looker's own among them
 */
export function numbersOf(
  rows: readonly Pick<ReadRow, 'read' | 'reader'>[],
  looker: string | undefined,
): ReadonlyMap<string, number> {
  const own = rows.findIndex(({ reader }) => reader === looker)
  const before = own < 0 ? rows : rows.slice(0, own)
  const since = own < 0 ? [] : rows.slice(own).filter(({ reader }) => reader !== looker)
  const drawn = before.toSorted((a, b) => (a.read < b.read ? -1 : 1))
  return new Map([...drawn, ...since].map(({ read }, index) => [read, index + 1]))
}

type Pair = readonly [Judged, Judged]
type Asked = readonly [read: string, read: string]

const idsOf = ({ between: [a, b] }: Pick<Adjudication, 'between'>): Asked => [a.read, b.read]

/** @returns undefined where one of them is not signed, or both are one */
function pairOf(reads: readonly Judged[], asked: Asked): Pair | undefined {
  const [first, second, ...others] = reads.filter(({ row }) => asked.includes(row.read))
  return first && second && others.length === 0 ? [first, second] : undefined
}

/** Of a case that is begun, the reads that it is between, as far as they are signed still. */
function pairOfCase(reads: readonly Judged[], { choices }: Pick<ReadState, 'choices'>): Pair | undefined {
  const last = choices.adjudicated?.at(-1)
  return last && pairOf(reads, idsOf(last))
}

/**
 * @param reads  that can be decided between
 * @param own  the adjudicator's read, where there is one
 * @param plain  takes names out of comments
 * @throws Failure 'too-few-signed-reads'; 'event-invalid' for two reads that cannot be decided between
 */
export function adjudicationView(
  study: string,
  reads: readonly Judged[],
  own: Pick<ReadState, 'choices'> | undefined,
  asked: Asked | undefined,
  plain: WithoutNames,
): AdjudicationView {
  const [first, second, ...others] = reads
  if (!first || !second) throw new Failure('too-few-signed-reads', { study, signed: reads.length })
  const ofCase = own && pairOfCase(reads, own)
  const pair =
    ofCase ?? (asked ? pairOf(reads, asked) : others.length === 0 ? ([first, second] as const) : undefined)
  if (pair === undefined && asked !== undefined)
    throw new Failure('event-invalid', { detail: say('library/no-two-signed') })
  return {
    readings: (pair ?? []).map((one) => readingOf(one, plain)),
    differences: pair === undefined ? [] : differencesOf(pair),
    pairs: ofCase !== undefined || others.length === 0 ? [] : pairsOf(reads),
  }
}

const differencesOf = ([first, second]: Pair): readonly ScoreDifference[] =>
  scoredDifferently(scoresOf(first.state.choices), scoresOf(second.state.choices))

const pairsOf = (reads: readonly Judged[]): AdjudicationView['pairs'] =>
  reads.flatMap((first, i) =>
    reads.slice(i + 1).map((second) => ({
      reads: [first.row.read, second.row.read] as const,
      numbers: [first.number, second.number] as const,
      differences: differencesOf([first, second]).length,
    })),
  )

const readingOf = (
  { row: { read, version, head }, state, number }: Judged,
  plain: WithoutNames,
): JudgedReading => ({
  number,
  read,
  version,
  head,
  contours: [...contoursOf(state)],
  phases: state.recorded?.phases ?? {},
  comments: state.comments.map(({ text }) => plain(text)),
})

type Decision = Extract<ReadEventBody, { kind: 'segment-adjudicated' }>

/**
 * @param reads  those that can be decided between
 * @throws Failure 'event-invalid' for a decision that is nobody's to take, or does not fit the reads as they are signed
 */
export function refuseUnfitDecisions(
  state: ReadState,
  bodies: readonly ReadEventBody[],
  author: Author,
  reads: () => readonly Judged[],
): void {
  const decisions = bodies.filter((body) => body.kind === 'segment-adjudicated')
  if (decisions.length === 0) return
  if (author.role !== 'adjudicator')
    throw new Failure('event-invalid', { detail: say('library/no-adjudicator', { reader: author.id }) })
  const others = reads()
  let ofCase = pairOfCase(others, state)
  for (const decision of decisions) {
    const detail = faultInDecision(decision, others, ofCase)
    if (detail !== undefined) throw new Failure('event-invalid', { detail })
    if (decision.grade !== null) ofCase = pairOf(others, idsOf(decision)) ?? ofCase
  }
}

/**
 * @param ofCase  the pair that decisions before this one were made between
 * @returns why it does not fit, undefined when it does
 */
function faultInDecision(
  body: Decision,
  reads: readonly Judged[],
  ofCase: Pair | undefined,
): string | undefined {
  if (body.grade === null) return undefined
  const pair = pairOf(reads, idsOf(body))
  if (pair === undefined) return say('library/segment-not-decided', { segment: body.segment })
  if (ofCase !== undefined && !ofCase.every(({ row }) => idsOf(body).includes(row.read)))
    return say('library/decided-between-others')
  const index = differencesOf(pair).find((one) => isSameSegment(one, body))
  if (index === undefined) return say('library/segment-not-different', { segment: body.segment })
  return isBetween(body, pair, index)
    ? undefined
    : say('library/segment-signed-anew', { segment: body.segment })
}

const isBetween = ({ between }: Pick<Adjudication, 'between'>, pair: Pair, index: ScoreDifference): boolean =>
  pair.every(({ row }, k) => {
    const judged = between.find(({ read }) => read === row.read)
    return judged?.version === row.version && judged.head === row.head && judged.grade === index.grades[k]
  })

/** What an adjudication leaves undecided, and what it decided between reads that are not signed so any more. */
export function undecided(state: ReadState, reads: readonly Judged[]): readonly Blocker[] {
  const { adjudicated = [] } = state.choices
  if (adjudicated.length === 0) return []
  const pair = pairOfCase(reads, state)
  const differences = pair === undefined ? [] : differencesOf(pair)
  const fits = (decision: Adjudication): boolean => {
    const index = differences.find((one) => isSameSegment(one, decision))
    return pair !== undefined && index !== undefined && isBetween(decision, pair, index)
  }
  const stale = adjudicated.filter((decision) => !fits(decision))
  const open = differences.filter((one) => !adjudicated.some((decision) => isSameSegment(decision, one)))
  const blocker = (
    code: 'library/segments-undecided' | 'library/segments-stale',
    which: readonly { readonly segment: number }[],
  ): Blocker[] => {
    if (which.length === 0) return []
    const segments = which.map(({ segment }) => segment).join(', ')
    return [{ what: 'protocol-item', item: 'adjudication', detail: say(code, { segments }) }]
  }
  return [...blocker('library/segments-undecided', open), ...blocker('library/segments-stale', stale)]
}
