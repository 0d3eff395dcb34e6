/**
 * Every analysis that the series and the contours of a read allow, each as jobs in threads, side by side; for the
 * rest the reason why not. What was found is recorded in the log of the read.
 */
import { setMaxListeners } from 'node:events'
import {
  flowCurves,
  perfusionCurves,
  scarSegmentPatterns,
  strainCurves,
  type TimeCurve,
} from '#analysis/examination/curves.ts'
import type { Examination } from '#analysis/examination/examination.ts'
import { flowImages, flowTasks } from '#analysis/examination/flow.ts'
import {
  type MappingTask,
  mappingImages,
  mappingParameters,
  mappingTask,
  runEcv,
} from '#analysis/examination/mapping.ts'
import { narrowed } from '#analysis/examination/narrowed.ts'
import { type PackedExamination, packed } from '#analysis/examination/packed.ts'
import { perfusionImages, perfusionTasks } from '#analysis/examination/perfusion.ts'
import { runInclusion, runRanges } from '#analysis/examination/ranges.ts'
import { runFlowRelations } from '#analysis/examination/relations.ts'
import { scarImages, scarTask } from '#analysis/examination/scar.ts'
import { runScores } from '#analysis/examination/scores.ts'
import { type AssembledStrain, strainImages, strainTasks } from '#analysis/examination/strain.ts'
import { leftPhases } from '#analysis/examination/volumes.ts'
import type { RelaxationParameter, TissueMapping } from '#analysis/mapping/mapping.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { rangeTables } from '#analysis/ranges/ranges.ts'
import { panelBasis, restsOn } from '#analysis/reading/dependence.ts'
import { recordName } from '#analysis/reading/record-name.ts'
import type { StrainResult } from '#analysis/strain/strain.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { AnalysisDetails } from '#contract/analysis-documents/details.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { Threads } from '../jobs/threads.ts'
import { sha256Of } from '../reads/chain.ts'
import {
  ecvDetails,
  flowDetails,
  mappingDetails,
  perfusionDetails,
  rangesDetails,
  scarDetails,
  segmentsDetails,
  strainDetails,
  volumesDetails,
} from './details.ts'
import type { ImagePlaces } from './examination.ts'
import { identityOf } from './identity.ts'
import { nothingRemembered, type Remembered } from './memory.ts'
import { ended, type Finished } from './running.ts'

export interface Running {
  readonly threads: Threads
  readonly places: ImagePlaces
  readonly signal: AbortSignal
  readonly onProgress: (analysis: AnalysisName, progress: AnalysisProgress) => void
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
  /** what was made of this read before */
  readonly remembered?: Remembered
}

export interface Analysed {
  /** with ED and ES as they were used */
  readonly examination: Examination
  readonly results: AnalysisResults
}

export type AnalysisResults = ReadonlyMap<AnalysisName, readonly Finished[]>

/**
 * @param only  the analyses that are asked for; volumes are made too where ED or ES has to be found from them
 * @throws Failure 'cancelled' within 200 ms of the signal
 */
export async function analyse(
  examination: Examination,
  only: readonly AnalysisName[],
  running: Running,
): Promise<Analysed> {
  const { threads, signal, onError, remembered = nothingRemembered } = running
  // every job of every analysis listens to it: that is no leak
  setMaxListeners(0, signal)
  const { phases } = examination
  // who has set both phases and asks for nothing that rests on volumes need not wait for them
  const rests =
    only.some((name) => restOnVolumes.has(name)) || phases.ed === undefined || phases.es === undefined
  const onVolumes = restsOn('volumes', examination)
  const volumes: Outcome<Volumes> = rests
    ? await remembered('volumes of chambers', basisOf(onVolumes), () =>
        ended<Volumes>(() => threads.run('volumes', { examination: packed(onVolumes) }, { signal }), onError),
      )
    : unmeasured('no-contours', 'volumes were not asked for')
  const { ed, es } = leftPhases(examination, volumes)
  const known: Examination = {
    ...examination,
    phases: { ...(ed === undefined ? {} : { ed }), ...(es === undefined ? {} : { es }) },
  }
  const makers: Readonly<Record<AnalysisName, Maker>> = {
    volumes: async () => [
      {
        outcome: volumes,
        images: contouredImages(onVolumes),
        ...detailsOf(volumes, (found) => volumesDetails(found, examination.stacks)),
      },
    ],
    segments,
    strain,
    scar,
    perfusion,
    mapping,
    flow: (part) => flow(restsOn('flow/*', part), volumes, running),
    scores: async (part) => [{ outcome: runScores(part), images: [] }],
    ranges: async (part) =>
      rangeTables.map((table) => {
        const outcome = runRanges(part, volumes, table)
        const details = detailsOf(outcome, (found) => rangesDetails(table.id, found))
        return { part: table.id, outcome, images: contouredImages(onVolumes), ...details }
      }),
    inclusion: async (part) => [{ outcome: runInclusion(part, volumes), images: contouredImages(onVolumes) }],
  }
  const asked = only.map(async (name) => {
    // by construction nothing else can change the result
    const part = restsOn(panelBasis(name), known)
    const made = await remembered(name, basisOf(part), () => makers[name](part, running))
    return [name, made] as const
  })
  return { examination: known, results: new Map(await Promise.all(asked)) }
}

type Maker = (part: Examination, running: Running) => Promise<readonly Finished[]>

const detailsOf = <T>(
  outcome: Outcome<T>,
  make: (found: T) => AnalysisDetails,
): { readonly details?: AnalysisDetails } => (outcome.measured ? { details: make(outcome.value) } : {})

/**
 * Of a part of an examination, with what was given and the images that it has. The contours of a beat are megabytes as
 * text, which would take longer than their volumes.
 */
const basisOf = ({ contours, stacks, ...rest }: Examination): string =>
  sha256Of(
    Buffer.from(
      JSON.stringify([
        contours.map(identityOf),
        rest,
        stacks.map(({ id, frames }) => [id, frames.flat().map((frame) => frame && imageKeyText(frame))]),
      ]),
      'utf8',
    ),
  )

const restOnVolumes: ReadonlySet<AnalysisName> = new Set(['volumes', 'flow', 'ranges', 'inclusion'])

const contouredImages = ({ contours }: Examination): ImageKey[] => contours.map(({ image }) => image)

async function segments(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, signal } = running
  const onProgress = reporter('segments', running)
  const part = packed(examination)
  const outcome = await ended(
    () => threads.run('segments', { examination: part }, { signal, onProgress }),
    running.onError,
  )
  const images = contouredImages(restsOn('segments', examination))
  return [{ outcome, images, ...detailsOf(outcome, segmentsDetails) }]
}

async function strain(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const plan = strainTasks(examination)
  if (!plan.measured) return [{ outcome: plan, images: [] }]
  const { tasks } = plan.value
  const images = tasks.flatMap(strainImages)
  const shares = tasks.map(() => 0)
  let details: AnalysisDetails | undefined
  const outcome = await ended(async () => {
    const tracked = await Promise.all(
      tasks.map((task, k) =>
        threads.run(
          'track',
          { task, sources: places.sources(strainImages(task)) },
          {
            signal,
            onProgress: ({ done, total }) => {
              shares[k] = done / total
              const sum = shares.reduce((a, b) => a + b, 0)
              running.onProgress('strain', { done: Math.round(100 * sum), total: 100 * tasks.length })
            },
          },
        ),
      ),
    )
    const parts = { examination: packed(examination), plan: plan.value, tracked }
    const found = await threads.run('strain', parts, { signal })
    details = strainDetails(found, tasks, tracked)
    return measured(withoutDivisions(found))
  }, onError)
  if (!outcome.measured || details === undefined) return [{ outcome, images }]
  return [{ outcome, images, curves: strainCurves(outcome.value), details }]
}

/** What only tells where tracked chords lie is no part of the result. */
const withoutDivisions = ({ divisions: _, ...found }: AssembledStrain): StrainResult => found

async function scar(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const task = scarTask(examination)
  if (!task.measured) return [{ outcome: task, images: [] }]
  const images = scarImages(task.value)
  const input = { ...of(examination, task.value), sources: places.sources(images) }
  const onProgress = reporter('scar', running)
  const outcome = await ended(() => threads.run('scar', input, { signal, onProgress }), onError)
  if (!outcome.measured) return [{ outcome, images }]
  const details = scarDetails(outcome.value, task.value)
  return [{ outcome, images, patterns: scarSegmentPatterns(outcome.value), details }]
}

/** Native T1 is measured along: signal becomes concentration by it. */
async function perfusion(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const plan = perfusionTasks(examination)
  if (!plan.measured) return [{ outcome: plan, images: [] }]
  const { tasks } = plan.value
  const { agent, restWork, preBolus } = examination
  let details: AnalysisDetails | undefined
  let curves: readonly TimeCurve[] | undefined
  const outcome = await ended(async () => {
    const native = agent && mapped(examination, 't1-native', 'perfusion', running)
    const slices = await Promise.all(
      tasks.map((task) => {
        const input = { ...of(examination, task), sources: places.sources(perfusionImages(task)) }
        return threads.run('perfusion-slice', input, { signal, onProgress: reporter('perfusion', running) })
      }),
    )
    const parts = {
      plan: plan.value,
      slices,
      native: (await native)?.outcome ?? unmeasured('no-partner'),
      given: {
        ...(agent === undefined ? {} : { agent }),
        ...(restWork === undefined ? {} : { restWork }),
        ...(preBolus === undefined ? {} : { preBolus }),
      },
    }
    const onProgress = reporter('perfusion', running)
    const found = await threads.run('perfusion', parts, { signal, onProgress })
    details = perfusionDetails(found, tasks, slices)
    curves = perfusionCurves(found, tasks, slices)
    return measured(found)
  }, onError)
  const images = tasks.flatMap(perfusionImages)
  return [
    {
      outcome,
      images,
      ...(details === undefined ? {} : { details }),
      ...(curves === undefined ? {} : { curves }),
    },
  ]
}

interface Mapped {
  readonly part: RelaxationParameter
  readonly task?: MappingTask
  readonly outcome: Outcome<TissueMapping>
  readonly images: readonly ImageKey[]
}

async function mapped(
  examination: Examination,
  part: RelaxationParameter,
  asking: AnalysisName,
  running: Running,
): Promise<Mapped> {
  const { threads, places, signal, onError } = running
  const task = mappingTask(examination, part)
  if (!task.measured) return { part, outcome: task, images: [] }
  const images = mappingImages(task.value)
  const input = { ...of(examination, task.value), sources: places.sources(images) }
  const onProgress = reporter(asking, running)
  const work = async (): Promise<Outcome<TissueMapping>> =>
    measured(await threads.run('mapping', input, { signal, onProgress }))
  return { part, task: task.value, outcome: await ended(work, onError), images }
}

async function mapping(examination: Examination, running: Running): Promise<Finished[]> {
  const { remembered = nothingRemembered } = running
  const maps = await Promise.all(
    mappingParameters.map((part) => {
      const name = recordName('mapping', part)
      const own = restsOn(name, examination)
      return remembered(name, basisOf(own), () => mapped(own, part, 'mapping', running))
    }),
  )
  const made = (parameter: (typeof mappingParameters)[number]) => maps.find(({ part }) => part === parameter)
  const [native, post] = [made('t1-native'), made('t1-post')]
  const missing = unmeasured('no-partner')
  const ecv = runEcv(examination, native?.outcome ?? missing, post?.outcome ?? missing)
  const images = [...(native?.images ?? []), ...(post?.images ?? [])]
  const ofEcv = detailsOf(ecv, (found) => ecvDetails(found, native?.task))
  return [
    ...maps.map(({ part, task, outcome, images }): Finished => {
      const details = task && detailsOf(outcome, (found) => mappingDetails(found, task))
      return { part, outcome, images, ...details }
    }),
    { part: 'ecv', outcome: ecv, images, ...ofEcv },
  ]
}

/** Each vessel, and then what their flows and the ventricles say together. */
async function flow(
  examination: Examination,
  volumes: Outcome<Volumes>,
  running: Running,
): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const tasks = flowTasks(examination)
  if (!tasks.measured) return [{ outcome: tasks, images: [] }]
  const onProgress = reporter('flow', running)
  const flows = await Promise.all(
    tasks.value.map(async (task) => {
      const images = flowImages(task)
      const input = { ...of(examination, task), sources: places.sources(images) }
      const work = async () => measured(await threads.run('flow', input, { signal, onProgress }))
      return { task, vessel: task.vessel, outcome: await ended(work, onError), images }
    }),
  )
  return [
    ...flows.map(({ task, vessel, outcome, images }) => ({
      part: vessel,
      outcome,
      images,
      ...(outcome.measured ? { curves: flowCurves(vessel, outcome.value) } : {}),
      ...detailsOf(outcome, (found) => flowDetails(found, task)),
    })),
    {
      part: 'relations',
      outcome: runFlowRelations(flows, volumes),
      images: flows.flatMap(({ images }) => images),
    },
  ]
}

/** A task with the part of the examination that it rests on. */
const of = <Task extends { readonly stack: Stack; readonly magnitude?: Stack }>(
  examination: Examination,
  task: Task,
): { readonly examination: PackedExamination; readonly task: Task } => ({
  examination: packed(
    narrowed(examination, task.magnitude === undefined ? [task.stack] : [task.stack, task.magnitude]),
  ),
  task,
})

const reporter =
  (analysis: AnalysisName, { onProgress }: Running) =>
  (progress: AnalysisProgress): void =>
    onProgress(analysis, progress)
