/** What a number of an analysis rests on: method and options, images and contours to go to, author, history, doubts. */

import type { ReactNode } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import { panelBasis, restsOn } from '#analysis/reading/dependence.ts'
import { examinationOf, givenOf } from '#analysis/reading/examined.ts'
import { recordName } from '#analysis/reading/record-name.ts'
import { findStack, goToSlice } from '../../reading/place.ts'
import { useReading, useRoom } from '../../reading/room.ts'
import { useSeriesName } from '../../reading/series-name.ts'
import { dateIn, dateTimeIn } from '../../texts/formats.ts'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import styles from '../Explanation.module.css'
import { numberText } from '../quantities.ts'
import { ReasonStep } from '../ReasonButton.tsx'
import { whyText } from '../reasons.ts'
import { WouldChange } from '../uncertainty/WouldChange.tsx'
import { digitsOf } from './formats.ts'
import { type Found, type FoundMeasurement, isNumber } from './found.ts'
import { optionLines } from './option-lines.ts'
import { bordersOf, type PlaceOfImages, placesOf } from './rests-on.ts'
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
  const name = nameOf(words, quantity)
  const options = optionLines(words, found)
  const record = recordName(found.analysis, found.part)
  const recorded = useReading(({ state }) => state.analyses.get(record))
  const changed = useReading(({ state }) => state.changed)
  const number = isNumber(measurement) ? measurement : undefined
  const method = number?.method ?? found.method
  const warnings = [...new Set([...(number?.warnings ?? []), ...found.warnings])]
  const standing =
    recorded === undefined ? texts.preview : recorded.revision.seq < changed ? texts.stale : texts.recorded
  return (
    <div className={styles.explanation}>
      <h3>
        {name}{' '}
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
        <Fact name={texts.method}>
          <span title={method}>
            {texts.version(words.methods.name(method), number?.version ?? found.version)}
          </span>
        </Fact>
        {number?.papillaries && <Fact name={texts.convention}>{texts.papillaries[number.papillaries]}</Fact>}
        <Fact name={texts.images}>
          <Images images={recorded?.images} />
        </Fact>
        <Fact name={texts.contours}>
          <Contours record={record} analysis={found.analysis} />
        </Fact>
        <Fact name={texts.options}>
          <details>
            <summary>{options.length}</summary>
            {options.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </details>
        </Fact>
        {warnings.length > 0 && (
          <Fact name={texts.warnings}>
            <span className={styles.warning}>{warnings.map(saidText).join('; ')}</span>
          </Fact>
        )}
        {recorded && (
          <Fact name={texts.by}>
            {texts.author(recorded.revision.author, dateTimeIn(recorded.revision.at))}
          </Fact>
        )}
        {number && <WouldChange found={found} number={number} />}
        <History record={record} measurement={measurement} />
        <Fact name={texts.state}>{standing}</Fact>
      </dl>
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Slices to go to, by series. */
function Images({ images }: { readonly images: Readonly<Record<string, string>> | undefined }) {
  const { explanation: texts } = useTexts().panels
  const { opened, place, playhead } = useRoom()
  const nameOfSeries = useSeriesName()
  if (!images) return <>{texts.none}</>
  const go = (stack: Stack, { slice, phase }: PlaceOfImages): void => {
    findStack(place, stack)
    goToSlice(place, stack, slice)
    playhead.showPhase(phase, stack)
  }
  return (
    <>
      {placesOf(opened.stacks, new Set(Object.keys(images))).map(({ stack, places }) => (
        <p key={stack.id} className={styles.places}>
          {nameOfSeries(stack)}
          {places.map((one) => (
            <button
              key={one.slice}
              type="button"
              title={texts.imagesOn(one.images)}
              aria-label={`${nameOfSeries(stack)}, ${texts.slice(one.slice + 1)}`}
              onClick={() => go(stack, one)}
            >
              {one.slice + 1}
            </button>
          ))}
        </p>
      ))}
    </>
  )
}

function Contours({ record, analysis }: { readonly record: string; readonly analysis: string }) {
  const { panels, contouring } = useTexts()
  const { opened } = useRoom()
  const state = useReading((now) => now.state)
  const phases = useReading(({ numbers }) => numbers.phases)
  const given = givenOf(state.choices.given, {}, {})
  const examination = examinationOf(state, { stacks: opened.stacks, sizes: {} }, given)
  const basis = restsOn(record === analysis ? panelBasis(analysis) : record, { ...examination, phases })
  const borders = bordersOf(basis.contours)
  if (borders.length === 0) return <>{panels.explanation.none}</>
  return (
    <>
      {borders
        .map(({ border, contours, computed }) =>
          panels.explanation.contoursOf(contouring.borders[border], contours, computed),
        )
        .join(', ')}
    </>
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
      if (body.kind !== 'analysis-recorded' || body.analysis !== record) return []
      const then = body.measurements.find(
        ({ quantity, scope }) => quantity === measurement.quantity && scope === measurement.scope,
      )
      if (then === undefined || !('value' in then)) return []
      const value = `${numberText(then.value, digitsOf(then.quantity))} ${unitOf(then.quantity)}`
      return [`${value} (${dateIn(at)})`]
    })
    .slice(0, -1)
  return before.length === 0 ? null : <Fact name={texts.history}>{before.join(', ')}</Fact>
}
