/** First-pass perfusion of an examination: each slice of rest and stress is a task, then all are put together. */
import type { Polygon } from '../contours/polygon.ts'
import type { TissueMapping } from '../mapping/mapping.ts'
import { isMeasured } from '../measurements/measurement.ts'
import {
  assemblePerfusion,
  type PerfusionOptions,
  type PerfusionResult,
  type PerfusionState,
  perfusionStates,
} from '../perfusion/perfusion.ts'
import { perfusionSlice, type SlicePerfusion } from '../perfusion/slice.ts'
import type { SeparateInput, StateSlices } from '../perfusion/state.ts'
import { standardWork } from '../perfusion/work.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import { frameTimes } from '../protocol/frame-times.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ms, ms } from '../units/units.ts'
import { type Drawn, drawnOn } from './drawn.ts'
import { type ContrastAgent, type Examination, stacksOf } from './examination.ts'
import { keyOf, type Loaded } from './images.ts'
import { type RingedSlice, ringOn, segmentsOn, sliceName, withoutPlace } from './septum.ts'

export interface PerfusionTask {
  readonly state: PerfusionState
  readonly stack: Stack
  readonly slice: number
  readonly images: readonly ImageKey[]
  readonly times: readonly Ms[]
  readonly drawnOn: number
  readonly ring: RingedSlice
  readonly endocardial: Polygon
  readonly bloodPool?: Polygon
  /** its blood is the arterial input of the slices of its state, and its wall is not measured */
  readonly preBolus?: true
}

export interface PerfusionPlan {
  /** rest before stress, base before apex */
  readonly tasks: readonly PerfusionTask[]
  readonly warnings: readonly string[]
}

/**
 * @returns unmeasured 'no-images' without a first pass, 'contradictory-input' when nobody has said whether the one
 *          there is is rest or stress, or a pre-bolus is named that is neither; 'no-contours' when none is contoured, 'no-geometry' when those that are do not
 *          say where they lie
 */
export function perfusionTasks(examination: Examination): Outcome<PerfusionPlan> {
  const warnings: string[] = []
  const strange = strangePreBolus(examination)
  if (strange !== undefined) return unmeasured('contradictory-input', strange)
  const tasks = perfusionStates.flatMap((state) => {
    const passes = stacksOf(examination, `perfusion-${state}`)
    const [stack, ...others] = passes.filter((one) => !isPreBolus(examination, one))
    if (stack === undefined) return []
    if (others.length > 0)
      warnings.push(say('study/first-passes-first-measured', { state, others: others.length + 1 }))
    const bolus = passes.find((one) => isPreBolus(examination, one))
    return [
      ...(bolus === undefined ? [] : preBolusTask(examination, state, bolus, warnings)),
      ...stateTasks(examination, state, stack, warnings),
    ]
  })
  const unplaced = withoutPlace(
    stacksOf(examination, 'perfusion-rest', 'perfusion-stress'),
    drawnOn(examination),
  )
  if (unplaced?.detail !== undefined) warnings.push(unplaced.detail)
  if (tasks.length > 0) return measured({ tasks, warnings })
  if (unplaced !== undefined) return unplaced
  if (stacksOf(examination, 'perfusion-rest', 'perfusion-stress').length > 0)
    return unmeasured('no-contours', [say('study/no-first-pass-contoured'), ...warnings].join('; '))
  return stacksOf(examination, 'perfusion').length > 0
    ? unmeasured('contradictory-input', say('study/nothing-says-whether-first-pass'))
    : unmeasured('no-images', say('study/study-no-first-pass-perfusion'))
}

const isPreBolus = ({ preBolus }: Examination, { seriesUids }: Stack): boolean =>
  preBolus?.series.some((uid) => seriesUids.includes(uid)) ?? false

/** @returns as a sentence, what is wrong with the series that are named as pre-boluses */
function strangePreBolus(examination: Examination): string | undefined {
  const { preBolus } = examination
  if (preBolus === undefined) return undefined
  const passes = perfusionStates.map((state) => stacksOf(examination, `perfusion-${state}`))
  const unknown = preBolus.series.find((uid) => !passes.flat().some((one) => one.seriesUids.includes(uid)))
  if (unknown !== undefined) return say('study/pre-bolus-no-first-pass', { unknown })
  const whole = passes.find((own) => own.length > 0 && own.every((one) => isPreBolus(examination, one)))
  if (whole !== undefined) return say('study/pre-bolus-named-there-no')
  return passes.some((own) => own.filter((one) => isPreBolus(examination, one)).length > 1)
    ? say('study/two-pre-boluses-named-one')
    : undefined
}

/** The most basal slice that is contoured. */
function preBolusTask(
  examination: Examination,
  state: PerfusionState,
  stack: Stack,
  warnings: string[],
): PerfusionTask[] {
  const [basal] = stateTasks(examination, state, stack, warnings)
  if (basal !== undefined) return [{ ...basal, preBolus: true }]
  warnings.push(say('study/pre-bolus-not-contoured-arterial', { state }))
  return []
}

function stateTasks(
  examination: Examination,
  state: PerfusionState,
  stack: Stack,
  warnings: string[],
): PerfusionTask[] {
  const drawn = drawnOn(examination)
  const times = frameTimes(stack)
  return stack.frames.flatMap((frames, slice): PerfusionTask[] => {
    const ring = ringOn(stack, slice, drawn)
    const endocardial = ring && drawn.one(ring.image, 'lv-endocardial')
    if (ring === undefined || endocardial === undefined) return []
    const known = frames.map((one, k) => ({ one, time: times[slice]?.[k] }))
    const usable = known.flatMap(({ one, time }) =>
      one === null || time === undefined ? [] : [{ one, time }],
    )
    if (usable.length < frames.length)
      warnings.push(
        say('study/dynamics-missing-no-time', {
          state,
          where: sliceName(slice),
          frames: frames.length - usable.length,
        }),
      )
    const contoured = usable.findIndex(({ one }) => imageKeyText(one) === imageKeyText(ring.image))
    if (contoured < 0) {
      warnings.push(say('study/not-measured-dynamic-contoured-no', { state, where: sliceName(slice) }))
      return []
    }
    const bloodPool = drawn.one(ring.image, 'blood-pool')
    return [
      {
        state,
        stack,
        slice,
        images: usable.map(({ one }) => keyOf(one)),
        times: usable.map(({ time }) => time),
        drawnOn: contoured,
        ring,
        endocardial,
        ...(bloodPool === undefined ? {} : { bloodPool }),
      },
    ]
  })
}

export const perfusionImages = ({ images }: PerfusionTask): readonly ImageKey[] => images

export function runPerfusionTask(
  examination: Examination,
  task: PerfusionTask,
  loaded: Loaded,
  progress?: (done: number, total: number) => void,
): Outcome<SlicePerfusion> {
  const { ring, endocardial, bloodPool, images, times } = task
  const drawn = drawnOn(examination)
  const { maps, warnings } = segmentsOn(examination, drawn, [ring], ringsOf(task.stack, drawn))
  const [segments] = maps
  const input = {
    frames: images.map(loaded),
    times,
    drawnOn: task.drawnOn,
    endocardial,
    epicardial: ring.epicardial,
    ...(segments === undefined ? {} : { segments }),
    ...(bloodPool === undefined ? {} : { bloodPool }),
  }
  const found = perfusionSlice(input, {}, progress)
  return found.measured
    ? measured({ ...found.value, warnings: [...found.value.warnings, ...warnings] }, found.warnings)
    : found
}

const ringsOf = (stack: Stack, drawn: Drawn): RingedSlice[] =>
  stack.frames.flatMap((_, slice) => ringOn(stack, slice, drawn) ?? [])

/**
 * @param outcomes  of the tasks, in their order
 * @param native    T1 before contrast: of blood, and of the septum or else the wall
 */
export function assembledPerfusion(
  { tasks, warnings }: PerfusionPlan,
  outcomes: readonly Outcome<SlicePerfusion>[],
  { agent, restWork, preBolus }: GivenForPerfusion,
  native: Outcome<TissueMapping>,
  progress?: (done: number, total: number) => void,
): PerfusionResult {
  const states: Partial<Record<PerfusionState, StateSlices>> = {}
  const lost: string[] = []
  for (const state of perfusionStates) {
    const own = tasks.flatMap((task, k) => (task.state === state ? [{ task, outcome: at(outcomes, k) }] : []))
    const slices = own.flatMap(({ task, outcome }) => (task.preBolus ? [] : [outcome]))
    if (slices.length === 0) continue
    const bolus = own.find(({ task }) => task.preBolus)
    if (bolus && !bolus.outcome.measured)
      lost.push(
        say('study/pre-bolus-not-measured-arterial', {
          state,
          why: whyOf(bolus.outcome),
        }),
      )
    const arterial =
      preBolus && bolus?.outcome.measured
        ? inputFrom(bolus.outcome.value, bolus.task.stack, agent, preBolus.doseRatio)
        : undefined
    states[state] = { slices, ...(arterial === undefined ? {} : { arterial }) }
  }
  const main = tasks.filter((task) => !task.preBolus)
  const { signal, why } = signalModel(main, agent, native)
  const options = {
    ...(signal === undefined ? {} : { signal }),
    ...(restWork === undefined ? {} : { restWork: { standard: standardWork, ...restWork } }),
    ...(preBolus === undefined ? {} : { preBolus }),
  }
  const found = assemblePerfusion(states, options, progress)
  return { ...found, warnings: [...found.warnings, ...warnings, ...lost, ...why] }
}

/** What no image says. */
export type GivenForPerfusion = Pick<Examination, 'agent' | 'restWork' | 'preBolus'>

/** @param stack  of the pre-bolus, which may have a saturation time of its own */
function inputFrom(
  { times, blood }: SlicePerfusion,
  stack: Stack,
  agent: ContrastAgent | undefined,
  doseRatio: number,
): SeparateInput {
  const saturationTime = agent?.saturationTime ?? statedTime(stack)
  return {
    times,
    signal: blood,
    doseRatio,
    ...(saturationTime === undefined ? {} : { saturationTime }),
  }
}

const statedTime = ({ frames }: Stack): number | undefined =>
  frames.flat().find((frame) => frame !== null)?.facts.inversionTime

function signalModel(
  tasks: readonly PerfusionTask[],
  agent: ContrastAgent | undefined,
  native: Outcome<TissueMapping>,
): { readonly signal?: NonNullable<PerfusionOptions['signal']>; readonly why: readonly string[] } {
  const only = (what: string) => ({ why: [say('study/semi-quantitative-only', { what })] })
  if (agent === undefined) return only(say('study/relaxivity-contrast-agent-not-given'))
  const [first] = tasks
  const saturationTime = agent.saturationTime ?? (first && statedTime(first.stack))
  if (saturationTime === undefined) return only(say('study/saturation-time-neither-given-nor'))
  const bloodT1 = nativeT1(native, 'region:blood')
  const myocardialT1 = nativeT1(native, 'region:septum') ?? nativeT1(native, undefined)
  if (bloodT1 === undefined || myocardialT1 === undefined)
    return only(say('study/native-t1-blood-myocardium-not'))
  const { relaxivity } = agent
  return { signal: { relaxivity, saturationTime: ms(saturationTime), bloodT1, myocardialT1 }, why: [] }
}

/** The median: an infarct or an edge moves the mean. */
function nativeT1(native: Outcome<TissueMapping>, scope: string | undefined): number | undefined {
  if (!native.measured) return undefined
  const found = native.value.measurements.find((m) => m.quantity === 't1-native-median' && m.scope === scope)
  return found && isMeasured(found) ? found.value : undefined
}
