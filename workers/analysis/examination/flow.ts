/** Phase-contrast flow of an examination: which vessel on which images. */
import { type FlowResult, flowThroughVessel } from '../flow/flow.ts'
import type { FlowInput, FlowOptions } from '../flow/input.ts'
import type { ImageKey } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ms, ms } from '../units/units.ts'
import { type Drawn, drawnOn } from './drawn.ts'
import { type Examination, stacksOf } from './examination.ts'
import { keyOf, type Loaded } from './images.ts'

export interface FlowTask {
  /** one word: 'aorta', 'pulmonary-artery', 'vessel', 'vessel-2' ... */
  readonly vessel: string
  readonly stack: Stack
  readonly slice: number
  readonly magnitude?: Stack
  /** part of the contours of this vessel */
  readonly part: number
  readonly times: readonly Ms[]
}

/**
 * One task for each vessel that is contoured, on the velocity images or on their magnitude.
 * @returns unmeasured 'no-images' without velocity images, 'no-contours' when no vessel is drawn, 'no-times'
 */
export function flowTasks(examination: Examination): Outcome<readonly FlowTask[]> {
  const stacks = stacksOf(examination, 'flow-phase')
  if (stacks.length === 0) return unmeasured('no-images', say('study/study-no-velocity-images'))
  const drawn = drawnOn(examination)
  const tasks: FlowTask[] = []
  for (const stack of stacks) {
    const magnitude = stacksOf(examination, 'flow-magnitude').find((partner) => isPartner(stack, partner))
    stack.frames.forEach((_, slice) => {
      for (const part of partsOn(stack, magnitude, slice, drawn)) {
        const times = timesOf(stack, slice)
        if (times === undefined) continue
        const vessel = nameOf(stack, part)
        tasks.push({ vessel, stack, slice, part, times, ...(magnitude === undefined ? {} : { magnitude }) })
      }
    })
  }
  if (tasks.length > 0) return measured(numbered(tasks))
  const any = stacks.some((stack) => drawn.on(stack, 'vessel'))
  return any
    ? unmeasured('no-times', say('study/velocity-images-do-not-say'))
    : unmeasured('no-contours', say('study/no-vessel-contoured'))
}

function isPartner(stack: Stack, partner: Stack): boolean {
  const [here, there] = [stack.frames[0]?.[0]?.facts.plane, partner.frames[0]?.[0]?.facts.plane]
  return (
    here !== undefined &&
    there !== undefined &&
    stack.phaseCount === partner.phaseCount &&
    here.position.every((value, k) => Math.abs(value - at(there.position, k)) < 0.1)
  )
}

function partsOn(stack: Stack, magnitude: Stack | undefined, slice: number, drawn: Drawn): readonly number[] {
  const frames = [...(stack.frames[slice] ?? []), ...(magnitude?.frames[slice] ?? [])]
  const parts = frames.flatMap((frame) =>
    frame === null ? [] : drawn.all(frame, 'vessel').map(({ part = 0 }) => part),
  )
  return [...new Set(parts)].toSorted((a, b) => a - b)
}

/** ms after the R wave of every phase; undefined when a phase or its time is missing */
function timesOf({ frames }: Stack, slice: number): readonly Ms[] | undefined {
  const times = (frames[slice] ?? []).map((frame) => frame?.facts.triggerTime)
  return times.every((time) => time !== undefined) ? times.map(ms) : undefined
}

/** The vessels that flow and ventricles are compared by. */
export const aorta = 'aorta'
export const pulmonaryArtery = 'pulmonary-artery'

const aortic = /(^|[^a-z])(ao|aorta|aortic|asc|aov)([^a-z]|$)/i
const pulmonary = /(^|[^a-z])(pa|pulm|pulmonary|mpa|pv)([^a-z]|$)/i

/** By the words of the series, which name the vessel where anything does; the first part is the named one. */
function nameOf({ description = '' }: Stack, part: number): string {
  if (part > 0) return 'vessel'
  if (aortic.test(description)) return aorta
  return pulmonary.test(description) ? pulmonaryArtery : 'vessel'
}

/** Two vessels never share a name: results are told apart by it. */
function numbered(tasks: readonly FlowTask[]): readonly FlowTask[] {
  const seen = new Map<string, number>()
  return tasks.map((task) => {
    const count = (seen.get(task.vessel) ?? 0) + 1
    seen.set(task.vessel, count)
    return count === 1 ? task : { ...task, vessel: `${task.vessel}-${count}` }
  })
}

export const flowImages = ({ stack, magnitude, slice }: FlowTask): readonly ImageKey[] =>
  [...(stack.frames[slice] ?? []), ...(magnitude?.frames[slice] ?? [])].flatMap((frame) =>
    frame === null ? [] : [keyOf(frame)],
  )

export function runFlow(
  examination: Examination,
  task: FlowTask,
  loaded: Loaded,
  options?: FlowOptions,
): FlowResult {
  const { vessel, stack, magnitude, slice, part, times } = task
  const drawn = drawnOn(examination)
  const frames = (stack.frames[slice] ?? []).flatMap((frame) => frame ?? [])
  const contourAt = (phase: number) => {
    const places = [stack.frames[slice]?.[phase], magnitude?.frames[slice]?.[phase]]
    return places
      .flatMap((frame) => (frame == null ? [] : drawn.all(frame, 'vessel')))
      .find((contour) => (contour.part ?? 0) === part)
  }
  const [first] = frames
  const unit = first?.facts.realWorld?.unit ?? first?.facts.rescaleType
  const input: FlowInput = {
    vessel,
    phases: frames.map((frame, phase) => {
      const partner = magnitude?.frames[slice]?.[phase]
      return {
        image: loaded(frame),
        time: at(times, phase),
        ...(partner == null ? {} : { magnitude: loaded(partner) }),
      }
    }),
    contours: frames.flatMap((_, phase) => {
      const contour = contourAt(phase)
      return contour === undefined ? [] : [{ phase, points: contour.points }]
    }),
    ...(stack.venc === undefined ? {} : { venc: stack.venc }),
    ...(stack.rr.measured ? { rr: stack.rr.value.median } : {}),
    ...(stack.gating === 'unknown' ? {} : { gating: stack.gating }),
    ...(first?.instance.manufacturer === undefined ? {} : { manufacturer: first.instance.manufacturer }),
    ...(unit === undefined ? {} : { valueUnit: unit }),
    ...(first?.facts.velocityScale === undefined ? {} : { velocityEncodeScale: first.facts.velocityScale }),
  }
  return flowThroughVessel(input, options)
}
