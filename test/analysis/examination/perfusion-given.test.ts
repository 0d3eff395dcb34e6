/** What no image says and a reader gives with the order for perfusion: the work of the heart at rest, a pre-bolus. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Examination } from '#analysis/examination/examination.ts'
import { loadedImages } from '#analysis/examination/images.ts'
import {
  assembledPerfusion,
  type GivenForPerfusion,
  type PerfusionTask,
  perfusionImages,
  perfusionTasks,
  runPerfusionTask,
} from '#analysis/examination/perfusion.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import type { PerfusionResult } from '#analysis/perfusion/perfusion.ts'
import type { SlicePerfusion } from '#analysis/perfusion/slice.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import { loadImages } from '../../../workers/pixels/load.ts'
import type { ExaminationOnDisk } from './on-disk.ts'
import { studiesOnDisk } from './studies.ts'

const options: PhantomStudyOptions = {
  preset: 'normal',
  seed: 5,
  small: true,
  examination: 'whole',
  vendor: 'siemens',
  project: 'TRIAL',
  site: 'SITE01',
  subject: 'S-0001',
  studyDate: '20250101',
}
const onDisk = studiesOnDisk()
const bolusSeries = '1.2.826.0.1.99'

let study: ExaminationOnDisk
/** rest as it is, and once more as if it were the pre-bolus before it */
let examination: Examination
let rest: Stack
beforeAll(() => {
  study = onDisk('rest', options, ['perfusion-rest'])
  const found = study.examination.stacks.find(({ seriesClass }) => seriesClass === 'perfusion')
  if (found === undefined) throw new Error('there is no first pass')
  rest = { ...found, role: 'perfusion-rest' }
  const bolus: Stack = { ...rest, id: bolusSeries, seriesUids: [bolusSeries] }
  examination = { ...study.examination, stacks: [bolus, rest] }
})

const tasksOf = (given: GivenForPerfusion): readonly PerfusionTask[] => {
  const plan = perfusionTasks({ ...examination, ...given })
  if (!plan.measured) throw new Error(`${plan.reason}: ${plan.detail}`)
  return plan.value.tasks
}
const preBolus = (doseRatio: number, series: readonly string[] = [bolusSeries]) => ({
  preBolus: { series, doseRatio },
})
const assembled = (
  tasks: readonly PerfusionTask[],
  outcomes: readonly Outcome<SlicePerfusion>[],
  given: GivenForPerfusion,
): PerfusionResult => assembledPerfusion({ tasks, warnings: [] }, outcomes, given, unmeasured('no-partner'))
const numbers = ({ measurements }: PerfusionResult, quantity: Measurement['quantity']): number[] =>
  measurements.flatMap((m) => (m.quantity === quantity && 'value' in m ? [m.value] : []))

describe('a pre-bolus', () => {
  it('gives the arterial input of its state, as many times higher as the dose of the main bolus', async () => {
    const tasks = tasksOf(preBolus(10))
    expect(tasks.map(({ preBolus, stack }) => [preBolus, stack.id])).toEqual([
      [true, bolusSeries],
      ...rest.frames.map(() => [undefined, rest.id]),
    ])
    const [bolus, main] = tasks
    if (bolus === undefined || main === undefined) throw new Error('rest is contoured')
    const loaded = loadedImages(await loadImages(study.sources(perfusionImages(main))))
    const slice = runPerfusionTask(examination, main, loaded)
    const upslope = (given: GivenForPerfusion, outcomes: readonly Outcome<SlicePerfusion>[]) =>
      numbers(assembled([bolus, main].slice(-outcomes.length), outcomes, given), 'perf-upslope-rel')
    const own = upslope({}, [slice])
    expect(own.length).toBeGreaterThanOrEqual(3)
    // the same curve as its own pre-bolus is the same input, and ten times of it ten times the input
    const [same, tenth] = [1, 10].map((ratio) => upslope(preBolus(ratio), [slice, slice]))
    expect(same).toEqual(own.map((value) => expect.closeTo(value, 9)))
    expect(tenth).toEqual(own.map((value) => expect.closeTo(value / 10, 9)))
    const { options, warnings } = assembled([bolus, main], [slice, slice], preBolus(10))
    expect(options).toMatchObject(preBolus(10))
    expect(warnings.join()).not.toContain('pre-bolus')
  })

  it('that cannot be measured leaves the input to the main bolus, which is said', () => {
    const tasks = tasksOf(preBolus(10))
    const why = unmeasured('too-few-phases', '10 frames do not hold a first pass')
    const { warnings } = assembled(
      tasks,
      tasks.map(() => why),
      preBolus(10),
    )
    expect(warnings).toContain(
      'rest: the pre-bolus is not measured (10 frames do not hold a first pass): the arterial input is that of the main bolus',
    )
  })

  it('that is not contoured is left out, which is said', () => {
    const blank = { ...rest, id: bolusSeries, seriesUids: [bolusSeries] }
    const frames = blank.frames.map((slice) =>
      slice.map((frame) => frame && { ...frame, sopInstanceUid: `${frame.sopInstanceUid}.9` }),
    )
    const plan = perfusionTasks({ ...examination, stacks: [{ ...blank, frames }, rest], ...preBolus(10) })
    expect(plan.measured && plan.value.warnings).toEqual([
      'rest: the pre-bolus is not contoured: the arterial input is that of the main bolus',
    ])
    expect(plan.measured && plan.value.tasks.some(({ preBolus }) => preBolus)).toBe(false)
  })

  it('is refused where it is no first pass, has no main bolus beside it, or is one of two', () => {
    const refusal = (given: GivenForPerfusion, stacks = examination.stacks) =>
      perfusionTasks({ ...examination, stacks, ...given })
    expect(refusal(preBolus(10, ['1.2.3']))).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the pre-bolus 1.2.3 is no first pass of rest or of stress',
    })
    const [bolus] = examination.stacks
    if (bolus === undefined) throw new Error('there is a pre-bolus')
    expect(refusal(preBolus(10), [bolus])).toMatchObject({
      reason: 'contradictory-input',
      detail: 'a pre-bolus is named and there is no main bolus beside it',
    })
    const twin = { ...bolus, id: '1.2.4', seriesUids: ['1.2.4'] }
    expect(refusal(preBolus(10, [bolusSeries, '1.2.4']), [bolus, twin, rest])).toMatchObject({
      detail: 'two pre-boluses are named for one state',
    })
  })

  it('that nobody names is a first pass like others, of which the first is measured', () => {
    const plan = perfusionTasks(examination)
    expect(plan.measured && plan.value.warnings).toEqual(['rest: of 2 first passes the first is measured'])
  })
})

describe('the work of the heart at rest', () => {
  const why = unmeasured('too-few-phases')
  const withWork = (restWork: GivenForPerfusion['restWork']): PerfusionResult => {
    const tasks = tasksOf({})
    return assembled(
      tasks,
      tasks.map(() => why),
      restWork === undefined ? {} : { restWork },
    )
  }

  it('has flow told at 10,000 mmHg/min too, which stands among the options', () => {
    const { options, measurements } = withWork({ heartRate: 62, systolicPressure: 118 })
    expect(options.restWork).toEqual({ heartRate: 62, systolicPressure: 118, standard: 10_000 })
    expect(measurements.map(({ quantity }) => quantity)).toContain('perf-mbf-work')
  })

  it('that nobody gives has no number and no place', () => {
    const { options, measurements } = withWork(undefined)
    expect(options.restWork).toBeUndefined()
    expect(measurements.map(({ quantity }) => quantity)).not.toContain('perf-mbf-work')
  })
})
