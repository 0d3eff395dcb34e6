/**
 * The lowest point of a smooth function of many variables, by the limited-memory quasi-Newton method of Broyden,
 * Fletcher, Goldfarb and Shanno (L-BFGS) with a backtracking line search.
 *
 *   d = −H ∇f      H from the last m pairs s = xₖ₊₁ − xₖ, y = ∇fₖ₊₁ − ∇fₖ (two-loop recursion)
 *   f(x + t d) ≤ f(x) + c t dᵀ∇f      t = 1, ½, ¼, ...   (Armijo, c = 1e-4)
 *
 * A pair with sᵀy ≤ 0 is left out, so that H stays positive definite.
 *
 * @source Liu and Nocedal 1989, Math Program 45:503, doi:10.1007/BF01589116
 */

/** f(x); its gradient is written over `gradient`, which has the length of x. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

export interface DescentOptions {
  /** steps at most */
  readonly iterations: number
  /** ends when a step lowers f by less than this share of |f| */
  readonly tolerance: number
  /** m: pairs that are remembered */
  readonly memory?: number
}

export interface Descent {
  readonly x: Float64Array
  readonly value: number
  /** how often f was asked */
  readonly evaluations: number
  /** false when the steps ran out before the decrease became small */
  readonly converged: boolean
}

/** Six pairs: the gain beyond is small for functions of some thousand variables (Liu and Nocedal 1989, table 3). */
const usualMemory = 6
const sufficientDecrease = 1e-4
/** ½¹² of a step: where that is uphill still, rounding hides any descent */
const halvings = 12
/** The first step has no curvature to go by: it moves x by this length in all. */
const firstStepLength = 0.5

/**
 * @param start  left as it is
 * @throws RangeError when f is no finite number at the start
 */
export function descend(objective: Objective, start: Float64Array, options: DescentOptions): Descent {
  const { iterations, tolerance, memory = usualMemory } = options
  const size = start.length
  const pairs = curvaturePairs(size, memory)
  const direction = new Float64Array(size)
  let x = start.slice()
  let gradient = new Float64Array(size)
  let nextX = new Float64Array(size)
  let nextGradient = new Float64Array(size)
  let value = objective(x, gradient)
  let evaluations = 1
  if (!Number.isFinite(value)) throw new RangeError(`the function to be lowered starts at ${value}`)

  for (let iteration = 0; iteration < iterations; iteration++) {
    if (gradient.every((part) => part === 0)) return { x, value, evaluations, converged: true }
    let slope = pairs.direct(gradient, direction)
    if (slope >= 0) {
      pairs.forget()
      slope = pairs.direct(gradient, direction)
    }
    let step = 1
    let next = Number.POSITIVE_INFINITY
    for (let halving = 0; halving < halvings; halving++) {
      for (let i = 0; i < size; i++) nextX[i] = (x[i] ?? 0) + step * (direction[i] ?? 0)
      next = objective(nextX, nextGradient)
      evaluations++
      if (next <= value + sufficientDecrease * step * slope) break
      step /= 2
    }
    if (!(next < value)) return { x, value, evaluations, converged: true }
    pairs.remember(x, nextX, gradient, nextGradient)
    const decrease = (value - next) / Math.max(Math.abs(value), Math.abs(next))
    ;[x, nextX] = [nextX, x]
    ;[gradient, nextGradient] = [nextGradient, gradient]
    value = next
    if (decrease < tolerance) return { x, value, evaluations, converged: true }
  }
  return { x, value, evaluations, converged: false }
}

interface CurvaturePairs {
  /** Writes −H g over `direction`. @returns dᵀg, negative for a way down */
  direct(gradient: Float64Array, direction: Float64Array): number
  remember(x: Float64Array, nextX: Float64Array, gradient: Float64Array, nextGradient: Float64Array): void
  forget(): void
}

/** A ring of the last pairs, made once. */
function curvaturePairs(size: number, memory: number): CurvaturePairs {
  const ring = Array.from({ length: memory }, () => ({
    s: new Float64Array(size),
    y: new Float64Array(size),
    sy: 0,
    yy: 0,
    share: 0,
  }))
  let oldest = 0
  let known = 0
  const pair = (age: number) => ring[(oldest + age) % memory]
  return {
    direct(gradient, direction) {
      for (let i = 0; i < size; i++) direction[i] = -(gradient[i] ?? 0)
      for (let age = known - 1; age >= 0; age--) {
        const kept = pair(age)
        if (kept === undefined) continue
        kept.share = inner(kept.s, direction) / kept.sy
        addScaled(direction, kept.y, -kept.share)
      }
      const latest = known > 0 ? pair(known - 1) : undefined
      const scale =
        latest === undefined ? firstStepLength / Math.sqrt(inner(gradient, gradient)) : latest.sy / latest.yy
      for (let i = 0; i < size; i++) direction[i] = scale * (direction[i] ?? 0)
      for (let age = 0; age < known; age++) {
        const kept = pair(age)
        if (kept === undefined) continue
        addScaled(direction, kept.s, kept.share - inner(kept.y, direction) / kept.sy)
      }
      return inner(direction, gradient)
    },
    remember(x, nextX, gradient, nextGradient) {
      const full = known === memory
      const slot = pair(full ? 0 : known)
      if (slot === undefined) return
      const { s, y } = slot
      for (let i = 0; i < size; i++) {
        s[i] = (nextX[i] ?? 0) - (x[i] ?? 0)
        y[i] = (nextGradient[i] ?? 0) - (gradient[i] ?? 0)
      }
      slot.sy = inner(s, y)
      slot.yy = inner(y, y)
      const usable = slot.sy > 0
      if (full) {
        // the oldest is overwritten either way
        oldest = (oldest + 1) % memory
        if (!usable) known--
      } else if (usable) known++
    },
    forget() {
      known = 0
    },
  }
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function addScaled(to: Float64Array, what: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + factor * (what[i] ?? 0)
}
