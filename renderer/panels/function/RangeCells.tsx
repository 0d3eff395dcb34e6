/** Limits of the healthy and where the number lies among them; the end of a row of the volumes' table. */

import type { Comparison } from '#analysis/ranges/comparison.ts'
import { RangeBar } from '../../charts/RangeBar.tsx'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import { numberText } from '../quantities.ts'
import styles from '../VolumesPanel.module.css'
import { isCompared } from './ranges.ts'

export function RangeCells({
  name,
  comparison,
  digits,
}: {
  readonly name: string
  readonly comparison: Comparison | undefined
  readonly digits: number
}) {
  const texts = useTexts().panels.function
  const range = comparison && isCompared(comparison) ? comparison.ranges[0] : undefined
  if (!comparison || !isCompared(comparison) || !range)
    return (
      <td
        className={styles.why}
        data-range
        colSpan={2}
        title={comparison && 'detail' in comparison ? saidText(comparison.detail) : undefined}
      >
        {comparison && texts.noRange}
      </td>
    )
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
  return (
    <>
      <td className={styles.range} data-range data-unverified={verified ? undefined : true} title={title}>
        {texts.range(low, high)}
      </td>
      <td data-range>
        <RangeBar z={range.z} verified={verified} title={title} />
      </td>
    </>
  )
}
