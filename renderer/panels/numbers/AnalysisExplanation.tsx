/** What a number of an analysis rests on: method and options, images and contours to go to, author, history, doubts. */
import { recordName } from '#analysis/reading/record-name.ts'
import { useReading } from '../../reading/room.ts'
import { dateIn } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import styles from '../Explanation.module.css'
import { numberText } from '../quantities.ts'
import { ReasonStep } from '../ReasonButton.tsx'
import { whyText } from '../reasons.ts'
import { WouldChange } from '../uncertainty/WouldChange.tsx'
import { chamberImages } from './chamber-images.ts'
import { digitsOf } from './formats.ts'
import { type Found, type FoundMeasurement, type FoundNumber, isNumber } from './found.ts'
import { Fact, Grounds, Standing } from './Grounds.tsx'
import { nameOf, partText, unitOf } from './words.ts'

export interface AnalysisExplanationProps {
  readonly found: Found
  readonly measurement: FoundMeasurement
}

export function AnalysisExplanation({ found, measurement }: AnalysisExplanationProps) {
  const words = useTexts()
  const { panels } = words
  const texts = panels.explanation
  const { quantity, scope } = measurement
  const record = recordName(found.analysis, found.part)
  const number = isNumber(measurement) ? measurement : undefined
  const numbers = useReading((now) => now.numbers)
  const state = useReading((now) => now.state)
  // chambers follow the hand, and are recorded with the numbers of the read
  const on = found.analysis === 'volumes' ? chamberImages(quantity, numbers, state) : undefined
  return (
    <div className={styles.explanation}>
      <h3>
        {nameOf(words, quantity)}{' '}
        {number && (
          <b>
            {numberText(number.value, digitsOf(quantity) + 1)} {unitOf(quantity)}
          </b>
        )}
      </h3>
      <dl>
        {scope !== undefined && <Fact name={texts.part}>{partText(panels, scope)}</Fact>}
        {!isNumber(measurement) && (
          <Fact name={texts.unmeasured}>
            {whyText(measurement.unmeasured, measurement.detail)}
            <br />
            <ReasonStep reason={measurement.unmeasured} />
          </Fact>
        )}
        {number?.papillaries && <Fact name={texts.convention}>{texts.papillaries[number.papillaries]}</Fact>}
        <Grounds
          found={found}
          method={number?.method ?? found.method}
          version={number?.version ?? found.version}
          warnings={[...new Set([...(number?.warnings ?? []), ...found.warnings])]}
          on={on}
          chamber={on && quantity.split('-', 1)[0]}
        />
        {number && <WouldChange found={found} number={number} />}
        <History record={record} measurement={measurement} />
        <Standing found={found} />
      </dl>
    </div>
  )
}

function History({
  record,
  measurement,
}: {
  readonly record: string
  readonly measurement: FoundMeasurement
}) {
  const { explanation: texts } = useTexts().panels
  const confirmed = useReading(({ log }) => log.confirmed)
  const before = confirmed
    .flatMap(({ at, body }) => {
      const isOf =
        (body.kind === 'analysis-recorded' && body.analysis === record) ||
        (body.kind === 'measurements-recorded' && record === 'volumes')
      if (!isOf) return []
      const then = body.measurements.find(
        ({ quantity, scope }) => quantity === measurement.quantity && scope === measurement.scope,
      )
      if (then === undefined || !('value' in then)) return []
      // by the other base rule or convention it is another number
      const isSameRule = !isNumber(measurement) || isByRuleOf(then, measurement)
      if (record === 'volumes' && !isSameRule) return []
      const value = `${numberText(then.value, digitsOf(then.quantity))} ${unitOf(then.quantity)}`
      return [`${value} (${dateIn(at)})`]
    })
    .slice(0, -1)
  return before.length === 0 ? null : <Fact name={texts.history}>{before.join(', ')}</Fact>
}

const isByRuleOf = (then: FoundNumber, now: FoundNumber): boolean =>
  then.method === now.method && then.papillaries === now.papillaries
