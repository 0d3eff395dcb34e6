/** What analyses found, as lines for a person. */

import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import type { Comparison } from '#analysis/ranges/comparison.ts'
import type { DcmInclusion } from '#analysis/ranges/dcm-inclusion.ts'
import type { AnalysisDocument } from '#contract/analysis-documents/analyses.ts'
import { refusalInWords } from './outcome-words.ts'
import { table } from './table.ts'

export function linesOf(one: AnalysisDocument): string[] {
  const title = one.part === undefined ? one.analysis : `${one.analysis}, ${one.part}`
  if ('unmeasured' in one) return ['', `${title}: ${refusalInWords(one)}`]
  const { comparisons, inclusion } = one
  return [
    '',
    `${title}, by ${one.method} ${one.version}`,
    ...(inclusion === undefined ? [] : verdictLines(inclusion)),
    ...(comparisons === undefined
      ? table(one.measurements.map((m) => rowOf(m as Measurement)))
      : table(comparisons.map(comparedRow))),
    ...one.warnings.map((warning) => `  warning: ${warning}`),
  ]
}

const rowOf = (m: Measurement): string[] =>
  isMeasured(m)
    ? [m.quantity, m.scope ?? '', m.value.toFixed(2), m.unit, m.method, m.warnings.join('; ')]
    : [m.quantity, m.scope ?? '', 'unmeasured', '', m.unmeasured, m.detail ?? '']

const comparedRow = (one: Comparison): string[] =>
  one.compared
    ? [
        one.quantity,
        one.value.toFixed(2),
        one.verdict,
        one.ranges.map(({ sex, low, high, z }) => `${sex} ${low} to ${high}, z ${z.toFixed(2)}`).join('; '),
      ]
    : [one.quantity, '', one.refusal, one.detail]

const verdictLines = ({ rule, trial, version, decision, reason }: DcmInclusion): string[] => [
  `${rule} ${version} (${trial}): ${decision.replaceAll('-', ' ')}${reason === undefined ? '' : `: ${reason}`}`,
]
