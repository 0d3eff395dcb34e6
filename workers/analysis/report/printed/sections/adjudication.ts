/** What was decided of segments that two signed reads scored differently. The reads are numbered: whose they are is not told. */
import type { JudgedGrade } from '../../../reading/adjudication/decision.ts'
import type { Block } from '../document.ts'
import { cell, left, type Making, recordedCell, right, table } from './section.ts'

export function adjudicationBlocks({ source, words }: Making): Block[] {
  const { adjudicated = [] } = source
  if (adjudicated.length === 0) return []
  const { columns, reading, notScored } = words.adjudication
  const gradeText = (grade: string | null): string =>
    grade === null ? notScored : (words.grades[grade] ?? grade)
  const rows = adjudicated
    .toSorted((a, b) =>
      a.scale.name < b.scale.name ? -1 : a.scale.name > b.scale.name ? 1 : a.segment - b.segment,
    )
    .map(({ scale, segment, grade, reason, between: [first, second] }) => [
      recordedCell(words.method(scale.name), `${scale.name} ${scale.version}`),
      cell(String(segment)),
      cell(gradeText(first.grade)),
      cell(gradeText(second.grade)),
      cell(gradeText(grade), 'strong'),
      cell(reason),
    ])
  const heads = [
    left(columns.scale, 1.7),
    right(columns.segment, 0.7),
    left(reading(1), 1.2),
    left(reading(2), 1.2),
    left(columns.decision, 1.2),
    left(columns.reason, 2),
  ]
  const versionsOf = (k: 0 | 1): string =>
    words.adjudication.between(
      reading(k + 1),
      [...new Set(adjudicated.map(({ between }) => versionText(between[k])))].join(', '),
    )
  return [...table(heads, rows), { kind: 'text', text: `${versionsOf(0)} ${versionsOf(1)}`, tone: 'faint' }]
}

/** 'a1b2 v2 (0f3c…)': enough to find the very version in the log. */
const versionText = ({ read, version, head }: JudgedGrade): string =>
  `${read} v${version} (${head.slice(0, 12)}…)`
