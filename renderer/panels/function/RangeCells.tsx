/** Limits of the healthy and where the number lies among them; the end of a row of the volumes' table. */

import type { Comparison } from '#analysis/ranges/comparison.ts'
import { RangeBar } from '../../charts/RangeBar.tsx'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import styles from '../VolumesPanel.module.css'
import { shownRange } from './shown-range.ts'

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
  const range = shownRange(comparison, { name, digits }, texts)
  if (!range)
    return (
      <td
        className={styles.why}
        data-range
        colSpan={2}
        title={comparison && 'detail' in comparison ? saidText(comparison.detail) : undefined}
      >
        {comparison && <span className={styles.noRange}>{texts.noRange}</span>}
      </td>
    )
  const { text, title, z, verified } = range
  return (
    <>
      <td className={styles.range} data-range data-unverified={verified ? undefined : true} title={title}>
        {text}
      </td>
      <td data-range>
        <RangeBar z={z} verified={verified} title={title} />
      </td>
    </>
  )
}
