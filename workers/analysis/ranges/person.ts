/**
 * Age, sex and ethnicity of a patient: as the registry has them, else DICOM, else as they were given by hand. Sources
 * that say different things are not chosen between. Nothing is guessed: nobody's ethnicity stands in an image.
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Person } from './comparison.ts'
import type { Ethnicity } from './table.ts'

export interface StatedPerson {
  /** O: neither M nor F */
  readonly sex?: 'M' | 'F' | 'O'
  /** as DICOM's AS: '063Y', and '090Y' from that age on */
  readonly age?: string
}

export interface GivenPerson {
  readonly sex?: 'M' | 'F'
  /** years at the exam */
  readonly age?: number
  readonly ethnicity?: Ethnicity
}

export interface PersonSources {
  readonly registry?: StatedPerson
  readonly dicom?: StatedPerson
  readonly given?: GivenPerson
}

/** years: an age of whole years, and a birthday between two dates, move it by up to one */
const apart = 1
/** the age that stands for itself and all above it */
const oldestTold = 90

/**
 * @returns what is known; unmeasured 'contradictory-input' when two sources differ in sex, or by more than a year in
 *          age; 'out-of-range' for an age that is none
 */
export function personOf({ registry = {}, dicom = {}, given = {} }: PersonSources): Outcome<Person> {
  const sexes = [
    { by: say('ranges/by-registry'), value: registry.sex },
    { by: 'DICOM', value: dicom.sex },
    { by: 'hand', value: given.sex },
  ].flatMap(({ by, value }) => (value === undefined ? [] : [{ by, value }]))
  const ages = [
    { by: say('ranges/by-registry'), value: registry.age === undefined ? undefined : yearsOf(registry.age) },
    { by: 'DICOM', value: dicom.age === undefined ? undefined : yearsOf(dicom.age) },
    { by: 'hand', value: given.age },
  ].flatMap(({ by, value }) => (value === undefined ? [] : [{ by, value }]))
  const [sex] = sexes
  const [age] = ages
  const odd = ages.find(({ value }) => !(value >= 0))
  if (odd !== undefined)
    return unmeasured('out-of-range', say('ranges/age-years', { odd: odd.value, by: odd.by }))
  const otherSex = sexes.find(({ value }) => value !== sex?.value)
  if (sex !== undefined && otherSex !== undefined)
    return unmeasured(
      'contradictory-input',
      say('ranges/sex-contradictory', {
        sex: sex.value,
        by: sex.by,
        otherSex: otherSex.value,
        otherBy: otherSex.by,
      }),
    )
  const otherAge = age && ages.find(({ value }) => !isSameAge(age.value, value))
  if (age !== undefined && otherAge !== undefined)
    return unmeasured(
      'contradictory-input',
      say('ranges/age-contradictory', {
        age: age.value,
        by: age.by,
        otherAge: otherAge.value,
        otherBy: otherAge.by,
      }),
    )
  return measured({
    ...(age === undefined ? {} : { age: age.value }),
    ...(sex === undefined || sex.value === 'O' ? {} : { sex: sex.value }),
    ...(given.ethnicity === undefined ? {} : { ethnicity: given.ethnicity }),
  })
}

const isSameAge = (a: number, b: number): boolean => Math.abs(a - b) <= apart || Math.min(a, b) >= oldestTold

const daysIn = { D: 1, W: 7, M: 365.25 / 12, Y: 365.25 } as const

/** Years of DICOM's AS; undefined for what is none. */
function yearsOf(age: string): number | undefined {
  const found = /^([0-9]{3})([DWMY])$/.exec(age)
  const unit = found?.[2]
  if (found === null || (unit !== 'D' && unit !== 'W' && unit !== 'M' && unit !== 'Y')) return undefined
  return (Number(found[1]) * daysIn[unit]) / daysIn.Y
}
