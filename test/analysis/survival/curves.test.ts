import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { causeSpecific, cumulativeIncidence } from '#analysis/survival/competing-risks.ts'
import { kaplanMeier, numberAtRisk, stepAt, survivalAt } from '#analysis/survival/kaplan-meier.ts'
import { logRank } from '#analysis/survival/log-rank.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import {
  leukaemia,
  mercaptopurine,
  placebo,
  smallCohort,
  smallCohortByR,
} from '../../truth/statistics/published.ts'

describe('remission on 6-MP', () => {
  const curveOf = () => known(kaplanMeier(mercaptopurine))

  it.each([
    [6, 21, 3, 0.85714286, 0.07636035, 0.61971796, 0.95155175],
    [7, 17, 1, 0.80672269, 0.08693529, 0.56314656, 0.9228092],
    [10, 15, 1, 0.75294118, 0.09634965, 0.50319951, 0.88936184],
    [13, 12, 1, 0.69019608, 0.10681471, 0.43161022, 0.84906597],
    [22, 7, 1, 0.53781513, 0.12823375, 0.26777894, 0.74679072],
    [23, 6, 1, 0.44817927, 0.13459146, 0.18805201, 0.68014263],
  ])('at week %d is that of the texts', (week, atRisk, events, survival, se, low, high) => {
    const step = stepAt(curveOf().steps, week)
    expect(step).toMatchObject({ time: week, atRisk, events })
    expect(step?.survival).toBeCloseTo(survival, 8)
    expect(step?.se).toBeCloseTo(se, 8)
    expect(step?.logLog?.low).toBeCloseTo(low, 5)
    expect(step?.logLog?.high).toBeCloseTo(high, 5)
    expect(step?.plain?.low).toBeCloseTo(Math.max(0, survival - 1.959964 * se), 6)
    expect(step?.plain?.high).toBeCloseTo(Math.min(1, survival + 1.959964 * se), 6)
  })

  it('counts those who left at a time as still at risk then', () => {
    const curve = curveOf()
    expect(stepAt(curve.steps, 6)).toMatchObject({ events: 3, censored: 1 })
    expect(curve).toMatchObject({ n: 21, events: 9, method: 'kaplan-meier/greenwood' })
    expect([5, 6, 6.5, 35, 36].map((t) => numberAtRisk(curve.steps, t))).toEqual([21, 21, 17, 1, 0])
    expect(survivalAt(curve.steps, 5.9)).toBe(1)
    expect(survivalAt(curve.steps, 9)).toBeCloseTo(0.80672269, 8)
    expect(stepAt(curve.steps, 1)).toBeUndefined()
  })

  it('has its median at 23 weeks, with no end of the interval above', () => {
    const curve = curveOf()
    expect(known(curve.median)).toEqual({ value: 23, plain: { low: 13 }, logLog: { low: 13 } })
    const other = known(kaplanMeier(placebo))
    expect(known(other.median)).toEqual({
      value: 8,
      plain: { low: 4, high: 11 },
      logLog: { low: 4, high: 11 },
    })
  })

  it('ends at 0 on placebo, where Greenwood has no value', () => {
    expect(stepAt(known(kaplanMeier(placebo)).steps, 22)?.plain).toEqual({
      low: 0,
      high: expect.closeTo(0.04762 + 1.959964 * 0.04647, 4),
    })
    const last = known(kaplanMeier(placebo)).steps.at(-1)
    expect(last).toEqual({ time: 23, atRisk: 1, events: 1, censored: 0, survival: 0 })
  })

  it('is known less surely with more confidence', () => {
    const wide = stepAt(known(kaplanMeier(mercaptopurine, 0.99)).steps, 10)
    expect(wide?.logLog?.low).toBeLessThan(0.5)
    expect(wide?.se).toBeCloseTo(0.09634965, 8)
  })
})

describe('a survival curve', () => {
  it('that stays at one half has its median in the middle of that stretch', () => {
    const times = [1, 2, 3, 4].map((time) => ({ time, event: true }))
    expect(known(known(kaplanMeier(times)).median).value).toBe(2.5)
    const ends = [
      { time: 1, event: true },
      { time: 2, event: false },
    ]
    expect(known(known(kaplanMeier(ends)).median).value).toBe(1)
    // 0.5 is reached at 3 and left at 8, with others leaving between
    const long = [1, 3, 5, 8].map((time, i) => ({ time, event: i !== 2 }))
    expect(known(known(kaplanMeier(long)).median).value).toBe(5.5)
    const thirds = known(kaplanMeier([1, 2, 3].map((time) => ({ time, event: true }))))
    expect(known(thirds.median)).toEqual({ value: 2, plain: { low: 1 }, logLog: { low: 1 } })
  })

  it('without events is 1 throughout and has no median', () => {
    const curve = known(
      kaplanMeier([
        { time: 3, event: false },
        { time: 5, event: false },
      ]),
    )
    expect(curve.steps).toEqual([
      {
        time: 3,
        atRisk: 2,
        events: 0,
        censored: 1,
        survival: 1,
        se: 0,
        plain: { low: 1, high: 1 },
        logLog: { low: 1, high: 1 },
      },
      {
        time: 5,
        atRisk: 1,
        events: 0,
        censored: 1,
        survival: 1,
        se: 0,
        plain: { low: 1, high: 1 },
        logLog: { low: 1, high: 1 },
      },
    ])
    expect(refusal(curve.median)).toEqual(['out-of-range', 'the curve ends at 1.000, above one half'])
  })

  it('is refused for nobody, NaN, 0 and negative times', () => {
    expect(refusal(kaplanMeier([]))).toEqual(['too-few-subjects', 'nobody was observed'])
    expect(
      refusal(
        kaplanMeier([
          { time: 2, event: true },
          { time: Number.NaN, event: true },
        ]),
      ),
    ).toEqual(['contradictory-input', 'patient 2 has a time of NaN'])
    for (const time of [0, -1])
      expect(refusal(kaplanMeier([{ time, event: true }]))).toEqual([
        'out-of-range',
        `patient 1 has a time of ${time}, not above 0`,
      ])
  })

  it('never rises, stays within its interval and does not care for order or unit of time', () => {
    const patient = fc.record({ time: fc.integer({ min: 1, max: 30 }), event: fc.boolean() })
    fc.assert(
      fc.property(fc.array(patient, { minLength: 1, maxLength: 25 }), (patients) => {
        const { steps } = known(kaplanMeier(patients))
        let before = 1
        for (const { survival, logLog, se } of steps) {
          expect(survival).toBeLessThanOrEqual(before)
          before = survival
          if (logLog === undefined) continue
          expect(logLog.low).toBeLessThanOrEqual(survival + 1e-12)
          expect(logLog.high).toBeGreaterThanOrEqual(survival - 1e-12)
          expect(Number.isFinite(se)).toBe(true)
        }
        const turned = known(kaplanMeier(patients.toReversed().map((p) => ({ ...p, time: p.time / 12 }))))
        expect(turned.steps.map(({ survival }) => survival)).toEqual(steps.map(({ survival }) => survival))
      }),
      { seed: 11, numRuns: 40 },
    )
  })
})

describe('the log-rank test', () => {
  it('of Freireich’s trial is 16.793', () => {
    const test = known(logRank(leukaemia))
    expect(test.chiSquared).toBeCloseTo(16.792940989, 8)
    expect(test.p).toBeCloseTo(4.168809e-5, 10)
    expect(test.degrees).toBe(1)
    expect(test.groups).toEqual([
      { group: '6-MP', n: 21, observed: 9, expected: expect.closeTo(19.250500948, 8) },
      { group: 'placebo', n: 21, observed: 21, expected: expect.closeTo(10.749499052, 8) },
    ])
    expect(test.covariance[0]?.[0]).toBeCloseTo(6.2569605737, 9)
    expect(test.covariance[0]?.[1]).toBeCloseTo(-6.2569605737, 9)
  })

  it('of three groups is that of R, in any order of groups', () => {
    const test = known(logRank(smallCohort))
    expect(test.chiSquared).toBeCloseTo(smallCohortByR.logRankOfThreeGroups, 9)
    expect(test.degrees).toBe(2)
    expect(test.p).toBeCloseTo(0.107837, 6)
    expect(known(logRank(smallCohort, ['c', 'a', 'b'])).chiSquared).toBeCloseTo(test.chiSquared, 9)
    expect(test.groups.map(({ expected }) => expected)).toEqual(
      [2.0560606, 2.4719697, 2.4719697].map((value) => expect.closeTo(value, 6)),
    )
  })

  it('is refused for one group, an empty one, a stray one, no events and groups that never meet', () => {
    expect(refusal(logRank(placebo))).toEqual(['no-partner', 'there is one group only'])
    expect(refusal(logRank(leukaemia, ['6-MP', 'placebo', 'other']))).toEqual([
      'too-few-subjects',
      'group other is empty',
    ])
    expect(refusal(logRank(smallCohort, ['a', 'b']))).toEqual([
      'contradictory-input',
      'group c is none of a, b',
    ])
    expect(refusal(logRank(leukaemia.map((p) => ({ ...p, event: false }))))).toEqual([
      'no-events',
      'none of 42 patients had the event',
    ])
    const apart = [
      { time: 1, event: false, group: 'a' },
      { time: 2, event: false, group: 'a' },
      { time: 3, event: true, group: 'b' },
      { time: 4, event: true, group: 'b' },
    ]
    expect(refusal(logRank(apart))[0]).toBe('no-spread')
    expect(
      refusal(
        logRank([
          { time: -1, event: true, group: 'a' },
          { time: 1, event: true, group: 'b' },
        ]),
      )[0],
    ).toBe('out-of-range')
  })
})

describe('cumulative incidence', () => {
  it('is that of R, its error near the infinitesimal jackknife', () => {
    const sudden = known(cumulativeIncidence(smallCohort, 1))
    for (const { time, value, se } of smallCohortByR.incidence) {
      const step = sudden.steps.find((candidate) => candidate.time === time)
      expect(step?.incidence).toBeCloseTo(value, 10)
      expect(step?.se).toBeCloseTo(se, 3)
      const power = Math.exp((1.959963985 * (step?.se ?? 0)) / (value * Math.log(value)))
      expect(step?.interval?.low).toBeCloseTo(value ** (1 / power), 8)
      expect(step?.interval?.high).toBeCloseTo(value ** power, 8)
    }
    expect(sudden).toMatchObject({ n: 18, events: 7, cause: 1 })
    expect(sudden.steps.find(({ time }) => time === 8)).toMatchObject({ atRisk: 14, events: 0, allEvents: 1 })
  })

  it('of all causes and of nobody adds up to one minus Kaplan-Meier', () => {
    const sum = [1, 2].map(
      (cause) => known(cumulativeIncidence(smallCohort, cause)).steps.at(-1)?.incidence ?? 0,
    )
    const any = known(kaplanMeier(smallCohort.map(({ time, cause }) => ({ time, event: cause > 0 }))))
    expect((sum[0] ?? 0) + (sum[1] ?? 0)).toBeCloseTo(1 - (any.steps.at(-1)?.survival ?? 0), 12)
    expect(known(cumulativeIncidence(smallCohort, 1)).steps.at(-1)?.incidence).toBeLessThan(
      1 - (known(kaplanMeier(causeSpecific(smallCohort, 1))).steps.at(-1)?.survival ?? 0),
    )
  })

  it('of one cause alone is one minus Kaplan-Meier, with Greenwood’s error', () => {
    const one = mercaptopurine.map(({ time, event }) => ({ time, cause: event ? 1 : 0 }))
    const { steps } = known(cumulativeIncidence(one, 1))
    for (const [i, step] of known(kaplanMeier(mercaptopurine)).steps.entries()) {
      expect(steps[i]?.incidence).toBeCloseTo(1 - step.survival, 12)
      expect(steps[i]?.se).toBeCloseTo(step.se ?? 0, 10)
    }
  })

  it('has no interval at 0 and at 1, and no NaN', () => {
    const steps = known(
      cumulativeIncidence(
        [
          { time: 1, cause: 2 },
          { time: 2, cause: 1 },
        ],
        2,
      ),
    ).steps
    expect(steps[1]).toMatchObject({ incidence: 0.5 })
    const all = known(
      cumulativeIncidence(
        [
          { time: 1, cause: 0 },
          { time: 2, cause: 1 },
        ],
        1,
      ),
    ).steps
    expect(all[0]).not.toHaveProperty('interval')
    expect(all[1]).not.toHaveProperty('interval')
    expect(all[1]).toMatchObject({ incidence: 1, se: expect.closeTo(0, 9) })
  })

  it('is refused for a cause that nobody had, and for events that are no kind', () => {
    expect(refusal(cumulativeIncidence(smallCohort, 3))).toEqual(['no-events', 'nobody had event 3'])
    expect(refusal(cumulativeIncidence(smallCohort, 0))[0]).toBe('no-events')
    expect(refusal(cumulativeIncidence([{ time: 1, cause: 1.5 }], 1))).toEqual([
      'contradictory-input',
      'the event of patient 1 is 1.5',
    ])
    expect(refusal(cumulativeIncidence([{ time: 1, cause: -1 }], 1))[0]).toBe('contradictory-input')
    expect(refusal(cumulativeIncidence([{ time: 0, cause: 1 }], 1))[0]).toBe('out-of-range')
  })
})
