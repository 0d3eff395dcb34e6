import { describe, expect, it } from 'vitest'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import type { Ms } from '#analysis/units/units.ts'
import { ml, ms } from '#analysis/units/units.ts'
import { fitCurve } from '#analysis/volumes/filling/curve.ts'
import { type FillingInput, normalisedRate, ventricularFilling } from '#analysis/volumes/filling/filling.ts'

const rr = ms(1000)
const timesOf = (phases: number, from = 0): Ms[] =>
  Array.from({ length: phases }, (_, k) => ms(from + (k * 1000) / phases))

/**
 * A ventricle of 120 mL that ejects 60 mL by a half cosine in 300 ms, takes back 40 by one of 200 ms from 350 ms on,
 * rests, and 20 by one of 150 ms from 850 ms on.
 */
function volumeAt(t: number): number {
  const step = (x: number) => 0.5 * (1 - Math.cos(Math.PI * Math.min(Math.max(x, 0), 1)))
  return 120 - 60 * step(t / 300) + 40 * step((t - 350) / 200) + 20 * step((t - 850) / 150)
}
const beat = (phases: number, change: Partial<FillingInput> = {}): FillingInput => ({
  volumes: timesOf(phases).map(volumeAt),
  times: timesOf(phases),
  rr,
  gating: 'retrospective',
  ed: 0,
  es: Math.round(0.32 * phases),
  ...change,
})
const peak = (outcome: ReturnType<typeof ventricularFilling>['per']) => {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

describe('a ventricle that ejects 60 mL, fills 40 early and 20 late', () => {
  const found = ventricularFilling(beat(50))

  it('empties fastest half way down, at 60 · π / 0.6 = 314 mL/s', () => {
    const per = peak(found.per)
    expect(Math.abs(per.rate / ((60 * Math.PI) / 0.6) - 1)).toBeLessThan(0.05)
    expect(Math.abs(per.fromR - 150)).toBeLessThan(15)
    expect(per.fromEs).toBeCloseTo(per.fromR - 320, 6)
  })

  it('fills fastest half way up, at 40 · π / 0.4 = 314 mL/s', () => {
    const pfr = peak(found.pfr)
    expect(Math.abs(pfr.rate / ((40 * Math.PI) / 0.4) - 1)).toBeLessThan(0.1)
    expect(Math.abs(pfr.fromR - 450)).toBeLessThan(15)
    expect(pfr.fromEs).toBeCloseTo(pfr.fromR - 320, 6)
    expect(pfr.fromEs).toBeGreaterThan(0)
  })

  it('gets a third of its filling from the atrium, after a rest between 550 and 850 ms', () => {
    expect(found.atrialPart.measured && Math.abs(found.atrialPart.value - 100 / 3)).toBeLessThan(2)
    expect(found.diastasis.measured && found.diastasis.value).toBeGreaterThan(550)
    expect(found.diastasis.measured && found.diastasis.value).toBeLessThan(850)
  })

  it('does so by 20 phases with 8 harmonics; 19 phases have 5', () => {
    expect(ventricularFilling(beat(20)).curve?.cosines).toHaveLength(8)
    expect(ventricularFilling(beat(19)).curve?.cosines).toHaveLength(5)
  })

  it('has the same rates wherever in the beat the frames begin, and with ED in the last one', () => {
    const times = timesOf(50, 7)
    const shifted = ventricularFilling(
      beat(50, { times, volumes: times.map((t) => volumeAt(t % 1000)), ed: 49 }),
    )
    expect(peak(shifted.per).rate).toBeCloseTo(peak(found.per).rate, -1)
    expect(Math.abs(peak(shifted.per).fromR - peak(found.per).fromR)).toBeLessThan(3)
    expect(Math.abs(peak(shifted.pfr).fromR - peak(found.pfr).fromR)).toBeLessThan(3)
  })

  it('twice as large has twice the rates at the same times', () => {
    const large = ventricularFilling(beat(50, { volumes: timesOf(50).map((t) => 2 * volumeAt(t)) }))
    expect(peak(large.pfr).rate).toBeCloseTo(2 * peak(found.pfr).rate, 6)
    expect(peak(large.pfr).fromR).toBeCloseTo(peak(found.pfr).fromR, 6)
    expect(large.atrialPart.measured && large.atrialPart.value).toBeCloseTo(
      found.atrialPart.measured ? found.atrialPart.value : 0,
      6,
    )
  })

  it('in a beat of half the length has twice the rates', () => {
    const fast = ventricularFilling(beat(50, { rr: ms(500), times: timesOf(50).map((t) => ms(t / 2)) }))
    expect(peak(fast.per).rate).toBeCloseTo(2 * peak(found.per).rate, 6)
    expect(peak(fast.per).fromR).toBeCloseTo(peak(found.per).fromR / 2, 6)
  })
})

describe('what a curve cannot say', () => {
  it('is filling, where prospective gating misses the end of the beat: ejection is still there', () => {
    const found = ventricularFilling(beat(50, { gating: 'prospective' }))
    expect(found.per.measured).toBe(true)
    for (const outcome of [found.pfr, found.atrialPart, found.diastasis])
      expect(outcome).toMatchObject({
        reason: 'no-phases',
        detail: 'the frames do not cover the end of the beat',
      })
    expect(ventricularFilling(beat(50, { gating: 'unknown' })).pfr.measured).toBe(false)
  })

  it('is an atrial part without atrial contraction, as in fibrillation', () => {
    // all 60 mL come back in early diastole
    const volumes = timesOf(50).map(
      (t) =>
        volumeAt(Math.min(t, 560)) + 20 * (Math.min(t, 560) - 350 > 0 ? 1 : 0) * Math.min(1, (t - 350) / 210),
    )
    const found = ventricularFilling(
      beat(50, { volumes: volumes.map((v, k) => ((timesOf(50)[k] ?? 0) > 560 ? 120 : v)) }),
    )
    expect(found.pfr.measured).toBe(true)
    expect(found.atrialPart).toMatchObject({ reason: 'not-evaluable' })
  })

  it('is an atrial part where both waves are one', () => {
    const volumes = timesOf(50).map((t) =>
      t < 320 ? volumeAt(t) : 60 + 60 * 0.5 * (1 - Math.cos((Math.PI * (t - 320)) / 680)),
    )
    expect(ventricularFilling(beat(50, { volumes })).atrialPart).toMatchObject({ reason: 'not-evaluable' })
  })

  it('is a rate where the volume goes the wrong way', () => {
    const upside = ventricularFilling(beat(50, { volumes: timesOf(50).map((t) => 200 - volumeAt(t)) }))
    expect(upside.per).toMatchObject({
      reason: 'contradictory-input',
      detail: 'the volume at ES is not smaller than at ED',
    })
    expect(upside.pfr).toEqual(upside.per)
    expect(ventricularFilling(beat(50, { es: 0 })).per).toMatchObject({ reason: 'contradictory-input' })
  })

  it('is anything about a phase that has no volume', () => {
    const volumes = timesOf(50).map((t, k) => (k === 0 ? undefined : volumeAt(t)))
    const found = ventricularFilling(beat(50, { volumes }))
    expect(found.per).toMatchObject({ reason: 'phases-not-chosen' })
    expect(ventricularFilling(beat(50, { es: 70 })).per).toMatchObject({ reason: 'phases-not-chosen' })
  })
})

describe('a curve is refused', () => {
  const reason = (change: Partial<FillingInput>) => {
    const { per, pfr, atrialPart, diastasis } = ventricularFilling(beat(25, change))
    expect(pfr).toEqual(per)
    expect(atrialPart).toEqual(per)
    expect(diastasis).toEqual(per)
    return per
  }
  it('of fewer than 12 phases', () => {
    expect(fitCurve(beat(11))).toMatchObject({
      reason: 'too-few-phases',
      detail: '11 phases have a volume, a curve needs 12',
    })
    expect(fitCurve(beat(12)).measured).toBe(true)
    expect(fitCurve({ ...beat(1), volumes: [100], times: [ms(0)] })).toMatchObject({
      reason: 'too-few-phases',
    })
  })

  it('with a hole of more than an eighth of the beat, also across the R wave', () => {
    const without = (...phases: number[]) =>
      timesOf(25).map((t, k) => (phases.includes(k) ? undefined : volumeAt(t)))
    // three steps of 40 ms, then four
    expect(fitCurve(beat(25, { volumes: without(10, 11) })).measured).toBe(true)
    expect(reason({ volumes: without(10, 11, 12) })).toMatchObject({
      reason: 'too-few-phases',
      detail: '160 ms of the beat lie between two volumes',
    })
    expect(fitCurve(beat(25, { volumes: without(23, 24, 1) })).measured).toBe(true)
    expect(reason({ volumes: without(0, 1, 24), ed: 2 })).toMatchObject({ reason: 'too-few-phases' })
  })

  it('with negative times, times that do not ascend, or beyond the beat', () => {
    const times = timesOf(25)
    expect(reason({ times: [ms(-1), ...times.slice(1)] })).toMatchObject({
      reason: 'contradictory-input',
      detail: 'phase 1 is at -1 ms: times must ascend from 0 and end before the beat of 1000 ms',
    })
    expect(reason({ times: times.map((t, k) => (k === 3 ? (times[2] ?? t) : t)) })).toMatchObject({
      reason: 'contradictory-input',
      detail: expect.stringContaining('phase 4'),
    })
    expect(reason({ times: times.map((t, k) => (k === 24 ? ms(1000) : t)) })).toMatchObject({
      detail: expect.stringContaining('phase 25'),
    })
    expect(reason({ times: times.map((t, k) => (k === 5 ? ms(Number.NaN) : t)) })).toMatchObject({
      reason: 'contradictory-input',
    })
  })

  it('with volumes that are no numbers, other counts of volumes and times, or no beat', () => {
    expect(reason({ volumes: timesOf(25).map(() => Number.NaN) })).toMatchObject({
      reason: 'contradictory-input',
      detail: 'a volume is no finite number',
    })
    expect(reason({ volumes: [1, 2, 3] })).toMatchObject({ detail: '3 volumes at 25 times' })
    expect(reason({ rr: ms(0) })).toMatchObject({ reason: 'contradictory-input', detail: 'a beat of 0 ms' })
    expect(reason({ rr: ms(Number.POSITIVE_INFINITY) })).toMatchObject({ reason: 'contradictory-input' })
  })
})

it('a rate by EDV is per second, and of an empty ventricle there is none', () => {
  const rate = measured({ rate: 300, fromR: ms(1), fromEs: ms(2) })
  expect(normalisedRate(rate, ml(120))).toMatchObject({ value: 2.5 })
  expect(normalisedRate(rate, ml(0))).toMatchObject({ reason: 'no-cavity' })
  expect(normalisedRate(unmeasured('no-times'), ml(120))).toMatchObject({ reason: 'no-times' })
})
