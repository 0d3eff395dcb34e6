/** Every number of an examination beside the range that was made like it. */
import { isMeasured, type MeasuredQuantity, type Measurement } from '../measurements/measurement.ts'
import { type Comparison, type Convention, compareWithRange, type Person } from './comparison.ts'
import { healthyHearts } from './healthy-hearts.ts'
import type { RangeTable } from './table.ts'
import { ukBiobank } from './uk-biobank.ts'

export const rangesMethod = { method: 'reference-ranges', version: '1' } as const

/** Those that are shipped, the default first. */
export const rangeTables: readonly RangeTable[] = [healthyHearts, ukBiobank]

/**
 * How a number was made, as its own method says: 'disc-summation/reader-slices/bsa-mosteller'.
 */
export function conventionOf({
  method,
  papillaries,
}: Pick<MeasuredQuantity, 'method' | 'papillaries'>): Convention {
  const words = method.split('/')
  const base = words.find((word) => word === 'reader-slices' || word === 'plane-clipped')
  const bsa = words.find((word) => word.startsWith('bsa-'))
  return {
    ...(papillaries === undefined ? {} : { papillaries }),
    ...(base === 'reader-slices' || base === 'plane-clipped' ? { base } : {}),
    ...(bsa === undefined ? {} : { bsaFormula: bsa.slice('bsa-'.length) }),
  }
}

export interface RangeReport {
  readonly method: string
  readonly version: string
  readonly options: { readonly table: string; readonly tableVersion: string }
  /** one for every number of the whole chamber that the table has a column for */
  readonly comparisons: readonly Comparison[]
  readonly warnings: readonly string[]
}

/** Numbers of parts, and those computed beside the protocol's, have no range: only those without scope are taken. */
export function compareWithRanges(
  measurements: readonly Measurement[],
  person: Person,
  table: RangeTable = healthyHearts,
): RangeReport {
  const comparisons = measurements
    .filter(isMeasured)
    .filter(({ scope, quantity }) => scope === undefined && isIn(table, quantity))
    .map((m) => compareWithRange(table, m.quantity, m.value, person, conventionOf(m)))
  return {
    ...rangesMethod,
    options: { table: table.id, tableVersion: table.version },
    comparisons,
    warnings: [
      ...(table.status === 'verified' ? [] : [`unverified source: ${table.source}`]),
      ...table.assumed,
    ],
  }
}

const isIn = ({ rows }: RangeTable, quantity: MeasuredQuantity['quantity']): boolean =>
  rows.some(({ limits }) => limits[quantity] !== undefined)
