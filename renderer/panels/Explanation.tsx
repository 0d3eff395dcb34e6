/** What a number rests on: frames, contours, method and options, and what it was before. */

import type { ReactNode } from 'react'
import type { MeasuredQuantity } from '#analysis/measurements/measurement.ts'
import type { SliceContribution } from '#analysis/volumes/slice.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './Explanation.module.css'
import { numberText, type QuantityRow, unitText } from './quantities.ts'

export interface ExplainedPhase {
  /** as in 'ED · phase 20 of 20 · 976 ms' */
  readonly name: string
  readonly slices: readonly SliceContribution[]
}

export interface ExplanationProps {
  readonly row: QuantityRow
  readonly measurement: MeasuredQuantity
  /** as in 'EF = 100 · SV / EDV' */
  readonly formula: string
  readonly phases: readonly ExplainedPhase[]
  readonly which: 'cavity' | 'wall' | undefined
  readonly options: readonly string[]
  /** by border */
  readonly contours: readonly string[]
  /** whose they are */
  readonly by: readonly string[]
  /** the same by body surface */
  readonly index: string | undefined
  readonly history: readonly { readonly when: string; readonly value: string }[]
  readonly preview: boolean
  /** terms of the list: what would change it */
  readonly uncertainty?: ReactNode
  readonly onGo: (image: { readonly slice: number; readonly name: string }) => void
}

export function Explanation({
  row,
  measurement,
  formula,
  phases,
  which,
  options,
  contours,
  by,
  index,
  history,
  preview,
  uncertainty,
  onGo,
}: ExplanationProps) {
  const { methods, numbers, panels } = useTexts()
  const texts = panels.explanation
  return (
    <div className={styles.explanation}>
      <h3>
        {numbers.names[row.quantity].full}{' '}
        <b>
          {numberText(measurement.value, row.digits + 1)} {unitText(measurement.unit)}
        </b>
      </h3>
      <p>{formula}</p>
      {which &&
        phases.map(({ name, slices }) => (
          <section key={name} aria-label={name}>
            <h4>{name}</h4>
            <ol className={styles.slices}>
              {slices.map((contribution) => {
                const volume = contribution[which]
                return (
                  volume !== undefined && (
                    <li key={contribution.slice}>
                      <button type="button" onClick={() => onGo({ slice: contribution.slice, name })}>
                        {contribution.slice + 1}
                      </button>
                      <i style={{ width: `${(100 * volume) / largest(slices, which)}%` }} />
                      <span>{numberText(volume, 1)} mL</span>
                    </li>
                  )
                )
              })}
            </ol>
          </section>
        ))}
      <dl>
        <dt>{texts.method}</dt>
        <dd title={measurement.method}>
          {texts.version(methods.name(measurement.method), measurement.version)}
        </dd>
        {options.length > 0 && (
          <>
            <dt>{texts.options}</dt>
            <dd>{options.join(' · ')}</dd>
          </>
        )}
        {contours.length > 0 && (
          <>
            <dt>{texts.contours}</dt>
            <dd>{contours.join(', ')}</dd>
          </>
        )}
        {by.length > 0 && (
          <>
            <dt>{texts.by}</dt>
            <dd>{by.join('; ')}</dd>
          </>
        )}
        {index !== undefined && (
          <>
            <dt>{numbers.facts.bySurface}</dt>
            <dd>{index}</dd>
          </>
        )}
        {measurement.warnings.length > 0 && (
          <>
            <dt>{texts.warnings}</dt>
            <dd className={styles.warning}>{measurement.warnings.map(saidText).join('; ')}</dd>
          </>
        )}
        {uncertainty}
        {history.length > 0 && (
          <>
            <dt>{texts.history}</dt>
            <dd>{history.map(({ when, value }) => numbers.explanation.history(value, when)).join(', ')}</dd>
          </>
        )}
        {preview && (
          <>
            <dt>{texts.state}</dt>
            <dd>{numbers.explanation.preview}</dd>
          </>
        )}
      </dl>
    </div>
  )
}

const largest = (slices: readonly SliceContribution[], which: 'cavity' | 'wall'): number =>
  Math.max(...slices.map((slice) => slice[which] ?? 0), Number.MIN_VALUE)
