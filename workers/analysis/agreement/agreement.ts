/**
 * Two readers of the same studies: for every quantity that both measured, how far they agree, and by name what
 * could not be compared.
 */
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type BlandAltman, type BlandAltmanOptions, blandAltman } from './bland-altman.ts'
import { type BootstrapOptions, bootstrapDefaults } from './cluster-bootstrap.ts'
import { type IntraclassCorrelations, intraclassCorrelations } from './icc.ts'
import { type ClusteredKappa, clusteredKappa, type KappaWeights, kappaWeights } from './kappa.ts'
import { limitOptions } from './limits.ts'
import { agreementMethod } from './methods.ts'
import {
  differentSegmentSets,
  type LeftOut,
  type PairedQuantity,
  pairedQuantities,
  type Reading,
  type SharedStudy,
  segmentOf,
  sharedStudies,
} from './pairing.ts'
import type { Pair } from './pairs.ts'
import { type Repeatability, repeatability } from './repeatability.ts'
import { type RepeatedBlandAltman, repeatedBlandAltman } from './repeated.ts'

export interface AgreementOptions extends BlandAltmanOptions {
  /** of the cluster bootstrap of kappa */
  readonly bootstrap: BootstrapOptions
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

/** UCUM of a score: it has an order and no unit */
const scoreUnit = '{score}'

/**
 * @param a, b  the readings of the first and the second reader; differences are a − b
 * @returns unmeasured as `sharedStudies`; each quantity says by itself why it has no statistics. Warnings name
 *          provisional readings, one reader beside himself, and segment sets that differ
 */
export function readerAgreement(
  a: readonly Reading[],
  b: readonly Reading[],
  options: Partial<Omit<AgreementOptions, 'bootstrap'>> & { bootstrap?: Partial<BootstrapOptions> } = {},
): Outcome<ReaderAgreement> {
  const used: AgreementOptions = {
    ...limitOptions(options),
    scale: options.scale ?? 'difference',
    significance: options.significance ?? 0.05,
    bootstrap: { ...bootstrapDefaults, ...options.bootstrap },
  }
  const shared = sharedStudies(a, b)
  if (!shared.measured) return shared
  const { studies, onlyA, onlyB } = shared.value
  const paired = pairedQuantities(studies)
  if (paired.length === 0) return unmeasured('no-partner', 'the readings hold no measurements')
  const names = (readings: readonly Reading[]): string =>
    [...new Set(readings.map(({ reader }) => reader))].sort().join(', ')
  return measured(
    {
      ...agreementMethod,
      options: used,
      readers: [names(a), names(b)],
      studies: studies.length,
      onlyA,
      onlyB,
      quantities: paired.map((quantity) => agreementOf(quantity, used)),
      segments: segmentAgreements(paired, used),
    },
    [
      ...sameReader(names(a), names(b)),
      ...missing('first', onlyA),
      ...missing('second', onlyB),
      ...provisional(studies),
      ...differentSegmentSets(studies),
    ],
  )
}

function agreementOf(quantity: PairedQuantity, used: AgreementOptions): QuantityAgreement {
  const { pairs } = quantity
  const statistics = {
    blandAltman: blandAltman(pairs, used),
    icc: intraclassCorrelations(
      pairs.map((pair) => [pair.a, pair.b]),
      used.confidence,
    ),
    repeatability: repeatability(pairs, used),
  }
  const found = Object.values(statistics).flatMap((outcome) => (outcome.measured ? outcome.warnings : []))
  return { ...quantity, ...statistics, warnings: [...quantity.warnings, ...found] }
}

function segmentAgreements(paired: readonly PairedQuantity[], used: AgreementOptions): SegmentAgreement[] {
  const groups = new Map<string, PairedQuantity[]>()
  for (const quantity of paired) {
    if (segmentOf(quantity.scope) === undefined) continue
    const key = `${quantity.quantity} ${partOf(quantity)}`
    groups.set(key, [...(groups.get(key) ?? []), quantity])
  }
  return [...groups.values()].flatMap((list) => {
    const [first] = list
    if (first === undefined) return []
    const items = list.flatMap(({ pairs }) => pairs)
    const statistics =
      first.unit === scoreUnit
        ? { kappa: kappas(items, used) }
        : { blandAltman: repeatedBlandAltman(items, used) }
    return [
      {
        quantity: first.quantity,
        part: partOf(first),
        unit: first.unit,
        items: items.length,
        ...statistics,
      },
    ]
  })
}

const partOf = ({ scope = '' }: PairedQuantity): string =>
  scope
    .split(' ')
    .filter((word) => !word.startsWith('segment:'))
    .join(' ')

function kappas(items: readonly Pair[], used: AgreementOptions): NonNullable<SegmentAgreement['kappa']> {
  // weights are shares of the scale's length, which cancels: the highest score that was given is enough
  const categories = 1 + Math.max(1, ...items.flatMap(({ a, b }) => [a, b]))
  const of = (weights: KappaWeights): Outcome<ClusteredKappa> =>
    Number.isInteger(categories)
      ? clusteredKappa(items, categories, weights, { ...used.bootstrap, confidence: used.confidence })
      : unmeasured('contradictory-input', 'a score is no whole number')
  return { unweighted: of(kappaWeights[0]), linear: of(kappaWeights[1]), quadratic: of(kappaWeights[2]) }
}

const sameReader = (a: string, b: string): string[] =>
  a === b ? [`both readings are by ${a}: this is the repeatability of one reader, not agreement of two`] : []

const missing = (which: string, studies: readonly string[]): string[] =>
  studies.length === 0 ? [] : [`read by the ${which} reader only: ${studies.join(', ')}`]

const provisional = (studies: readonly SharedStudy[]): string[] =>
  studies
    .filter(({ a, b }) => a.provisional || b.provisional)
    .map(({ study }) => `a reading of study ${study} is provisional: it is not complete`)
