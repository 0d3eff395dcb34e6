/**
 * Least squares of a model that is not linear in its parameters, within bounds, by Levenberg and Marquardt.
 *
 *   (JᵀJ + λ diag JᵀJ) δ = −Jᵀ r      x ← clamp(x + δ)      λ falls where Σ r² falls, and grows where it does not
 *
 * J is taken by forward differences. A parameter that lies on a bound and is pushed beyond it stays there.
 *
 * @source Marquardt 1963, doi:10.1137/0111030
 */
import { solveSymmetric } from './linear-least-squares.ts'

/** Residuals of the parameters, written over `into`. */
export type Residuals = (parameters: Float64Array, into: Float64Array) => void

export interface FitProblem {
  readonly residuals: Residuals
  /** number of residuals */
  readonly count: number
  readonly start: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

export interface FitOptions {
  /** steps at most; a model of three parameters needs about ten */
  readonly iterations?: number
  /** ends when a step lowers Σ r² by less than this share */
  readonly tolerance?: number
}

export interface Fit {
  readonly parameters: Float64Array
  /** Σ r² */
  readonly cost: number
  readonly converged: boolean
}

const fitDefaults = { iterations: 40, tolerance: 1e-9 } as const
/** the first λ: nearer to Newton's step than to the gradient's */
const firstDamping = 1e-3
const mostDamping = 1e10
/** of a difference, relative to the parameter, or to its range where it is 0, or to 1 where that has no end */
const differenceShare = 1e-6

export function levenbergMarquardt(problem: FitProblem, options: FitOptions = {}): Fit {
  const { iterations, tolerance } = { ...fitDefaults, ...options }
  const { residuals, count, lower, upper } = problem
  const p = problem.start.length
  const clamp = (value: number, j: number): number =>
    Math.min(upper[j] ?? value, Math.max(lower[j] ?? value, value))
  let x = Float64Array.from(problem.start, clamp)
  let r = new Float64Array(count)
  let other = new Float64Array(count)
  const jacobian = new Float64Array(count * p)
  residuals(x, r)
  let cost = squares(r)
  let damping = firstDamping
  let converged = false
  for (let step = 0; step < iterations && !converged; step++) {
    for (let j = 0; j < p; j++) {
      const range = (upper[j] ?? 1) - (lower[j] ?? 0)
      const size = differenceShare * (Math.abs(x[j] ?? 0) || (Number.isFinite(range) ? range : 1))
      // away from the bound
      const h = (x[j] ?? 0) + size > (upper[j] ?? Number.POSITIVE_INFINITY) ? -size : size
      const moved = Float64Array.from(x)
      moved[j] = (x[j] ?? 0) + h
      residuals(moved, other)
      for (let i = 0; i < count; i++) jacobian[i * p + j] = ((other[i] ?? 0) - (r[i] ?? 0)) / h
    }
    const { normal, right } = normalEquations(jacobian, r, p)
    let better = false
    while (!better && damping <= mostDamping) {
      const next = dampedStep(x, normal, right, damping, clamp, lower, upper)
      if (next === undefined) {
        damping *= 10
        continue
      }
      residuals(next, other)
      const nextCost = squares(other)
      if (nextCost < cost) {
        converged = cost - nextCost <= tolerance * cost
        better = true
        x = next
        ;[r, other] = [other, r]
        cost = nextCost
        damping = Math.max(damping / 10, 1e-12)
      } else damping *= 10
    }
    // no step is better: this is the lowest place that differences can find
    if (!better) converged = true
  }
  return { parameters: x, cost, converged }
}

const squares = (r: Float64Array): number => {
  let sum = 0
  for (const value of r) sum += value * value
  return sum
}

function normalEquations(jacobian: Float64Array, r: Float64Array, p: number) {
  const normal = new Float64Array(p * p)
  const right = new Float64Array(p)
  for (let i = 0; i < r.length; i++)
    for (let j = 0; j < p; j++) {
      const d = jacobian[i * p + j] ?? 0
      right[j] = (right[j] ?? 0) - d * (r[i] ?? 0)
      for (let k = 0; k < p; k++)
        normal[j * p + k] = (normal[j * p + k] ?? 0) + d * (jacobian[i * p + k] ?? 0)
    }
  return { normal, right }
}

/** @returns undefined when the equations are singular, or every parameter is held by its bound */
function dampedStep(
  x: Float64Array,
  normal: Float64Array,
  right: Float64Array,
  damping: number,
  clamp: (value: number, j: number) => number,
  lower: readonly number[],
  upper: readonly number[],
): Float64Array<ArrayBuffer> | undefined {
  const p = x.length
  const free: number[] = []
  for (let j = 0; j < p; j++) {
    const down = (right[j] ?? 0) < 0
    const held = down
      ? (x[j] ?? 0) <= (lower[j] ?? Number.NEGATIVE_INFINITY)
      : (x[j] ?? 0) >= (upper[j] ?? Number.POSITIVE_INFINITY)
    if (!held && (normal[j * p + j] ?? 0) > 0) free.push(j)
  }
  if (free.length === 0) return undefined
  const n = free.length
  const matrix = new Float64Array(n * n)
  free.forEach((j, a) => {
    free.forEach((k, b) => {
      matrix[a * n + b] = (normal[j * p + k] ?? 0) * (j === k ? 1 + damping : 1)
    })
  })
  const delta = solveSymmetric(
    matrix,
    Float64Array.from(free, (j) => right[j] ?? 0),
  )
  if (delta === undefined) return undefined
  const next = Float64Array.from(x)
  free.forEach((j, a) => {
    next[j] = clamp((x[j] ?? 0) + (delta[a] ?? 0), j)
  })
  return next
}
