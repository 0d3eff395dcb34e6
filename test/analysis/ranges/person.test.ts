import { describe, expect, it } from 'vitest'
import { type PersonSources, personOf } from '#analysis/ranges/person.ts'

const known = (sources: PersonSources) => {
  const outcome = personOf(sources)
  return outcome.measured ? outcome.value : [outcome.reason, outcome.detail]
}

describe('who a patient is', () => {
  it('comes from the registry, from DICOM, or by hand, whichever says it', () => {
    expect(known({ registry: { sex: 'F', age: '063Y' } })).toEqual({ sex: 'F', age: 63 })
    expect(known({ dicom: { sex: 'M' }, given: { age: 40.5, ethnicity: 'white' } })).toEqual({
      sex: 'M',
      age: 40.5,
      ethnicity: 'white',
    })
    expect(known({})).toEqual({})
  })

  it('is by the first source where two agree: an age in whole years is within a year of an exact one', () => {
    expect(known({ registry: { age: '063Y' }, dicom: { age: '064Y' }, given: { age: 63.9 } })).toEqual({
      age: 63,
    })
  })

  it('has an age in years, whatever unit it was stated in', () => {
    expect(known({ dicom: { age: '018M' } })).toEqual({ age: expect.closeTo(1.5, 9) })
    expect(known({ dicom: { age: '026W' } })).toEqual({ age: expect.closeTo(182 / 365.25, 9) })
    expect(known({ dicom: { age: '731D' } })).toEqual({ age: expect.closeTo(731 / 365.25, 9) })
  })

  it('has no age where what stands in its place is none', () => {
    for (const age of ['63', '63Y', '063y', '063X', '0063Y', '063YY', ''])
      expect(known({ dicom: { age } }), age).toEqual({})
  })

  it('has no sex of the two where the source says neither', () => {
    expect(known({ dicom: { sex: 'O', age: '050Y' } })).toEqual({ age: 50 })
  })

  it('may be any age above 90, of which only 90 is told', () => {
    expect(known({ dicom: { age: '090Y' }, given: { age: 97 } })).toEqual({ age: 90 })
    expect(known({ dicom: { age: '090Y' }, given: { age: 89 } })).toEqual({ age: 90 })
  })
})

describe('sources that contradict each other are not chosen between', () => {
  it.each<[PersonSources, string, string]>([
    [
      { registry: { sex: 'F' }, dicom: { sex: 'M' } },
      'contradictory-input',
      'sex is F by the registry and M by DICOM',
    ],
    [{ dicom: { sex: 'M' }, given: { sex: 'F' } }, 'contradictory-input', 'sex is M by DICOM and F by hand'],
    [{ dicom: { sex: 'O' }, given: { sex: 'F' } }, 'contradictory-input', 'sex is O by DICOM and F by hand'],
    [
      { registry: { age: '063Y' }, given: { age: 64.1 } },
      'contradictory-input',
      'age is 63 by the registry and 64.1 by hand',
    ],
    [
      { registry: { age: '063Y' }, dicom: { age: '061Y' } },
      'contradictory-input',
      'age is 63 by the registry and 61 by DICOM',
    ],
    [
      { dicom: { age: '090Y' }, given: { age: 88 } },
      'contradictory-input',
      'age is 90 by DICOM and 88 by hand',
    ],
    [{ given: { age: -1 } }, 'out-of-range', 'an age of -1 years by hand'],
    [{ given: { age: Number.NaN } }, 'out-of-range', 'an age of NaN years by hand'],
  ])('%j', (sources, reason, detail) => {
    expect(personOf(sources)).toEqual({ measured: false, reason, detail })
  })
})
