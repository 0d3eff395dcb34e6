/** Decisions of a report between two other reads, back as our own data. */
import type { Adjudication, JudgedGrade } from '../../reading/adjudication/decision.ts'
import type { SegmentScore } from '../../segments/scores.ts'
import { sameCode } from '../codes.ts'
import type { CodeItem, ContentItem } from '../items.ts'
import { terms } from '../private-codes.ts'
import { notScored, scaleCodes } from '../score-codes.ts'
import { childrenOf, textOf } from './find.ts'

/** @returns undefined for a score that nobody decided on, or that does not say between which two reads */
export function statedDecision(item: CodeItem, score: SegmentScore): Adjudication | undefined {
  const below = childrenOf(item)
  const reason = textOf(below, terms.adjudicatedWhy)
  const [first, second] = below.flatMap((one) =>
    one.relationship === 'INFERRED FROM' ? (judged(one) ?? []) : [],
  )
  return reason === undefined || first === undefined || second === undefined
    ? undefined
    : { ...score, reason, between: [first, second] }
}

function judged(item: ContentItem): JudgedGrade | undefined {
  const below = childrenOf(item)
  const read = textOf(below, terms.adjudicatedRead)
  const version = Number(textOf(below, terms.adjudicatedVersion))
  const head = textOf(below, terms.adjudicatedHead)
  if (read === undefined || head === undefined || !Number.isInteger(version)) return undefined
  if (item.type === 'TEXT') return { read, version, head, grade: item.text === notScored ? null : item.text }
  if (item.type !== 'CODE') return undefined
  const scale = scaleCodes.find(({ concept }) => sameCode(concept, item.concept))
  const grade = [...(scale?.grades ?? [])].find(([, code]) => sameCode(code, item.code))?.[0]
  return grade === undefined ? undefined : { read, version, head, grade }
}
