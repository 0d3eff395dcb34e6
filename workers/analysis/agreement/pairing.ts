/**
 * Which numbers of several readers belong together: same study, same quantity, same part of the heart, same unit
 * and same convention. What does not is left out by name, never compared all the same.
 */
import { isMeasured, type MeasuredQuantity, type Measurement } from '../measurements/measurement.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Pair } from './pairs.ts'
import { readerWord } from './words.ts'

/** What one reader measured in one study. */
export interface Reading {
  readonly study: string
  readonly reader: string
  /** not complete: such numbers cannot be signed */
  readonly provisional: boolean
  readonly measurements: readonly Measurement[]
}

export interface LeftOut {
  readonly study: string
  readonly why: string
}

/** One number of each reader, in their order. */
export interface CommonCase {
  readonly case: string
  readonly values: readonly number[]
}

/** Of two readers. */
export const pairOf = ({ case: name, values }: CommonCase): Pair => ({
  case: name,
  a: at(values, 0),
  b: at(values, 1),
})

/** One quantity of one part, in all studies. */
export interface CommonQuantity {
  readonly quantity: string
  readonly scope?: string
  readonly unit: string
  readonly cases: readonly CommonCase[]
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly string[]
}

/** A study that all of them read, with their readings in the order of the readers. */
export interface SharedStudy {
  readonly study: string
  readonly readings: readonly Reading[]
}

export interface Shared {
  readonly studies: readonly SharedStudy[]
  /** of each reader, the studies that not everybody read */
  readonly alone: readonly (readonly string[])[]
}

/**
 * @param readers  the readings of each; studies come in the order of the first one's
 * @returns unmeasured 'no-partner' when no study was read by all, 'contradictory-input' when a study occurs twice
 *          among the readings of one
 */
export function sharedStudies(readers: readonly (readonly Reading[])[]): Outcome<Shared> {
  for (const [i, readings] of readers.entries()) {
    const names = readings.map(({ study }) => study)
    const twice = names.find((study, k) => names.indexOf(study) < k)
    if (twice !== undefined)
      return unmeasured('contradictory-input', `${readerWord(i)} has two readings of study ${twice}`)
  }
  const byStudy = readers.map((readings) => new Map(readings.map((reading) => [reading.study, reading])))
  const studies = at(readers, 0).flatMap(({ study }) => {
    const readings = byStudy.flatMap((own) => own.get(study) ?? [])
    return readings.length === readers.length ? [{ study, readings }] : []
  })
  if (studies.length === 0)
    return unmeasured(
      'no-partner',
      `no study was read by all: they have ${readers.map(({ length }) => length).join(' and ')}`,
    )
  const common = new Set(studies.map(({ study }) => study))
  return measured({
    studies,
    alone: readers.map((readings) =>
      readings.map(({ study }) => study).filter((study) => !common.has(study)),
    ),
  })
}

const keyOf = ({ quantity, scope }: Measurement): string => `${quantity} ${scope ?? ''}`

type ByKey = ReadonlyMap<string, readonly Measurement[]>

function byKey({ measurements }: Reading): ByKey {
  const found = new Map<string, Measurement[]>()
  for (const m of measurements) found.set(keyOf(m), [...(found.get(keyOf(m)) ?? []), m])
  return found
}

/** One for each quantity and part that any reader has, in order of first occurrence. */
export function commonQuantities(studies: readonly SharedStudy[]): CommonQuantity[] {
  const indexed = studies.map(({ study, readings }) => ({ study, readings: readings.map(byKey) }))
  const keys = new Set(indexed.flatMap(({ readings }) => readings.flatMap((reading) => [...reading.keys()])))
  return [...keys].map((key) => {
    const asked = indexed.map(({ study, readings }) => ({
      study,
      found: readings.map((reading) => reading.get(key) ?? []),
    }))
    return commonQuantity(asked)
  })
}

function commonQuantity(
  asked: readonly { readonly study: string; readonly found: readonly (readonly Measurement[])[] }[],
): CommonQuantity {
  const all = asked.flatMap(({ found }) => found.flat())
  const { quantity, scope } = at(all, 0)
  const cases: CommonCase[] = []
  const leftOut: LeftOut[] = []
  const taken: MeasuredQuantity[] = []
  const warnings = new Set<string>()
  for (const { study, found } of asked) {
    const numbers = found.flatMap((list) => list.filter(isMeasured))
    const why = whyNotTogether(found, numbers) ?? whyNotPooled(numbers, taken[0])
    if (why !== undefined) {
      leftOut.push({ study, why })
      continue
    }
    const { method } = at(numbers, 0)
    const versions = distinct(numbers.map(({ version }) => version))
    if (versions.length > 1) warnings.add(`method ${method} has versions ${versions.join(' and ')}`)
    cases.push({ case: study, values: numbers.map(({ value }) => value) })
    taken.push(at(numbers, 0))
  }
  return {
    quantity,
    ...(scope === undefined ? {} : { scope }),
    unit: (taken[0] ?? all.find(isMeasured))?.unit ?? '',
    cases,
    leftOut,
    warnings: [...warnings, ...pooling(taken)],
  }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

/**
 * @param found    of each reader
 * @param numbers  those of `found` that were measured
 * @returns a sentence, or undefined for numbers that may be compared
 */
function whyNotTogether(
  found: readonly (readonly Measurement[])[],
  numbers: readonly MeasuredQuantity[],
): string | undefined {
  for (const [i, list] of found.entries()) {
    const [own] = list
    if (own === undefined) return `${readerWord(i)} has none`
    // nobody can tell which of them the others' belongs to
    if (list.length > 1) return `${readerWord(i)} has ${list.length} of it`
    if (!isMeasured(own)) return `unmeasured by ${readerWord(i)}: ${own.unmeasured}`
  }
  const differ = (what: string, values: readonly string[]): string | undefined =>
    distinct(values).length > 1 ? `${what} differ: ${distinct(values).join(' and ')}` : undefined
  return (
    differ(
      'units',
      numbers.map(({ unit }) => unit),
    ) ??
    differ(
      'papillaries',
      numbers.map(({ papillaries }) => papillaries ?? notSaid),
    ) ??
    differ(
      'methods',
      numbers.map(({ method }) => method),
    )
  )
}

const notSaid = 'not said'

/** Numbers in another unit than those of the studies before cannot be pooled with them. */
function whyNotPooled(
  numbers: readonly MeasuredQuantity[],
  first: MeasuredQuantity | undefined,
): string | undefined {
  const { unit } = at(numbers, 0)
  return first === undefined || unit === first.unit
    ? undefined
    : `its unit is ${unit}, that of the studies before ${first.unit}`
}

/** Each case is of one convention; all of them together should be, too. */
function pooling(taken: readonly MeasuredQuantity[]): string[] {
  const several = (what: string, values: readonly string[]): string[] =>
    distinct(values).length > 1
      ? [`studies of different ${what} are pooled: ${distinct(values).join(', ')}`]
      : []
  return [
    ...several(
      'papillary conventions',
      taken.map(({ papillaries }) => papillaries ?? notSaid),
    ),
    ...several(
      'methods',
      taken.map(({ method }) => method),
    ),
  ]
}
