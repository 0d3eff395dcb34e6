/** Numbers, curve and what the reader says about the study. */
import type { RefObject } from 'react'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { ClinicalView } from '#contract/views.ts'
import { Explanation } from '../panels/Explanation.tsx'
import { leftVentricle, measurementOf } from '../panels/quantities.ts'
import { ReadFacts } from '../panels/ReadFacts.tsx'
import { RestsOn } from '../panels/RestsOn.tsx'
import { VolumeCurve } from '../panels/VolumeCurve.tsx'
import { VolumesPanel } from '../panels/VolumesPanel.tsx'
import { Region } from '../status/Region.tsx'
import { explanationOf } from './explanation.ts'
import { bodySizeText, conventionsText, curveOf } from './facts.ts'
import styles from './RightColumn.module.css'
import type { RoomDialog } from './RoomDialogs.tsx'
import { restsOn } from './rests-on.ts'
import { lockOf, useReading, useRoom } from './room.ts'

export function RightColumn({
  firstNumber,
  append,
  onAsk,
}: {
  readonly firstNumber: RefObject<HTMLButtonElement | null>
  readonly append: (gesture: Gesture) => void
  readonly onAsk: (dialog: RoomDialog) => void
}) {
  return (
    <aside className={styles.column} aria-label="Results">
      <Region name="The volumes panel">
        <Volumes firstNumber={firstNumber} />
      </Region>
      <Region name="The volume curve">
        <Curve />
      </Region>
      <Region name="The number's grounds">
        <Grounds />
      </Region>
      <Region name="The study's grades">
        <Facts append={append} onAsk={onAsk} />
      </Region>
    </aside>
  )
}

function Volumes({ firstNumber }: { readonly firstNumber: RefObject<HTMLButtonElement | null> }) {
  const { reading, go, shortAxis } = useRoom()
  const shown = useReading(({ shown }) => shown)
  const provisional = useReading(({ numbers }) => numbers.provisional)
  const preview = useReading(({ preview }) => preview)
  const papillaries = useReading(({ state }) => state.choices.papillaries)

  const explain = (quantity: QuantityName) => {
    const row = leftVentricle.find((candidate) => candidate.quantity === quantity)
    const measurement = measurementOf(shown, quantity)
    if (!row || !measurement || !isMeasured(measurement)) return null
    const { phases, ...rest } = explanationOf(quantity, reading.getState(), shortAxis)
    return (
      <Explanation
        {...rest}
        row={row}
        measurement={measurement}
        phases={phases}
        preview={preview}
        onGo={({ slice, name }) => go(slice, phases.find((candidate) => candidate.name === name)?.phase)}
      />
    )
  }
  return (
    <VolumesPanel
      measurements={shown}
      provisional={provisional}
      preview={preview}
      conventions={conventionsText(papillaries, shown)}
      explain={explain}
      firstNumber={firstNumber}
    />
  )
}

function Curve() {
  const { shortAxis, playhead } = useRoom()
  const curve = useReading(({ numbers }) => numbers.curve)
  const phases = useReading(({ numbers }) => numbers.phases)
  if (!shortAxis) return null
  return (
    <div className={styles.card}>
      <VolumeCurve
        {...curveOf(shortAxis, curve)}
        ed={phases.ed}
        es={phases.es}
        onPhase={(phase) => playhead.showPhase(phase)}
      />
    </div>
  )
}

function Grounds() {
  const grounds = restsOn(useReading((now) => now))
  return (
    grounds && (
      <div className={styles.card}>
        <RestsOn {...grounds} />
      </div>
    )
  )
}

function Facts({
  append,
  onAsk,
}: {
  readonly append: (gesture: Gesture) => void
  readonly onAsk: (dialog: RoomDialog) => void
}) {
  const { opened } = useRoom()
  const state = useReading(({ state }) => state)
  const clinical: ClinicalView = opened.study.clinical
  return (
    <div className={styles.card}>
      <ReadFacts
        quality={state.choices.quality}
        rhythm={state.choices.rhythm}
        notEvaluable={state.choices.notEvaluable}
        bodySize={bodySizeText(clinical, state.choices.bodySize)}
        comments={state.comments.map(({ text }) => text)}
        locked={lockOf(state) !== undefined}
        onQuality={(grade) => append({ kind: 'quality-graded', grade })}
        onRhythm={(rhythm) => append({ kind: 'rhythm-graded', rhythm })}
        onNotEvaluable={() => onAsk('not-evaluable')}
        onBodySize={() => onAsk('body-size')}
        onComment={() => onAsk('comment')}
      />
    </div>
  )
}
