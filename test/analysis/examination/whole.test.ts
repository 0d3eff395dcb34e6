/** A whole examination, as files: every analysis finds its series, its contours and its times by itself. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Examination } from '#analysis/examination/examination.ts'
import { flowImages, flowTasks, runFlow } from '#analysis/examination/flow.ts'
import { type Loaded, loadedImages } from '#analysis/examination/images.ts'
import { mappingImages, mappingTask, runEcv, runMapping } from '#analysis/examination/mapping.ts'
import { narrowed } from '#analysis/examination/narrowed.ts'
import { runScar, scarImages, scarTask } from '#analysis/examination/scar.ts'
import { runSegments } from '#analysis/examination/segments.ts'
import { assembledStrain, runStrainTask, strainImages, strainTasks } from '#analysis/examination/strain.ts'
import { leftPhases, volumesOf } from '#analysis/examination/volumes.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { flowTruth } from '#analysis/phantom/aortic-flow.ts'
import { acquisitionOf, heartOf } from '#analysis/phantom/options.ts'
import { heartTruth } from '#analysis/phantom/truth.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { loadImages } from '../../../workers/pixels/load.ts'
import type { ExaminationOnDisk } from './on-disk.ts'
import { lateOfInfarct, studiesOnDisk, wholeInfarct } from './studies.ts'

const onDisk = studiesOnDisk()

let study: ExaminationOnDisk
let examination: Examination
let late: ExaminationOnDisk
beforeAll(() => {
  study = onDisk('whole', wholeInfarct)
  examination = study.examination
  late = onDisk(...lateOfInfarct)
})

const load = async (images: readonly ImageKey[], from = study): Promise<Loaded> =>
  loadedImages(await loadImages(from.sources(images)))

function known<T>(outcome: Outcome<T>): T {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail ?? ''}`)
  return outcome.value
}

function value(measurements: readonly Measurement[], quantity: string, scope?: string): number {
  const found = measurements.find((m) => m.quantity === quantity && m.scope === scope)
  if (!found) throw new Error(`there is no ${quantity} of ${scope ?? 'the whole'}`)
  if (!isMeasured(found)) throw new Error(`${quantity}: ${found.unmeasured} ${found.detail ?? ''}`)
  return found.value
}

/** The examination as a site sent it that left some series out. */
const without = (...roles: readonly SeriesRole[]): Examination => ({
  ...examination,
  stacks: examination.stacks.filter(({ role }) => !roles.includes(role)),
})
const undrawn = (): Examination => ({ ...examination, contours: [], landmarks: [] })

describe('a whole examination', () => {
  it('has the ejection fraction of the heart that it shows, by slices clipped at the valve', () => {
    const { measurements } = known(volumesOf(examination, { base: 'plane-clipped' }))
    expect(value(measurements, 'lv-ef')).toBeCloseTo(heartTruth(heartOf(wholeInfarct)).ef, -0.5)
  })

  it('has regional function in every short-axis segment', () => {
    const { measurements } = known(runSegments(examination))
    const thick = measurements.filter(
      ({ quantity, scope }) => quantity === 'wall-ed' && scope?.startsWith('segment:'),
    )
    expect(thick.filter(isMeasured).length).toBeGreaterThanOrEqual(16)
  })

  it('has strain of all slices and all three views, worse where the infarct is', async () => {
    const plan = known(strainTasks(examination))
    expect(plan.tasks.filter(({ kind }) => kind === 'view')).toHaveLength(3)
    const tracked = []
    for (const task of plan.tasks) tracked.push(runStrainTask(task, await load(strainImages(task))))
    const { measurements } = assembledStrain(narrowed(examination, []), plan, tracked)
    const gls = measurements.find(({ quantity, scope }) => quantity === 'gls-peak' && scope === 'view:all')
    expect(gls && isMeasured(gls) && gls.value).toBeLessThan(-5)
  })

  it('has late enhancement on the phase-sensitive images, in segments', async () => {
    const task = known(scarTask(late.examination))
    expect(task.options.signal).toBe('phase-sensitive')
    const images = await load(scarImages(task), late)
    const found = known(runScar(narrowed(late.examination, [task.stack]), task, images))
    expect(value(found.measurements, 'scar-extent', 'method:5-sd')).toBeGreaterThan(10)
  })

  it('has T1 before and after contrast, T2, T2* and ECV', async () => {
    const map = async (parameter: Parameters<typeof mappingTask>[1]) => {
      const task = known(mappingTask(examination, parameter))
      expect(task.kind).toBe('raw')
      const made = runMapping(narrowed(examination, [task.stack]), task, await load(mappingImages(task)))
      return { measured: true, value: made, warnings: [] } as const
    }
    const [native, post] = [await map('t1-native'), await map('t1-post')]
    expect(value(native.value.measurements, 't1-native')).toBeGreaterThan(900)
    expect(value(post.value.measurements, 't1-post')).toBeLessThan(700)
    const ecv = known(runEcv(examination, native, post))
    expect(value(ecv.measurements, 'ecv-region')).toBeGreaterThan(20)
    expect(value((await map('t2')).value.measurements, 't2')).toBeGreaterThan(40)
  })

  it('has T1 of images that were moved into place, where that was asked for', async () => {
    const asked = { ...examination, mapMotion: 'corrected' } as const
    const task = known(mappingTask(asked, 't1-native'))
    const found = runMapping(narrowed(asked, [task.stack]), task, await load(mappingImages(task)))
    expect(found.motion.map(({ images }) => images.length)).toEqual(
      task.slices.map(({ images }) => images.length),
    )
    expect(value(found.measurements, 't1-native')).toBeGreaterThan(900)
  })

  it('has the net flow of the aorta within a tenth at coarse pixels', async () => {
    const [task] = known(flowTasks(examination))
    if (!task) throw new Error('no vessel')
    expect(task.vessel).toBe('aorta')
    const { measurements } = runFlow(narrowed(examination, [task.stack]), task, await load(flowImages(task)))
    const { net } = flowTruth(heartOf(wholeInfarct), {}, acquisitionOf(wholeInfarct))
    expect(Math.abs(value(measurements, 'flow-net', 'region:aorta') / net - 1)).toBeLessThan(0.1)
  })
})

describe('what an examination lacks', () => {
  it('is named: the series', () => {
    expect(scarTask(without('lge-sax'))).toMatchObject({ measured: false, reason: 'no-images' })
    expect(mappingTask(without('t2prep', 't2-map'), 't2')).toMatchObject({ reason: 'no-images' })
    expect(flowTasks(without('flow-phase'))).toMatchObject({ reason: 'no-images' })
    expect(volumesOf(without('cine-sax'))).toMatchObject({ reason: 'no-images' })
    expect(runSegments(without('cine-sax'))).toMatchObject({ reason: 'no-images' })
    expect(strainTasks(without('cine-sax', 'cine-2ch', 'cine-3ch', 'cine-4ch'))).toMatchObject({
      reason: 'no-images',
    })
  })

  it('is named: the contours', () => {
    const reasons = [
      scarTask(undrawn()),
      mappingTask(undrawn(), 't1-native'),
      flowTasks(undrawn()),
      volumesOf(undrawn()),
      runSegments(undrawn()),
      strainTasks(undrawn()),
    ].map((outcome) => (outcome.measured ? 'measured' : outcome.reason))
    expect(reasons).toEqual(Array.from({ length: 6 }, () => 'no-contours'))
  })

  it('is named: the phases, where nobody chose them and no volume tells them', () => {
    const { phases: _, ...rest } = examination
    const unphased: Examination = { ...rest, phases: {} }
    expect(strainTasks(unphased)).toMatchObject({ reason: 'phases-not-chosen' })
    expect(runSegments(unphased)).toMatchObject({ reason: 'phases-not-chosen' })
    expect(leftPhases(unphased, volumesOf(unphased))).toEqual(examination.phases)
  })

  it('is named: the haematocrit, and one side of the contrast agent', () => {
    const { haematocrit: _, ...bare } = examination
    const none = { measured: false, reason: 'no-images' } as const
    expect(runEcv(bare, none, none)).toMatchObject({ reason: 'no-partner' })
  })

  it('takes the scanner’s map where the raw images are missing', () => {
    expect(known(mappingTask(without('molli-native'), 't1-native')).kind).toBe('map')
  })

  it('still measures what is left: scar without insertion points, and says that there are no segments', async () => {
    const bare = { ...late.examination, landmarks: [] }
    const task = known(scarTask(bare))
    const found = known(runScar(bare, task, await load(scarImages(task), late)))
    expect(value(found.measurements, 'scar-extent', 'method:5-sd')).toBeGreaterThan(10)
    expect(found.warnings.join()).toContain(
      'no segments: the RV insertion points are not marked on any slice',
    )
  })
})
