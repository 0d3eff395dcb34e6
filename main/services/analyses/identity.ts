/** Numbers for things by their identity, as long as they live. */
const numbers = new WeakMap<object, number>()
let last = 0

/** Of values that are never changed, only replaced, as contours: equal numbers mean equal values. */
export function identityOf(value: object): number {
  const known = numbers.get(value)
  if (known !== undefined) return known
  last++
  numbers.set(value, last)
  return last
}
