/** A number that explains itself when it is pressed, or the reason why there is none. */

import { useState } from 'react'
import { saidLines } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import { ExplainedButton } from '../ExplainedButton.tsx'
import { whyText } from '../reasons.ts'
import { AnalysisExplanation } from './AnalysisExplanation.tsx'
import { type Found, type FoundMeasurement, isNumber } from './found.ts'
import styles from './Numeral.module.css'
import { nameOf, partText, roundedText, unitOf } from './words.ts'

export interface NumeralProps {
  readonly found: Found | undefined
  readonly measurement: FoundMeasurement | undefined
  /** the unit behind it, where no head of a table says it */
  readonly unit?: boolean
  readonly strong?: boolean
}

export function Numeral({ found, measurement, unit = false, strong = false }: NumeralProps) {
  const texts = useTexts()
  const { panels } = texts
  const [open, setOpen] = useState(false)
  if (!found || !measurement) return <span className={styles.none}>–</span>
  const part = partText(panels, measurement.scope)
  const name = [nameOf(texts, measurement.quantity), part].filter(Boolean).join(', ')
  const number = isNumber(measurement) ? measurement : undefined
  const shown = number ? roundedText(number) : '–'
  const warned = number !== undefined && number.warnings.length > 0
  const said = number
    ? [name, shown, unitOf(number.quantity)].filter(Boolean).join(' ')
    : `${name}: ${isNumber(measurement) ? '' : whyText(measurement.unmeasured, measurement.detail)}`
  return (
    <ExplainedButton
      about={panels.explanation.about(name)}
      opened={open}
      onOpen={setOpen}
      explain={() => <AnalysisExplanation found={found} measurement={measurement} />}
      button={{
        className: styles.numeral,
        'data-strong': strong || undefined,
        'data-none': number ? undefined : true,
        'data-warned': warned || undefined,
        'aria-label': panels.explanation.explain(said),
        title: number ? saidLines(number.warnings) : said,
        children: (
          <>
            {shown}
            {unit && number && <i> {unitOf(number.quantity)}</i>}
          </>
        ),
      }}
    />
  )
}
