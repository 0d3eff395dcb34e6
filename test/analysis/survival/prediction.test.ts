import { describe, expect, it } from 'vitest'
import { calibration } from '#analysis/survival/calibration.ts'
import { censoringOf } from '#analysis/survival/censoring.ts'
import { decisionCurve, usualThresholds } from '#analysis/survival/decision-curve.ts'
import { optimism } from '#analysis/survival/optimism.ts'
import { performanceAt } from '#analysis/survival/performance.ts'
import { brierScore, timeDependentAuc } from '#analysis/survival/prediction.ts'
import { type Patient, survivalAnalysis } from '#analysis/survival/survival.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import { smallCohortByR as r, smallCohort } from '../../truth/statistics/published.ts'

const predicted = smallCohort.map(({ time, event }, i) => ({ time, event, risk: r.risks[i] ?? Number.NaN }))

describe('predictions at 20 months', () => {
  it('have R’s Brier scores and AUC', () => {
    const brier = known(brierScore(predicted, 20))
    expect(brier.brier).toBeCloseTo(r.brier, 10)
    expect(brier.reference).toBeCloseTo(r.brierReference, 10)
    expect(brier.scaled).toBeCloseTo(1 - r.brier / r.brierReference, 9)
    expect(known(timeDependentAuc(predicted, 20))).toBeCloseTo(r.auc, 10)
  })

  it('have R’s calibration', () => {
    const found = known(calibration(predicted, 20, 3))
    expect(found.ratio).toBeCloseTo(r.ratio, 9)
    expect(known(found.intercept)).toBeCloseTo(r.intercept, 9)
    expect(known(found.slope)).toMatchObject({
      value: expect.closeTo(r.slope, 7),
      se: expect.closeTo(r.slopeSe, 7),
    })
    expect(known(found.slope).low).toBeCloseTo(r.slope - 1.959964 * r.slopeSe, 5)
    expect(known(found.slope).high).toBeCloseTo(r.slope + 1.959964 * r.slopeSe, 5)
    expect(found.observed).toEqual({
      value: expect.closeTo(1 - r.survival.value, 8),
      low: expect.closeTo(1 - r.survival.high, 7),
      high: expect.closeTo(1 - r.survival.low, 7),
    })
    expect(found.groups.map(({ n }) => n)).toEqual([6, 6, 6])
    const [low, middle, high] = found.groups.map((group) => group.predicted)
    expect(low).toBeLessThan(middle ?? 0)
    expect(middle).toBeLessThan(high ?? 0)
    expect(((low ?? 0) + (middle ?? 0) + (high ?? 0)) / 3).toBeCloseTo(found.expected, 12)
  })

  it('are calibrated by groups of like risk, and each group says what was seen in it', () => {
    const of = (time: number, event: boolean, risk: number) => ({ time, event, risk })
    const groups = known(
      calibration(
        [
          of(9, false, 0.5),
          of(4, true, 0.9),
          of(30, false, 0.1),
          of(25, false, 0.2),
          of(30, true, 0.3),
          of(8, true, 0.8),
          of(7, false, 0.6),
        ],
        10,
        3,
      ),
    ).groups
    expect(groups.map(({ n, predicted: mean }) => [n, mean])).toEqual([
      [2, expect.closeTo(0.15, 12)],
      [3, expect.closeTo(1.4 / 3, 12)],
      [2, expect.closeTo(0.85, 12)],
    ])
    // nobody had the event; one is left of three; nobody is left
    expect(groups.map(({ observed }) => (observed.measured ? observed.value : refusal(observed)))).toEqual([
      { value: 0, low: 0, high: 0 },
      { value: 0, low: 0, high: 0 },
      { value: 1 },
    ])
    const lost = known(
      calibration([of(9, false, 0.9), of(8, true, 0.8), of(30, true, 0.1), of(12, true, 0.2)], 10, 2),
    )
    expect(
      lost.groups.map(({ observed }) => (observed.measured ? observed.value : refusal(observed))),
    ).toEqual([{ value: 0, low: 0, high: 0 }, ['out-of-range', 'nobody was followed to 10']])
    expect(known(calibration(predicted, 20, 1)).groups).toHaveLength(1)
    expect(known(calibration(predicted, 20, 18)).groups.map(({ n }) => n)).toEqual(Array(18).fill(1))
    expect(known(calibration(predicted.concat(predicted[0] ?? []), 20)).groups).toHaveLength(10)
    expect(refusal(calibration([...predicted, of(3, true, 1.2)], 20, 2))[1]).toBe(
      'the risk of patient 19 is 1.2',
    )
    const wide = known(calibration(predicted, 20, 3, 0.99))
    expect(wide.observed.low).toBeLessThan(1 - r.survival.high)
    expect(known(wide.slope).low).toBeLessThan(r.slope - 2 * r.slopeSe)
  })

  it('have no intercept or slope where a logarithm fails', () => {
    const certain = predicted.map((one, i) => ({ ...one, risk: i === 2 ? 1 : 0.4 }))
    expect(refusal(known(calibration(certain, 20, 2)).slope)).toEqual([
      'out-of-range',
      'the risk of patient 3 is 1: no logarithm',
    ])
    expect(
      refusal(
        known(
          calibration(
            predicted.map((one) => ({ ...one, risk: 0.4 })),
            20,
            2,
          ),
        ).slope,
      )[0],
    ).toBe('no-spread')
    const none = known(
      calibration(
        predicted.map((one) => ({ ...one, risk: 0 })),
        20,
        2,
      ),
    )
    expect(refusal(none.intercept)).toEqual([
      'out-of-range',
      expect.stringMatching(/^observed risk 0\.35\d*, expected 0: no logarithm$/),
    ])
  })

  it('are worth what Vickers’ net benefit says', () => {
    const { threshold, positive, model, all } = r.netBenefit
    const [point] = known(decisionCurve(predicted, 20, [threshold])).points
    expect(point).toMatchObject({ threshold, positive, all: expect.closeTo(all, 10) })
    expect(point && known(point.model)).toBeCloseTo(model, 10)
    const [none] = known(decisionCurve(predicted, 20, [0.99])).points
    expect(none).toMatchObject({ positive: 0, model: { measured: true, value: 0 } })
    expect(known(decisionCurve(predicted, 20)).points).toHaveLength(50)
    expect(usualThresholds[0]).toBe(0.01)
    expect(usualThresholds.at(-1)).toBe(0.5)
    expect(refusal(decisionCurve(predicted, 20, [1]))).toEqual(['out-of-range', 'a threshold of 1'])
    expect(refusal(decisionCurve(predicted, 20, [0]))[0]).toBe('out-of-range')
    expect(refusal(decisionCurve([], 20))[0]).toBe('too-few-subjects')
    // who lies at the threshold is treated; of whom nobody is followed, nothing is said
    const three = [
      { time: 9, event: false, risk: 0.5 },
      { time: 4, event: true, risk: 0.3 },
      { time: 30, event: false, risk: 0.1 },
    ]
    const points = known(decisionCurve(three, 10, [0.1, 0.5])).points
    expect(points.map(({ positive }) => positive)).toEqual([3, 1])
    expect(points[0]).toMatchObject({ model: { value: points[0]?.all } })
    // S(10) is 2/3: a third have the event, two thirds are treated for nothing at odds of 1 to 9
    expect(points[0]?.all).toBeCloseTo(1 / 3 - 2 / 3 / 9, 12)
    expect(points[1] && refusal(points[1].model)).toEqual([
      'out-of-range',
      'of 1 at or above 0.5, none was followed to 10',
    ])
  })

  it('without censoring are plain means: Brier of squares, AUC of pairs', () => {
    const four = [
      { time: 1, event: true, risk: 0.9 },
      { time: 2, event: true, risk: 0.4 },
      { time: 9, event: true, risk: 0.4 },
      { time: 9, event: false, risk: 0.1 },
    ]
    expect(known(brierScore(four, 5)).brier).toBeCloseTo((0.01 + 0.36 + 0.16 + 0.01) / 4, 12)
    expect(known(brierScore(four, 5)).reference).toBeCloseTo(0.25, 12)
    expect(known(timeDependentAuc(four, 5))).toBeCloseTo((2 + 1.5) / 4, 12)
  })

  it('are refused outside 0 to 1, beyond the follow-up, and before any event', () => {
    const [first] = predicted
    if (!first) throw new Error('nobody')
    expect(refusal(brierScore([{ ...first, risk: 1.2 }, ...predicted], 20))).toEqual([
      'out-of-range',
      'the risk of patient 1 is 1.2',
    ])
    expect(refusal(timeDependentAuc([...predicted, { ...first, risk: -0.1 }], 20))[0]).toBe('out-of-range')
    expect(refusal(brierScore(predicted, 40))).toEqual(['out-of-range', 'nobody was followed beyond 40'])
    expect(refusal(brierScore(predicted, 0))[0]).toBe('out-of-range')
    expect(refusal(brierScore(predicted, 2))).toEqual(['no-events', 'no event came by 2'])
    expect(brierScore(predicted, 3).measured).toBe(true)
    expect(refusal(calibration(predicted, 20, 19))).toEqual([
      'too-few-subjects',
      '18 patients make no 19 groups',
    ])
    expect(refusal(calibration(predicted, 20, 0))[0]).toBe('too-few-subjects')
    expect(refusal(known(calibration([{ ...first, risk: 0 }, ...predicted], 20, 2)).slope)[0]).toBe(
      'out-of-range',
    )
    expect(refusal(timeDependentAuc([], 20))[0]).toBe('too-few-subjects')
  })

  it('weigh by who was still followed: events come before leaving at one time', () => {
    const censoring = censoringOf([
      { time: 2, event: true },
      { time: 2, event: false },
      { time: 3, event: false },
      { time: 5, event: true },
    ])
    expect([1, 2, 2.5, 3, 9].map((t) => censoring.at(t))).toEqual([
      1,
      expect.closeTo(2 / 3, 12),
      expect.closeTo(2 / 3, 12),
      expect.closeTo(1 / 3, 12),
      expect.closeTo(1 / 3, 12),
    ])
    expect([2, 3, 5].map((t) => censoring.before(t))).toEqual([
      1,
      expect.closeTo(2 / 3, 12),
      expect.closeTo(1 / 3, 12),
    ])
  })
})

describe('a cohort in one call', () => {
  const patients: Patient[] = smallCohort.map(({ id, time, cause, group, x }) => ({
    id,
    time,
    cause,
    group,
    x,
  }))

  it('has curves of all and of groups, both kinds of death, a regression and its performance', () => {
    const outcome = survivalAnalysis(patients, ['x'], { horizons: [20], calibrationGroups: 3, drawings: 5 })
    const found = known(outcome)
    expect(found).toMatchObject({ n: 18, events: 7, competing: 4, method: 'survival-analysis' })
    expect(found.groups.map(({ group, curve }) => [group, known(curve).n])).toEqual([
      ['a', 6],
      ['b', 6],
      ['c', 6],
    ])
    expect(found.logRank && known(found.logRank).chiSquared).toBeCloseTo(r.logRankOfThreeGroups, 9)
    expect(found.incidence.map(({ cause }) => cause)).toEqual([1, 2])
    expect(found.incidence[1]?.curve).toMatchObject({ measured: true, value: { events: 4 } })
    const regression = found.regression
    if (!regression) throw new Error('no regression')
    expect(known(regression.fit).coefficients[0]?.beta).toBeCloseTo(r.beta, 8)
    expect(known(regression.concordance).c.value).toBeCloseTo(r.c, 10)
    expect(regression.proportionality.measured).toBe(true)
    expect(regression.optimism?.measured).toBe(true)
    expect(regression.horizons[0]?.auc).toMatchObject({ measured: true, value: expect.closeTo(r.auc, 8) })
    expect(outcome).toMatchObject({
      warnings: [
        '4 of 18 had another event first: Kaplan-Meier takes them as if they had left and overstates the risk; read the cumulative incidence',
        'risks are judged by Kaplan-Meier, too: one that allows for the other events looks too low',
      ],
    })
    expect(survivalAnalysis(patients, [])).toMatchObject({ warnings: [expect.stringContaining('4 of 18')] })
    const single = patients.map((p) => ({ ...p, cause: p.cause === 1 ? 1 : 0 }))
    expect(survivalAnalysis(single, ['x'], { horizons: [20] })).toMatchObject({ warnings: [] })
  })

  it('is made by the options that were given, all filled in', () => {
    const heard: (readonly [number, number])[] = []
    const given = {
      ties: 'breslow',
      confidence: 0.9,
      horizons: [20],
      calibrationGroups: 2,
      thresholds: [0.3],
      drawings: 3,
      seed: 7,
    } as const
    const found = known(survivalAnalysis(patients, ['x'], given, (done, total) => heard.push([done, total])))
    expect(found.options).toEqual({ ...given, cause: 1 })
    expect(known(survivalAnalysis(patients, [])).options).toEqual({
      confidence: 0.95,
      ties: 'efron',
      cause: 1,
      horizons: [],
      calibrationGroups: 10,
      thresholds: usualThresholds,
      drawings: 0,
      seed: 1,
    })
    expect(heard).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
    const { regression } = found
    if (!regression) throw new Error('no regression')
    expect(known(regression.fit).options).toMatchObject({ ties: 'breslow', confidence: 0.9 })
    const c = known(regression.concordance).c
    expect(c.high - c.value).toBeCloseTo(1.6448536 * c.se, 6)
    expect(regression.optimism).toEqual(
      optimism(smallCohort, ['x'], { drawings: 3, seed: 7, cox: { ties: 'breslow' } }),
    )
    expect(known(found.overall).options.confidence).toBe(0.9)
    expect(found.groups[0]?.curve).toMatchObject({ value: { options: { confidence: 0.9 } } })
    const [at20] = regression.horizons
    expect(at20 && known(at20.calibration).groups).toHaveLength(2)
    expect(at20 && known(at20.decision).points.map(({ threshold }) => threshold)).toEqual([0.3])
    expect(at20 && known(at20.brier).brier).toBeGreaterThan(0.1)
    const wide = known(survivalAnalysis(patients, [], { confidence: 0.99 })).incidence[0]?.curve
    const plain = known(survivalAnalysis(patients, [])).incidence[0]?.curve
    const end = (curve: typeof wide) =>
      curve?.measured ? curve.value.steps.at(-1)?.interval?.high : undefined
    expect(end(wide)).toBeGreaterThan(end(plain) ?? 1)
  })

  it('judges the risks that patients came with, at each horizon those who have one', () => {
    const risks = smallCohort.map((_, i) => [i === 4 ? undefined : r.risks[i], (r.risks[i] ?? 0) / 2])
    const given = patients.map((p, i) => ({ ...p, x: [], risks: risks[i] ?? [] }))
    const outcome = survivalAnalysis(given, [], {
      horizons: [20, 25],
      calibrationGroups: 3,
      thresholds: [0.3],
    })
    const [first, second] = known(outcome).predictions ?? []
    expect([first?.horizon, second?.horizon]).toEqual([20, 25])
    expect([first?.patients, second?.patients]).toEqual([17, 18])
    const whole = smallCohort.map(({ time, event }, i) => ({ time, event, risk: (r.risks[i] ?? 0) / 2 }))
    expect(second).toMatchObject(
      performanceAt(whole, 25, { confidence: 0.95, calibrationGroups: 3, thresholds: [0.3] }),
    )
    expect(second && known(second.concordance).c.value).toBeCloseTo(r.c, 10)
    expect(outcome).toMatchObject({
      warnings: [
        expect.stringContaining('had another event first'),
        expect.stringContaining('judged by Kaplan-Meier'),
        'patient p5 is left out where its predicted risk is not known',
      ],
    })
    const some = given.map(({ risks: own, ...p }, i) => (i < 16 ? { ...p, risks: own } : p))
    expect(survivalAnalysis(some, [], { horizons: [20, 25] })).toMatchObject({
      value: { predictions: [{ patients: 15 }, { patients: 16 }] },
      warnings: [
        expect.anything(),
        expect.anything(),
        'patient p5, p17, p18 is left out where its predicted risk is not known',
      ],
    })
    expect(refusal(survivalAnalysis(given, [], { horizons: [20] }))).toEqual([
      'contradictory-input',
      'patient p1 has 2 predicted risks for 1 horizons',
    ])
    expect(known(survivalAnalysis(patients, ['x'], { horizons: [20] }))).not.toHaveProperty('predictions')
  })

  it('names five who are left out, and counts the rest', () => {
    const of = (unknown: number) =>
      survivalAnalysis(
        patients.map((p, i) => ({ ...p, cause: Math.min(p.cause, 1), x: i < unknown ? [undefined] : p.x })),
        ['x'],
      )
    const why = 'is left out of the regression: not every covariate is known'
    expect(of(5)).toMatchObject({ warnings: [`patient p1, p2, p3, p4, p5 ${why}`] })
    expect(of(6)).toMatchObject({ warnings: [`patient p1, p2, p3, p4, p5 and 1 more ${why}`] })
  })

  it('leaves out by name whose covariate or group is not known', () => {
    const gaps = patients.map((p, i) => {
      const { group, ...rest } = p
      return i === 2 ? { ...rest, x: [undefined] } : i < 8 ? { ...p, x: [undefined] } : p
    })
    const outcome = survivalAnalysis(gaps, ['x'], { cause: 2 })
    expect(known(outcome)).toMatchObject({ events: 4, competing: 7, regression: { patients: 10 } })
    expect(outcome).toMatchObject({
      warnings: [
        expect.stringContaining('7 of 18'),
        'patient p1, p2, p3, p4, p5 and 3 more is left out of the regression: not every covariate is known',
        'patient p3 has no group',
      ],
    })
  })

  it('has no groups, causes or regression where none are given', () => {
    const plain = patients.map(({ id, time, cause }) => ({ id, time, cause: cause === 2 ? 0 : cause, x: [] }))
    const outcome = survivalAnalysis(plain, [])
    const found = known(outcome)
    expect(found).toMatchObject({ groups: [], incidence: [], competing: 0 })
    expect(found).not.toHaveProperty('logRank')
    expect(found).not.toHaveProperty('regression')
    expect(outcome).toMatchObject({ warnings: [] })
    expect(known(survivalAnalysis(patients, ['x'])).regression).not.toHaveProperty('optimism')
  })

  it('says why there is no regression, and is refused for a patient twice and for bad times and events', () => {
    const flat = known(
      survivalAnalysis(
        patients.map((p) => ({ ...p, x: [1] })),
        ['x'],
      ),
    ).regression
    expect(flat && refusal(flat.fit)[0]).toBe('no-spread')
    expect(flat && refusal(flat.concordance)[0]).toBe('no-spread')
    expect(flat?.horizons).toEqual([])
    const [first] = patients
    if (!first) throw new Error('nobody')
    expect(refusal(survivalAnalysis([...patients, first], []))).toEqual([
      'contradictory-input',
      'patient p1 occurs twice',
    ])
    expect(refusal(survivalAnalysis([{ ...first, cause: 0.5 }], []))).toEqual([
      'contradictory-input',
      'the event of patient p1 is 0.5',
    ])
    expect(refusal(survivalAnalysis([{ ...first, cause: -1 }], []))[0]).toBe('contradictory-input')
    expect(refusal(survivalAnalysis([{ ...first, time: 0 }], []))).toEqual([
      'out-of-range',
      'patient p1 has a time of 0, not above 0',
    ])
    expect(refusal(survivalAnalysis([{ ...first, time: Number.NaN }], []))[0]).toBe('contradictory-input')
    expect(refusal(survivalAnalysis([], []))[0]).toBe('too-few-subjects')
  })
})
