/** Samples drawn again from a sample: the bootstrap. */

import { at } from '../units/at.ts'
import { randomBits } from './random.ts'

/**
 * As many items as there are, each drawn from all of them.
 * @param drawing  number of the sample: samples of one seed have nothing in common
 */
export function drawnAgain<T>(items: readonly T[], seed: number, drawing: number): T[] {
  const bits = randomBits(seed, drawing)
  return items.map(() => at(items, Math.floor((bits() / 2 ** 32) * items.length)))
}
