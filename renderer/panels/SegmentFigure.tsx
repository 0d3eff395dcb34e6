/** A bull's-eye of one number with its scale, and the chosen segment's number, which explains itself. */
import type { ReactNode } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { Scope } from '#analysis/measurements/scope.ts'
import { ahaSegments } from '#analysis/segments/aha.ts'
import { BullsEye } from '../charts/BullsEye.tsx'
import { ChartFrame } from '../charts/ChartFrame.tsx'
import { ColourScale } from '../charts/ColourScale.tsx'
import { useTexts } from '../texts/texts.ts'
import { bySegment, type Found } from './numbers/found.ts'
import { Numeral } from './numbers/Numeral.tsx'
import { segmentText, unitOf } from './numbers/words.ts'
import styles from './SegmentFigure.module.css'
import { type SegmentScale, segmentPicture } from './segment-cells.ts'

export interface SegmentFigureProps {
  readonly title: string
  readonly found: Found | undefined
  readonly quantity: QuantityName
  readonly scope?: Scope
  readonly scale: SegmentScale
  /** of a segment that there is no number of */
  readonly missing: string
  readonly selected: number | undefined
  readonly onSelect: (segment: number | undefined) => void
  readonly aside?: ReactNode
  /** below the scale */
  readonly children?: ReactNode
}

export function SegmentFigure(props: SegmentFigureProps) {
  const { title, found, quantity, scope, scale, missing, selected, onSelect } = props
  const { panels } = useTexts()
  const measurements = bySegment(found, quantity, scope)
  const { cells, range } = segmentPicture(measurements, scale)
  const row = ahaSegments.find(({ segment }) => segment === selected)
  return (
    <ChartFrame title={title} aside={props.aside}>
      <div className={styles.beside}>
        <BullsEye
          name={`${title}, ${unitOf(quantity)}`}
          cells={cells}
          missing={missing}
          selected={selected}
          onSelect={(segment) => onSelect(segment === selected ? undefined : segment)}
          segmentName={(shape) => segmentText(panels, shape)}
        />
        <div className={styles.words}>
          <ColourScale range={range} unit={unitOf(quantity)} digits={range.to - range.from < 3 ? 1 : 0} />
          {row && (
            <p>
              {segmentText(panels, row)}
              <br />
              <Numeral found={found} measurement={measurements.get(row.segment)} unit strong />
            </p>
          )}
          {props.children}
        </div>
      </div>
    </ChartFrame>
  )
}
