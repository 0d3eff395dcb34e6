/** Analyses as the window and the command line ask for them: progress, then what each found, recorded in the read. */
import type { GivenPerson } from '#analysis/ranges/person.ts'
import type { AnalysisRecord, Json } from '#analysis/reading/events.ts'
import { recordName } from '#analysis/reading/record-name.ts'
import {
  type AnalysesProgress,
  type AnalysisDocument,
  type AnalysisName,
  analysisNames,
} from '#contract/analysis-documents/analyses.ts'
import type { InterpolationProgress } from '#contract/analysis-documents/interpolation.ts'
import type { PropagationProgress } from '#contract/analysis-documents/propagation.ts'
import type { Services } from '#contract/services.ts'
import type { Library } from '../../store/library.ts'
import type { Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from '../library/index.ts'
import { listening } from '../library/progress.ts'
import type { Reads } from '../reads/reads.ts'
import { analyse } from './analyses.ts'
import { drawnDigest, examinationOf, type ImagePlaces, imagePlaces } from './examination.ts'
import { interpolate } from './interpolation.ts'
import { propagate } from './propagation.ts'
import type { Finished } from './running.ts'

interface Parts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly threads: Threads
  readonly reads: Pick<Reads, 'forAnalysis' | 'recordAnalyses' | 'studyHere'>
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
}

export const createAnalyses = ({ library, index, threads, reads, onError }: Parts): Services['analyses'] => ({
  run: async ({ read, only = analysisNames, age, sex, ethnicity, ...others }, call) =>
    listening<AnalysesProgress>(async (say, signal) => {
      const { opened, study } = await reads.forAnalysis(read, call)
      const byHand: GivenPerson = {
        ...(age === undefined ? {} : { age }),
        ...(sex === undefined ? {} : { sex }),
        ...(ethnicity === undefined ? {} : { ethnicity }),
      }
      const given = { ...others, person: { ...study.person, given: byHand } }
      const examination = examinationOf(opened.state, study, given)
      const places = imagePlaces(library, index, study)
      const onProgress = (analysis: AnalysisName, { done, total }: { done: number; total: number }): void =>
        say({ kind: 'working', analysis, done, total })
      const results = await analyse(examination, only, { threads, places, signal, onProgress, onError })
      const finished = [...results].flatMap(([name, parts]) => parts.map((one) => [name, one] as const))
      const basis = { drawn: drawnDigest(examination), given }
      const records = finished.flatMap(([name, one]) => recordOf(name, one, basis, places))
      await reads.recordAnalyses(read, opened.row.seq, records, call)
      return { kind: 'finished', analyses: finished.map(([name, one]) => documentOf(name, one)) }
    }, call.signal),

  propagate: async ({ study, file }, call) =>
    listening<PropagationProgress>(async (say, signal) => {
      const here = await reads.studyHere(study, call)
      return propagate(file, study, here, {
        threads,
        places: imagePlaces(library, index, here),
        signal,
        onProgress: (done, total) => say({ kind: 'working', done, total }),
        onError,
      })
    }, call.signal),

  interpolate: async ({ study, file, ...wanted }, call) =>
    listening<InterpolationProgress>(async (say, signal) => {
      const here = await reads.studyHere(study, call)
      const onProgress = (done: number, total: number): void => say({ kind: 'working', done, total })
      return interpolate(file, study, here, wanted, { threads, signal, onProgress, onError })
    }, call.signal),
})

function documentOf(analysis: AnalysisName, { part, outcome, curves, patterns }: Finished): AnalysisDocument {
  const named = part === undefined ? { analysis } : { analysis, part }
  if (!outcome.measured)
    return {
      ...named,
      unmeasured: outcome.reason,
      ...(outcome.detail === undefined ? {} : { detail: outcome.detail }),
    }
  const { method, version, options, measurements, warnings, comparisons, inclusion } = outcome.value
  return {
    ...named,
    method,
    version,
    options: asJson(options),
    measurements: [...measurements],
    warnings: [...warnings, ...outcome.warnings],
    ...(curves === undefined ? {} : { curves: [...curves] }),
    ...(patterns === undefined ? {} : { patterns: [...patterns] }),
    ...(comparisons === undefined ? {} : { comparisons: [...comparisons] }),
    ...(inclusion === undefined ? {} : { inclusion }),
  }
}

function recordOf(
  name: AnalysisName,
  { part, outcome, images }: Finished,
  basis: Pick<AnalysisRecord, 'drawn' | 'given'>,
  places: ImagePlaces,
): AnalysisRecord[] {
  if (!outcome.measured) return []
  const { method, version, options, measurements, warnings } = outcome.value
  return [
    {
      analysis: recordName(name, part),
      method,
      version,
      options: asJson(options),
      measurements,
      warnings: [...warnings, ...outcome.warnings],
      images: places.hashes(images),
      ...basis,
    },
  ]
}

/** As it is stored: what JSON does not hold is not an option. */
const asJson = (options: object): Json => JSON.parse(JSON.stringify(options)) as Json
