import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkedSupport,
  checkedVenc,
  rangeOf,
  type VelocityFacts,
  type VelocityRule,
  velocityOf,
  velocityRule,
} from '#analysis/flow/velocity.ts'
import { cmPerS } from '#analysis/units/units.ts'

const venc = cmPerS(150)
const of = (rule: VelocityRule, ...values: number[]) => [
  ...velocityOf(Float32Array.from(values), { rule, venc }),
]
const ruleFor = (facts: Partial<VelocityFacts>) => velocityRule({ venc, low: 0, high: 0, ...facts })

describe('a pixel value becomes a velocity', () => {
  it('of a Siemens image with rescale: −4096 is −VENC, 0 is rest, 2048 is half of VENC', () => {
    expect(of('siemens-rescaled', -4096, 0, 2048)).toEqual([-150, 0, 75])
  })
  it('of a Siemens image without rescale: 0 is −VENC, 2048 is rest, 3072 is half of VENC', () => {
    expect(of('siemens-stored', 0, 2048, 3072)).toEqual([-150, 0, 75])
  })
  it('that says cm/s: as it is', () => {
    expect(of('velocity-cm', -12.5, 80)).toEqual([-12.5, 80])
  })
  it('in milliradians: 1000 π is VENC', () => {
    expect(of('phase-milliradian', 1000 * Math.PI, -500 * Math.PI)[0]).toBeCloseTo(150, 4)
    expect(of('phase-milliradian', -500 * Math.PI)[0]).toBeCloseTo(-75, 4)
  })
  it('in mm/s: a tenth of it in cm/s', () => {
    expect(of('velocity-mm', -1500, 730)).toEqual([-150, 73])
  })
  it('weighted by magnitude: freed of it, and 0 where there is no signal', () => {
    const options = { rule: 'ge-magnitude-weighted', venc, velocityEncodeScale: 2 } as const
    const half = velocityOf(Float32Array.of(100 * 2 * Math.PI * 0.5, 7), options, Float32Array.of(100, 0))
    expect(half[0]).toBeCloseTo(75, 4)
    expect(half[1]).toBe(0)
    expect(() => velocityOf(Float32Array.of(1), options)).toThrow(RangeError)
    expect(() =>
      velocityOf(Float32Array.of(1), { rule: 'ge-magnitude-weighted', venc }, Float32Array.of(1)),
    ).toThrow(RangeError)
  })
  it('in proportion to VENC, by every rule that encodes a phase', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<VelocityRule>('siemens-rescaled', 'siemens-stored', 'phase-milliradian'),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 20, max: 400 }),
        (rule, value, limit) => {
          const one = velocityOf(Float32Array.of(value), { rule, venc: cmPerS(limit) })[0] ?? Number.NaN
          const two = velocityOf(Float32Array.of(value), { rule, venc: cmPerS(2 * limit) })[0] ?? Number.NaN
          expect(two).toBeCloseTo(2 * one, 3)
        },
      ),
      { seed: 1 },
    )
  })
})

describe('the rule of scaling', () => {
  const cases: readonly (readonly [string, Partial<VelocityFacts>, VelocityRule])[] = [
    [
      'a Siemens image with negative values',
      { manufacturer: 'SIEMENS', low: -4096, high: 4094 },
      'siemens-rescaled',
    ],
    [
      'a Siemens image without',
      { manufacturer: 'Siemens Healthineers', low: 0, high: 4095 },
      'siemens-stored',
    ],
    [
      'a Philips image within VENC',
      { manufacturer: 'Philips Medical Systems', low: -149, high: 153 },
      'velocity-cm',
    ],
    ['a Philips image within π', { manufacturer: 'Philips', low: -3142, high: 3141 }, 'phase-milliradian'],
    [
      'a GE image within VENC in mm/s',
      { manufacturer: 'GE MEDICAL SYSTEMS', low: -1500, high: 1530 },
      'velocity-mm',
    ],
    [
      'a GE image with a scale',
      { manufacturer: 'GE MEDICAL SYSTEMS', low: -9000, high: 9000, velocityEncodeScale: 3 },
      'ge-magnitude-weighted',
    ],
    ['any image in cm/s', { valueUnit: 'cm/s', low: -153, high: 153 }, 'velocity-cm'],
    ['any image in mm/s', { valueUnit: 'mm/s', low: -1530, high: 1000 }, 'velocity-mm'],
  ]
  for (const [name, facts, rule] of cases)
    it(`of ${name} is ${rule}`, () => {
      expect(ruleFor(facts)).toMatchObject({ measured: true, value: rule })
    })

  it('that nobody verified at its source is said to be so', () => {
    const warned = cases.filter(([, facts]) => {
      const found = ruleFor(facts)
      return found.measured && found.warnings.length > 0
    })
    expect(new Set(warned.map(([, , rule]) => rule))).toEqual(
      new Set(['velocity-mm', 'phase-milliradian', 'ge-magnitude-weighted']),
    )
    expect(ruleFor(cases[3]?.[1] ?? {})).toMatchObject({
      warnings: ['velocity scaled by the rule phase-milliradian, which is unverified'],
    })
  })

  it('is refused where values fit none, with the values', () => {
    const unfit: Partial<VelocityFacts>[] = [
      { low: -10, high: 10 },
      { manufacturer: 'Siemens', low: -4200, high: 10 },
      { manufacturer: 'Siemens', low: 0, high: 4096 },
      { manufacturer: 'Philips', low: -3300, high: 0 },
      { manufacturer: 'GE', low: -1531, high: 0 },
      { manufacturer: 'Orange', low: 0, high: 5 },
      { valueUnit: 'cm/s', low: -200, high: 5 },
      { valueUnit: 'mm/s', low: 0, high: 1600 },
    ]
    for (const facts of unfit) expect(ruleFor(facts)).toMatchObject({ reason: 'contradictory-input' })
    expect(ruleFor({ manufacturer: 'GE', low: -1531, high: 7 })).toMatchObject({
      detail: 'values from -1531 to 7 of a GE scanner fit no scaling with a VENC of 150 cm/s',
    })
    expect(ruleFor({ low: 0, high: 1 })).toMatchObject({
      detail: expect.stringContaining('of a unnamed scanner'),
    })
  })

  it('does not take a weighted image with a scale of 0 for one that can be freed of its weight', () => {
    expect(ruleFor({ manufacturer: 'GE', low: -9000, high: 9000, velocityEncodeScale: 0 })).toMatchObject({
      measured: false,
    })
  })
})

describe('VENC', () => {
  it('absent or 0 is no VENC', () => {
    expect(checkedVenc(undefined)).toMatchObject({ reason: 'no-venc', detail: 'VENC is not given' })
    expect(checkedVenc(cmPerS(0))).toMatchObject({ reason: 'no-venc', detail: 'VENC is 0' })
  })
  it('of 1500 cm/s is mm/s taken for cm/s, and negative or no number is none either', () => {
    for (const wrong of [1500, 1000.5, -150, Number.NaN])
      expect(checkedVenc(cmPerS(wrong))).toMatchObject({ reason: 'out-of-range' })
    expect(checkedVenc(cmPerS(1500))).toMatchObject({ detail: expect.stringContaining('1500 cm/s') })
  })
  it('of 15 or 800 cm/s is used with a warning, of 30 to 700 without', () => {
    for (const unusual of [15, 29.9, 701, 1000])
      expect(checkedVenc(cmPerS(unusual))).toMatchObject({
        value: unusual,
        warnings: [`a VENC of ${unusual} cm/s is unusual for a great vessel`],
      })
    for (const usual of [30, 150, 700]) expect(checkedVenc(cmPerS(usual))).toMatchObject({ warnings: [] })
  })
})

describe('the reach of velocities', () => {
  const reach = (largest: number) =>
    checkedSupport([Float32Array.of(0, 1), Float32Array.of(-largest, 3)], venc)
  it('beyond 1.02 VENC, or under 15 % of it, is a wrong VENC', () => {
    for (const wrong of [153.1, 1500, 22.4, 15])
      expect(reach(wrong)).toMatchObject({ reason: 'contradictory-input' })
    expect(reach(15)).toMatchObject({
      detail: 'velocities reach 15.0 cm/s where VENC is 150 cm/s: VENC or the scaling is wrong',
    })
  })
  it('under 60 % of VENC is asked about, and from there on is as it should be', () => {
    for (const low of [22.6, 89])
      expect(reach(low)).toMatchObject({ measured: true, warnings: [expect.any(String)] })
    expect(reach(89)).toMatchObject({
      warnings: ['velocities reach 89.0 cm/s where VENC is 150 cm/s: is VENC right?'],
    })
    for (const usual of [90, 150, 153]) expect(reach(usual)).toMatchObject({ value: usual, warnings: [] })
  })
  it('runs over all images', () => {
    const images = [
      [3, -2],
      [9, 0],
    ].map((pixels) => ({ pixels: Float32Array.from(pixels) }))
    expect(rangeOf(images)).toEqual({ low: -2, high: 9 })
    expect(() => rangeOf([])).toThrow(RangeError)
  })
})
