/** Inverts a distribution function that has no closed inverse. */

/**
 * The x at which an increasing function reaches a value, by halving the interval until no number lies between
 * its ends: about 60 evaluations, and no starting value that could fail.
 * @param from, to  a first interval; it is widened, doubling, until the value lies inside
 * @throws RangeError when the function does not reach the value
 */
export function whereReached(
  increasing: (x: number) => number,
  value: number,
  [from, to]: readonly [number, number],
  least = -Infinity,
): number {
  let [low, high] = [from, to]
  for (let width = to - from; increasing(high) < value; width *= 2) {
    low = high
    high += width
    if (!Number.isFinite(high)) throw new RangeError(`${value} is not reached`)
  }
  for (let width = to - from; low > least && increasing(low) > value; width *= 2) {
    high = low
    low = Math.max(least, low - width)
    if (!Number.isFinite(low)) throw new RangeError(`${value} is not reached`)
  }
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return middle
    if (increasing(middle) < value) low = middle
    else high = middle
  }
}
