/** What closes a report: the registry's criterion, how it was acquired and made, what limits it, who signed. */
import { isMeasured, type Measurement } from '../../../measurements/measurement.ts'
import { reasonInWords } from '../../words.ts'
import type { Block } from '../document.ts'
import { findMeasurement, timeText, withUnit } from '../numbers.ts'
import type { ReportTemplate } from '../template.ts'
import { cell, left, type Making, numbersOf, right, table } from './section.ts'

export function inclusionBlocks({ source, words }: Making): Block[] {
  const m = findMeasurement(numbersOf(source, 'inclusion'), 'dcm-imaging')
  if (m === undefined) return []
  const text = !isMeasured(m)
    ? words.undecided(m.detail ?? reasonInWords(m.unmeasured))
    : m.value === 1
      ? words.included
      : words.notIncluded
  return [{ kind: 'text', text, tone: 'plain' }]
}

export function acquisitionBlocks({ source, words, language }: Making): Block[] {
  const { columns } = words
  return table(
    [left(columns.series, 3), right(columns.count, 1.2), right(columns.spacing, 1)],
    source.stacks.map(({ role, frames, phaseCount, spacing }) => [
      cell(role),
      cell(`${frames.length} × ${phaseCount}`),
      spacing.measured
        ? cell(withUnit(spacing.value, 'mm', 1, language))
        : cell(frames.length === 1 ? '–' : reasonInWords(spacing.reason), 'faint'),
    ]),
  )
}

export function methodsBlocks({ source, words }: Making, template: ReportTemplate): Block[] {
  const { columns } = words
  const { protocol, measurements, analyses } = source
  const ofVolumes = measurements.find((m) => isMeasured(m))
  return [
    {
      kind: 'text',
      text: `${words.methodsNote(protocol.name, protocol.version)} ${words.template(template.name, template.version)} ${source.application}.`,
      tone: 'plain',
    },
    ...table(
      [left(columns.analysis, 1.3), left(columns.method, 2.6), right(columns.version, 0.8)],
      [
        ...(ofVolumes !== undefined && isMeasured(ofVolumes)
          ? [[cell('read'), cell(ofVolumes.method), cell(ofVolumes.version)]]
          : []),
        ...analyses.map(({ analysis, method, version }) => [cell(analysis), cell(method), cell(version)]),
      ],
    ),
  ]
}

/** of one kind, so that a page is not filled with one complaint about sixteen segments */
const mostOfOne = 12

export function warningBlocks({ source, words }: Making): Block[] {
  const { measurements, analyses, leftOut, blockers } = source
  const warned = new Set([
    ...analyses.flatMap(({ analysis, warnings }) => warnings.map((text) => `${analysis}: ${text}`)),
    ...measurements.flatMap((m) => (isMeasured(m) ? m.warnings : [])),
  ])
  const list = (items: readonly string[], tone: 'plain' | 'warning' = 'plain'): Block[] =>
    items.length === 0 ? [] : [{ kind: 'list', items, tone }]
  const missing = missingIn([
    ['', measurements],
    ...analyses.map(({ analysis, measurements: own }) => [`${analysis}: `, own] as const),
  ])
  return [
    ...(blockers.length === 0 ? [] : [{ kind: 'text', text: words.openThings, tone: 'warning' } as const]),
    ...list(blockers.slice(0, mostOfOne), 'warning'),
    ...list(leftOut.map(({ analysis, why }) => words.leftOut(analysis, why))),
    ...list([...warned].slice(0, 2 * mostOfOne)),
    ...(missing.length === 0
      ? warned.size === 0 && leftOut.length === 0 && blockers.length === 0
        ? [{ kind: 'text', text: words.noWarnings, tone: 'faint' } as const]
        : []
      : [{ kind: 'text', text: words.unmeasuredThings, tone: 'plain' } as const, ...list(missing)]),
  ]
}

/** Each reason once, with the quantities that it keeps from being measured and how many numbers they would be. */
function missingIn(
  groups: readonly (readonly [prefix: string, numbers: readonly Measurement[]])[],
): string[] {
  const byReason = new Map<string, Map<string, number>>()
  for (const [prefix, numbers] of groups)
    for (const m of numbers) {
      if (isMeasured(m)) continue
      const reason = `${prefix}${reasonInWords(m.unmeasured)}`
      const of = byReason.get(reason) ?? new Map<string, number>()
      of.set(m.quantity, (of.get(m.quantity) ?? 0) + 1)
      byReason.set(reason, of)
    }
  return [...byReason].map(([reason, of]) => {
    const names = [...of].map(([quantity, count]) => (count === 1 ? quantity : `${quantity} × ${count}`))
    const shown = names.slice(0, mostOfOne)
    const more = names.length - shown.length
    return `${reason}: ${shown.join(', ')}${more > 0 ? `, +${more}` : ''}`
  })
}

export function signatureBlocks({ source, words }: Making): Block[] {
  const { signature } = source
  if (signature === undefined) return [{ kind: 'text', text: words.notSigned, tone: 'warning' }]
  return [
    {
      kind: 'facts',
      rows: [
        [words.signedBy, source.reader],
        [words.signedAt, timeText(signature.at)],
        [words.meaning, signature.meaning],
        [words.version, String(signature.version)],
        [words.head, signature.head],
        [words.facts.read, source.read],
      ],
    },
    { kind: 'text', text: words.electronic, tone: 'faint' },
  ]
}
