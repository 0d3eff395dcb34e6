import { describe, expect, it } from 'vitest'
import { clusterBootstrap } from '#analysis/agreement/cluster-bootstrap.ts'
import { fleissKappa } from '#analysis/agreement/fleiss.ts'
import { clusteredKappa, cohenKappa, countsOf, type ScoredItem } from '#analysis/agreement/kappa.ts'
import { known, refusal } from '../../truth/statistics/known.ts'
import { fleissItems, transmurality } from '../../truth/statistics/published.ts'

describe('Cohen’s kappa', () => {
  it.each([
    ['unweighted', 0.6484197479859534, 0.04881681184574057, 0.04562507245120847],
    ['linear', 0.7833832226034898, 0.03408354537106201, 0.05866584844313977],
    ['quadratic', 0.8829751148663234, 0.02404085399233621, 0.08511376404602525],
  ] as const)('of transmurality, %s, is that of statsmodels', (weights, value, se, chanceSe) => {
    const found = known(cohenKappa(transmurality, weights))
    expect(found).toMatchObject({ n: 138, weights })
    expect(found.kappa.value).toBeCloseTo(value, 12)
    expect(found.kappa.se).toBeCloseTo(se, 12)
    expect(found.kappa.low).toBeCloseTo(value - 1.959963984540054 * se, 12)
    expect(found.kappa.high).toBeCloseTo(value + 1.959963984540054 * se, 12)
    // P of z = κ/σ₀: compared by its logarithm, it is that small
    const z = value / chanceSe
    expect(Math.log(found.p ?? 1)).toBeCloseTo((-z * z) / 2 - Math.log(z * Math.sqrt(Math.PI / 2)), 1)
  })

  it('is 0.4 of 20, 5, 10, 15', () => {
    const found = known(
      cohenKappa(
        [
          [20, 5],
          [10, 15],
        ],
        'unweighted',
      ),
    )
    expect(found.kappa.value).toBeCloseTo(0.4, 12)
    expect(found.kappa.se).toBeCloseTo(0.12699606293110033, 12)
    expect(found.observed).toBeCloseTo(0.7, 12)
    expect(found.expected).toBeCloseTo(0.5, 12)
    expect(found.p).toBeCloseTo(0.003892417, 8)
    expect(
      known(
        cohenKappa(
          [
            [20, 5],
            [10, 15],
          ],
          'unweighted',
          0.9,
        ),
      ).kappa.low,
    ).toBeCloseTo(0.4 - 1.6448536 * 0.126996063, 7)
  })

  it('does not care who is first, nor how long the scale could be', () => {
    const table = transmurality.map((row) => [...row])
    const turned = table.map((_, i) => table.map((row) => row[i] ?? 0))
    const longer = [...table.map((row) => [...row, 0]), [0, 0, 0, 0, 0, 0]]
    for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
      const value = known(cohenKappa(table, weights)).kappa.value
      expect(known(cohenKappa(turned, weights)).kappa.value).toBeCloseTo(value, 12)
      expect(known(cohenKappa(longer, weights)).kappa.value).toBeCloseTo(value, 12)
    }
  })

  it('is 1 of full agreement and below 0 of less than chance', () => {
    expect(
      known(
        cohenKappa(
          [
            [7, 0],
            [0, 5],
          ],
          'linear',
        ),
      ).kappa,
    ).toMatchObject({ value: 1, se: 0 })
    expect(
      known(
        cohenKappa(
          [
            [0, 5],
            [5, 0],
          ],
          'unweighted',
        ),
      ).kappa.value,
    ).toBeCloseTo(-1, 12)
  })

  it('is refused where nobody could disagree, and for tables that are none', () => {
    expect(
      refusal(
        cohenKappa(
          [
            [9, 0],
            [0, 0],
          ],
          'unweighted',
        ),
      ),
    ).toEqual(['no-spread', 'both readers used one and the same category only'])
    expect(refusal(cohenKappa([[9]], 'unweighted'))).toEqual([
      'contradictory-input',
      'a scale of 1 categories',
    ])
    expect(refusal(cohenKappa([[9, 1], [2]], 'unweighted'))[0]).toBe('contradictory-input')
    expect(
      refusal(
        cohenKappa(
          [
            [9, -1],
            [2, 1],
          ],
          'unweighted',
        ),
      ),
    ).toEqual(['contradictory-input', 'a count of -1'])
    expect(
      refusal(
        cohenKappa(
          [
            [9, 0.5],
            [2, 1],
          ],
          'unweighted',
        ),
      )[0],
    ).toBe('contradictory-input')
    expect(
      refusal(
        cohenKappa(
          [
            [0, 0],
            [0, 0],
          ],
          'unweighted',
        ),
      ),
    ).toEqual(['too-few-subjects', 'no item was read'])
  })
})

/** Patients whose segments are either all alike to both readers or differ throughout. */
const segments = (patients: number, perPatient: number): ScoredItem[] =>
  Array.from({ length: patients * perPatient }, (_, i) => {
    const patient = Math.floor(i / perPatient)
    const a = (patient + i) % 3
    return { case: `p${patient}`, a, b: patient % 4 === 0 ? (a + 1) % 3 : a }
  })

describe('kappa of segments', () => {
  it('is less sure of patients than of segments taken one by one', () => {
    const found = known(clusteredKappa(segments(20, 16), 3, 'quadratic'))
    const { low, high } = known(found.clustered)
    expect(found).toMatchObject({ n: 320, patients: 20 })
    expect(high - low).toBeGreaterThan(2 * (found.kappa.high - found.kappa.low))
    expect(low).toBeLessThan(found.kappa.value)
    expect(high).toBeGreaterThan(found.kappa.value)
  })

  it('repeats with its seed and varies with another', () => {
    const items = segments(12, 4)
    const of = (seed: number) =>
      known(known(clusteredKappa(items, 3, 'linear', { seed, drawings: 200 })).clustered)
    expect(of(5)).toEqual(of(5))
    expect(of(5)).not.toEqual(of(6))
    const narrow = known(
      known(clusteredKappa(items, 3, 'linear', { seed: 5, drawings: 200, confidence: 0.5 })).clustered,
    )
    expect(narrow.high - narrow.low).toBeLessThan(of(5).high - of(5).low)
  })

  it('counts each pair of scores in its cell', () => {
    expect(
      countsOf(
        [
          { case: 'p', a: 0, b: 1 },
          { case: 'p', a: 0, b: 1 },
          { case: 'q', a: 2, b: 0 },
        ],
        3,
      ),
    ).toEqual([
      [0, 2, 0],
      [0, 0, 0],
      [1, 0, 0],
    ])
  })

  it('is refused for a score that the scale does not have', () => {
    for (const score of [3, -1, 0.5])
      expect(
        refusal(
          clusteredKappa(
            [
              { case: 'p', a: score, b: 0 },
              { case: 'q', a: 0, b: 1 },
            ],
            3,
            'linear',
          ),
        ),
      ).toEqual(['contradictory-input', `case p was scored ${score} and 0 on a scale of 0 to 2`])
    expect(refusal(clusteredKappa([{ case: 'p', a: 0, b: 3 }], 3, 'linear'))[0]).toBe('contradictory-input')
    expect(refusal(clusteredKappa([], 3, 'linear'))[0]).toBe('too-few-subjects')
  })

  it('has no interval of two patients, but a kappa', () => {
    const found = known(clusteredKappa(segments(2, 8), 3, 'linear'))
    expect(refusal(found.clustered)).toEqual(['too-few-subjects', '2 patients; at least 3 are needed'])
  })
})

describe('drawing patients again', () => {
  it('finds the spread of a mean: σ/√n', () => {
    const clusters = Array.from({ length: 100 }, (_, i) => i)
    const mean = (drawn: readonly number[]) => drawn.reduce((sum, x) => sum + x, 0) / drawn.length
    const { low, high } = known(clusterBootstrap(clusters, mean, { drawings: 3000 }))
    expect((high - low) / (2 * 1.96)).toBeCloseTo(Math.sqrt((100 ** 2 - 1) / 12 / 100), 0)
    expect((high + low) / 2).toBeCloseTo(49.5, 0)
  })

  it('takes the middle of what it has drawn, told of by drawing', () => {
    // 100 down to 0 in some order of drawings: the middle nine tenths are 5 to 95
    let next = 101
    const heard: number[] = []
    const found = clusterBootstrap(
      [1, 2, 3],
      () => --next,
      { drawings: 101, confidence: 0.9 },
      (done, total) => {
        expect(total).toBe(101)
        heard.push(done)
      },
    )
    expect(known(found)).toEqual({ low: expect.closeTo(5, 9), high: expect.closeTo(95, 9) })
    expect(heard).toEqual(Array.from({ length: 101 }, (_, i) => i + 1))
    expect(refusal(clusterBootstrap([1, 2], () => 1))).toEqual([
      'too-few-subjects',
      '2 patients; at least 3 are needed',
    ])
    // each is drawn from all, as many as there are
    const sizes = new Set<number>()
    const seen = new Set<number>()
    clusterBootstrap([1, 2, 3, 4], (drawn) => {
      sizes.add(drawn.length)
      for (const one of drawn) seen.add(one)
      return 0
    })
    expect([[...sizes], seen.size]).toEqual([[4], 4])
  })

  it('says nothing when the statistic is often undefined', () => {
    let calls = 0
    const often = () => (calls++ % 5 === 0 ? undefined : 1)
    expect(refusal(clusterBootstrap([1, 2, 3], often, { drawings: 100 }))).toEqual([
      'no-spread',
      'no value in 20 of 100 drawings',
    ])
    calls = 0
    const seldom = () => (calls++ % 10 === 0 ? undefined : 1)
    expect(known(clusterBootstrap([1, 2, 3], seldom, { drawings: 100 }))).toEqual({ low: 1, high: 1 })
  })
})

describe('Fleiss’ kappa', () => {
  it('is that of the example of 1971', () => {
    const found = known(fleissKappa(fleissItems))
    expect(found).toMatchObject({ items: 10, readers: 14 })
    expect(found.observed).toBeCloseTo(0.378021978, 9)
    expect(found.expected).toBeCloseTo(0.212755102, 9)
    expect(found.kappa).toBeCloseTo(0.2099307044, 9)
    // Fleiss, Nee & Landis 1979, equation 15, in NumPy
    expect(found.seUnderChance).toBeCloseTo(0.016965069224, 11)
    expect(found.p).toBeLessThan(1e-30)
  })

  it('of three readers and two categories has the P of its own error', () => {
    const found = known(
      fleissKappa([
        [2, 1],
        [1, 2],
        [3, 0],
        [0, 3],
        [1, 2],
      ]),
    )
    // the same equation in NumPy, the P by SciPy
    expect(found.kappa).toBeCloseTo(0.196428571429, 11)
    expect(found.seUnderChance).toBeCloseTo(0.258198889747, 11)
    expect(found.p).toBeCloseTo(0.446797690448, 9)
  })

  it('of two readers and full agreement is 1, with the error of chance', () => {
    const found = known(
      fleissKappa([
        [2, 0],
        [0, 2],
        [2, 0],
        [0, 2],
      ]),
    )
    expect(found.kappa).toBe(1)
    // p = ½: √2/(½ √(4·2)) √(¼ − 0) = 0.5
    expect(found.seUnderChance).toBeCloseTo(0.5, 12)
  })

  it('is refused for items of different numbers of readers, one reader, no item, one category', () => {
    expect(
      refusal(
        fleissKappa([
          [2, 0],
          [1, 0],
        ]),
      ),
    ).toEqual(['contradictory-input', 'item 2 is not 2 readers in 2 categories'])
    expect(
      refusal(
        fleissKappa([
          [2, 0],
          [1, 1, 0],
        ]),
      )[0],
    ).toBe('contradictory-input')
    expect(
      refusal(
        fleissKappa([
          [2, 0],
          [2.5, -0.5],
        ]),
      )[0],
    ).toBe('contradictory-input')
    expect(
      refusal(
        fleissKappa([
          [3, -1],
          [1, 1],
        ]),
      )[0],
    ).toBe('contradictory-input')
    expect(
      refusal(
        fleissKappa([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toEqual(['no-partner', '1 readers; at least 2 are needed'])
    expect(refusal(fleissKappa([]))).toEqual(['too-few-subjects', 'no item was read'])
    expect(
      refusal(
        fleissKappa([
          [2, 0],
          [2, 0],
        ]),
      )[0],
    ).toBe('no-spread')
  })
})
