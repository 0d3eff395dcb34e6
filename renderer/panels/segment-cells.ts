/** Numbers of segments as cells of a bull's-eye. */

import type { SegmentCell } from '../charts/BullsEye.tsx'
import { colourOf, roundRange, type ScaleRange } from '../charts/colours.ts'
import { saidLines } from '../texts/said.ts'
import type { ColourScaleName } from '../theme/data-colours.ts'
import type { FoundMeasurement } from './numbers/found.ts'
import { isNumber } from './numbers/found.ts'
import { roundedText, unitOf } from './numbers/words.ts'
import { numberText } from './quantities.ts'
import { detailText } from './reasons.ts'

export interface SegmentScale {
  readonly scale: ColourScaleName
  /** the ends of the scale are multiples of it */
  readonly step: number
  /** the largest number has the first colour: of strain that shortens */
  readonly reversed?: boolean
  /** ends of the scale, where all studies share them */
  readonly ends?: readonly [number, number]
  /** of the numbers in the segments; those of the quantity when absent */
  readonly digits?: number
}

export interface SegmentPicture {
  readonly cells: ReadonlyMap<number, SegmentCell>
  readonly range: ScaleRange
}

export function segmentPicture(
  measurements: ReadonlyMap<number, FoundMeasurement>,
  { scale, step, reversed = false, ends, digits }: SegmentScale,
): SegmentPicture {
  const values = [...measurements.values()].filter(isNumber).map(({ value }) => value)
  const [low, high] = ends ?? roundRange(values, step)
  const range: ScaleRange = reversed ? { scale, from: high, to: low } : { scale, from: low, to: high }
  const cells = new Map(
    [...measurements].map(([segment, m]): [number, SegmentCell] => {
      if (!isNumber(m)) return [segment, { why: detailText(m.unmeasured, m.detail) }]
      const text = numberText(m.value, digits ?? 0)
      const title = [`${roundedText(m)} ${unitOf(m.quantity)}`, saidLines(m.warnings)]
        .filter(Boolean)
        .join('\n')
      return [segment, { text, colour: colourOf(range, m.value), title }]
    }),
  )
  return { cells, range }
}
