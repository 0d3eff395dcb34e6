/** Numbers of AHA segments: which belong to one quantity, and where readers divided the heart differently. */
import { segmentOf, withoutSegment } from '../measurements/scope.ts'
import type { CommonQuantity, Reading, SharedStudy } from './pairing.ts'
import { readerWord } from './words.ts'

/** One quantity of all segments. */
export interface SegmentGroup {
  readonly quantity: string
  /** what of the scope is not the segment */
  readonly part: string
  readonly unit: string
  readonly segments: readonly CommonQuantity[]
}

/** Quantities of segments, those of the same kind together, in order of first occurrence. */
export function segmentGroups(quantities: readonly CommonQuantity[]): SegmentGroup[] {
  const groups = new Map<string, CommonQuantity[]>()
  for (const quantity of quantities) {
    if (segmentOf(quantity.scope) === undefined) continue
    const key = `${quantity.quantity} ${withoutSegment(quantity.scope)}`
    groups.set(key, [...(groups.get(key) ?? []), quantity])
  }
  return [...groups.values()].flatMap((segments) => {
    const [first] = segments
    if (first === undefined) return []
    // a segment that nobody measured has no unit
    const unit = segments.find((segment) => segment.unit !== '')?.unit ?? ''
    return [{ quantity: first.quantity, part: withoutSegment(first.scope), unit, segments }]
  })
}

/** Sentences for quantities whose segments the readers did not divide alike. */
export const differentSegmentSets = (studies: readonly SharedStudy[]): string[] =>
  studies.flatMap(({ study, readings }) => {
    const sets = readings.map(segmentSets)
    const quantities = new Set(sets.flatMap((of) => [...of.keys()]))
    return [...quantities].flatMap((quantity) => {
      const all = new Set(sets.flatMap((of) => [...(of.get(quantity) ?? [])]))
      const lacking = sets.flatMap((of, i) => {
        // who has no segment at all has not divided otherwise: each of them is left out by name already
        const own = of.get(quantity) ?? all
        const absent = [...all].filter((segment) => !own.has(segment)).sort((a, b) => a - b)
        return absent.length === 0 ? [] : [`${readerWord(i)} lacks ${absent.join(', ')}`]
      })
      return lacking.length === 0
        ? []
        : [`${quantity} of study ${study} has different segments: ${lacking.join('; ')}`]
    })
  })

/** The segments of each quantity that has any. */
function segmentSets({ measurements }: Reading): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>()
  for (const { quantity, scope } of measurements) {
    const segment = segmentOf(scope)
    if (segment !== undefined) found.set(quantity, (found.get(quantity) ?? new Set()).add(segment))
  }
  return found
}
