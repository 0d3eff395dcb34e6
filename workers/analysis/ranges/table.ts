/**
 * What a table of reference ranges says, and how it was made: a range that was made with other conventions than a
 * number is none for it.
 */
import type { Papillaries } from '../contours/contour.ts'
import type { QuantityName } from '../measurements/measurement.ts'

export const ethnicities = ['white', 'black', 'south-asian', 'chinese', 'mixed-other'] as const
export type Ethnicity = (typeof ethnicities)[number]
export type Sex = 'M' | 'F'

/** lowest and highest of the healthy, both still normal */
export type Limits = readonly [low: number, high: number]

export interface RangeRow {
  readonly ethnicity: Ethnicity
  readonly sex: Sex
  /** years, from the first on and up to the second, which is no longer in it; undefined: open */
  readonly from: number
  readonly to: number | undefined
  readonly limits: { readonly [Q in QuantityName]?: Limits }
}

export interface RangeTable {
  readonly id: string
  readonly version: string
  /** paper or database, with its DOI, and where the numbers were read */
  readonly source: string
  /** 'unverified source': nobody has held the numbers against the publication. They decide nothing. */
  readonly status: 'verified' | 'unverified source'
  readonly interval: string
  readonly papillaries: Papillaries
  readonly base: 'reader-slices' | 'plane-clipped'
  /** of indexed values; 'unknown' fits no number */
  readonly bsaFormula: 'mosteller' | 'dubois' | 'haycock' | 'unknown'
  /** step to which limits are rounded, in their unit */
  readonly rounding: number
  /** what the source does not say and was taken to be so */
  readonly assumed: readonly string[]
  readonly rows: readonly RangeRow[]
}

const known = new WeakMap<RangeTable, ReadonlySet<string>>()

/** The quantities that a table says anything of; found once, for it is asked for every number of every preview. */
export function columnsOf(table: RangeTable): ReadonlySet<string> {
  const columns = known.get(table) ?? new Set(table.rows.flatMap(({ limits }) => writtenIn(limits)))
  known.set(table, columns)
  return columns
}

const writtenIn = (limits: RangeRow['limits']): readonly string[] =>
  Object.entries(limits).flatMap(([quantity, own]) => (own === undefined ? [] : [quantity]))
