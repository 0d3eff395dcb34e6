/** What belongs to the chosen mode: of function the numbers, the curve and what the reader says about the study. */
import type { RefObject } from 'react'
import { isMeasured, type QuantityName } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { ClinicalView } from '#contract/views.ts'
import { ChartFrame } from '../charts/ChartFrame.tsx'
import { usePhase } from '../cine/use-phase.ts'
import { Explanation } from '../panels/Explanation.tsx'
import { FillingMarks } from '../panels/function/FillingMarks.tsx'
import { FunctionDetails } from '../panels/function/FunctionDetails.tsx'
import { RangesNote } from '../panels/function/RangesNote.tsx'
import { leftVentricle, measurementOf } from '../panels/quantities.ts'
import { ReadFacts } from '../panels/ReadFacts.tsx'
import { RestsOn } from '../panels/RestsOn.tsx'
import { WouldChange } from '../panels/uncertainty/WouldChange.tsx'
import { type CurvePlace, fewestForCurve, VolumeCurve } from '../panels/VolumeCurve.tsx'
import { VolumesPanel } from '../panels/VolumesPanel.tsx'
import { Region } from '../status/Region.tsx'
import { useTexts } from '../texts/texts.ts'
import { explanationOf } from './explanation.ts'
import { bodySizeText, conventionsText, curveOf } from './facts.ts'
import { modePanels } from './mode-panels.ts'
import { isServed } from './modes.ts'
import styles from './RightColumn.module.css'
import { restsOn } from './rests-on.ts'
import { lockOf, usePlace, useReading, useRoom } from './room.ts'
import type { RoomDialog } from './room-dialog.ts'

interface RightColumnProps {
  readonly firstNumber: RefObject<HTMLButtonElement | null>
  readonly append: (gesture: Gesture) => void
  readonly onAsk: (dialog: RoomDialog) => void
}

export function RightColumn(props: RightColumnProps) {
  const mode = usePlace(({ mode }) => mode)
  const { names, unserved } = useTexts().modes
  const { results } = useTexts().room
  const { opened } = useRoom()
  if (mode === 'function') return <FunctionColumn {...props} />
  const { Panel } = modePanels[mode]
  return (
    <aside className={styles.column} aria-label={results}>
      {isServed(mode, opened.stacks) ? (
        <Region key={mode} name={names[mode]}>
          <Panel />
        </Region>
      ) : (
        <p className={styles.missing}>{unserved[mode]}</p>
      )}
    </aside>
  )
}

function FunctionColumn({ firstNumber, append, onAsk }: RightColumnProps) {
  const { modes, room } = useTexts()
  const { regions, results } = room
  return (
    <aside className={styles.column} aria-label={results}>
      <Region name={regions.volumes}>
        <Volumes firstNumber={firstNumber} />
        <RangesNote />
      </Region>
      <Region name={regions.curve}>
        <Curve />
      </Region>
      <Region name={regions.grounds}>
        <Grounds />
      </Region>
      <Region name={regions.grades}>
        <Facts append={append} onAsk={onAsk} />
      </Region>
      <Region name={modes.names.function}>
        <FunctionDetails />
      </Region>
    </aside>
  )
}

function Volumes({ firstNumber }: { readonly firstNumber: RefObject<HTMLButtonElement | null> }) {
  const { panels } = useTexts()
  const { reading, go, shortAxis } = useRoom()
  const shown = useReading(({ shown }) => shown)
  const provisional = useReading(({ numbers }) => numbers.provisional)
  const preview = useReading(({ preview }) => preview)
  const papillaries = useReading(({ state }) => state.choices.papillaries)
  const ranges = useReading(({ numbers }) => numbers.ranges)

  const explain = (quantity: QuantityName) => {
    const row = leftVentricle.find((candidate) => candidate.quantity === quantity)
    const measurement = measurementOf(shown, quantity)
    if (!row || !measurement || !isMeasured(measurement)) return null
    const index = row.index && measurementOf(shown, row.index)
    const { phases, ...rest } = explanationOf(quantity, reading.getState(), shortAxis)
    return (
      <Explanation
        {...rest}
        row={row}
        measurement={measurement}
        phases={phases}
        preview={preview}
        uncertainty={
          <>
            <WouldChange found={ofVolumes} number={measurement} />
            {index && isMeasured(index) && (
              <WouldChange found={ofVolumes} number={index} title={panels.explanation.uncertaintyByBody} />
            )}
          </>
        }
        onGo={({ slice, name }) => go(slice, phases.find((candidate) => candidate.name === name)?.phase)}
      />
    )
  }
  return (
    <VolumesPanel
      measurements={shown}
      ranges={ranges}
      provisional={provisional}
      preview={preview}
      conventions={conventionsText(papillaries, shown)}
      explain={explain}
      firstNumber={firstNumber}
    />
  )
}

const ofVolumes = { analysis: 'volumes' } as const

function Curve() {
  const { shortAxis, playhead } = useRoom()
  const curve = useReading(({ numbers }) => numbers.curve)
  const phases = useReading(({ numbers }) => numbers.phases)
  const { title } = useTexts().numbers.curve
  if (!shortAxis) return null
  const shown = curveOf(shortAxis, curve)
  const drawing = (
    <VolumeCurve
      {...shown}
      ed={phases.ed}
      es={phases.es}
      onPhase={(phase) => playhead.showPhase(phase, shortAxis)}
    >
      {(place) => (
        <>
          <FillingMarks place={place} />
          <NowLine stack={shortAxis} place={place} />
        </>
      )}
    </VolumeCurve>
  )
  if (shown.points.length < fewestForCurve) return <div className={styles.card}>{drawing}</div>
  return <ChartFrame title={title}>{drawing}</ChartFrame>
}

/** Where the cine stands. */
function NowLine({ stack, place }: { readonly stack: Stack; readonly place: CurvePlace }) {
  const { playhead } = useRoom()
  const phase = usePhase(playhead, stack)
  const x = place.x(stack.phaseTimes?.[phase] ?? phase)
  return <line className={styles.now} x1={x} x2={x} y1={place.top} y2={place.bottom} />
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
