/**
 * Which numbers of two readers belong together: same study, same quantity, same part of the heart, same unit and
 * same convention. What does not is left out by name, never compared all the same.
 */
import { isMeasured, type MeasuredQuantity, type Measurement } from '../measurements/measurement.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Pair } from './pairs.ts'

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

/** All pairs of one quantity of one part. */
export interface PairedQuantity {
  readonly quantity: string
  readonly scope?: string
  readonly unit: string
  readonly pairs: readonly Pair[]
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly string[]
}

/** Studies that both read, each with its two readings. */
export interface SharedStudy {
  readonly study: string
  readonly a: Reading
  readonly b: Reading
}

export interface Shared {
  readonly studies: readonly SharedStudy[]
  /** read by one of the two */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
}

/**
 * @returns unmeasured 'no-partner' when no study was read by both, 'contradictory-input' when a study occurs twice
 *          among the readings of one
 */
export function sharedStudies(a: readonly Reading[], b: readonly Reading[]): Outcome<Shared> {
  for (const [name, readings] of [
    ['first', a],
    ['second', b],
  ] as const) {
    const twice = readings.find(({ study }, i) => readings.findIndex((other) => other.study === study) < i)
    if (twice !== undefined)
      return unmeasured('contradictory-input', `the ${name} reader has two readings of study ${twice.study}`)
  }
  const byStudy = new Map(b.map((reading) => [reading.study, reading]))
  const studies = a.flatMap((reading) => {
    const other = byStudy.get(reading.study)
    return other === undefined ? [] : [{ study: reading.study, a: reading, b: other }]
  })
  if (studies.length === 0)
    return unmeasured('no-partner', `none of ${a.length} and ${b.length} studies was read by both`)
  const both = new Set(studies.map(({ study }) => study))
  const missing = (readings: readonly Reading[]): string[] =>
    readings.map(({ study }) => study).filter((study) => !both.has(study))
  return measured({ studies, onlyA: missing(a), onlyB: missing(b) })
}

const keyOf = ({ quantity, scope }: Measurement): string => `${quantity} ${scope ?? ''}`

/** One for each quantity and part that either reader has, in order of first occurrence. */
export function pairedQuantities(studies: readonly SharedStudy[]): PairedQuantity[] {
  const all = studies.flatMap(({ a, b }) => [...a.measurements, ...b.measurements])
  const keys = new Map(all.map((m) => [keyOf(m), m]))
  return [...keys].map(([key, { quantity, scope }]) => {
    const pairs: Pair[] = []
    const leftOut: LeftOut[] = []
    const taken: MeasuredQuantity[] = []
    const warnings = new Set<string>()
    for (const { study, a, b } of studies) {
      const [ours, theirs] = [a, b].map((reading) => reading.measurements.find((m) => keyOf(m) === key))
      const why = whyNoPair(ours, theirs) ?? whyNotPooled(ours, taken[0])
      if (why !== undefined) {
        leftOut.push({ study, why })
        continue
      }
      if (ours === undefined || theirs === undefined || !isMeasured(ours) || !isMeasured(theirs)) continue
      if (ours.version !== theirs.version)
        warnings.add(`method ${ours.method} has versions ${ours.version} and ${theirs.version}`)
      pairs.push({ case: study, a: ours.value, b: theirs.value })
      taken.push(ours)
    }
    for (const warning of pooling(taken)) warnings.add(warning)
    return {
      quantity,
      ...(scope === undefined ? {} : { scope }),
      unit: taken[0]?.unit ?? all.filter(isMeasured).find((m) => keyOf(m) === key)?.unit ?? '',
      pairs,
      leftOut,
      warnings: [...warnings],
    }
  })
}

/** @returns a sentence, or undefined for two numbers that may be compared */
function whyNoPair(a: Measurement | undefined, b: Measurement | undefined): string | undefined {
  if (a === undefined) return 'the first reader has none'
  if (b === undefined) return 'the second reader has none'
  if (!isMeasured(a)) return `unmeasured by the first reader: ${a.unmeasured}`
  if (!isMeasured(b)) return `unmeasured by the second reader: ${b.unmeasured}`
  if (a.unit !== b.unit) return `units differ: ${a.unit} and ${b.unit}`
  if (a.papillaries !== b.papillaries)
    return `papillaries differ: ${a.papillaries ?? 'not said'} and ${b.papillaries ?? 'not said'}`
  if (a.method !== b.method) return `methods differ: ${a.method} and ${b.method}`
  return undefined
}

/** A number in another unit than the studies before it cannot be pooled with them. */
const whyNotPooled = (
  ours: Measurement | undefined,
  first: MeasuredQuantity | undefined,
): string | undefined =>
  ours !== undefined && isMeasured(ours) && first !== undefined && ours.unit !== first.unit
    ? `its unit is ${ours.unit}, that of the studies before ${first.unit}`
    : undefined

/** Each pair is of one convention; all of them together should be, too. */
function pooling(taken: readonly MeasuredQuantity[]): string[] {
  const several = (what: string, values: readonly (string | undefined)[]): string[] => {
    const found = [...new Set(values.map((value) => value ?? 'not said'))]
    return found.length > 1 ? [`studies of different ${what} are pooled: ${found.join(', ')}`] : []
  }
  return [
    ...several(
      'papillary conventions',
      taken.map(({ papillaries }) => papillaries),
    ),
    ...several(
      'methods',
      taken.map(({ method }) => method),
    ),
  ]
}

/** AHA segment of a part, where it is one. */
export function segmentOf(scope: string | undefined): number | undefined {
  const found = /(?:^| )segment:(\d+)(?: |$)/.exec(scope ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}

/** Sentences for quantities whose segments the two readers did not divide alike. */
export function differentSegmentSets(studies: readonly SharedStudy[]): string[] {
  const sentences = new Set<string>()
  for (const { study, a, b } of studies) {
    const quantities = new Set([...a.measurements, ...b.measurements].map(({ quantity }) => quantity))
    for (const quantity of quantities) {
      const [ours, theirs] = [segmentsOf(a, quantity), segmentsOf(b, quantity)]
      if (ours.length === 0 || theirs.length === 0 || ours.join() === theirs.join()) continue
      const only = (x: readonly number[], y: readonly number[]): string =>
        x.filter((segment) => !y.includes(segment)).join(', ') || 'none'
      sentences.add(
        `${quantity} of study ${study} has different segments: ${only(ours, theirs)} by the first reader only, ${only(theirs, ours)} by the second only`,
      )
    }
  }
  return [...sentences]
}

function segmentsOf({ measurements }: Reading, quantity: string): number[] {
  const found = measurements.flatMap((m) => {
    const segment = m.quantity === quantity ? segmentOf(m.scope) : undefined
    return segment === undefined ? [] : [segment]
  })
  return [...new Set(found)].sort((x, y) => x - y)
}
