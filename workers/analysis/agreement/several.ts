/**
 * Three readers and more of the same studies, all at once: the intraclass correlation of what they measured. How far
 * any two of them lie apart is for `readerAgreement` to say.
 */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { namesOf, sharedWarnings } from './agreement.ts'
import { type IntraclassCorrelations, intraclassCorrelations } from './icc.ts'
import { severalReadersMethod } from './methods.ts'
import { type CommonQuantity, commonQuantities, type Reading, sharedStudies } from './pairing.ts'

export interface SeveralQuantity extends CommonQuantity {
  readonly icc: Outcome<IntraclassCorrelations>
}

export interface SeveralReaders {
  readonly method: string
  readonly version: string
  readonly options: { readonly confidence: number }
  readonly readers: readonly string[]
  /** that all of them read */
  readonly studies: number
  readonly quantities: readonly SeveralQuantity[]
}

/**
 * @param readers   the readings of each
 * @param progress  of quantities
 * @returns unmeasured as `sharedStudies`, 'no-partner' when the readings hold nothing; each quantity says by itself
 *          why it has no statistics
 */
export function severalReaders(
  readers: readonly (readonly Reading[])[],
  confidence = 0.95,
  progress?: (done: number, total: number) => void,
): Outcome<SeveralReaders> {
  const shared = sharedStudies(readers)
  if (!shared.measured) return shared
  const { studies, alone } = shared.value
  const common = commonQuantities(studies)
  if (common.length === 0) return unmeasured('no-partner', 'the readings hold no measurements')
  return measured(
    {
      ...severalReadersMethod,
      options: { confidence },
      readers: readers.map(namesOf),
      studies: studies.length,
      quantities: common.map((quantity, i) => {
        const several = severalQuantity(quantity, confidence)
        progress?.(i + 1, common.length)
        return several
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
