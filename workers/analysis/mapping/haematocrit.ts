/**
 * The haematocrit of a patient: from a blood sample, or synthetic from the T1 of blood. The two are never mixed, and a
 * synthetic one is recorded under another name.
 *
 *   treibel-2016    866.0 / T1b − 0.1232                    1.5 T
 *   combined-2021   −0.047 + 779 / T1b − 11.36 / T1b′       T1b′ after contrast; its field is not verified here
 *   local           slope / T1b + intercept                 as the site has it for its own scanner
 *
 * There is none for 3 T by name: there the first one gives 0.367 where samples gave 0.417 (40 patients, J Med Imaging
 * Radiat Oncol abstract), so 3 T needs a local one.
 *
 * @source Treibel 2016, doi:10.1016/j.jcmg.2015.11.008; BMC Cardiovasc Disord 2021, doi:10.1186/s12872-021-02179-z
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import type { Ms } from '../units/units.ts'

/** With coefficients of their own; 'local' brings those of its site. */
export const publishedFormulas = ['treibel-2016', 'combined-2021'] as const
export type PublishedFormula = (typeof publishedFormulas)[number]
export type SyntheticFormula = PublishedFormula | 'local'

export type HaematocritSource =
  /** a fraction, as 0.42; `hoursApart`: between the sample and the examination */
  | { readonly kind: 'sample'; readonly fraction: number; readonly hoursApart?: number }
  | { readonly kind: 'synthetic'; readonly formula: PublishedFormula }
  | {
      readonly kind: 'synthetic'
      readonly formula: 'local'
      /** ms */
      readonly slope: number
      readonly intercept: number
      /** Tesla that it was made at */
      readonly field: number
    }

export interface Haematocrit {
  /** fraction */
  readonly fraction: number
  /** 'sample', or the formula */
  readonly origin: 'sample' | SyntheticFormula
}

/** Living people's haematocrit; a percentage or an empty field of a form lies far outside. */
export const haematocritRange = [0.15, 0.7] as const
const [lowest, highest] = haematocritRange
/** hours: a sample of the same day, as the consensus asks */
const sameDay = 24

export interface BloodT1 {
  readonly native?: Ms
  readonly post?: Ms
  /** Tesla */
  readonly field?: number
}

/**
 * @returns unmeasured 'no-haematocrit' for an empty sample or when the formula lacks a T1 or its field;
 *   'contradictory-input' for 45 instead of 0.45; 'out-of-range' for what no patient has
 */
export function haematocritOf(source: HaematocritSource, blood: BloodT1): Outcome<Haematocrit> {
  if (source.kind === 'sample') return sampled(source.fraction, source.hoursApart)
  const { native, post, field } = blood
  if (native === undefined) return unmeasured('no-haematocrit', say('mapping/native-t1-blood-not-known'))
  const madeFor = source.formula === 'local' ? source.field : 1.5
  if (field === undefined || Math.abs(field - madeFor) > 0.1)
    return unmeasured(
      'no-haematocrit',
      say('mapping/formula-t-not', {
        formula: source.formula,
        madeFor,
        which: field === undefined ? say('mapping/unknown-field') : say('mapping/field-of', { field }),
      }),
    )
  if (source.formula === 'combined-2021' && post === undefined)
    return unmeasured('no-haematocrit', say('mapping/t1-blood-after-contrast-not'))
  const fraction =
    source.formula === 'treibel-2016'
      ? 866 / native - 0.1232
      : source.formula === 'local'
        ? source.slope / native + source.intercept
        : -0.047 + 779 / native - 11.36 / (post ?? Number.POSITIVE_INFINITY)
  const refusal = outOfRange(fraction)
  if (refusal !== undefined) return refusal
  return measured({ fraction, origin: source.formula }, [
    say('mapping/synthetic-haematocrit-not-validated-children', { formula: source.formula }),
    ...(source.formula === 'combined-2021' ? [say('mapping/field-strength-combined-2021-not')] : []),
  ])
}

function sampled(fraction: number, hoursApart: number | undefined): Outcome<Haematocrit> {
  if (fraction === 0 || Number.isNaN(fraction))
    return unmeasured('no-haematocrit', say('mapping/haematocrit-empty-field-not-sample', { fraction }))
  if (fraction > 1 && fraction <= 100)
    return unmeasured(
      'contradictory-input',
      say('mapping/haematocrit-percentage-fraction-would', { fraction, asFraction: fraction / 100 }),
    )
  const refusal = outOfRange(fraction)
  if (refusal !== undefined) return refusal
  return measured(
    { fraction, origin: 'sample' },
    hoursApart !== undefined && Math.abs(hoursApart) > sameDay
      ? [say('mapping/blood-sample-h-examination', { hoursApart: Math.abs(hoursApart) })]
      : [],
  )
}

const outOfRange = (fraction: number): Unmeasured | undefined =>
  fraction >= lowest && fraction <= highest
    ? undefined
    : unmeasured('out-of-range', say('mapping/haematocrit-outside', { fraction, lowest, highest }))
