/** Problems of NIST's Statistical Reference Datasets (nonlinear regression), with their certified values. */
import { describe, expect, it } from 'vitest'
import { type FitProblem, levenbergMarquardt } from '#analysis/numerics/levenberg-marquardt.ts'

interface Reference {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly model: (b: Float64Array, x: number) => number
  readonly starts: readonly (readonly number[])[]
  readonly certified: readonly number[]
  readonly residualSquares: number
}

/** https://www.itl.nist.gov/div898/strd/nls/data/LINKS/DATA/Misra1a.dat */
const misra1a: Reference = {
  name: 'Misra1a',
  x: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
  y: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
  model: ([b1 = 0, b2 = 0], x) => b1 * (1 - Math.exp(-b2 * x)),
  starts: [
    [500, 0.0001],
    [250, 0.0005],
  ],
  certified: [2.3894212918e2, 5.5015643181e-4],
  residualSquares: 1.2455138894e-1,
}

/** .../BoxBOD.dat, of higher difficulty; from its second start */
const boxBod: Reference = {
  name: 'BoxBOD',
  x: [1, 2, 3, 5, 7, 10],
  y: [109, 149, 149, 191, 213, 224],
  model: misra1a.model,
  starts: [[100, 0.75]],
  certified: [2.1380940889e2, 5.4723748542e-1],
  residualSquares: 1.1680088766e3,
}

/** .../Thurber.dat, of higher difficulty: a quotient of polynomials */
const thurber: Reference = {
  name: 'Thurber',
  x: [
    -3.067, -2.981, -2.921, -2.912, -2.84, -2.797, -2.702, -2.699, -2.633, -2.481, -2.363, -2.322, -1.501,
    -1.46, -1.274, -1.212, -1.1, -1.046, -0.915, -0.714, -0.566, -0.545, -0.4, -0.309, -0.109, -0.103, 0.01,
    0.119, 0.377, 0.79, 0.963, 1.006, 1.115, 1.572, 1.841, 2.047, 2.2,
  ],
  y: [
    80.574, 84.248, 87.264, 87.195, 89.076, 89.608, 89.868, 90.101, 92.405, 95.854, 100.696, 101.06, 401.672,
    390.724, 567.534, 635.316, 733.054, 759.087, 894.206, 990.785, 1090.109, 1080.914, 1122.643, 1178.351,
    1260.531, 1273.514, 1288.339, 1327.543, 1353.863, 1414.509, 1425.208, 1421.384, 1442.962, 1464.35,
    1468.705, 1447.894, 1457.628,
  ],
  model: ([b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0, b7 = 0], x) =>
    (b1 + x * (b2 + x * (b3 + x * b4))) / (1 + x * (b5 + x * (b6 + x * b7))),
  starts: [
    [1000, 1000, 400, 40, 0.7, 0.3, 0.03],
    [1300, 1500, 500, 75, 1, 0.4, 0.05],
  ],
  certified: [
    1.28813968e3, 1.4910792535e3, 5.8323836877e2, 7.5416644291e1, 9.6629502864e-1, 3.9797285797e-1,
    4.9727297349e-2,
  ],
  residualSquares: 5.6427082397e3,
}

const everywhere = (count: number) => ({
  lower: Array.from({ length: count }, () => Number.NEGATIVE_INFINITY),
  upper: Array.from({ length: count }, () => Number.POSITIVE_INFINITY),
})
const problemOf = ({ x, y, model }: Reference, start: readonly number[]): FitProblem => ({
  residuals: (b, into) => {
    x.forEach((value, i) => {
      into[i] = model(b, value) - (y[i] ?? 0)
    })
  },
  count: x.length,
  start,
  ...everywhere(start.length),
})

describe('the fit of Levenberg and Marquardt', () => {
  const cases = [misra1a, boxBod, thurber].flatMap((one) =>
    one.starts.map((start, k) => ({ title: `${one.name}, start ${k + 1}`, one, start })),
  )

  it.each(cases)('finds the certified values of $title to five digits', ({ one, start }) => {
    const fit = levenbergMarquardt(problemOf(one, start), { iterations: 500, tolerance: 1e-14 })
    one.certified.forEach((value, j) => {
      expect((fit.parameters[j] ?? 0) / value).toBeCloseTo(1, 5)
    })
    expect(fit.cost / one.residualSquares).toBeCloseTo(1, 8)
    expect(fit.converged).toBe(true)
  })

  const line = (start: readonly number[], bounds = everywhere(2)): FitProblem => ({
    // a + b t through 1, 3, 5, 7
    residuals: ([a = 0, b = 0], into) => {
      for (let t = 0; t < 4; t++) into[t] = a + b * t - (1 + 2 * t)
    },
    count: 4,
    start,
    ...bounds,
  })

  it('solves a straight line, which needs hardly more than one step', () => {
    const fit = levenbergMarquardt(line([10, -5]), { iterations: 5 })
    expect(fit.parameters[0]).toBeCloseTo(1, 5)
    expect(fit.parameters[1]).toBeCloseTo(2, 5)
    expect(fit.cost).toBeLessThan(1e-10)
  })

  it('begins within its bounds, and without steps ends there', () => {
    const { parameters, cost, converged } = levenbergMarquardt(
      line([10, -5], { lower: [0, 0], upper: [4, 9] }),
      {
        iterations: 0,
      },
    )
    expect([...parameters]).toEqual([4, 0])
    // 3, 1, −1, −3
    expect(cost).toBe(20)
    expect(converged).toBe(false)
  })

  it('is not converged when its steps run out', () => {
    const short = levenbergMarquardt(problemOf(misra1a, [500, 0.0001]), { iterations: 1 })
    expect(short.converged).toBe(false)
    const loose = levenbergMarquardt(problemOf(misra1a, [500, 0.0001]), { iterations: 500, tolerance: 1 })
    expect(loose.converged).toBe(true)
    expect(loose.cost).toBeGreaterThan(misra1a.residualSquares)
  })

  it('ends on a bound with the rest of the parameters at their best', () => {
    // with b held at 1.5 the best a is the mean of 1 + 0.5 t
    const above = levenbergMarquardt(line([0, 0], { lower: [-10, -10], upper: [10, 1.5] }))
    expect(above.parameters[1]).toBe(1.5)
    expect(above.parameters[0]).toBeCloseTo(1.75, 6)
    const below = levenbergMarquardt(line([0, 8], { lower: [-10, 2.5], upper: [10, 10] }))
    expect(below.parameters[1]).toBe(2.5)
    expect(below.parameters[0]).toBeCloseTo(0.25, 6)
  })

  it('leaves a bound that it starts on when the way leads inward', () => {
    const fit = levenbergMarquardt(line([0, 10], { lower: [0, 0], upper: [10, 10] }))
    expect(fit.parameters[0]).toBeCloseTo(1, 5)
    expect(fit.parameters[1]).toBeCloseTo(2, 5)
  })

  it('never asks for a value beyond the bounds', () => {
    const asked: number[][] = []
    const within = line([0.5, 3], { lower: [0.5, 1], upper: [0.8, 3] })
    levenbergMarquardt({
      ...within,
      residuals: (b, into) => {
        asked.push([...b])
        within.residuals(b, into)
      },
    })
    for (const [a = 0, b = 0] of asked) {
      expect(a).toBeGreaterThanOrEqual(0.5)
      expect(a).toBeLessThanOrEqual(0.8)
      expect(b).toBeGreaterThanOrEqual(1)
      expect(b).toBeLessThanOrEqual(3)
    }
    expect(asked.length).toBeGreaterThan(3)
  })

  it('holds a parameter that changes nothing', () => {
    const fit = levenbergMarquardt({
      residuals: ([a = 0], into) => {
        for (let t = 0; t < 3; t++) into[t] = a * a - 4
      },
      count: 3,
      start: [1, 7],
      lower: [0, 0],
      upper: [10, 10],
    })
    expect(fit.parameters[0]).toBeCloseTo(2, 6)
    expect(fit.parameters[1]).toBe(7)
  })

  it('that can find nothing better stays where it is and is done', () => {
    const fit = levenbergMarquardt(line([1, 2]))
    expect([...fit.parameters]).toEqual([1, 2])
    expect(fit).toMatchObject({ cost: 0, converged: true })
    const cornered = levenbergMarquardt(line([0, 0], { lower: [0, 0], upper: [0, 0] }))
    expect([...cornered.parameters]).toEqual([0, 0])
    expect(cornered).toMatchObject({ cost: 84, converged: true })
  })

  it('starts from 0 by a step of its range', () => {
    const fit = levenbergMarquardt({
      residuals: ([a = 0], into) => {
        into[0] = a - 3
      },
      count: 1,
      start: [0],
      lower: [0],
      upper: [1e3],
    })
    expect(fit.parameters[0]).toBeCloseTo(3, 8)
  })

  it('starts from 0 where nothing bounds it', () => {
    const fit = levenbergMarquardt(line([0, 0]))
    expect(fit.parameters[0]).toBeCloseTo(1, 6)
    expect(fit.parameters[1]).toBeCloseTo(2, 6)
  })

  it('gives no number where its residuals are none', () => {
    const fit = levenbergMarquardt({
      residuals: (_, into) => {
        into.fill(Number.NaN)
      },
      count: 2,
      start: [1],
      lower: [0],
      upper: [2],
    })
    expect(fit.cost).toBeNaN()
    expect(fit.parameters[0]).toBe(1)
  })
})
