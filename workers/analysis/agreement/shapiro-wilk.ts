/**
 * The Shapiro-Wilk test: whether numbers could come from one normal distribution.
 *
 *   W = (Σ aᵢ x₍ᵢ₎)² / Σ (x − x̄)²     a from normal scores, the two outermost by Royston's polynomials
 *
 * @source Royston 1995, Algorithm AS R94, doi:10.2307/2986146
 */
import { isConstant, mean } from '../numerics/moments.ts'
import { normalBelow, normalQuantile, polynomial } from '../numerics/normal-distribution.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

export interface Normality {
  readonly w: number
  readonly p: number
}

const fewest = 3
/** for which the P value was fitted */
const most = 5000

/* Royston's polynomials, ascending powers */
const outermost = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056] as const
const second = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633] as const
const smallGamma = [-2.273, 0.459] as const
const smallMean = [0.544, -0.39978, 0.025054, -6.714e-4] as const
const smallSd = [1.3822, -0.77857, 0.062767, -0.0020322] as const
const largeMean = [-1.5861, -0.31082, -0.083751, 0.0038915] as const
const largeSd = [-0.4803, -0.082676, 0.0030302] as const

/**
 * @returns unmeasured 'too-few-subjects' for fewer than 3 numbers, 'no-spread' when all are equal,
 *          'out-of-range' for more than 5000
 */
export function shapiroWilk(values: readonly number[]): Outcome<Normality> {
  const n = values.length
  if (n < fewest) return unmeasured('too-few-subjects', `${n} values; at least ${fewest} are needed`)
  if (n > most) return unmeasured('out-of-range', `${n} values; the test is known up to ${most}`)
  if (isConstant(values)) return unmeasured('no-spread', 'all values are equal')
  const sorted = values.toSorted((x, y) => x - y)
  const centre = mean(sorted)
  const weights = weightsOf(n)
  let product = 0
  let squares = 0
  for (const [i, value] of sorted.entries()) {
    product += at(weights, i) * (value - centre)
    squares += (value - centre) ** 2
  }
  const w = Math.min(1, (product * product) / squares)
  return measured({ w, p: chance(w, n) })
}

/** a₁ … aₙ: odd about the middle, of length 1 */
function weightsOf(n: number): number[] {
  if (n === 3) return [-Math.SQRT1_2, 0, Math.SQRT1_2]
  const scores = Array.from({ length: n }, (_, i) => normalQuantile((i + 1 - 0.375) / (n + 0.25)))
  const squares = scores.reduce((sum, score) => sum + score * score, 0)
  const root = Math.sqrt(squares)
  const u = 1 / Math.sqrt(n)
  const last = polynomial(outermost, u) + at(scores, n - 1) / root
  const before = polynomial(second, u) + at(scores, n - 2) / root
  const fixed = n > 5 ? 2 : 1
  const [m1, m2] = [at(scores, n - 1), at(scores, n - 2)]
  const left = squares - 2 * m1 * m1 - (fixed === 2 ? 2 * m2 * m2 : 0)
  const right = 1 - 2 * last * last - (fixed === 2 ? 2 * before * before : 0)
  const scale = Math.sqrt(left / right)
  return scores.map((score, i) => {
    const fromEnd = Math.min(i, n - 1 - i)
    const size = fromEnd === 0 ? last : fromEnd === 1 && fixed === 2 ? before : Math.abs(score) / scale
    return score < 0 ? -size : size
  })
}

function chance(w: number, n: number): number {
  if (n === 3) {
    const p = (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75)))
    return Math.max(0, p)
  }
  const y = Math.log(1 - w)
  if (n <= 11) {
    const gamma = polynomial(smallGamma, n)
    if (y >= gamma) return 0
    return above(-Math.log(gamma - y), polynomial(smallMean, n), Math.exp(polynomial(smallSd, n)))
  }
  const x = Math.log(n)
  return above(y, polynomial(largeMean, x), Math.exp(polynomial(largeSd, x)))
}

const above = (value: number, centre: number, sd: number): number => normalBelow((centre - value) / sd)
