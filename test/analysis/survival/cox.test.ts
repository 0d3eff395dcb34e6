import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnAgain } from '#analysis/numerics/resampling.ts'
import { hazardAt, survivalGiven } from '#analysis/survival/baseline.ts'
import { concordance } from '#analysis/survival/concordance.ts'
import { coxRegression, linearPredictor } from '#analysis/survival/cox.ts'
import { optimism } from '#analysis/survival/optimism.ts'
import { proportionality } from '#analysis/survival/proportionality.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import { leukaemia, smallCohort, smallCohortByR } from '../../truth/statistics/published.ts'

const single = leukaemia.map((patient) => ({ ...patient, x: [patient.x[0]] }))

describe('Cox regression', () => {
  it.each([
    ['efron', 1.5721251, 0.4123967, 16.3516908, 17.2465368, -93.18427, -85.0084246],
    ['breslow', 1.5091914, 0.4095644, 15.2108568, 15.9305396, -93.9850505, -86.3796221],
  ] as const)(
    'of Freireich’s trial with ties by %s is that of R',
    (ties, beta, se, ratio, score, none, fitted) => {
      const outcome = coxRegression(single, ['placebo'], { ties })
      const fit = known(outcome)
      expect(fit.coefficients[0]).toMatchObject({
        name: 'placebo',
        beta: expect.closeTo(beta, 6),
        se: expect.closeTo(se, 6),
        hazardRatio: expect.closeTo(Math.exp(beta), 5),
        low: expect.closeTo(Math.exp(beta - 1.959964 * se), 4),
        high: expect.closeTo(Math.exp(beta + 1.959964 * se), 4),
        z: expect.closeTo(beta / se, 5),
      })
      expect(known(fit.likelihoodRatio)).toMatchObject({ chiSquared: expect.closeTo(ratio, 6), degrees: 1 })
      expect(fit.score.chiSquared).toBeCloseTo(score, 6)
      expect(fit.wald.chiSquared).toBeCloseTo((beta / se) ** 2, 4)
      expect(fit.wald.p).toBeCloseTo(fit.coefficients[0]?.p ?? 1, 12)
      expect(fit.logLikelihood).toEqual({ null: expect.closeTo(none, 6), fitted: expect.closeTo(fitted, 6) })
      expect(fit).toMatchObject({ n: 42, events: 30, means: [0.5], penalty: 0 })
      expect(fit.options).toEqual({ ties, confidence: 0.95, separationRidge: 1, ridge: 0 })
      expect(outcome).toMatchObject({ warnings: [] })
    },
  )

  it('of two covariates has R’s covariance, Schoenfeld tests and C', () => {
    const fit = known(coxRegression(leukaemia, ['placebo', 'z']))
    expect(fit.coefficients.map(({ beta }) => beta)).toEqual([
      expect.closeTo(1.570821213253, 8),
      expect.closeTo(0.013234525909, 8),
    ])
    expect(fit.covariance).toEqual([
      [expect.closeTo(0.170283299309, 8), expect.closeTo(-0.003025499188, 9)],
      [expect.closeTo(-0.003025499188, 9), expect.closeTo(0.030943076262, 9)],
    ])
    expect(fit.score.chiSquared).toBeCloseTo(17.2564080218, 7)
    const scales = {
      km: [0.0237943414, 0.7416542501, 0.7918986687],
      identity: [0.0002941904, 0.5604458423, 0.5689108374],
      log: [0.2557005088, 0.505473499, 0.7982900303],
    } as const
    for (const scale of ['km', 'identity', 'log'] as const) {
      const test = known(proportionality(leukaemia, fit, scale))
      const [first, second, global] = scales[scale]
      expect(test.covariates).toMatchObject([
        { name: 'placebo', chiSquared: expect.closeTo(first, 7), degrees: 1 },
        { name: 'z', chiSquared: expect.closeTo(second, 7), degrees: 1 },
      ])
      expect(test.global).toMatchObject({ chiSquared: expect.closeTo(global, 7), degrees: 2 })
      expect(test.options).toEqual({ scale })
    }
    expect(known(proportionality(leukaemia, fit)).global.p).toBeCloseTo(0.6730407951, 7)
    expect(known(proportionality(leukaemia, fit)).options.scale).toBe('km')
    const c = known(
      concordance(
        leukaemia,
        leukaemia.map(({ x }) => linearPredictor(fit, x)),
      ),
    )
    expect(c).toMatchObject({ concordant: 484, discordant: 213, tied: 16 })
    expect(c.c.value).toBeCloseTo(0.6900420757, 9)
    expect(c.c.se).toBeCloseTo(0.0552863387, 9)
  })

  it('has R’s baseline, and the survival of a patient from it', () => {
    const fit = known(coxRegression(leukaemia, ['placebo', 'z']))
    // basehaz gives it at placebo = 0 and the mean of z
    const shift = Math.exp(1.570821213253 * 0.5)
    expect(fit.baseline.slice(0, 3).map(({ time, hazard }) => [time, hazard / shift])).toEqual([
      [1, expect.closeTo(0.0167226892, 9)],
      [2, expect.closeTo(0.0349038892, 9)],
      [3, expect.closeTo(0.0446320971, 9)],
    ])
    const breslow = known(coxRegression(leukaemia, ['placebo', 'z'], { ties: 'breslow' }))
    expect((breslow.baseline[1]?.hazard ?? 0) / Math.exp(1.507705473532 * 0.5)).toBeCloseTo(0.0359661932, 8)
    expect(fit.baseline.map(({ time }) => time)).toEqual(
      [...new Set(leukaemia.filter(({ event }) => event).map(({ time }) => time))].sort((a, b) => a - b),
    )
    expect(hazardAt(fit.baseline, 1)).toBe(fit.baseline[0]?.hazard)
    expect(hazardAt([], 5)).toBe(0)
    expect(survivalGiven(fit.baseline, 2, Math.log(2))).toBeCloseTo((fit.baseline[1]?.survival ?? 0) ** 2, 12)
    expect(hazardAt(fit.baseline, 0.5)).toBe(0)
    expect(hazardAt(fit.baseline, 2)).toBe(fit.baseline[1]?.hazard)
    expect(hazardAt(fit.baseline, 2.9)).toBe(fit.baseline[1]?.hazard)
    expect(hazardAt(fit.baseline, 1000)).toBe(fit.baseline.at(-1)?.hazard)
    expect(fit.baseline[1]?.survival).toBeCloseTo(Math.exp(-(fit.baseline[1]?.hazard ?? 0)), 12)
    const small = known(coxRegression(smallCohort, ['x']))
    for (const [i, { x }] of smallCohort.entries())
      expect(1 - survivalGiven(small.baseline, 20, linearPredictor(small, x))).toBeCloseTo(
        smallCohortByR.risks[i] ?? Number.NaN,
        8,
      )
  })

  it('does not see zero or unit of a covariate, nor the unit of time', () => {
    const there = known(coxRegression(smallCohort, ['x'])).coefficients[0]
    const other = known(
      coxRegression(
        smallCohort.map((p) => ({ ...p, time: p.time * 30, x: p.x.map((x) => 5e6 + 1000 * x) })).toReversed(),
        ['x'],
      ),
    ).coefficients[0]
    expect((other?.beta ?? 0) * 1000).toBeCloseTo(there?.beta ?? 1, 6)
    expect(other?.z).toBeCloseTo(there?.z ?? 1, 6)
  })

  it('is penalised, and says so, where a covariate separates the events', () => {
    const apart = Array.from({ length: 30 }, (_, i) => ({
      time: i + 1,
      event: i < 12,
      x: [i < 12 ? 1 : 0, (i * 7) % 5],
    }))
    const outcome = coxRegression(apart, ['scar', 'z'])
    const fit = known(outcome)
    expect(fit.penalty).toBe(1)
    expect(fit.coefficients[0]?.hazardRatio).toBeGreaterThan(2)
    expect(fit.coefficients[0]?.hazardRatio).toBeLessThan(1000)
    expect(refusal(fit.likelihoodRatio)[0]).toBe('fit-failed')
    expect(outcome).toMatchObject({
      warnings: [
        expect.stringContaining('scar separates'),
        expect.stringContaining('12 events for 2 covariates'),
      ],
    })
    expect(known(coxRegression(apart, ['scar', 'z'], { separationRidge: 5 })).penalty).toBe(5)
  })

  it('is at the top of the likelihood as it is written, for covariates that make Newton overshoot', () => {
    // one covariate over five powers of ten, another of rare large values; no ties
    const skewed = Array.from({ length: 30 }, (_, i) => ({
      time: 1 + ((i * 17) % 31),
      event: i % 4 !== 3,
      x: [Math.exp(((i * 11) % 30) / 3), (i * 7) % 30 === 5 ? 40 : (i * 13) % 5],
    }))
    const logLikelihood = (beta: readonly number[]): number =>
      skewed
        .filter(({ event }) => event)
        .reduce((sum, { time, x }) => {
          const of = (one: readonly number[]) => one.reduce((total, v, k) => total + v * (beta[k] ?? 0), 0)
          const atRisk = skewed.filter((other) => other.time >= time)
          return sum + of(x) - Math.log(atRisk.reduce((total, other) => total + Math.exp(of(other.x)), 0))
        }, 0)
    const fit = known(coxRegression(skewed, ['skewed', 'rare']))
    const beta = fit.coefficients.map((coefficient) => coefficient.beta)
    expect(fit.logLikelihood.fitted).toBeCloseTo(logLikelihood(beta), 9)
    expect(fit.logLikelihood.null).toBeCloseTo(logLikelihood([0, 0]), 9)
    for (const [k, { se }] of fit.coefficients.entries())
      for (const way of [-1e-3, 1e-3])
        expect(logLikelihood(beta.map((b, j) => (j === k ? b + way * se : b)))).toBeLessThan(
          fit.logLikelihood.fitted,
        )
    expect(fit.means[0]).toBeCloseTo(skewed.reduce((sum, { x }) => sum + (x[0] ?? 0), 0) / 30, 9)
    expect(known(fit.likelihoodRatio).chiSquared).toBeCloseTo(
      2 * (fit.logLikelihood.fitted - fit.logLikelihood.null),
      12,
    )
  })

  it('takes a hazard ratio of a million per standard deviation for a separation, and no less', () => {
    // every patient dies in order of x but for two neighbours, who differ by a hair
    const nearly = (hair: number) =>
      Array.from({ length: 12 }, (_, i) => ({
        time: i + 1,
        event: true,
        x: [i === 5 ? 7 + hair : 12 - i + (i === 4 ? -1 : 0)],
      }))
    const large = known(coxRegression(nearly(1e-3), ['x']))
    expect(large.penalty).toBe(0)
    expect(large.coefficients[0]?.beta).toBeCloseTo(9.846177, 4)
    const outcome = coxRegression(nearly(1e-4), ['x'])
    expect(known(outcome).penalty).toBe(1)
    expect(outcome).toMatchObject({ warnings: [expect.stringContaining('x separates')] })
    // one patient so far off that after one step nothing is left to be known of the others
    const far = Array.from({ length: 400 }, (_, i) => ({
      time: i + 1,
      event: i === 0,
      x: [(i * 5) % 11, i === 0 ? 1000 : (i % 7) / 100],
    }))
    expect(coxRegression(far, ['z', 'x'])).toMatchObject({
      measured: true,
      value: { penalty: 1 },
      warnings: [expect.stringContaining('separates'), expect.stringContaining('1 events for 2')],
    })
    const apart = Array.from({ length: 30 }, (_, i) => ({ time: i + 1, event: i < 12, x: [i < 12 ? 1 : 0] }))
    expect(refusal(coxRegression(apart, ['x'], { separationRidge: 1e-12 }))).toEqual([
      'no-convergence',
      'the partial likelihood was not brought to its maximum',
    ])
    // a ridge of its own makes the estimate finite; one that is too weak is added to the other
    expect(coxRegression(apart, ['x'], { separationRidge: 2, ridge: 0.5 })).toMatchObject({
      value: { penalty: 0.5 },
      warnings: [],
    })
    expect(known(coxRegression(apart, ['x'], { separationRidge: 2, ridge: 1e-9 })).penalty).toBe(2 + 1e-9)
  })

  it('warns of fewer than ten events for each covariate, and of ten no more', () => {
    const withEvents = (events: number) =>
      coxRegression(
        Array.from({ length: 30 }, (_, i) => ({
          time: 1 + ((i * 7) % 30),
          event: i < events,
          x: [(i * 11) % 30],
        })),
        ['x'],
      )
    expect(withEvents(9)).toMatchObject({ warnings: ['9 events for 1 covariates: fewer than 10 each'] })
    expect(withEvents(10)).toMatchObject({ warnings: [] })
    const narrow = known(coxRegression(smallCohort, ['x'], { confidence: 0.9 })).coefficients[0]
    expect(narrow?.low).toBeCloseTo(Math.exp((narrow?.beta ?? 0) - 1.6448536 * (narrow?.se ?? 0)), 6)
    expect(narrow?.high).toBeCloseTo(Math.exp((narrow?.beta ?? 0) + 1.6448536 * (narrow?.se ?? 0)), 6)
  })

  it('shrinks towards 0 with a ridge', () => {
    const free = known(coxRegression(smallCohort, ['x'])).coefficients[0]
    const outcome = coxRegression(smallCohort, ['x'], { ridge: 1 })
    const fit = known(outcome)
    expect(fit.penalty).toBe(1)
    expect(fit.coefficients[0]?.beta).toBeGreaterThan(0)
    expect(fit.coefficients[0]?.beta).toBeLessThan(free?.beta ?? 0)
    // R: coxph(… ridge(x, theta = 1, scale = TRUE))
    expect(fit.coefficients[0]?.beta).toBeCloseTo(1.0023196458, 5)
    expect(outcome).toMatchObject({ warnings: ['7 events for 1 covariates: fewer than 10 each'] })
  })

  it('is refused for no events, equal, missing, infinite or dependent covariates, and bad times', () => {
    const of = (x: (i: number) => number[], names: string[]) =>
      refusal(
        coxRegression(
          smallCohort.map((p, i) => ({ ...p, x: x(i) })),
          names,
        ),
      )
    expect(of(() => [3], ['x'])).toEqual(['no-spread', 'x is the same in all'])
    expect(of((i) => [i, 2 * i + 1], ['x', 'y'])).toEqual([
      'contradictory-input',
      'y follows from the covariates before it',
    ])
    expect(of((i) => (i === 4 ? [] : [i]), ['x'])).toEqual([
      'contradictory-input',
      'patient 5 has 0 covariates of 1',
    ])
    expect(of((i) => [i === 2 ? Number.NaN : i], ['x'])).toEqual([
      'contradictory-input',
      'x of patient 3 is NaN',
    ])
    expect(of(() => [], [])).toEqual(['contradictory-input', 'no covariate is named'])
    expect(
      refusal(
        coxRegression(
          smallCohort.map((p) => ({ ...p, event: false })),
          ['x'],
        ),
      )[0],
    ).toBe('no-events')
    expect(refusal(coxRegression([{ time: 0, event: true, x: [1] }], ['x']))[0]).toBe('out-of-range')
  })

  it('cannot test a trend of hazards when all events came at one time', () => {
    const together = [1, 2, 3, 4, 5, 6].map((x, i) => ({
      time: i < 3 ? 5 : 9,
      event: i < 3,
      x: [(x * 5) % 7],
    }))
    const fit = known(coxRegression(together, ['x']))
    expect(refusal(proportionality(together, fit))[0]).toBe('too-few-points')
  })
})

describe('Harrell’s C', () => {
  const three = [
    { time: 1, event: true },
    { time: 2, event: true },
    { time: 3, event: false },
  ]

  it('is 1, 0 and one half of perfect, turned and equal risks', () => {
    expect(known(concordance(three, [3, 2, 1]))).toMatchObject({ c: { value: 1, se: 0 }, concordant: 3 })
    expect(known(concordance(three, [1, 2, 3]))).toMatchObject({ c: { value: 0 }, discordant: 3 })
    expect(known(concordance(three, [1, 1, 1]))).toMatchObject({ c: { value: 0.5 }, tied: 3 })
  })

  it('pairs an event with one who left at its time, not with another event then', () => {
    const at5 = [
      { time: 5, event: true },
      { time: 5, event: false },
    ]
    expect(known(concordance(at5, [2, 1]))).toMatchObject({ concordant: 1, c: { value: 1 } })
    expect(
      refusal(concordance([at5[0] ?? { time: 5, event: true }, { time: 5, event: true }], [2, 1])),
    ).toEqual(['no-partner', 'no two patients of whom one had the event first'])
    expect(
      refusal(
        concordance(
          [
            { time: 1, event: false },
            { time: 5, event: true },
          ],
          [2, 1],
        ),
      )[0],
    ).toBe('no-partner')
  })

  it('of the small cohort is R’s, with its error', () => {
    const { c } = known(
      concordance(
        smallCohort,
        smallCohort.map(({ x }) => x[0] ?? 0),
      ),
    )
    expect(c.value).toBeCloseTo(smallCohortByR.c, 10)
    expect(c.se).toBeCloseTo(smallCohortByR.cSe, 10)
    expect(c.high - c.value).toBeCloseTo(1.959963985 * smallCohortByR.cSe, 8)
  })

  it('counts every pair that can be compared, each once, whatever is tied', () => {
    const patient = fc.record({
      time: fc.integer({ min: 1, max: 6 }),
      event: fc.boolean(),
      risk: fc.integer({ min: -2, max: 2 }),
    })
    fc.assert(
      fc.property(fc.array(patient, { minLength: 2, maxLength: 14 }), (patients) => {
        const pairs = patients.flatMap((first, i) =>
          patients.flatMap((other, j) =>
            i !== j && first.event && (other.time > first.time || (other.time === first.time && !other.event))
              ? [{ i, j, score: first.risk > other.risk ? 1 : first.risk === other.risk ? 0.5 : 0 }]
              : [],
          ),
        )
        const outcome = concordance(
          patients,
          patients.map(({ risk }) => risk),
        )
        expect(outcome.measured).toBe(pairs.length > 0)
        if (!outcome.measured) return
        const { c, ...counts } = outcome.value
        const scored = (score: number) => pairs.filter((pair) => pair.score === score).length
        expect(counts).toMatchObject({ concordant: scored(1), discordant: scored(0), tied: scored(0.5) })
        const value = pairs.reduce((sum, { score }) => sum + score, 0) / pairs.length
        expect(c.value).toBeCloseTo(value, 12)
        const squares = patients.reduce((sum, _, k) => {
          const own = pairs.filter(({ i, j }) => i === k || j === k)
          return sum + (own.reduce((total, { score }) => total + score - value, 0) / pairs.length) ** 2
        }, 0)
        expect(c.se).toBeCloseTo(Math.sqrt(squares), 12)
      }),
      { seed: 8, numRuns: 60 },
    )
  })

  it('is refused for risks that are missing or not finite', () => {
    expect(refusal(concordance(three, [1, 2]))).toEqual(['contradictory-input', '2 risks of 3 patients'])
    expect(refusal(concordance(three, [1, Number.NaN, 2]))).toEqual([
      'contradictory-input',
      'the risk of patient 2 is NaN',
    ])
    expect(refusal(concordance([], []))[0]).toBe('too-few-subjects')
  })
})

describe('optimism', () => {
  it('is taken off, repeats with its seed and shrinks a model of noise', () => {
    const noise = leukaemia.map((p, i) => ({
      ...p,
      x: [p.x[0], ...[3, 7, 11].map((k) => ((i * k * k) % 13) / 4)],
    }))
    const names = ['placebo', 'a', 'b', 'c']
    const done: number[] = []
    const found = known(optimism(noise, names, { drawings: 30, seed: 4 }, (n) => done.push(n)))
    expect(done).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    expect(found).toMatchObject({ drawings: 30, failed: 0, seed: 4 })
    expect(found.optimism).toBeGreaterThan(0)
    expect(found.corrected).toBeCloseTo(found.apparent - found.optimism, 12)
    expect(found.corrected).toBeLessThan(found.apparent)
    expect(found.slope).toBeGreaterThan(0.4)
    expect(found.slope).toBeLessThan(1)
    expect(known(optimism(noise, names, { drawings: 30, seed: 4 }))).toEqual(found)
    expect(known(optimism(noise, names, { drawings: 30, seed: 5 })).optimism).not.toBe(found.optimism)
  })

  it('is refused where the model itself is, and where drawings cannot be fitted', () => {
    expect(
      refusal(
        optimism(
          smallCohort.map((p) => ({ ...p, x: [1] })),
          ['x'],
        ),
      )[0],
    ).toBe('no-spread')
    const one = smallCohort.map((p, i) => ({ ...p, x: [i === 3 ? 1 : 0] }))
    expect(refusal(optimism(one, ['x'], { drawings: 40 }))).toEqual([
      'no-convergence',
      expect.stringMatching(/^\d+ of 40 drawings could not be fitted$/),
    ])
    expect(
      refusal(
        optimism(
          [
            { time: 5, event: true, x: [1] },
            { time: 5, event: true, x: [2] },
          ],
          ['x'],
        ),
      )[0],
    ).toBe('no-partner')
  })

  it('is that of the same drawings, fits and concordances by hand', () => {
    const drawings = 25
    const [gains, slopes]: [number[], number[]] = [[], []]
    for (let k = 0; k < drawings; k++) {
      const drawn = drawnAgain(smallCohort, 9, k)
      const outcome = coxRegression(drawn, ['x'], { ties: 'breslow' })
      if (!outcome.measured) continue
      const beta = outcome.value.coefficients[0]?.beta ?? 0
      const c = (patients: typeof smallCohort) =>
        known(
          concordance(
            patients,
            patients.map(({ x }) => beta * (x[0] ?? 0)),
          ),
        ).c.value
      gains.push(c(drawn) - c(smallCohort))
      const scaled = smallCohort.map((p) => ({ ...p, x: [beta * (p.x[0] ?? 0)] }))
      slopes.push(known(coxRegression(scaled, ['lp'])).coefficients[0]?.beta ?? 0)
    }
    const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length
    const found = known(optimism(smallCohort, ['x'], { drawings, seed: 9, cox: { ties: 'breslow' } }))
    expect(found.failed).toBe(drawings - gains.length)
    expect(found.optimism).toBeCloseTo(mean(gains), 12)
    expect(found.slope).toBeCloseTo(mean(slopes), 10)
    expect(found.apparent).toBeCloseTo(smallCohortByR.c, 10)
  })
})
