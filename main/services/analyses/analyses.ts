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
import { mappingImages, mappingParameters, mappingTask, runEcv } from '#analysis/examination/mapping.ts'
import { narrowed, onCines } from '#analysis/examination/narrowed.ts'
import { type PackedExamination, packed } from '#analysis/examination/packed.ts'
import { perfusionImages, perfusionTasks } from '#analysis/examination/perfusion.ts'
import { runInclusion, runRanges } from '#analysis/examination/ranges.ts'
import { runFlowRelations } from '#analysis/examination/relations.ts'
import { scarImages, scarTask } from '#analysis/examination/scar.ts'
import { runScores } from '#analysis/examination/scores.ts'
import { strainImages, strainTasks } from '#analysis/examination/strain.ts'
import { leftPhases } from '#analysis/examination/volumes.ts'
import type { RelaxationParameter, TissueMapping } from '#analysis/mapping/mapping.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { rangeTables } from '#analysis/ranges/ranges.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import type { Threads } from '../jobs/threads.ts'
import type { ImagePlaces } from './examination.ts'
import { ended, type Finished } from './running.ts'

export interface Running {
  readonly threads: Threads
  readonly places: ImagePlaces
  readonly signal: AbortSignal
  readonly onProgress: (analysis: AnalysisName, progress: AnalysisProgress) => void
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
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
): Promise<AnalysisResults> {
  const { threads, signal, onError } = running
  // every job of every analysis listens to it: that is no leak
  setMaxListeners(0, signal)
  const { phases } = examination
  // who has set both phases and asks for nothing that rests on volumes need not wait for them
  const rests =
    only.some((name) => restOnVolumes.has(name)) || phases.ed === undefined || phases.es === undefined
  const volumes: Outcome<Volumes> = rests
    ? await ended<Volumes>(
        () => threads.run('volumes', { examination: packed(onCines(examination)) }, { signal }),
        onError,
      )
    : unmeasured('no-contours', 'volumes were not asked for')
  const { ed, es } = leftPhases(examination, volumes)
  const known: Examination = {
    ...examination,
    phases: { ...(ed === undefined ? {} : { ed }), ...(es === undefined ? {} : { es }) },
  }
  const makers: Readonly<Record<AnalysisName, () => Promise<readonly Finished[]>>> = {
    volumes: async () => [{ outcome: volumes, images: contouredImages(known) }],
    segments: () => segments(known, running),
    strain: () => strain(known, running),
    scar: () => scar(known, running),
    perfusion: () => perfusion(known, running),
    mapping: () => mapping(known, running),
    flow: () => flow(known, volumes, running),
    scores: async () => [{ outcome: runScores(known), images: [] }],
    ranges: async () =>
      rangeTables.map((table) => ({
        part: table.id,
        outcome: runRanges(known, volumes, table),
        images: contouredImages(known),
      })),
    inclusion: async () => [{ outcome: runInclusion(known, volumes), images: contouredImages(known) }],
  }
  const asked = only.map(async (name) => [name, await makers[name]()] as const)
  return new Map(await Promise.all(asked))
}

const restOnVolumes: ReadonlySet<AnalysisName> = new Set(['volumes', 'flow', 'ranges', 'inclusion'])

const contouredImages = ({ contours }: Examination): ImageKey[] => contours.map(({ image }) => image)

async function segments(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, signal } = running
  const onProgress = reporter('segments', running)
  const part = packed(narrowed(examination, []))
  const outcome = await ended(
    () => threads.run('segments', { examination: part }, { signal, onProgress }),
    running.onError,
  )
  return [{ outcome, images: contouredImages(examination) }]
}

async function strain(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const plan = strainTasks(examination)
  if (!plan.measured) return [{ outcome: plan, images: [] }]
  const { tasks } = plan.value
  const images = tasks.flatMap(strainImages)
  const shares = tasks.map(() => 0)
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
    const parts = { examination: packed(narrowed(examination, [])), plan: plan.value, tracked }
    return measured(await threads.run('strain', parts, { signal }))
  }, onError)
  return [{ outcome, images, ...(outcome.measured ? { curves: strainCurves(outcome.value) } : {}) }]
}

async function scar(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const task = scarTask(examination)
  if (!task.measured) return [{ outcome: task, images: [] }]
  const images = scarImages(task.value)
  const input = { ...of(examination, task.value), sources: places.sources(images) }
  const onProgress = reporter('scar', running)
  const outcome = await ended(() => threads.run('scar', input, { signal, onProgress }), onError)
  return [{ outcome, images, ...(outcome.measured ? { patterns: scarSegmentPatterns(outcome.value) } : {}) }]
}

/** Native T1 is measured along: signal becomes concentration by it. */
async function perfusion(examination: Examination, running: Running): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const plan = perfusionTasks(examination)
  if (!plan.measured) return [{ outcome: plan, images: [] }]
  const { tasks } = plan.value
  const { agent, restWork, preBolus } = examination
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
    curves = perfusionCurves(found, tasks, slices)
    return measured(found)
  }, onError)
  const images = tasks.flatMap(perfusionImages)
  return [{ outcome, images, ...(curves === undefined ? {} : { curves }) }]
}

interface Mapped {
  readonly part: RelaxationParameter
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
  return { part, outcome: await ended(work, onError), images }
}

async function mapping(examination: Examination, running: Running): Promise<Finished[]> {
  const maps = await Promise.all(
    mappingParameters.map((part) => mapped(examination, part, 'mapping', running)),
  )
  const made = (parameter: (typeof mappingParameters)[number]) => maps.find(({ part }) => part === parameter)
  const [native, post] = [made('t1-native'), made('t1-post')]
  const missing = unmeasured('no-partner')
  const ecv = runEcv(examination, native?.outcome ?? missing, post?.outcome ?? missing)
  const images = [...(native?.images ?? []), ...(post?.images ?? [])]
  return [...maps, { part: 'ecv', outcome: ecv, images }]
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
      return { vessel: task.vessel, outcome: await ended(work, onError), images }
    }),
  )
  return [
    ...flows.map(({ vessel, outcome, images }) => ({
      part: vessel,
      outcome,
      images,
      ...(outcome.measured ? { curves: flowCurves(vessel, outcome.value) } : {}),
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
