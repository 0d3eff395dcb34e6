/** Every number of an examination beside the range that was made like it. */
import {
  isMeasured,
  type MeasuredQuantity,
  type Measurement,
  type Method,
  measurement,
  scoped,
} from '../measurements/measurement.ts'
import { say } from '../sentences/say.ts'
import { measured, type UnmeasuredReason, unmeasured } from '../units/outcome.ts'
import {
  type Comparison,
  type Convention,
  compareWithRange,
  type Person,
  type RangeRefusal,
} from './comparison.ts'
import { healthyHearts } from './healthy-hearts.ts'
import { columnsOf, type RangeTable } from './table.ts'
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
  readonly options: {
    readonly table: string
    readonly tableVersion: string
    /** as it was known */
    readonly person: Person
  }
  /** one for every number of the whole chamber that the table has a column for */
  readonly comparisons: readonly Comparison[]
  /** z of each, or why there is none */
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
}

/**
 * Numbers of parts, and those computed beside the protocol's, have no range: only those without scope are taken. What
 * a table says that nobody has held against its publication is shown, and every number says so.
 */
export function compareWithRanges(
  measurements: readonly Measurement[],
  person: Person,
  table: RangeTable = healthyHearts,
): RangeReport {
  const compared = measurements
    .filter(isMeasured)
    .filter(({ scope, quantity }) => scope === undefined && isIn(table, quantity))
    .map((m) => ({ m, comparison: compareWithRange(table, m.quantity, m.value, person, conventionOf(m)) }))
  const unverified =
    table.status === 'verified' ? [] : [say('ranges/source-unverified', { source: table.source })]
  return {
    ...rangesMethod,
    options: { table: table.id, tableVersion: table.version, person },
    comparisons: compared.map(({ comparison }) => comparison),
    measurements: compared.flatMap(({ m, comparison }) => scoresOf(m, comparison, table, unverified)),
    warnings: [...unverified, ...table.assumed],
  }
}

const isIn = (table: RangeTable, quantity: MeasuredQuantity['quantity']): boolean =>
  columnsOf(table).has(quantity)

const reasonOf: Readonly<Record<RangeRefusal, UnmeasuredReason>> = {
  'not-in-table': 'outside-population',
  'papillaries-differ': 'contradictory-input',
  'base-rule-differs': 'contradictory-input',
  'bsa-formula-differs': 'contradictory-input',
  'age-unknown': 'not-evaluable',
  'under-18': 'outside-population',
  'ethnicity-unknown': 'not-evaluable',
  'no-band': 'outside-population',
  'sex-unknown': 'not-evaluable',
}

/** One, or two where sex is not known and men and women say the same. */
function scoresOf(
  { quantity, papillaries }: MeasuredQuantity,
  comparison: Comparison,
  { id, version }: RangeTable,
  warnings: readonly string[],
): Measurement[] {
  const method: Method = {
    method: `${rangesMethod.method}/${id}`,
    version,
    ...(papillaries === undefined ? {} : { papillaries }),
  }
  if (!comparison.compared) {
    const why = unmeasured(
      reasonOf[comparison.refusal],
      say('common/place-says', { place: comparison.refusal, what: comparison.detail }),
    )
    return [scoped({ of: quantity }, measurement('z-score', why, method))]
  }
  return comparison.ranges.map(({ sex, z }) =>
    scoped({ of: quantity, sex }, measurement('z-score', measured(z), method, warnings)),
  )
}
