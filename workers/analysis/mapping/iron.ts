/**
 * Iron of the myocardium from its T2* at 1.5 T.
 *
 *   [Fe] = 45.0 · T2*^(−1.22)      mg per g dry weight, T2* in ms
 *
 * Below 10 ms severe, 10 to 20 ms mild to moderate, above 20 ms none. At other fields T2* is another number and
 * neither holds.
 * @source Carpenter 2011, Circulation 123:1519 (calibration, from memory); it gives the 2.71 and 1.16 mg/g that table
 *   7 of PMC8528353 prints for 10 and 20 ms at 1.5 T, and the grades are those of that table
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'

export const ironGrades = ['none', 'mild-moderate', 'severe'] as const
export type IronGrade = (typeof ironGrades)[number]

export interface Iron {
  readonly grade: IronGrade
  /** mg/g dry weight */
  readonly concentration: number
}

/** Tesla: what headers write for 1.5 T differs in the second digit */
const isOneAndAHalf = (field: number): boolean => Math.abs(field - 1.5) < 0.1

/**
 * @param field  Tesla; undefined when the header does not say
 * @returns unmeasured 'outside-population' at another field; 'contradictory-input' for a T2* that is not positive
 */
export function ironOf(t2star: Ms, field: number | undefined): Outcome<Iron> {
  if (field === undefined)
    return unmeasured('outside-population', say('mapping/field-strength-not-known-iron'))
  if (!isOneAndAHalf(field))
    return unmeasured('outside-population', say('mapping/iron-graded-other-field', { field }))
  if (!(t2star > 0)) return unmeasured('contradictory-input', say('mapping/t2-ms', { t2star }))
  return measured({
    grade: t2star < 10 ? 'severe' : t2star <= 20 ? 'mild-moderate' : 'none',
    concentration: 45 * t2star ** -1.22,
  })
}
