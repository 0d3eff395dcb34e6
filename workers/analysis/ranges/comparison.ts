/**
 * A number beside the range of the healthy who are like the patient, by a table made like the number.
 *
 *   z = (value − (low + high)/2) / SD      SD = (high − low)/3.92
 *
 * The limits of a table are rounded, so z is uncertain by what that can move it. A value on a limit is within.
 * @source definitions in ../README.md, "Ranges"; 3.92 = 2 · 1.96, for 95 % of a normal distribution
 */
import type { Papillaries } from '../contours/contour.ts'
import type { QuantityName } from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { columnsOf, type Ethnicity, type Limits, type RangeRow, type RangeTable, type Sex } from './table.ts'

export interface Person {
  /** years at the exam */
  readonly age?: number
  /** absent where it is not known, or neither */
  readonly sex?: Sex
  readonly ethnicity?: Ethnicity
}

/** How a number was made; a part is absent where the number does not depend on it. */
export interface Convention {
  readonly papillaries?: Papillaries
  readonly base?: 'reader-slices' | 'plane-clipped'
  readonly bsaFormula?: string
}

export const rangeRefusals = [
  'not-in-table',
  'papillaries-differ',
  'base-rule-differs',
  'bsa-formula-differs',
  'age-unknown',
  'under-18',
  'ethnicity-unknown',
  'no-band',
  'sex-unknown',
] as const
export type RangeRefusal = (typeof rangeRefusals)[number]

export type Verdict = 'below' | 'within' | 'above'

export interface ComparedWith {
  readonly sex: Sex
  readonly low: number
  readonly high: number
  readonly z: number
  /** how far rounding of the limits can move z, either way */
  readonly zUncertainty: number
}

export interface Compared {
  readonly compared: true
  readonly quantity: QuantityName
  readonly value: number
  readonly verdict: Verdict
  /** one range; both where sex is not known and both say the same */
  readonly ranges: readonly ComparedWith[]
  readonly table: Pick<RangeTable, 'id' | 'version' | 'source' | 'status' | 'interval'>
}

export interface NotCompared {
  readonly compared: false
  readonly quantity: QuantityName
  readonly refusal: RangeRefusal
  /** for a person */
  readonly detail: string
}

export type Comparison = Compared | NotCompared

const adult = 18
/** widths of the interval in standard deviations */
const width = 3.92

/** @throws RangeError for a value that is no finite number: the caller has a bug */
export function compareWithRange(
  table: RangeTable,
  quantity: QuantityName,
  value: number,
  person: Person,
  convention: Convention,
): Comparison {
  if (!Number.isFinite(value)) throw new RangeError(`${quantity} of ${value}`)
  const refused = (refusal: RangeRefusal, detail: string): NotCompared => ({
    compared: false,
    quantity,
    refusal,
    detail,
  })
  if (!columnsOf(table).has(quantity))
    return refused('not-in-table', say('ranges/table-has-no-quantity', { id: table.id, quantity }))
  const mismatch = mismatchOf(table, convention)
  if (mismatch !== undefined) return refused(...mismatch)
  const rows = rowsFor(table, quantity, person)
  if ('refusal' in rows) return refused(rows.refusal, rows.detail)
  const ranges = rows.found.map(({ sex, limits }) => rangeOf(sex, limits, value, table.rounding))
  const verdicts = new Set(ranges.map((range) => verdictOn(value, range)))
  if (verdicts.size > 1) return refused('sex-unknown', say('ranges/men-women-differ', { quantity, value }))
  const { id, version, source, status, interval } = table
  return {
    compared: true,
    quantity,
    value,
    verdict: verdictOn(value, at(ranges, 0)),
    ranges,
    table: { id, version, source, status, interval },
  }
}

function mismatchOf(
  table: RangeTable,
  { papillaries, base, bsaFormula }: Convention,
): readonly [RangeRefusal, string] | undefined {
  if (papillaries !== undefined && papillaries !== table.papillaries)
    return [
      'papillaries-differ',
      say('ranges/papillaries-count', { papillaries, id: table.id, there: table.papillaries }),
    ]
  if (base !== undefined && base !== table.base)
    return ['base-rule-differs', say('ranges/base-differs', { base, id: table.id, there: table.base })]
  if (bsaFormula !== undefined && (bsaFormula === 'unknown' || bsaFormula !== table.bsaFormula))
    return [
      'bsa-formula-differs',
      say('ranges/body-surface-differs', { bsaFormula, id: table.id, there: table.bsaFormula }),
    ]
  return undefined
}

interface Found {
  readonly found: readonly { readonly sex: Sex; readonly limits: Limits }[]
}

function rowsFor(
  table: RangeTable,
  quantity: QuantityName,
  { age, sex, ethnicity }: Person,
): Found | Pick<NotCompared, 'refusal' | 'detail'> {
  if (age === undefined || !(age >= 0)) return { refusal: 'age-unknown', detail: say('ranges/age-not-known') }
  if (age < adult) return { refusal: 'under-18', detail: say('ranges/years-ranges-adults', { age }) }
  if (ethnicity === undefined)
    return { refusal: 'ethnicity-unknown', detail: say('ranges/ethnicity-not-known') }
  const wanted: readonly Sex[] = sex === undefined ? ['M', 'F'] : [sex]
  const found = wanted.flatMap((one) => {
    const limits = table.rows.find((row) => isOf(row, age, one, ethnicity))?.limits[quantity]
    return limits === undefined ? [] : [{ sex: one, limits }]
  })
  if (found.length === wanted.length) return { found }
  const who = `${ethnicity} ${sex === undefined ? say('ranges/men-women') : sex === 'M' ? 'men' : 'women'}`
  return { refusal: 'no-band', detail: say('ranges/no-years', { id: table.id, quantity, who, age }) }
}

const isOf = (row: RangeRow, age: number, sex: Sex, ethnicity: Ethnicity): boolean =>
  row.sex === sex && row.ethnicity === ethnicity && age >= row.from && (row.to === undefined || age < row.to)

const zOf = (value: number, low: number, high: number): number =>
  (value - (low + high) / 2) / ((high - low) / width)

function rangeOf(sex: Sex, [low, high]: Limits, value: number, rounding: number): ComparedWith {
  const z = zOf(value, low, high)
  const off = rounding / 2
  const moved = [-off, off].flatMap((a) =>
    [-off, off].map((b) => Math.abs(zOf(value, low + a, high + b) - z)),
  )
  return { sex, low, high, z, zUncertainty: Math.max(...moved) }
}

function verdictOn(value: number, { low, high }: Pick<ComparedWith, 'low' | 'high'>): Verdict {
  if (value < low) return 'below'
  return value > high ? 'above' : 'within'
}
