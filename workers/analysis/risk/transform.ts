/** What is made of an input before a coefficient multiplies it. */
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Transform } from './card.ts'

/** @returns unmeasured 'out-of-range' for the logarithm of a number that is not positive */
export function transformed(transform: Transform, x: number): Outcome<number> {
  switch (transform.kind) {
    case 'identity':
      return measured(x)
    case 'log':
      return x > 0 ? measured(Math.log(x)) : unmeasured('out-of-range', `${x} has no logarithm`)
    case 'cut':
      return measured(isOnSide(transform, x) ? 1 : 0)
    case 'spline':
      return measured(restrictedSpline(transform.knots, transform.term, x))
  }
}

export function isOnSide({ at: edge, side }: Extract<Transform, { kind: 'cut' }>, x: number): boolean {
  switch (side) {
    case 'above':
      return x > edge
    case 'at-least':
      return x >= edge
    case 'below':
      return x < edge
    case 'at-most':
      return x <= edge
  }
}

/**
 * The j-th term of a restricted cubic spline of k knots, linear beyond the outer ones:
 *
 *   x₁ = x    xⱼ = [(x − tⱼ₋₁)₊³ − (x − t_{k−1})₊³ (t_k − tⱼ₋₁)/(t_k − t_{k−1})
 *                   + (x − t_k)₊³ (t_{k−1} − tⱼ₋₁)/(t_k − t_{k−1})] / (t_k − t₁)²,   j = 2 … k − 1
 *
 * @throws RangeError for fewer than three knots, knots out of order, or a term that there is not
 * @source Harrell, Regression Modeling Strategies, §2.4.5 (norm = 2, as rms::rcs)
 */
export function restrictedSpline(knots: readonly number[], term: number, x: number): number {
  const k = knots.length
  if (!isSpline(knots, term))
    throw new RangeError(`term ${term} of a spline of the knots ${knots.join(', ')}`)
  if (term === 1) return x
  const [own, lastButOne, last] = [at(knots, term - 2), at(knots, k - 2), at(knots, k - 1)]
  const cube = (knot: number): number => Math.max(0, x - knot) ** 3
  const span = last - lastButOne
  return (
    (cube(own) - (cube(lastButOne) * (last - own)) / span + (cube(last) * (lastButOne - own)) / span) /
    (last - at(knots, 0)) ** 2
  )
}

/** Three knots or more, ascending, and one of their k − 1 terms. */
export const isSpline = (knots: readonly number[], term: number): boolean =>
  knots.length >= 3 &&
  knots.every((knot, i) => i === 0 || knot > at(knots, i - 1)) &&
  Number.isInteger(term) &&
  term >= 1 &&
  term < knots.length
