/**
 * What `midwall agree` is given for one reader: a file of readings, scores or contours, one or a list, or a folder of
 * such files. Anything else is refused by name and place.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Reading } from '#analysis/agreement/pairing.ts'
import type { ReaderFiles } from '#analysis/agreement/readers.ts'
import type { ScoredStudy } from '#analysis/agreement/scores.ts'
import { faultInScores, knownScale } from '#analysis/segments/scores.ts'
import { readingSchema } from '#contract/analysis-documents/agreement.ts'
import { type AnalysesDocument, analysesDocumentSchema } from '#contract/analysis-documents/analyses.ts'
import { scoreFileSchema } from '#contract/analysis-documents/scores.ts'
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
    scores: read.flatMap(({ scores }) => scores),
    contours: read.flatMap(({ contours }) => contours),
  }
}

/** @throws Failure 'path-not-found', 'file-refused' */
export async function folderAt(path: string): Promise<void> {
  if (!(await isFolder(path))) refuse(path, ['it is no folder'])
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Failure('path-not-found', { path }, { cause })
  })
  return found.isDirectory()
}

/** The JSON files of a folder by name, or the one file. */
async function filesAt(path: string): Promise<string[]> {
  if (!(await isFolder(path))) return [path]
  const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort()
  if (names.length === 0) return refuse(path, ['no file in it ends in .json'])
  return names.map((name) => join(path, name))
}

const nothing: ReaderFiles = { readings: [], scores: [], contours: [] }

async function readFile(path: string): Promise<ReaderFiles> {
  const document = jsonOf(path, await textOf(path))
  const list: readonly unknown[] = Array.isArray(document) ? document : [document]
  const [kind, ...others] = new Set(list.map(kindOf))
  if (kind === undefined) return refuse(path, ['it is an empty list'])
  if (others.length > 0) return refuse(path, [`it holds ${[kind, ...others].sort().join(' and ')}`])
  switch (kind) {
    case 'contours':
      return { ...nothing, contours: checked(path, list, contourFileSchema) }
    case 'scores':
      return { ...nothing, scores: ofScores(path, list) }
    case 'analyses':
      return { ...nothing, readings: ofAnalyses(path, list) }
    case 'measurements':
      return { ...nothing, readings: ofVolumes(path, list) }
  }
}

function kindOf(item: unknown): 'contours' | 'scores' | 'analyses' | 'measurements' {
  const format = typeof item === 'object' && item !== null && 'format' in item ? String(item.format) : ''
  if (format.startsWith('midwall-contours/')) return 'contours'
  if (format.startsWith('midwall-scores/')) return 'scores'
  return format.startsWith('midwall-analyses/') ? 'analyses' : 'measurements'
}

const ofScores = (path: string, list: readonly unknown[]): ScoredStudy[] =>
  checked(path, list, scoreFileSchema).map(({ study, scale, segments }) => {
    const known = knownScale(scale)
    const fault = faultInScores(segments, scale)
    if (known === undefined || fault !== undefined)
      return refuse(path, [`study ${study}: ${fault ?? `there is no scale ${scale.name} ${scale.version}`}`])
    const { grades } = known
    return {
      study,
      scale: {
        ...scale,
        grades: grades.length,
        ordered: grades.every(({ score }) => score !== undefined),
      },
      segments: segments.map(({ segment, grade }) => {
        const place = grades.findIndex(({ name }) => name === grade)
        return { segment, ...(place < 0 ? {} : { grade: place }) }
      }),
    }
  })

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
