/** What closes a report: the registry's criterion, how it was acquired and made, what limits it, who signed. */
import { isMeasured, type Measurement } from '../../../measurements/measurement.ts'
import { seriesRoles } from '../../../protocol/stack.ts'
import { analysisIn } from '../../../reading/record-name.ts'
import type { Block, ReportLanguage } from '../document.ts'
import { findMeasurement, reasonText, timeText, withUnit } from '../numbers.ts'
import { saidText } from '../said.ts'
import type { ReportTemplate } from '../template.ts'
import { warningsByHand } from './by-hand.ts'
import { cell, left, type Making, numbersOf, recordedCell, recordText, right, table } from './section.ts'

export function inclusionBlocks({ source, words, language }: Making): Block[] {
  const m = findMeasurement(numbersOf(source, 'inclusion'), 'dcm-imaging')
  if (m === undefined) return []
  const text = !isMeasured(m)
    ? words.undecided(
        m.detail === undefined ? reasonText(m.unmeasured, language) : saidText(m.detail, language),
      )
    : m.value === 1
      ? words.included
      : words.notIncluded
  return [{ kind: 'text', text, tone: 'plain' }]
}

/** Once for each kind of series, in the order of what they are for; of what is for nothing known, as it is described. */
export function acquisitionBlocks({ source, words, language }: Making): Block[] {
  const inOrder = source.stacks.toSorted((a, b) => seriesRoles.indexOf(a.role) - seriesRoles.indexOf(b.role))
  const said = inOrder.map(({ id, role, frames, phaseCount, spacing }) => {
    const apart = spacing.measured ? `, ${withUnit(spacing.value, 'mm', 1, language)}` : ''
    const name = (role === 'other' && source.descriptions.get(id)) || words.roles[role]
    return `${name} ${frames.length} × ${phaseCount}${apart}`
  })
  const times = [...new Set(said)].map((line) => {
    const count = said.filter((one) => one === line).length
    return count === 1 ? line : `${line} (${count}×)`
  })
  return times.length === 0
    ? []
    : [{ kind: 'text', text: `${words.acquired}: ${times.join('; ')}.`, tone: 'plain', spare: 4 }]
}

/** In words, with the names that a reader needs who makes the same again. */
export function methodsBlocks(making: Making, template: ReportTemplate): Block[] {
  const { source, words } = making
  const { columns } = words
  const { protocol, measurements, analyses } = source
  const ofVolumes = measurements.find(isMeasured)
  const line = (name: string, { method, version }: { readonly method: string; readonly version: string }) => [
    cell(name),
    recordedCell(words.method(method), method),
    cell(version),
  ]
  const lines = [
    ...(ofVolumes === undefined ? [] : [line(words.facts.read, ofVolumes)]),
    ...analyses.map((one) => line(recordText(one.analysis, making), one)),
  ]
  const heads = [left(columns.analysis, 1.8), left(columns.method, 2.8), right(columns.version, 0.5)]
  return [
    {
      kind: 'text',
      text: `${words.methodsNote(protocol.name, protocol.version)} ${words.template(template.name, template.version)} ${source.application}.`,
      tone: 'plain',
    },
    ...table(heads, lines.slice(0, Math.ceil(lines.length / 2))),
    ...table(heads, lines.slice(Math.ceil(lines.length / 2))),
  ]
}

/** of one kind, so that a page is not filled with one complaint about sixteen segments */
const mostOfOne = 12

export function warningBlocks(making: Making): Block[] {
  const { source, words, language } = making
  const said = (recorded: string): string => saidText(recorded, language)
  const { measurements, analyses, leftOut, blockers } = source
  const notShown = source.shown.missing.map((record) => recordText(record, making))
  const warned = new Set([
    // what a table of ranges takes for granted is said beside its limits
    ...analyses.flatMap(({ analysis, warnings }) =>
      analysisIn(analysis) === 'ranges'
        ? []
        : warnings.map((text) => `${recordText(analysis, making)}: ${said(text)}`),
    ),
    ...measurements.flatMap((m) => (isMeasured(m) ? m.warnings.map(said) : [])),
    ...warningsByHand(making),
  ])
  const list = (items: readonly string[], tone: 'plain' | 'warning' = 'plain'): Block[] =>
    items.length === 0 ? [] : [{ kind: 'list', items, tone }]
  const missing = missingIn(
    [
      ['', measurements],
      // the volumes of the read are said already, and why there is no z beside the numbers
      ...analyses.flatMap(({ analysis, measurements: own }) =>
        ['volumes', 'ranges', 'inclusion'].includes(analysisIn(analysis))
          ? []
          : [[`${recordText(analysis, making)}: `, own] as const],
      ),
    ],
    making,
  )
  return [
    ...(blockers.length === 0 ? [] : [{ kind: 'text', text: words.openThings, tone: 'warning' } as const]),
    ...list(blockers.slice(0, mostOfOne).map(said), 'warning'),
    ...list(leftOut.map(({ analysis, why }) => words.leftOut(recordText(analysis, making), said(why)))),
    ...list(notShown.length === 0 ? [] : [words.notShown(notShown.join(', '))]),
    ...list([...warned].slice(0, 2 * mostOfOne)),
    ...(missing.length === 0
      ? warned.size === 0 && leftOut.length === 0 && blockers.length === 0
        ? [{ kind: 'text', text: words.noWarnings, tone: 'faint' } as const]
        : []
      : [{ kind: 'text', text: words.unmeasuredThings, tone: 'plain' } as const, ...list(missing)]),
  ]
}

/** Each reason once, with the quantities of this report that it keeps from being measured; others are counted. */
function missingIn(
  groups: readonly (readonly [prefix: string, numbers: readonly Measurement[]])[],
  { words, language }: Making,
): string[] {
  const byReason = new Map<string, { readonly named: Set<string>; others: number }>()
  for (const [prefix, numbers] of groups)
    for (const m of numbers) {
      if (isMeasured(m)) continue
      const reason = `${prefix}${reasonText(m.unmeasured, language)}`
      const of = byReason.get(reason) ?? { named: new Set<string>(), others: 0 }
      const name = words.quantities[m.quantity]
      if (name === undefined) of.others++
      else of.named.add(name)
      byReason.set(reason, of)
    }
  return [...byReason].map(([reason, { named, others }]) => {
    const more = others === 0 ? [] : [words.otherNumbers(others)]
    return `${reason}: ${[...named, ...more].join(', ')}`
  })
}

/** As it was signed, and before that in the language of the report where it has words for it. */
function meaningText(meaning: string, language: ReportLanguage): string {
  const said = saidText(meaning, language)
  return said === meaning ? meaning : `${said} (${meaning})`
}

export function signatureBlocks({ source, words, language }: Making): Block[] {
  const { signature } = source
  if (signature === undefined) return [{ kind: 'text', text: words.notSigned, tone: 'warning' }]
  return [
    {
      kind: 'facts',
      rows: [
        [words.signedBy, source.reader],
        [words.signedAt, timeText(signature.at)],
        [words.meaning, meaningText(signature.meaning, language)],
        [words.version, String(signature.version)],
        [words.head, signature.head],
        [words.facts.read, source.read],
      ],
    },
    { kind: 'text', text: words.electronic, tone: 'faint' },
  ]
}
