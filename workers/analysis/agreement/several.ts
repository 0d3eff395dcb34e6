/**
 * Three readers and more of the same studies, all at once: the intraclass correlation of numbers and Fleiss' kappa
 * of scores. How far any two of them lie apart is for `readerAgreement` to say.
 */
import type { Interval } from '../numerics/interval.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import {
  type AgreementOptions,
  agreementOptions,
  type Drawings,
  namesOf,
  sharedWarnings,
} from './agreement.ts'
import { type BootstrapOptions, clusterBootstrap } from './cluster-bootstrap.ts'
import { type FleissKappa, fleissKappa } from './fleiss.ts'
import { type IntraclassCorrelations, intraclassCorrelations } from './icc.ts'
import { severalReadersMethod } from './methods.ts'
import {
  type CommonCase,
  type CommonQuantity,
  commonQuantities,
  type LeftOut,
  type Reading,
  sharedStudies,
} from './pairing.ts'
import { byCase } from './pairs.ts'
import { categoriesOf, scoreUnit } from './scores.ts'
import { segmentGroups } from './segments.ts'

export interface SeveralQuantity {
  readonly quantity: string
  readonly scope?: string
  readonly unit: string
  readonly cases: readonly CommonCase[]
  readonly leftOut: readonly LeftOut[]
  readonly icc: Outcome<IntraclassCorrelations>
  readonly warnings: readonly string[]
}

/** Fleiss' kappa, and its interval by drawing patients again: his own error is of agreement by chance. */
export interface SeveralScores extends FleissKappa {
  readonly patients: number
  readonly clustered: Outcome<Interval>
}

export interface SeveralSegments {
  readonly quantity: string
  readonly part: string
  readonly items: number
  readonly kappa: Outcome<SeveralScores>
}

export interface SeveralReaders {
  readonly method: string
  readonly version: string
  readonly options: Pick<AgreementOptions, 'confidence' | 'bootstrap'>
  readonly readers: readonly string[]
  /** that all of them read */
  readonly studies: number
  readonly quantities: readonly SeveralQuantity[]
  /** scores of segments, all segments together */
  readonly scores: readonly SeveralSegments[]
}

/**
 * @param readers   the readings of each
 * @param progress  of quantities and of groups of scores
 * @returns unmeasured as `sharedStudies`, 'no-partner' when the readings hold nothing; each quantity says by itself
 *          why it has no statistics
 */
export function severalReaders(
  readers: readonly (readonly Reading[])[],
  options: Partial<Pick<AgreementOptions, 'confidence'>> & { readonly bootstrap?: Partial<Drawings> } = {},
  progress?: (done: number, total: number) => void,
): Outcome<SeveralReaders> {
  const { confidence, bootstrap } = agreementOptions(options)
  const shared = sharedStudies(readers)
  if (!shared.measured) return shared
  const { studies, alone } = shared.value
  const common = commonQuantities(studies)
  if (common.length === 0) return unmeasured('no-partner', 'the readings hold no measurements')
  const scored = segmentGroups(common).filter(({ unit }) => unit === scoreUnit)
  let done = 0
  const counted = <T>(value: T): T => {
    progress?.(++done, common.length + scored.length)
    return value
  }
  return measured(
    {
      ...severalReadersMethod,
      options: { confidence, bootstrap },
      readers: readers.map(namesOf),
      studies: studies.length,
      quantities: common.map((quantity) => counted(severalQuantity(quantity, confidence))),
      scores: scored.map(({ quantity, part, segments }) => {
        const items = segments.flatMap(({ cases }) => cases)
        const kappa = severalScores(items, { ...bootstrap, confidence })
        return counted({ quantity, part, items: items.length, kappa })
      }),
    },
    sharedWarnings(studies, alone),
  )
}

function severalQuantity(quantity: CommonQuantity, confidence: number): SeveralQuantity {
  const icc = intraclassCorrelations(
    quantity.cases.map(({ values }) => values),
    confidence,
  )
  return { ...quantity, icc, warnings: [...quantity.warnings, ...(icc.measured ? icc.warnings : [])] }
}

/**
 * @param items  a segment each, with the scores of all readers
 * @returns unmeasured as `categoriesOf` and `fleissKappa`
 */
export function severalScores(
  items: readonly CommonCase[],
  options: Partial<BootstrapOptions> = {},
): Outcome<SeveralScores> {
  const categories = categoriesOf(items.flatMap(({ values }) => values))
  if (!categories.measured) return categories
  const rowOf = ({ values }: CommonCase): number[] =>
    Array.from({ length: categories.value }, (_, score) => values.filter((value) => value === score).length)
  const whole = fleissKappa(items.map(rowOf))
  if (!whole.measured) return whole
  const patients = byCase(items).map((own) => own.map(rowOf))
  const clustered = clusterBootstrap(
    patients,
    (drawn) => {
      const again = fleissKappa(drawn.flat())
      return again.measured ? again.value.kappa : undefined
    },
    options,
  )
  return measured({ ...whole.value, patients: patients.length, clustered })
}
