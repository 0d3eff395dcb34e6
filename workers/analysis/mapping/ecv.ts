/**
 * The extracellular volume fraction of the wall, from T1 before and after a contrast agent.
 *
 *   λ = ΔR1m / ΔR1b        ΔR1 = 1/T1(post) − 1/T1(native), m: myocardium, b: blood
 *   ECV = (1 − Hct) · λ
 *
 * The uncertainty is that of independent errors, to first order:
 *
 *   (u ECV / ECV)² = (u ΔR1m / ΔR1m)² + (u ΔR1b / ΔR1b)² + (u Hct / (1 − Hct))²,   u R1 = u T1 / T1²
 *
 * @source Messroghli 2017, doi:10.1186/s12968-017-0389-8, section on ECV
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'

/** A T1 with its standard uncertainty, ms; 0 where only the formula is wanted. */
export interface T1Value {
  readonly t1: number
  readonly uncertainty: number
}

export interface EcvInput {
  readonly wallNative: T1Value
  readonly wallPost: T1Value
  readonly bloodNative: T1Value
  readonly bloodPost: T1Value
  /** fraction */
  readonly haematocrit: number
  /** of the haematocrit, as a fraction */
  readonly haematocritUncertainty: number
}

export interface Ecv {
  /** λ */
  readonly partition: number
  /** % */
  readonly ecv: number
  /** %, absolute */
  readonly uncertainty: number
}

interface RateChange {
  readonly value: number
  /** relative, squared */
  readonly variance: number
}

function rateChange(native: T1Value, post: T1Value): RateChange {
  const value = 1 / post.t1 - 1 / native.t1
  const variance =
    ((post.uncertainty / post.t1 ** 2) ** 2 + (native.uncertainty / native.t1 ** 2) ** 2) / value ** 2
  return { value, variance }
}

/**
 * @returns unmeasured 'contradictory-input' for a T1 that is not positive, or that is not shorter after contrast;
 *   'out-of-range' for a fraction of more than 1
 */
export function ecvOf(input: EcvInput): Outcome<Ecv> {
  const { wallNative, wallPost, bloodNative, bloodPost, haematocrit, haematocritUncertainty } = input
  for (const { t1 } of [wallNative, wallPost, bloodNative, bloodPost])
    if (!(t1 > 0)) return unmeasured('contradictory-input', say('mapping/t1-ms', { t1 }))
  if (!(bloodPost.t1 < bloodNative.t1))
    return unmeasured(
      'contradictory-input',
      say('mapping/t1-blood-ms-before-ms', { t1: bloodNative.t1, after: bloodPost.t1 }),
    )
  if (!(wallPost.t1 < wallNative.t1))
    return unmeasured(
      'contradictory-input',
      say('mapping/t1-wall-ms-before-ms', { t1: wallNative.t1, after: wallPost.t1 }),
    )
  const wall = rateChange(wallNative, wallPost)
  const blood = rateChange(bloodNative, bloodPost)
  const partition = wall.value / blood.value
  const ecv = 100 * (1 - haematocrit) * partition
  if (ecv > 100) return unmeasured('out-of-range', say('mapping/extracellular-volume', { ecv }))
  const relative = Math.sqrt(
    wall.variance + blood.variance + (haematocritUncertainty / (1 - haematocrit)) ** 2,
  )
  return measured({ partition, ecv, uncertainty: ecv * relative })
}
