/** What the log has of an analysis, number by number: the panel of a mode that has no other. */

import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import { analysisQuantities } from '#analysis/measurements/quantities/quantities.ts'
import type { RecordedAnalysis as Recorded } from '#analysis/reading/state.ts'
import { numberText, unitText } from '../panels/quantities.ts'
import { whyText } from '../panels/reasons.ts'
import { saidLines } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import { type Mode, modeFacts } from './modes.ts'
import styles from './RecordedAnalysis.module.css'
import { useReading } from './room.ts'

export function RecordedAnalysis({ mode }: { readonly mode: Mode }) {
  const texts = useTexts().modes
  const analyses = useReading(({ state }) => state.analyses)
  const changed = useReading(({ state }) => state.changed)
  const found = modeFacts[mode].analyses.flatMap((name) => {
    const recorded = analyses.get(name)
    return recorded ? [{ name, recorded }] : []
  })
  return (
    <section className={styles.panel} aria-label={texts.recorded.title(texts.names[mode])}>
      <h2>{texts.names[mode]}</h2>
      {found.length === 0 && <p>{texts.recorded.none}</p>}
      {found.map(({ name, recorded }) => (
        <Numbers key={name} recorded={recorded} stale={recorded.revision.seq < changed} />
      ))}
    </section>
  )
}

function Numbers({ recorded, stale }: { readonly recorded: Recorded; readonly stale: boolean }) {
  const { recorded: texts } = useTexts().modes
  const { method, version, revision, measurements, warnings } = recorded
  return (
    <>
      <p>
        {texts.how(method, version, new Date(revision.at).toLocaleString())}
        {stale && (
          <>
            <br />
            <em>{texts.stale}</em>
          </>
        )}
        {warnings.length > 0 && (
          <>
            <br />
            <em title={saidLines(warnings)}>{texts.more(warnings.length)}</em>
          </>
        )}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.quantity}</th>
            <th scope="col">{texts.part}</th>
            <th scope="col">{texts.value}</th>
          </tr>
        </thead>
        <tbody>
          {measurements.map((measurement) => (
            <Row key={`${measurement.quantity} ${measurement.scope ?? ''}`} measurement={measurement} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Row({ measurement }: { readonly measurement: Measurement }) {
  const { quantity, scope = '' } = measurement
  return (
    <tr>
      <th scope="row">{meaningOf(quantity)}</th>
      <td>{scope.replaceAll(':', ' ')}</td>
      {isMeasured(measurement) ? (
        <td title={saidLines(measurement.warnings)}>
          {numberText(measurement.value, digitsOf(measurement.value))} {unitText(measurement.unit)}
        </td>
      ) : (
        <td className={styles.reason}>{whyText(measurement.unmeasured, measurement.detail)}</td>
      )}
    </tr>
  )
}

function meaningOf(quantity: Measurement['quantity']): string {
  return quantity in analysisQuantities
    ? analysisQuantities[quantity as keyof typeof analysisQuantities].meaning
    : quantity
}

/** Three figures of a small number, and no tenths of a large one. */
const digitsOf = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
