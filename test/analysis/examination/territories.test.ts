/** Territories of a patient whose arteries supply other segments than usual. */
import { beforeAll, expect, it } from 'vitest'
import type { Examination } from '#analysis/examination/examination.ts'
import { runSegments } from '#analysis/examination/segments.ts'
import { restsOn } from '#analysis/reading/dependence.ts'
import { studiesOnDisk } from './studies.ts'

const onDisk = studiesOnDisk()
let examination: Examination
beforeAll(() => {
  const made = {
    preset: 'infarct',
    seed: 1,
    small: true,
    examination: 'whole',
    vendor: 'siemens',
    project: 'TRIAL',
    site: 'SITE01',
    subject: 'S-0001',
    studyDate: '20250101',
  } as const
  examination = onDisk('cine', made, ['cine-sax']).examination
})
const leftDominant = { 4: 'lcx', 10: 'lcx', 15: 'lcx' } as const

function thicknessBy(territories?: Examination['territories']) {
  const found = runSegments(territories === undefined ? examination : { ...examination, territories })
  if (!found.measured) throw new Error(`${found.reason}: ${found.detail}`)
  const of = (scope: string) =>
    found.value.measurements.find((m) => m.quantity === 'wall-ed' && m.scope === scope)
  return { options: found.value.options, of }
}

it('a segment that another artery supplies counts for that one, and the map goes with the number', () => {
  const [usual, own] = [thicknessBy(), thicknessBy(leftDominant)]
  expect(own.options.territories).toMatchObject({ name: 'patient', of: { 3: 'rca', 4: 'lcx', 10: 'lcx' } })
  expect(usual.options.territories).toMatchObject({ name: 'right-dominant', of: { 4: 'rca' } })
  expect(own.of('territory:lcx')).toMatchObject({ method: expect.stringMatching(/\/patient$/) })
  const value = (one: ReturnType<typeof usual.of>) => (one && 'value' in one ? one.value : undefined)
  // a sum of chords: what one territory loses the other gains, and the third keeps its own
  expect(value(own.of('territory:lad'))).toBe(value(usual.of('territory:lad')))
  expect(value(own.of('territory:lcx'))).not.toBe(value(usual.of('territory:lcx')))
  expect(value(own.of('territory:rca'))).not.toBe(value(usual.of('territory:rca')))
  expect(value(own.of('segment:4'))).toBe(value(usual.of('segment:4')))
})

it('only what is told by territory rests on them', () => {
  const given = { ...examination, territories: leftDominant }
  expect(restsOn('segments', given).territories).toEqual(leftDominant)
  expect(restsOn('scar', given).territories).toBeUndefined()
})
