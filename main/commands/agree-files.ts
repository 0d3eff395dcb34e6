/** What `midwall agree` is given: readings or contours, one or a list; anything else is refused by name and place. */
import { basename } from 'node:path'
import type { Reading } from '#analysis/agreement/pairing.ts'
import { readingSchema } from '#contract/analysis-documents/agreement.ts'
import { type AnalysesDocument, analysesDocumentSchema } from '#contract/analysis-documents/analyses.ts'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import { refuse, textOf } from './file-command.ts'
import { checked, jsonOf } from './json-file.ts'

export type Readings =
  | { readonly kind: 'measurements'; readonly readings: readonly Reading[] }
  | { readonly kind: 'contours'; readonly files: readonly ContourFile[] }

/** @throws Failure 'path-not-found', 'file-refused' */
export async function readReadings(path: string): Promise<Readings> {
  const document = jsonOf(path, await textOf(path))
  const list: readonly unknown[] = Array.isArray(document) ? document : [document]
  if (list.length === 0) return refuse(path, ['it is an empty list'])
  const kinds = new Set(list.map(kindOf))
  const [kind] = kinds
  if (kinds.size > 1) return refuse(path, [`it holds ${[...kinds].sort().join(' and ')}`])
  if (kind === 'contours') return { kind, files: checked(path, list, contourFileSchema) }
  const readings = kind === 'analyses' ? ofAnalyses(path, list) : ofVolumes(path, list)
  const twice = readings.flatMap(repeated)
  return twice.length > 0 ? refuse(path, twice) : { kind: 'measurements', readings }
}

function kindOf(item: unknown): 'contours' | 'analyses' | 'measurements' {
  const format = typeof item === 'object' && item !== null && 'format' in item ? String(item.format) : ''
  if (format.startsWith('midwall-contours/')) return 'contours'
  return format.startsWith('midwall-analyses/') ? 'analyses' : 'measurements'
}

const ofVolumes = (path: string, list: readonly unknown[]): Reading[] =>
  checked(path, list, readingSchema).map(
    ({ study, reader = `the reader of ${basename(path)}`, provisional = false, measurements }): Reading => ({
      study,
      reader,
      provisional,
      measurements: measurements as Reading['measurements'],
    }),
  )

/** Such a document does not say whether the read is complete: what it has measured is taken as it is. */
const ofAnalyses = (path: string, list: readonly unknown[]): Reading[] =>
  checked(path, list, analysesDocumentSchema).map(
    ({ study, reader, analyses }): Reading => ({
      study,
      reader,
      provisional: false,
      measurements: analyses.flatMap(measurementsOf),
    }),
  )

type Analysis = AnalysesDocument['analyses'][number]

/** An analysis of two vessels has each quantity twice: its part joins the scope, to pair like with like. */
function measurementsOf(analysis: Analysis): Reading['measurements'] {
  if ('unmeasured' in analysis) return []
  const { part, measurements } = analysis
  return (measurements as Reading['measurements']).map((m) =>
    part === undefined
      ? m
      : { ...m, scope: m.scope === undefined ? `part:${part}` : `part:${part} ${m.scope}` },
  )
}

/** Two numbers for one question: nobody can tell which of them the other reader's belongs to. */
function repeated({ study, measurements }: Reading): string[] {
  const keys = measurements.map(({ quantity, scope }) =>
    scope === undefined ? quantity : `${quantity} (${scope})`,
  )
  const twice = new Set(keys.filter((key, i) => keys.indexOf(key) < i))
  return [...twice].map((key) => `study ${study} has ${key} twice`)
}
