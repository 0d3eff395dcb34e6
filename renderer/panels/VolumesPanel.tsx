/** The numbers of the left ventricle, each with its unit and its index by BSA, or the reason why there is none. */
import { type ReactNode, type RefObject, useCallback, useState } from 'react'
import { isMeasured, type Measurement, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { Comparison } from '#analysis/ranges/comparison.ts'
import { CopyButton } from '../charts/CopyButton.tsx'
import { Chip } from '../status/Chip.tsx'
import { useTexts } from '../texts/texts.ts'
import { ExplainedButton } from './ExplainedButton.tsx'
import { RangeCells } from './function/RangeCells.tsx'
import { comparisonFor } from './function/ranges.ts'
import { leftVentricle, measurementOf, numberText, type QuantityRow, unitText } from './quantities.ts'
import { ReasonButton } from './ReasonButton.tsx'
import styles from './VolumesPanel.module.css'
import { volumesText } from './volumes-text.ts'

export interface VolumesPanelProps {
  readonly measurements: readonly Measurement[]
  /** the numbers beside those of healthy people */
  readonly ranges: readonly { readonly comparisons: readonly Comparison[] }[]
  /** cannot be signed yet: an open slice lies within or beside the contours */
  readonly provisional: boolean
  /** computed in this window and not yet confirmed by main */
  readonly preview: boolean
  /** as in 'papillaries in cavity · BSA 1.87 m² (Mosteller)' */
  readonly conventions: string
  readonly explain: (quantity: QuantityName) => ReactNode
  /** the first number, for the key that goes to the numbers */
  readonly firstNumber: RefObject<HTMLButtonElement | null>
}

export function VolumesPanel({
  measurements,
  ranges,
  provisional,
  preview,
  conventions,
  explain,
  firstNumber,
}: VolumesPanelProps) {
  const [explained, setExplained] = useState<QuantityName>()
  const texts = useTexts().numbers.panel
  return (
    <section className={styles.panel} aria-label={texts.title}>
      <h2>
        {texts.title}
        {provisional && (
          <Chip tone="attention" title={texts.provisionalWhy}>
            {texts.provisional}
          </Chip>
        )}
        <i title={conventions}>{conventions}</i>
        <CopyButton name={texts.title} text={() => volumesText(measurements, ranges)} />
      </h2>
      <table data-provisional={provisional || undefined} data-preview={preview || undefined}>
        <colgroup>
          <col className={styles.nameColumn} />
          <col className={styles.valueColumn} />
          <col className={styles.unitColumn} />
          <col className={styles.indexColumn} />
          <col className={styles.indexUnitColumn} />
          <col className={styles.rangeColumn} />
          <col />
        </colgroup>
        <tbody>
          {leftVentricle.map((row, index) => (
            <Row
              key={row.quantity}
              row={row}
              comparison={comparisonFor(ranges, [row.quantity, row.index])}
              measurements={measurements}
              firstNumber={index === 0 ? firstNumber : undefined}
              explained={explained === row.quantity}
              onExplain={setExplained}
              explain={explain}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({
  row,
  comparison,
  measurements,
  firstNumber,
  explained,
  onExplain,
  explain,
}: {
  readonly row: QuantityRow
  readonly comparison: Comparison | undefined
  readonly measurements: readonly Measurement[]
  readonly firstNumber: RefObject<HTMLButtonElement | null> | undefined
  readonly explained: boolean
  readonly onExplain: (quantity: QuantityName | undefined) => void
  readonly explain: (quantity: QuantityName) => ReactNode
}) {
  const { names, panel } = useTexts().numbers
  const { short, full } = names[row.quantity]
  const measurement = measurementOf(measurements, row.quantity)
  const index = row.index && measurementOf(measurements, row.index)
  const shown = measurement && isMeasured(measurement) ? numberText(measurement.value, row.digits) : undefined
  const { quantity } = row
  const open = useCallback(
    (opened: boolean) => onExplain(opened ? quantity : undefined),
    [onExplain, quantity],
  )
  return (
    <tr data-read={row.quantity.startsWith('lv-') || undefined}>
      <th scope="row" title={full}>
        {short}
      </th>
      {measurement && isMeasured(measurement) ? (
        <>
          <td className={styles.value}>
            <ExplainedButton
              about={panel.how(full)}
              opened={explained}
              onOpen={open}
              explain={() => explain(row.quantity)}
              buttonRef={firstNumber}
              button={{
                'data-warned': measurement.warnings.length > 0 || undefined,
                'aria-label': panel.explain(full, `${shown} ${unitText(measurement.unit)}`),
                children: shown,
              }}
            />
          </td>
          <td className={styles.unit}>{unitText(measurement.unit)}</td>
          <IndexCells row={row} index={index} onExplain={onExplain} />
          <RangeCells name={full} comparison={comparison} digits={row.digits} />
        </>
      ) : (
        <td className={styles.why} colSpan={6}>
          <ReasonButton reason={measurement?.unmeasured ?? 'no-contours'} detail={measurement?.detail} />
        </td>
      )}
    </tr>
  )
}

/** What an index rests on is told with its number. */
function IndexCells({
  row,
  index,
  onExplain,
}: {
  readonly row: QuantityRow
  readonly index: Measurement | undefined
  readonly onExplain: (quantity: QuantityName) => void
}) {
  const { facts, names, panel } = useTexts().numbers
  if (index && isMeasured(index)) {
    const [shown, unit] = [numberText(index.value, row.indexDigits ?? 0), unitText(index.unit)]
    const name = `${names[row.quantity].full} ${facts.bySurface}`
    return (
      <>
        <td className={styles.index}>
          <button
            type="button"
            aria-label={panel.explain(name, `${shown} ${unit}`)}
            onClick={() => onExplain(row.quantity)}
          >
            {shown}
          </button>
        </td>
        <td className={styles.unit}>{unit}</td>
      </>
    )
  }
  return (
    <td className={styles.why} colSpan={2}>
      {index && <ReasonButton reason={index.unmeasured} detail={index.detail} short />}
    </td>
  )
}
