/**
 * What an adjudicator is shown: two signed reads of a study beside each other, without whose they are. A decision names
 * the very versions that it was made between; where one was signed anew meanwhile, it is refused.
 */
import { scoredDifferently, scoresOf } from '#analysis/reading/adjudication/adjudication.ts'
import { isSameSegment } from '#analysis/reading/adjudication/decision.ts'
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { contoursOf, type ReadState } from '#analysis/reading/state.ts'
import type { AdjudicationView, JudgedReading } from '#contract/views.ts'
import type { OpenRead } from './opened-reads.ts'

/** The first two that are signed; by their ids, which say nothing of who read or when. */
export function pairOf(reads: readonly OpenRead[]): readonly OpenRead[] {
  const signed = reads.filter(({ row }) => row.status === 'signed').slice(0, 2)
  return signed.length < 2 ? [] : signed.toSorted((a, b) => (a.row.read < b.row.read ? -1 : 1))
}

export function adjudicationView(pair: readonly OpenRead[]): AdjudicationView {
  const [first, second] = pair
  return {
    readings: pair.map(readingOf),
    differences:
      first && second ? scoredDifferently(scoresOf(first.state.choices), scoresOf(second.state.choices)) : [],
  }
}

const readingOf = ({ row: { read, version, head }, state }: OpenRead): JudgedReading => ({
  read,
  version,
  head,
  contours: [...contoursOf(state)],
  phases: state.recorded?.phases ?? {},
  comments: state.comments.map(({ text }) => text),
})

/** @returns why a decision does not fit the reads as they are signed now, undefined when it does */
export function faultInDecision(
  body: Extract<ReadEventBody, { kind: 'segment-adjudicated' }>,
  pair: readonly OpenRead[],
): string | undefined {
  if (body.grade === null) return undefined
  const { readings, differences } = adjudicationView(pair)
  const index = differences.find((one) => isSameSegment(one, body))
  if (index === undefined) return `segment ${body.segment} is not scored differently by two signed reads`
  const fits = body.between.every(({ read, version, head, grade }, k) => {
    const reading = readings[k]
    return (
      reading?.read === read &&
      reading.version === version &&
      reading.head === head &&
      index.grades[k] === grade
    )
  })
  return fits ? undefined : `a read of segment ${body.segment} was signed anew meanwhile`
}

/** What an adjudication leaves undecided: it is signed when nothing is. */
export function undecided(state: ReadState, pair: readonly OpenRead[]): readonly Blocker[] {
  const { adjudicated = [] } = state.choices
  if (adjudicated.length === 0) return []
  const { differences } = adjudicationView(pair)
  const open = differences.filter((one) => !adjudicated.some((decision) => isSameSegment(decision, one)))
  return open.length === 0
    ? []
    : [
        {
          what: 'protocol-item',
          item: 'adjudication',
          detail: `not decided yet: segments ${open.map(({ segment }) => segment).join(', ')}`,
        },
      ]
}
