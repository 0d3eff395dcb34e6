/** Analyses as the window and the command line ask for them: progress, then what each found, recorded in the read. */
import { examinationOf, givenOf } from '#analysis/reading/examined.ts'
import {
  type AnalysesProgress,
  type AnalysisDocument,
  type AnalysisName,
  analysisNames,
} from '#contract/analysis-documents/analyses.ts'
import type { InterpolationProgress } from '#contract/analysis-documents/interpolation.ts'
import type { PropagationProgress } from '#contract/analysis-documents/propagation.ts'
import type { ReadContoursProgress } from '#contract/analysis-documents/read-contours.ts'
import type { UncertaintyProgress } from '#contract/analysis-documents/uncertainty.ts'
import type { Call, Services } from '#contract/services.ts'
import type { Library } from '../../store/library.ts'
import type { Threads } from '../jobs/threads.ts'
import type { LibraryIndex } from '../library/index.ts'
import { listening } from '../library/progress.ts'
import { measure } from '../reads/measuring.ts'
import type { Reads } from '../reads/reads.ts'
import { analyse } from './analyses.ts'
import { imagePlaces } from './examination.ts'
import { interpolate } from './interpolation.ts'
import type { AnalysisLooks } from './looks.ts'
import { propagate } from './propagation.ts'
import { interpolateRead, propagateRead } from './read-contours.ts'
import { asJson, recordable, recordsOf } from './records.ts'
import type { Finished } from './running.ts'
import { uncertainty } from './uncertainty.ts'

type RunInput = Parameters<Services['analyses']['run']>[0]

interface Parts {
  readonly library: Library
  readonly index: LibraryIndex
  readonly threads: Threads
  readonly reads: Pick<Reads, 'forAnalysis' | 'toLookAt' | 'recordAnalyses' | 'studyHere'>
  readonly looks: AnalysisLooks
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
}

export function createAnalyses({
  library,
  index,
  threads,
  reads,
  looks,
  onError,
}: Parts): Services['analyses'] {
  async function run(
    { read, only = [...analysisNames], details = false, ...ordered }: RunInput,
    call: Call,
    say: (state: AnalysesProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly (readonly [AnalysisName, Finished])[]> {
    // what was signed, or read by another, is looked at with all its curves and maps, and nothing is recorded
    const { opened, study, isOpen } = details
      ? await reads.toLookAt(read, call)
      : { ...(await reads.forAnalysis(read, call)), isOpen: true }
    const given = givenOf(opened.state.choices.given, ordered, study.person)
    const places = imagePlaces(library, index, study)
    const { examination, results } = await analyse(examinationOf(opened.state, study, given), only, {
      threads,
      places,
      signal,
      onProgress: (analysis, { done, total }) => say({ kind: 'working', analysis, done, total }),
      onError,
      remembered: details ? looks.of(opened, places) : looks.anew(opened, places),
    })
    const finished = [...results].flatMap(([name, parts]) => parts.map((one) => [name, one] as const))
    const records = finished.flatMap(([name, one]) => recordsOf(name, one, examination, given, places))
    if (isOpen)
      await reads.recordAnalyses(read, (now, study) => recordable(records, given, opened, now, study), call)
    return finished
  }

  return {
    run: async (input, call) => {
      let finished: Awaited<ReturnType<typeof run>> = []
      const numbers = listening<AnalysesProgress>(async (say, signal) => {
        finished = await run(input, call, say, signal)
        return { kind: 'finished', analyses: finished.map(([name, one]) => documentOf(name, one)) }
      }, call.signal)
      return input.details ? withDetails(numbers, () => finished) : numbers
    },

    uncertainty: async ({ read, ...asked }, call) =>
      listening<UncertaintyProgress>(async (say, signal) => {
        const { opened, study } = await reads.toLookAt(read, call)
        const { state } = opened
        const places = imagePlaces(library, index, study)
        const given = givenOf(state.choices.given, {}, study.person)
        const examination = {
          ...examinationOf(state, study, given),
          phases: measure(state, study).phases,
        }
        const running = { threads, places, signal, onError, remembered: looks.of(opened, places) }
        const onProgress = (done: number, total: number): void => say({ kind: 'working', done, total })
        return { kind: 'found', budgets: await uncertainty(asked, examination, running, onProgress) }
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

    propagateRead: async ({ read, ...which }, call) =>
      listening<ReadContoursProgress>(async (say, signal) => {
        const { opened, study } = await reads.forAnalysis(read, call)
        return propagateRead(opened.state, study, which, {
          threads,
          places: imagePlaces(library, index, study),
          signal,
          onProgress: (done, total) => say({ kind: 'working', done, total }),
          onError,
        })
      }, call.signal),

    interpolateRead: async ({ read, ...which }, call) =>
      listening<ReadContoursProgress>(async (say, signal) => {
        const { opened, study } = await reads.forAnalysis(read, call)
        const onProgress = (done: number, total: number): void => say({ kind: 'working', done, total })
        return interpolateRead(opened.state, study, which, { threads, signal, onProgress, onError })
      }, call.signal),
  }
}

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

/** Numbers first; then, one after another, what panels show beside them. */
async function* withDetails(
  numbers: AsyncGenerator<AnalysesProgress, void, undefined>,
  finished: () => readonly (readonly [AnalysisName, Finished])[],
): AsyncGenerator<AnalysesProgress, void, undefined> {
  yield* numbers
  for (const [analysis, { details }] of finished())
    if (details !== undefined) yield { kind: 'details', analysis, details }
}
