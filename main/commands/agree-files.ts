/**
 * What `midwall agree` is given for one reader: a file of readings or contours, one or a list, or a folder of such
 * files. Anything else is refused by name and place.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Reading } from '#analysis/agreement/pairing.ts'
import type { ReaderFiles } from '#analysis/agreement/readers.ts'
import { readingSchema } from '#contract/analysis-documents/agreement.ts'
import { type AnalysesDocument, analysesDocumentSchema } from '#contract/analysis-documents/analyses.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { Failure } from '#contract/faults.ts'
import { refuse, textOf } from './file-command.ts'
import { checked, jsonOf } from './json-file.ts'

export interface GivenReader extends ReaderFiles {
  /** as it was typed */
  readonly given: string
  readonly files: readonly string[]
}

/** @throws Failure 'path-not-found', 'file-refused' */
export async function givenReader(given: string): Promise<GivenReader> {
  const files = await filesAt(given)
  const read = await Promise.all(files.map(readFile))
  return {
    given,
    files,
    readings: read.flatMap(({ readings }) => readings),
    contours: read.flatMap(({ contours }) => contours),
  }
}

/** The JSON files of a folder by name, or the one file. */
async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Failure('path-not-found', { path }, { cause })
  })
  if (!found.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort()
  if (names.length === 0) return refuse(path, ['no file in it ends in .json'])
  return names.map((name) => join(path, name))
}

async function readFile(path: string): Promise<ReaderFiles> {
  const document = jsonOf(path, await textOf(path))
  const list: readonly unknown[] = Array.isArray(document) ? document : [document]
  if (list.length === 0) return refuse(path, ['it is an empty list'])
  const kinds = new Set(list.map(kindOf))
  const [kind] = kinds
  if (kinds.size > 1) return refuse(path, [`it holds ${[...kinds].sort().join(' and ')}`])
  if (kind === 'contours') return { readings: [], contours: checked(path, list, contourFileSchema) }
  return { readings: kind === 'analyses' ? ofAnalyses(path, list) : ofVolumes(path, list), contours: [] }
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
