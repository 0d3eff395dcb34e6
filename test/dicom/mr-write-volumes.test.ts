/** The journey of a measurement on a synthetic study: files, headers, stacks, contour file, volumes, truth. */
import { describe, expect, it } from 'vitest'
import { contoursFromFile } from '#analysis/contours/file.ts'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { presetNames } from '#analysis/phantom/presets.ts'
import { phantomTruth } from '#analysis/phantom/study.ts'
import { type InstanceFacts, imageKeyText } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { type LeftVentricle, leftVentricle } from '#analysis/volumes/ventricle.ts'
import { inspect } from '#dicom/inspect.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'

const study = { seed: 2, project: 'CMR-TRIAL-01', site: 'S1', subject: 'SUBJ-1', studyDate: '20250101' }

/** Reads the short axis from its bytes and measures the exact contours on it. */
function read(options: PhantomStudyOptions, phases: 'ed-es' | 'all'): LeftVentricle {
  const facts = [...phantomStudy(options, { roles: ['cine-sax'] })].flatMap(({ bytes }): InstanceFacts[] => {
    const inspection = inspect(bytes, { project: { protocolId: study.project } })
    return inspection.kind === 'image' ? [inspection.facts] : []
  })
  const { stacks } = sortIntoStacks(facts)
  const [stack] = stacks
  if (stack === undefined) throw new Error('the short axis makes no stack')
  const file = phantomContours(options, phases)
  const { contours, empty, problems } = contoursFromFile(file, file.study, stacks)
  expect(problems).toEqual([])
  const marks = new Map(empty.map(({ image }) => [imageKeyText(image), { assumed: false }]))
  return leftVentricle(stack, contours, marks, { papillaries: 'cavity' })
}

function measured({ measurements }: LeftVentricle, quantity: QuantityName): number {
  const found = measurements.find((measurement) => measurement.quantity === quantity)
  if (found === undefined || !isMeasured(found)) throw new Error(`${quantity} is unmeasured`)
  return found.value
}

/** Polygons of 200 points lack 0.016 % of a circle; DICOM's decimal strings lose less than 1e-9. */
const polygon = 2e-4

describe.each([
  ...presetNames.map((preset) => ({ preset, small: true, enhanced: false })),
  { preset: 'infarct' as const, small: true, enhanced: true },
  { preset: 'normal' as const, small: false, enhanced: false },
])('the $preset heart (small: $small, enhanced: $enhanced), contoured exactly', (variant) => {
  const options = { ...study, ...variant }
  const { readerSlices, edPhase, esPhase } = phantomTruth(options)
  const ventricle = read(options, 'ed-es')

  it('gives the EDV, ESV, EF and mass that its truth states for reader-slices', () => {
    for (const [quantity, truth] of [
      ['lv-edv', readerSlices.edv],
      ['lv-esv', readerSlices.esv],
      ['lv-mass-ed', readerSlices.massEd],
      ['lv-mass-es', readerSlices.massEs],
    ] as const)
      expect(Math.abs(measured(ventricle, quantity) / truth - 1)).toBeLessThan(polygon)
    expect(measured(ventricle, 'lv-ef')).toBeCloseTo(readerSlices.ef, 2)
  })

  it('has its end-diastole and end-systole where they were rendered', () => {
    expect(ventricle.ed).toMatchObject({ measured: true, value: edPhase })
    expect(ventricle.es).toMatchObject({ measured: true, value: esPhase })
  })
})

it('follows the volume through the whole beat when every phase is contoured', () => {
  const options = { ...study, preset: 'normal' as const, small: true }
  const { phases } = phantomTruth(options)
  const { curve } = read(options, 'all')
  for (const [phase, { readerSlices }] of phases.entries())
    expect(curve[phase]?.cavity).toMatchObject({
      measured: true,
      value: expect.closeTo(readerSlices.cavity * (1 - 0.000164), 1),
    })
})
