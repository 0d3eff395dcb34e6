import { describe, expect, it } from 'vitest'
import { contoursFromFile } from '#analysis/contours/file.ts'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { imagesBeyondContours } from '#analysis/reading/completeness.ts'
import { openFileGesture } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { measureRead } from '#analysis/reading/measure.ts'
import { noShared, sharedFolder } from '../shared.ts'
import { log } from './reading/log.ts'
import { cineFolder, expertContours, factsIn, patients, reference, scoutFolder } from './sunnybrook.ts'
import { shuffled } from './synthetic.ts'

const skipped = sharedFolder === undefined ? ` (skipped: ${noShared})` : ''

describe.each(patients)('the Sunnybrook patient %s', (patient) => {
  it.skipIf(sharedFolder === undefined)(`is sorted and measured as by the expert contours${skipped}`, () => {
    const shared = sharedFolder ?? ''
    const truth = reference(shared, patient)
    const files = factsIn(cineFolder(shared, patient))
    const { stacks, unstacked } = sortIntoStacks(shuffled([...files.values()], 17))
    expect(unstacked).toEqual([])
    expect(stacks).toHaveLength(1)
    const stack = shortAxisOf(stacks)
    if (stack === undefined) throw new Error('no short axis')

    expect(stack.frames).toHaveLength(truth.slices_total)
    expect(stack.phaseCount).toBe(truth.phases)
    expect(stack.spacing.measured && stack.spacing.value).toBeCloseTo(truth.slice_spacing_mm_from_IPP, 2)
    expect(stack.gating).toBe('retrospective')
    expect(
      stack.heartRate.measured && Math.abs(stack.heartRate.value - Number(truth.HeartRate_tag)),
    ).toBeLessThan(2)
    // slice 0 is file 1, as the data's README says: N - 1 = 20 · slice + phase
    stack.frames.forEach((phases, slice) => {
      phases.forEach((frame, phase) => {
        expect(frame?.sopInstanceUid).toBe(files.get(String(slice * 20 + phase + 1))?.sopInstanceUid)
      })
    })

    const opened = contoursFromFile(
      expertContours(shared, patient, files),
      stack.frames[0]?.[0]?.instance.studyUid ?? '',
      stacks,
    )
    expect(opened.problems).toEqual([])
    const state = foldRead(
      log(
        { kind: 'contours-changed', set: opened.contours, removed: [], gesture: openFileGesture },
        {
          kind: 'slices-marked',
          chamber: 'lv',
          images: imagesBeyondContours(stack, opened.contours),
          empty: true,
          assumed: true,
        },
      ),
    )
    const { measurements, phases, blockers } = measureRead(stack, state)
    expect(blockers).toEqual([])
    expect(phases).toEqual({ ed: truth.ed_phase_0based, es: truth.es_phase_0based })
    const value = (quantity: QuantityName): number => {
      const found = measurements.find((m) => m.quantity === quantity)
      if (found === undefined || !isMeasured(found)) throw new Error(`${quantity}: ${JSON.stringify(found)}`)
      return found.value
    }
    expect(Math.abs(value('lv-edv') / truth.EDV_ml - 1)).toBeLessThan(0.005)
    expect(Math.abs(value('lv-esv') / truth.ESV_ml - 1)).toBeLessThan(0.005)
    expect(Math.abs(value('lv-mass-ed') / truth.LV_mass_g_ED_1p05 - 1)).toBeLessThan(0.005)
    expect(Math.abs(value('lv-ef') - truth.EF_pct)).toBeLessThan(0.2)
    expect(measurements.find(({ quantity }) => quantity === 'lv-mass-es')).toMatchObject({
      unmeasured: 'no-epicardial-contours',
    })
  })
})

it.skipIf(sharedFolder === undefined)(
  `the scout of SCD0000101 that shares the cine's SeriesInstanceUID is kept apart from it${skipped}`,
  () => {
    const shared = sharedFolder ?? ''
    const files = [
      ...factsIn(cineFolder(shared, patients[0])).values(),
      ...factsIn(scoutFolder(shared)).values(),
    ]
    const { stacks } = sortIntoStacks(shuffled(files, 23))
    const [cine] = stacks
    expect(stacks.map(({ role, frames, phaseCount }) => [role, frames.length, phaseCount])).toEqual([
      ['cine-sax', 12, 20],
      ['scout', 5, 1],
      ['scout', 5, 1],
      ['scout', 5, 1],
    ])
    expect(stacks.map(({ id }) => id.replace(cine?.id ?? '', ''))).toEqual(['', '#2', '#3', '#4'])
  },
)
