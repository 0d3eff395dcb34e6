/**
 * Whether an examination meets the imaging criterion of the MPS-CMR-DCM registry (NCT07527715): a left ventricle
 * that is larger and ejects less than that of healthy people of the same age, sex and ethnicity.
 *
 *   LVEDV/BSA > upper limit   and   LVEF < lower limit
 *
 * Both inequalities are strict. A table that nobody has held against its publication decides nothing: what it says
 * is shown beside the answer 'not evaluable'. The clinical criteria of the trial are not looked at here.
 */

import { say } from '../sentences/say.ts'
import { type Comparison, type Convention, compareWithRange, type Person } from './comparison.ts'
import type { RangeTable } from './table.ts'

export const dcmInclusionRule = { rule: 'mps-cmr-dcm', trial: 'NCT07527715', version: '1' } as const

export interface DcmCandidate {
  /** mL/m²; absent where it could not be measured */
  readonly edvIndex?: number
  /** % */
  readonly ef?: number
  readonly person: Person
  /** of the volumes; the formula of body surface is that of the index */
  readonly convention: Convention
  /** of the ejection fraction, where that was made otherwise than the volume */
  readonly ofEf?: Convention
}

export type InclusionDecision = 'included' | 'not-included' | 'not-evaluable'

export interface DcmInclusion {
  readonly rule: string
  readonly trial: string
  readonly version: string
  readonly decision: InclusionDecision
  /** why it is not evaluable, for a person */
  readonly reason?: string
  /** what the limits say, whatever the table is worth; absent where there is nothing to compare */
  readonly computed?: 'meets' | 'does-not-meet'
  /** with both limits, the source and z; absent where the number is */
  readonly edvIndex?: Comparison
  readonly ef?: Comparison
}

export function dcmInclusion(candidate: DcmCandidate, table: RangeTable): DcmInclusion {
  const { edvIndex, ef, person, convention } = candidate
  const { papillaries, base } = convention
  const ofEf: Convention = candidate.ofEf ?? {
    ...(papillaries === undefined ? {} : { papillaries }),
    ...(base === undefined ? {} : { base }),
  }
  const volume =
    edvIndex === undefined ? undefined : compareWithRange(table, 'lv-edv-index', edvIndex, person, convention)
  const fraction = ef === undefined ? undefined : compareWithRange(table, 'lv-ef', ef, person, ofEf)
  const shown = {
    ...dcmInclusionRule,
    ...(volume === undefined ? {} : { edvIndex: volume }),
    ...(fraction === undefined ? {} : { ef: fraction }),
  }
  const because = (reason: string): DcmInclusion => ({ ...shown, decision: 'not-evaluable', reason })
  if (volume === undefined) return because(say('ranges/lvedv-body-surface-not-measured'))
  if (fraction === undefined) return because(say('ranges/lvef-not-measured'))
  if (convention.bsaFormula === undefined) return because(say('ranges/formula-body-surface-not-stated'))
  if (!volume.compared) return because(volume.detail)
  if (!fraction.compared) return because(fraction.detail)
  const meets = volume.verdict === 'above' && fraction.verdict === 'below'
  const computed = meets ? 'meets' : 'does-not-meet'
  if (table.status !== 'verified') return { ...because(say('ranges/range-source-unverified')), computed }
  return { ...shown, computed, decision: meets ? 'included' : 'not-included' }
}
