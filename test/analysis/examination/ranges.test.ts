/** Volumes of an examination beside healthy people, and the criterion of the registry, as far as both are known. */
import { describe, expect, it } from 'vitest'
import type { Examination } from '#analysis/examination/examination.ts'
import { runInclusion, runRanges } from '#analysis/examination/ranges.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { healthyHearts } from '#analysis/ranges/healthy-hearts.ts'
import type { PersonSources } from '#analysis/ranges/person.ts'
import type { RangeTable } from '#analysis/ranges/table.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import { bareExamination } from './bare.ts'

/** As if somebody had held the table against the paper. */
const verified: RangeTable = { ...healthyHearts, status: 'verified' }
const man: PersonSources = { dicom: { sex: 'M', age: '055Y' }, given: { ethnicity: 'chinese' } }
const examination = (person?: PersonSources): Examination => ({
  ...bareExamination,
  ...(person === undefined ? {} : { person }),
})
const made = { version: '1', papillaries: 'cavity', warnings: [] } as const
const edvIndex = (value: number, formula = 'mosteller'): Measurement => ({
  quantity: 'lv-edv-index',
  value,
  unit: 'mL/m2',
  method: `disc-summation/reader-slices/bsa-${formula}`,
  ...made,
})
const ef = (value: number, method = 'disc-summation/reader-slices'): Measurement => ({
  quantity: 'lv-ef',
  value,
  unit: '%',
  method,
  ...made,
})
const volumes = (...measurements: Measurement[]): Outcome<Volumes> =>
  // only its measurements are looked at
  measured({ measurements } as Partial<Volumes> as Volumes)
const dilated = volumes({ ...ef(80), scope: 'method:plane-clipped/cavity' }, edvIndex(97), ef(46.9))
const inclusion = (of: Outcome<Volumes>, person: PersonSources | undefined = man, table = verified) => {
  const outcome = runInclusion(examination(person), of, table)
  return outcome.measured ? outcome.value : [outcome.reason, outcome.detail]
}

describe('the criterion of the registry', () => {
  it('is met by a man of 55 with 97 mL/m² and 46.9 %, by the whole chamber of the protocol’s rule', () => {
    expect(inclusion(dilated)).toMatchObject({
      method: 'inclusion/mps-cmr-dcm',
      version: '1',
      options: {
        rule: 'mps-cmr-dcm',
        trial: 'NCT07527715',
        table: 'healthy-hearts-2024',
        tableVersion: '1',
        person: { age: 55, sex: 'M', ethnicity: 'chinese' },
      },
      measurements: [{ quantity: 'dcm-imaging', value: 1, unit: '1', method: 'inclusion/mps-cmr-dcm' }],
      inclusion: { decision: 'included', edvIndex: { value: 97 }, ef: { value: 46.9 } },
      warnings: [],
    })
  })

  it('is not met with an EF on the limit', () => {
    expect(inclusion(volumes(edvIndex(97), ef(47)))).toMatchObject({
      measurements: [{ quantity: 'dcm-imaging', value: 0 }],
      inclusion: { decision: 'not-included' },
    })
  })

  it('is left open by a table that nobody has verified, which says what it would say', () => {
    expect(inclusion(dilated, man, healthyHearts)).toMatchObject({
      measurements: [
        {
          unmeasured: 'not-evaluable',
          detail: 'range source unverified; by its limits it meets the criterion',
        },
      ],
      warnings: ['by its limits it meets the criterion'],
    })
    expect(inclusion(volumes(edvIndex(97), ef(60)), man, healthyHearts)).toMatchObject({
      warnings: ['by its limits it does not meet the criterion'],
    })
  })

  it.each<[string, Outcome<Volumes>, PersonSources, string]>([
    ['no body surface', volumes(ef(40)), man, 'LVEDV by body surface is not measured'],
    ['no EF', volumes(edvIndex(97)), man, 'LVEF is not measured'],
    ['an unknown formula', volumes(edvIndex(97, 'unknown'), ef(40)), man, 'body surface is by unknown'],
    [
      'another base rule',
      volumes(edvIndex(97), ef(40, 'disc-summation/plane-clipped')),
      man,
      'the base is by plane-clipped',
    ],
    ['no ethnicity', dilated, { dicom: { sex: 'M', age: '055Y' } }, 'ethnicity is not known'],
    ['nothing of the patient', dilated, {}, 'age is not known'],
  ])('is left open, and says why, with %s', (_, of, person, reason) => {
    expect(inclusion(of, person)).toMatchObject({
      measurements: [{ unmeasured: 'not-evaluable', detail: expect.stringContaining(reason) }],
      inclusion: { decision: 'not-evaluable', reason: expect.stringContaining(reason) },
    })
  })

  it('is refused where sources differ, and where there are no volumes', () => {
    const twice: PersonSources = { ...man, registry: { sex: 'F' } }
    expect(inclusion(dilated, twice)).toEqual([
      'contradictory-input',
      'sex is F by the registry and M by DICOM',
    ])
    const none = unmeasured('no-contours', 'no cine is contoured')
    expect(inclusion(none)).toEqual(['no-contours', 'no cine is contoured'])
    expect(runRanges(examination(man), none)).toEqual(none)
    expect(runRanges(examination(twice), dilated)).toMatchObject({ reason: 'contradictory-input' })
  })
})

describe('ranges', () => {
  it('are of the table that is asked for, of whoever is known', () => {
    const found = runRanges(examination(man), dilated, verified)
    expect(found).toMatchObject({
      value: {
        options: { table: 'healthy-hearts-2024', person: { age: 55 } },
        comparisons: [
          { quantity: 'lv-edv-index', verdict: 'above' },
          { quantity: 'lv-ef', verdict: 'below' },
        ],
      },
    })
    expect(runRanges(examination(), dilated)).toMatchObject({
      value: { comparisons: [{ refusal: 'age-unknown' }, { refusal: 'age-unknown' }] },
    })
  })
})
