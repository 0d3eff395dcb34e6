/**
 * A code that lands on the wrong quantity gives a wrong number a true face. The table below was written by hand
 * from PS3.16 and is not made from the code under test.
 */
import { describe, expect, it } from 'vitest'
import { type QuantityName, quantityUnits } from '#analysis/measurements/measurement.ts'
import { analysisQuantities, type VentricleQuantity } from '#analysis/measurements/quantities/quantities.ts'
import * as standardCodes from '#analysis/report/codes.ts'
import { type Code, cyclePoints, papillaryCodes, sites, unitCode } from '#analysis/report/codes.ts'
import * as privateCodes from '#analysis/report/private-codes.ts'
import { codedQuantities, papillaryCode, quantityOf } from '#analysis/report/quantities.ts'
import { scaleCodes } from '#analysis/report/score-codes.ts'

const ofScales = scaleCodes.flatMap(({ concept, grades }) => [concept, ...grades.values()])

interface Row {
  readonly concept: readonly [value: string, scheme: string, meaning: string]
  readonly unit: string
  readonly cyclePoint?: string
  readonly indexed?: true
  readonly leftVentricle?: true
}

const table: Readonly<Record<VentricleQuantity, Row>> = {
  'lv-edv': { concept: ['8821-1', 'LN', 'Left Ventricular ED Volume'], unit: 'mL', leftVentricle: true },
  'lv-esv': { concept: ['8823-7', 'LN', 'Left Ventricular ES Volume'], unit: 'mL', leftVentricle: true },
  'lv-sv': { concept: ['90096001', 'SCT', 'Stroke Volume'], unit: 'mL', leftVentricle: true },
  'lv-ef': {
    concept: ['8811-2', 'LN', 'Left ventricular ejection fraction by MR'],
    unit: '%',
    leftVentricle: true,
  },
  'lv-mass-ed': {
    concept: ['122447', 'DCM', 'Wall Mass'],
    unit: 'g',
    cyclePoint: '416190007',
    leftVentricle: true,
  },
  'lv-mass-es': {
    concept: ['122447', 'DCM', 'Wall Mass'],
    unit: 'g',
    cyclePoint: '416430001',
    leftVentricle: true,
  },
  'lv-co': { concept: ['82799009', 'SCT', 'Cardiac Output'], unit: 'L/min', leftVentricle: true },
  'lv-ci': { concept: ['54993008', 'SCT', 'Cardiac Index'], unit: 'L/min/m2', leftVentricle: true },
  'lv-edv-index': {
    concept: ['8821-1', 'LN', 'Left Ventricular ED Volume'],
    unit: 'mL/m2',
    indexed: true,
    leftVentricle: true,
  },
  'lv-esv-index': {
    concept: ['8823-7', 'LN', 'Left Ventricular ES Volume'],
    unit: 'mL/m2',
    indexed: true,
    leftVentricle: true,
  },
  'lv-sv-index': { concept: ['277381004', 'SCT', 'Stroke Index'], unit: 'mL/m2', leftVentricle: true },
  'lv-mass-ed-index': {
    concept: ['122447', 'DCM', 'Wall Mass'],
    unit: 'g/m2',
    cyclePoint: '416190007',
    indexed: true,
    leftVentricle: true,
  },
  'heart-rate': { concept: ['8867-4', 'LN', 'Heart rate'], unit: '/min' },
  rr: { concept: ['122182', 'DCM', 'R-R interval'], unit: 'ms' },
  bsa: { concept: ['8277-6', 'LN', 'BSA'], unit: 'm2' },
}
const names = Object.keys(table) as VentricleQuantity[]

const codesOf = (module: object): Code[] =>
  Object.values(module).flatMap((value: unknown) => {
    if (typeof value !== 'object' || value === null) return []
    return 'meaning' in value && 'scheme' in value ? [value as Code] : codesOf(value)
  })

describe('the code of a quantity', () => {
  it.each(names)('%s carries the code, unit and modifiers that PS3.16 gives it', (name) => {
    const row = table[name]
    const { concept, cyclePoint, indexed, site } = codedQuantities[name]
    expect([concept.value, concept.scheme, concept.meaning]).toEqual(row.concept)
    expect(unitCode(quantityUnits[name]).value).toBe(row.unit)
    expect(cyclePoint?.value).toBe(row.cyclePoint)
    expect(indexed).toBe(row.indexed ?? false)
    expect(site).toEqual(row.leftVentricle ? sites.leftVentricle : undefined)
  })

  it('says one quantity only: read back, every code with its modifiers is the quantity it was written for', () => {
    for (const name of names) {
      const { concept, cyclePoint, indexed } = codedQuantities[name]
      expect(quantityOf(concept, cyclePoint, indexed)).toBe(name)
    }
  })

  it('leaves a wall mass without a phase unnamed rather than taking it for the one at end diastole', () => {
    expect(quantityOf(codedQuantities['lv-mass-ed'].concept, undefined, false)).toBeUndefined()
  })

  it('takes the ejection fraction of others under 10230-1, but writes 8811-2', () => {
    const other = { value: '10230-1', scheme: 'LN', meaning: 'Left ventricular Ejection fraction' }
    expect(quantityOf(other, undefined, false)).toBe('lv-ef')
    expect(codedQuantities['lv-ef'].concept.value).toBe('8811-2')
  })
})

it('calls 416190007 end diastole and 416430001 end systole', () => {
  expect(cyclePoints.endDiastole).toMatchObject({ value: '416190007', meaning: 'End Diastole' })
  expect(cyclePoints.endSystole).toMatchObject({ value: '416430001', meaning: 'End Systole' })
})

it('says that papillary muscles counted as cavity are included in volumes and excluded from mass', () => {
  const of = (name: QuantityName, convention: 'cavity' | 'mass') =>
    papillaryCode(codedQuantities[name], convention)
  expect(of('lv-edv', 'cavity')).toBe(papillaryCodes.included)
  expect(of('lv-mass-ed', 'cavity')).toBe(papillaryCodes.excluded)
  expect(of('lv-edv', 'mass')).toBe(papillaryCodes.excluded)
  expect(of('lv-mass-ed', 'mass')).toBe(papillaryCodes.included)
  expect(of('heart-rate', 'cavity')).toBeUndefined()
})

it('says every other quantity by its own name, which fits a code, and a meaning that fits beside it', () => {
  for (const [name, { meaning }] of Object.entries<{ meaning: string }>(analysisQuantities)) {
    const { concept } = codedQuantities[name as QuantityName]
    expect(concept).toEqual({ value: name, scheme: '99MIDWALL', meaning })
    expect(name.length, name).toBeLessThanOrEqual(16)
    expect(meaning.length, meaning).toBeLessThanOrEqual(64)
    expect(quantityOf(concept, undefined, false)).toBe(name)
  }
})

it('keeps every code within what a CodeValue and a CodeMeaning hold', () => {
  for (const { value, meaning } of [...codesOf(standardCodes), ...codesOf(privateCodes), ...ofScales]) {
    expect(value.length, value).toBeLessThanOrEqual(16)
    expect(meaning.length, meaning).toBeLessThanOrEqual(64)
  }
})

it('gives no code two meanings', () => {
  const meanings = new Map<string, string>()
  for (const { value, scheme, meaning } of [
    ...codesOf(standardCodes),
    ...codesOf(privateCodes),
    ...ofScales,
  ]) {
    const key = `${scheme} ${value}`
    expect(meanings.get(key) ?? meaning, key).toBe(meaning)
    meanings.set(key, meaning)
  }
})
