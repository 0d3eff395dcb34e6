/** The range that stands beside a number, in words. */
import type { Comparison } from '#analysis/ranges/comparison.ts'
import type { Texts } from '../../texts/en/en.ts'
import { numberText } from '../quantities.ts'
import { isCompared } from './ranges.ts'

export interface ShownRange {
  /** as in '52–73' */
  readonly text: string
  /** whole sentence: number, limits, people, source */
  readonly title: string
  readonly z: number
  readonly verified: boolean
}

/** @returns undefined where the number is compared with nobody */
export function shownRange(
  comparison: Comparison | undefined,
  { name, digits }: { readonly name: string; readonly digits: number },
  texts: Texts['panels']['function'],
): ShownRange | undefined {
  const range = comparison && isCompared(comparison) ? comparison.ranges[0] : undefined
  if (!comparison || !isCompared(comparison) || !range) return undefined
  const verified = comparison.table.status === 'verified'
  const [low, high] = [numberText(range.low, 0), numberText(range.high, 0)]
  const title = texts.rangeTitle({
    name,
    value: numberText(comparison.value, digits),
    low,
    high,
    z: numberText(range.z, 1),
    people: comparison.ranges.map(({ sex }) => (sex === 'M' ? texts.men : texts.women)).join(', '),
    source: comparison.table.source,
    verified,
  })
  return { text: texts.range(low, high), title, z: range.z, verified }
}
