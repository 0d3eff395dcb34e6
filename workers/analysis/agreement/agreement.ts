/**
 * Two readers of the same studies: for every quantity that both measured, how far they agree, and by name what
 * could not be compared.
 */
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type BlandAltman, type BlandAltmanOptions, blandAltman, blandAltmanOptions } from './bland-altman.ts'
import { type IntraclassCorrelations, intraclassCorrelations } from './icc.ts'
import { type FactorsOf, rememberedFactors } from './limits.ts'
import { agreementMethod } from './methods.ts'
import {
  type CommonQuantity,
  commonQuantities,
  type LeftOut,
  pairOf,
  type Reading,
  type SharedStudy,
  sharedStudies,
} from './pairing.ts'
import type { Pair } from './pairs.ts'
import { type Repeatability, repeatability } from './repeatability.ts'
import { type RepeatedBlandAltman, repeatedBlandAltman } from './repeated.ts'
import { differentSegmentSets, type SegmentGroup, segmentGroups } from './segments.ts'
import { readerWord } from './words.ts'

export interface QuantityAgreement {
  readonly quantity: string
  readonly scope?: string
  readonly unit: string
  readonly pairs: readonly Pair[]
  readonly leftOut: readonly LeftOut[]
  readonly blandAltman: Outcome<BlandAltman>
  readonly icc: Outcome<IntraclassCorrelations>
  readonly repeatability: Outcome<Repeatability>
  readonly warnings: readonly string[]
}

/** All segments of a quantity together: a patient's segments are alike, and are not counted as patients. */
export interface SegmentAgreement {
  readonly quantity: string
  /** what of the scope is not the segment */
  readonly part: string
  readonly unit: string
  readonly items: number
  readonly blandAltman: Outcome<RepeatedBlandAltman>
}

export interface ReaderAgreement {
  readonly method: string
  readonly version: string
  readonly options: BlandAltmanOptions
  readonly readers: readonly [string, string]
  readonly studies: number
  /** studies that only one of the two read */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
  readonly quantities: readonly QuantityAgreement[]
  readonly segments: readonly SegmentAgreement[]
}

/**
 * @param a, b      the readings of the first and the second reader; differences are a − b
 * @param progress  of quantities, each by itself and those of segments together
 * @returns unmeasured as `sharedStudies`; each quantity says by itself why it has no statistics. Warnings name
 *          provisional readings, one reader beside himself, and segment sets that differ
 */
export function readerAgreement(
  a: readonly Reading[],
  b: readonly Reading[],
  options: Partial<BlandAltmanOptions> = {},
  progress?: (done: number, total: number) => void,
): Outcome<ReaderAgreement> {
  const used = blandAltmanOptions(options)
  const shared = sharedStudies([a, b])
  if (!shared.measured) return shared
  const { studies, alone } = shared.value
  const common = commonQuantities(studies)
  if (common.length === 0) return unmeasured('no-partner', 'the readings hold no measurements')
  const groups = segmentGroups(common)
  let done = 0
  const counted = <T>(value: T): T => {
    progress?.(++done, common.length + groups.length)
    return value
  }
  const factorsOf = rememberedFactors()
  const readers = [namesOf(a), namesOf(b)] as const
  return measured(
    {
      ...agreementMethod,
      options: used,
      readers,
      studies: studies.length,
      onlyA: at(alone, 0),
      onlyB: at(alone, 1),
      quantities: common.map((quantity) => counted(agreementOf(quantity, used, factorsOf))),
      segments: groups.map((group) => counted(segmentAgreement(group, used))),
    },
    [...sameReader(...readers), ...sharedWarnings(studies, alone)],
  )
}

/** What readers are called by their own documents. */
export const namesOf = (readings: readonly Reading[]): string =>
  [...new Set(readings.map(({ reader }) => reader))].sort().join(', ')

/** Sentences on what was read by some only, is not complete, or is divided differently. */
export const sharedWarnings = (
  studies: readonly SharedStudy[],
  alone: readonly (readonly string[])[],
): string[] => [
  ...alone.flatMap((list, i) =>
    list.length === 0 ? [] : [`read by ${readerWord(i)} and not by all: ${list.join(', ')}`],
  ),
  ...studies
    .filter(({ readings }) => readings.some(({ provisional }) => provisional))
    .map(({ study }) => `a reading of study ${study} is provisional: it is not complete`),
  ...differentSegmentSets(studies),
]

function agreementOf(
  { cases, ...quantity }: CommonQuantity,
  used: BlandAltmanOptions,
  factorsOf: FactorsOf,
): QuantityAgreement {
  const pairs = cases.map(pairOf)
  const statistics = {
    blandAltman: blandAltman(pairs, used, factorsOf),
    icc: intraclassCorrelations(
      cases.map(({ values }) => values),
      used.confidence,
    ),
    repeatability: repeatability(pairs, used),
  }
  const found = Object.values(statistics).flatMap((outcome) => (outcome.measured ? outcome.warnings : []))
  return { ...quantity, pairs, ...statistics, warnings: [...quantity.warnings, ...found] }
}

function segmentAgreement(
  { quantity, part, unit, segments }: SegmentGroup,
  used: BlandAltmanOptions,
): SegmentAgreement {
  const items = segments.flatMap(({ cases }) => cases.map(pairOf))
  return { quantity, part, unit, items: items.length, blandAltman: repeatedBlandAltman(items, used) }
}

const sameReader = (a: string, b: string): string[] =>
  a === b ? [`both readings are by ${a}: this is the repeatability of one reader, not agreement of two`] : []
