/** The analyses that are made on images, each as jobs in threads: what was found, and what panels show of it. */
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
import { type PerfusionTask, perfusionImages, perfusionTasks } from '#analysis/examination/perfusion.ts'
import { runFlowRelations } from '#analysis/examination/relations.ts'
import { type ScarTask, scarImages, scarTask } from '#analysis/examination/scar.ts'
import { type AssembledStrain, strainImages, strainTasks } from '#analysis/examination/strain.ts'
import type { RelaxationParameter, TissueMapping } from '#analysis/mapping/mapping.ts'
import type { PerfusionResult } from '#analysis/perfusion/perfusion.ts'
import type { SlicePerfusion } from '#analysis/perfusion/slice.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { restsOn } from '#analysis/reading/dependence.ts'
import { recordName } from '#analysis/reading/record-name.ts'
import { withMoreDeviations } from '#analysis/scar/methods.ts'
import { say } from '#analysis/sentences/say.ts'
import type { StrainResult } from '#analysis/strain/strain.ts'
import { at } from '#analysis/units/at.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { AnalysisDetails } from '#contract/analysis-documents/details.ts'
import { basisOf } from './basis.ts'
import {
  ecvDetails,
  flowDetails,
  type MappedSlice,
  mappingDetails,
  perfusionDetails,
  scarDetails,
  strainDetails,
} from './details.ts'
import { nothingRemembered } from './memory.ts'
import { detailsOf, ended, type Finished, type Running, reporter } from './running.ts'

export async function strain(examination: Examination, running: Running): Promise<Finished[]> {
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

/** @param deviations  by which the thresholds of methods that count them lie higher above remote */
export async function scar(examination: Examination, running: Running, deviations = 0): Promise<Finished[]> {
  const { threads, places, signal, onError } = running
  const usual = scarTask(examination)
  if (!usual.measured) return [{ outcome: usual, images: [] }]
  const { options } = usual.value
  const methods = options.methods.map((method) => withMoreDeviations(method, deviations))
  const task: ScarTask = { ...usual.value, options: { ...options, methods } }
  const images = scarImages(task)
  const input = { ...of(examination, task), sources: places.sources(images) }
  const onProgress = reporter('scar', running)
  const outcome = await ended(() => threads.run('scar', input, { signal, onProgress }), onError)
  if (!outcome.measured) return [{ outcome, images }]
  const details = scarDetails(outcome.value, task)
  return [{ outcome, images, patterns: scarSegmentPatterns(outcome.value), details }]
}

/** Native T1 is measured along: signal becomes concentration by it. */
export async function perfusion(examination: Examination, running: Running): Promise<Finished[]> {
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
    if (!running.numbersOnly)
      details = perfusionDetails(found, tasks, await mappedSlices(found, tasks, slices, running))
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

/** Each slice with its maps, which need what all slices of its state have found together. */
const mappedSlices = (
  { states, options }: PerfusionResult,
  tasks: readonly PerfusionTask[],
  slices: readonly Outcome<SlicePerfusion>[],
  running: Running,
): Promise<MappedSlice[]> =>
  Promise.all(
    tasks.map(async ({ state, preBolus }, k): Promise<MappedSlice> => {
      const curves = at(slices, k)
      const found = states[state]
      if (!curves.measured) return curves
      if (preBolus || found === undefined) return unmeasured('no-partner', say('library/only-input'))
      const before = tasks.slice(0, k).filter((task) => task.state === state && !task.preBolus)
      const { times, wall } = curves.value
      const slice = {
        state,
        slice: before.length,
        curves: { times, wall },
        found: { regions: found.regions, ...(found.input === undefined ? {} : { input: found.input }) },
      }
      const maps = await running.threads.run(
        'perfusion-maps',
        { slice, options },
        { signal: running.signal, onProgress: reporter('perfusion', running) },
      )
      return measured({ curves: curves.value, maps }, curves.warnings)
    }),
  )

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

export async function mapping(examination: Examination, running: Running): Promise<Finished[]> {
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
export async function flow(
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
