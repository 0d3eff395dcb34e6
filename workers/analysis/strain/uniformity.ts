/**
 * How evenly a ring of the wall contracts: circumferential uniformity ratio estimate.
 *
 *   CURE = 1 / √(1 + (|F₊₁|² + |F₋₁|²) / |F₀|²)      Fₖ: discrete Fourier terms of strain round the ring
 *
 * 1 where all sectors shorten alike, 0 where one side shortens as much as the other side stretches. Here at one
 * moment, end-systole, over equal sectors.
 *
 * @source Budge 2012, doi:10.1016/j.jcmg.2011.12.024; the normalisation is that of the DENSE toolbox, unverified
 *         against the papers
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

/** @param strains  of equal sectors in their order round the ring */
export function uniformity(strains: readonly number[]): Outcome<number> {
  if (strains.length < 3)
    return unmeasured('too-few-points', say('strain/sectors-make-no-ring', { strains: strains.length }))
  const term = (order: number): readonly [number, number] => {
    let [re, im] = [0, 0]
    for (const [k, strain] of strains.entries()) {
      const angle = (2 * Math.PI * order * k) / strains.length
      re += strain * Math.cos(angle)
      im -= strain * Math.sin(angle)
    }
    return [re, im]
  }
  const even = term(0)[0] ** 2
  const [re, im] = term(1)
  // of real values both first-order terms have the same magnitude
  const uneven = 2 * (re ** 2 + im ** 2)
  if (even + uneven === 0) return unmeasured('no-spread', say('strain/no-sector-strains-all'))
  return measured(Math.sqrt(even / (even + uneven)))
}
