/**
 * The strain of a read with each choice made otherwise: all tissue is followed once, with the borders that are moved
 * carried along, and put together once for each choice.
 */
import type { Examination } from '#analysis/examination/examination.ts'
import { packed } from '#analysis/examination/packed.ts'
import {
  type DrawnWall,
  readBetween,
  type StrainPlan,
  sameTask,
  strainImages,
  strainTasks,
  type TrackedTask,
} from '#analysis/examination/strain.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { restsOn } from '#analysis/reading/dependence.ts'
import type { ExaminedOtherwise } from '#analysis/reading/uncertainty/analyses.ts'
import type { MeasuredOtherwise } from '#analysis/reading/uncertainty/budget.ts'
import { say } from '#analysis/sentences/say.ts'
import { at } from '#analysis/units/at.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import { ended, type Running } from './running.ts'

type Numbers = Outcome<readonly Measurement[]>

export interface StrainOtherwise {
  readonly own: Numbers
  readonly otherwise: readonly MeasuredOtherwise[]
}

/**
 * @param examination  with ED and ES as they are used
 * @param onShare      of all work, 0 to 1
 */
export async function strainOtherwise(
  examination: Examination,
  variations: readonly ExaminedOtherwise[],
  running: Pick<Running, 'threads' | 'places' | 'signal' | 'onError'>,
  onShare: (share: number) => void,
): Promise<StrainOtherwise> {
  const part = restsOn('strain', examination)
  const plan = strainTasks(part)
  if (!plan.measured) return { own: plan, otherwise: [] }
  const others = variations.flatMap(({ source, variation, changed }): Other[] => {
    if (source !== 'contour-offset' || !changed.measured) return []
    const moved = restsOn('strain', changed.value)
    const tasks = strainTasks(moved)
    return tasks.measured ? [{ variation, part: moved, plan: tasks.value }] : []
  })
  const followed = await ended(
    async () => measured(await followedBeside(plan.value, others, running, onShare)),
    running.onError,
  )
  if (!followed.measured) return { own: followed, otherwise: [] }
  const { threads, signal, onError } = running
  const put = async (
    from: Examination,
    by: StrainPlan,
    tracked: readonly TrackedTask[],
  ): Promise<Numbers> => {
    const parts = { examination: packed(from), plan: by, tracked }
    return ended(async () => measured((await threads.run('strain', parts, { signal })).measurements), onError)
  }
  const own = followed.value.map((tracks) => at(tracks, 0))
  const otherwise: MeasuredOtherwise[] = []
  for (const { source, variation, changed } of variations) {
    const found = async (): Promise<Numbers> => {
      if (!changed.measured) return changed
      if (source === 'phase') {
        const { ed, es } = changed.value.phases
        if (ed === undefined || es === undefined) return unmeasured('phases-not-chosen')
        const read = readBetween(part, plan.value, own, { ed, es })
        return put(part, read.plan, read.tracked)
      }
      const place = others.findIndex((one) => one.variation === variation)
      const other = others[place]
      if (other === undefined) return unmeasured('no-contours', say('reading/number-not-found-then'))
      const tracks = plan.value.tasks.flatMap((task, k) =>
        sameTask(other.plan, task) === undefined ? [] : [at(at(followed.value, k), place + 1)],
      )
      const tasks = plan.value.tasks.flatMap((task) => sameTask(other.plan, task) ?? [])
      return put(other.part, { ...other.plan, tasks }, tracks)
    }
    otherwise.push({ source, variation, found: await found() })
  }
  return { own: await put(part, plan.value, own), otherwise }
}

interface Other extends Pick<ExaminedOtherwise, 'variation'> {
  readonly part: Examination
  readonly plan: StrainPlan
}

/** @returns of each task by its own borders first, then by those of the others */
function followedBeside(
  { tasks }: StrainPlan,
  others: readonly Other[],
  { threads, places, signal }: Pick<Running, 'threads' | 'places' | 'signal'>,
  onShare: (share: number) => void,
): Promise<readonly (readonly TrackedTask[])[]> {
  const shares = tasks.map(() => 0)
  return Promise.all(
    tasks.map((task, k) => {
      // a place that another plan lacks keeps its own border, so that places count alike
      const beside = others.map((other) => wallOf(sameTask(other.plan, task) ?? task))
      const input = { task, beside, sources: places.sources(strainImages(task)) }
      const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void => {
        shares[k] = done / total
        onShare(shares.reduce((a, b) => a + b, 0) / tasks.length)
      }
      return threads.run('track-beside', input, { signal, onProgress })
    }),
  )
}

const wallOf = (task: StrainPlan['tasks'][number]): DrawnWall =>
  task.kind === 'slice' && task.epicardial !== undefined
    ? { endocardial: task.endocardial, epicardial: task.epicardial }
    : { endocardial: task.endocardial }
