/**
 * Two readers of the same studies: for every quantity that both measured, how far they agree, and by name what
 * could not be compared.
 */
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type BlandAltman, type BlandAltmanOptions, blandAltman } from './bland-altman.ts'
import { type BootstrapOptions, bootstrapDefaults } from './cluster-bootstrap.ts'
import { type IntraclassCorrelations, intraclassCorrelations } from './icc.ts'
import { type ClusteredKappa, clusteredKappa, type KappaWeights } from './kappa.ts'
import { type FactorsOf, limitOptions, rememberedFactors } from './limits.ts'
import { agreementMethod } from './methods.ts'
import {
  type CommonQuantity,
  commonQuantities,
  type LeftOut,
  type Reading,
  type SharedStudy,
  sharedStudies,
} from './pairing.ts'
import type { Pair } from './pairs.ts'
import { type Repeatability, repeatability } from './repeatability.ts'
import { type RepeatedBlandAltman, repeatedBlandAltman } from './repeated.ts'
import { categoriesOf, scoreUnit } from './scores.ts'
import { differentSegmentSets, type SegmentGroup, segmentGroups } from './segments.ts'
import { readerWord } from './words.ts'

/** Its confidence is that of everything else. */
export type Drawings = Pick<BootstrapOptions, 'drawings' | 'seed'>

export interface AgreementOptions extends BlandAltmanOptions {
  /** of the cluster bootstrap of kappa */
  readonly bootstrap: Drawings
}

export type GivenAgreementOptions = Partial<Omit<AgreementOptions, 'bootstrap'>> & {
  readonly bootstrap?: Partial<Drawings>
}

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
  /** of numbers on a scale of length, mass and the like */
  readonly blandAltman?: Outcome<RepeatedBlandAltman>
  /** of scores */
  readonly kappa?: Readonly<Record<KappaWeights, Outcome<ClusteredKappa>>>
}

export interface ReaderAgreement {
  readonly method: string
  readonly version: string
  readonly options: AgreementOptions
  readonly readers: readonly [string, string]
  readonly studies: number
  /** studies that only one of the two read */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
  readonly quantities: readonly QuantityAgreement[]
  readonly segments: readonly SegmentAgreement[]
}

/** All filled in. @throws RangeError for shares outside 0 to 1 */
export const agreementOptions = (options: GivenAgreementOptions): AgreementOptions => ({
  ...limitOptions(options),
  scale: options.scale ?? 'difference',
  significance: options.significance ?? 0.05,
  bootstrap: { drawings: bootstrapDefaults.drawings, seed: bootstrapDefaults.seed, ...options.bootstrap },
})

/**
 * @param a, b      the readings of the first and the second reader; differences are a − b
 * @param progress  of quantities and of groups of segments
 * @returns unmeasured as `sharedStudies`; each quantity says by itself why it has no statistics. Warnings name
 *          provisional readings, one reader beside himself, and segment sets that differ
 */
export function readerAgreement(
  a: readonly Reading[],
  b: readonly Reading[],
  options: GivenAgreementOptions = {},
  progress?: (done: number, total: number) => void,
): Outcome<ReaderAgreement> {
  const used = agreementOptions(options)
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
  used: AgreementOptions,
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

const pairOf = ({ case: name, values }: CommonQuantity['cases'][number]): Pair => ({
  case: name,
  a: at(values, 0),
  b: at(values, 1),
})

function segmentAgreement(
  { quantity, part, unit, segments }: SegmentGroup,
  used: AgreementOptions,
): SegmentAgreement {
  const items = segments.flatMap(({ cases }) => cases.map(pairOf))
  const statistics =
    unit === scoreUnit ? { kappa: kappas(items, used) } : { blandAltman: repeatedBlandAltman(items, used) }
  return { quantity, part, unit, items: items.length, ...statistics }
}

function kappas(items: readonly Pair[], used: AgreementOptions): NonNullable<SegmentAgreement['kappa']> {
  const categories = categoriesOf(items.flatMap(({ a, b }) => [a, b]))
  const of = (weights: KappaWeights): Outcome<ClusteredKappa> =>
    categories.measured
      ? clusteredKappa(items, categories.value, weights, { ...used.bootstrap, confidence: used.confidence })
      : categories
  return { unweighted: of('unweighted'), linear: of('linear'), quadratic: of('quadratic') }
}

const sameReader = (a: string, b: string): string[] =>
  a === b ? [`both readings are by ${a}: this is the repeatability of one reader, not agreement of two`] : []
