/**
 * A signed result as a table, one line a measurement. A quantity without a value keeps its line and says why,
 * in words.
 *
 * Texts that a spreadsheet would take for a formula are led by an apostrophe: a comment is never a command.
 * @source RFC 4180; OWASP "CSV Injection"
 */

import { onImageScope, type StatedAnnotation } from '#analysis/annotations/stated-annotation.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { scopeText } from '#analysis/measurements/scope.ts'
import { isSameSegment } from '#analysis/reading/adjudication/decision.ts'
import { reasonInWords } from '#analysis/report/words.ts'
import { knownScale } from '#analysis/segments/scores.ts'
import type { ResultDocument } from '../reads/result-document.ts'

type Cell = string | number | undefined

const columns = [
  'study',
  'read',
  'version',
  'reader',
  'signed_at',
  'protocol',
  'protocol_version',
  'base_rule',
  'papillaries',
  'ed_phase_from_0',
  'es_phase_from_0',
  'image_quality',
  'rhythm',
  'not_evaluable',
  'analysis',
  'quantity',
  'scope',
  'value',
  'unit',
  'unmeasured',
  'detail',
  'method',
  'method_version',
  'warnings',
  'image',
  'slice_from_0',
  'phase_from_0',
  'text',
  'head',
] as const
type Column = (typeof columns)[number]

export function resultCsv(result: ResultDocument): string {
  const { protocol, phases } = result
  const common = {
    study: result.study,
    read: result.read,
    version: result.version,
    reader: result.reader,
    signed_at: result.signedAt,
    protocol: protocol.name,
    protocol_version: protocol.version,
    base_rule: protocol.base,
    papillaries: result.papillaries,
    ed_phase_from_0: phases.ed,
    es_phase_from_0: phases.es,
    image_quality: result.quality ?? undefined,
    rhythm: result.rhythm ?? undefined,
    not_evaluable: result.notEvaluable ?? undefined,
    head: result.head,
  }
  const ofAnalyses = result.analyses.flatMap(({ analysis, measurements }) =>
    measurements.map((m) => ({ ...common, analysis, ...cellsOf(m) })),
  )
  const byHand = (result.annotations ?? []).map(onImageCells)
  const measured = [
    ...result.measurements.map((m) => ({ ...common, ...cellsOf(m) })),
    ...ofAnalyses,
    ...[...scoreCells(result), ...byHand.flat(), ...checklistCells(result)].map((cells) => ({
      ...common,
      ...cells,
    })),
  ]
  // A study that is not evaluable has no measurement, and still a line that says so.
  const lines: Partial<Record<Column, Cell>>[] = measured.length === 0 ? [common] : measured
  return [columns.join(','), ...lines.map((line) => columns.map((name) => cellText(line[name])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('')
}

function cellsOf(m: Measurement): Partial<Record<Column, Cell>> {
  const { quantity, scope } = m
  if (!isMeasured(m)) return { quantity, scope, unmeasured: reasonInWords(m.unmeasured), detail: m.detail }
  return {
    quantity,
    scope,
    value: m.value,
    unit: m.unit,
    method: m.method,
    method_version: m.version,
    warnings: m.warnings.join('; '),
    ...(m.papillaries === undefined ? {} : { papillaries: m.papillaries }),
  }
}

/** A line for each value of what was laid on an image by hand; a note has one without. */
function onImageCells(annotation: StatedAnnotation): Partial<Record<Column, Cell>>[] {
  const { text, image, place, values } = annotation
  const common = {
    analysis: 'on-image',
    scope: onImageScope(annotation),
    image: image.sopInstanceUid,
    slice_from_0: place?.slice,
    phase_from_0: place?.phase,
    text,
  }
  if (values.length === 0) return [common]
  return values.map(({ name, outcome, unit }) =>
    outcome.measured
      ? { ...common, quantity: name, value: outcome.value, unit, warnings: outcome.warnings.join('; ') }
      : { ...common, quantity: name, unmeasured: reasonInWords(outcome.reason), detail: outcome.detail },
  )
}

/** A line for each segment that was scored; of one that two other reads scored apart also why, and what those said. */
function scoreCells({ scores = [], adjudicated = [] }: ResultDocument): Partial<Record<Column, Cell>>[] {
  return scores.map((score) => {
    const { segment, scale, grade } = score
    const number = knownScale(scale)?.grades.find(({ name }) => name === grade)?.score
    const decision = adjudicated.find((one) => isSameSegment(one, score))
    const between = decision?.between.map(
      (one) => `read ${one.read} v${one.version}: ${one.grade ?? 'not scored'}`,
    )
    return {
      analysis: decision === undefined ? 'segment-scores' : 'adjudication',
      quantity: scale.name,
      scope: scopeText({ segment }),
      ...(number === undefined ? {} : { value: number, unit: 'grade' }),
      text: grade,
      detail: decision && [decision.reason, ...(between ?? [])].join('; '),
      method_version: scale.version,
    }
  })
}

/** What the protocol asked: the answer as it was given, or why there is none. */
function checklistCells({ answers = {}, waived = {} }: ResultDocument): Partial<Record<Column, Cell>>[] {
  return [
    ...Object.entries(answers).map(([quantity, answer]) => ({ quantity, text: String(answer) })),
    ...Object.entries(waived).map(([quantity, detail]) => ({ quantity, unmeasured: 'Waived', detail })),
  ].map((cells) => ({ analysis: 'checklist', ...cells }))
}

const formulaStart = /^[=+\-@\t\r]/

export function cellText(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = formulaStart.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
