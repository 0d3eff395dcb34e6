/** The reading room as it is laid out: series, large image, long axes, numbers, the strip of slices, the signature. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useShallow } from 'zustand/shallow'
import type { Blocker } from '#analysis/reading/completeness.ts'
import { emptyMarks } from '#analysis/reading/completeness.ts'
import { contoursOf } from '#analysis/reading/state.ts'
import { arrange } from '#analysis/volumes/grid.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { ReaderView, StudyView } from '#contract/views.ts'
import { useStore } from '../cine/store.ts'
import { studiesQuery } from '../client/queries.ts'
import { keepFocus } from '../keys/keep-focus.ts'
import { attempt, notify } from '../status/notices.ts'
import { Region } from '../status/Region.tsx'
import { usePreferences } from '../theme/preferences.ts'
import { Footer } from './Footer.tsx'
import { LargeView } from './LargeView.tsx'
import { LongAxisColumn } from './LongAxisColumn.tsx'
import { PhaseStrip } from './PhaseStrip.tsx'
import { PlayBox } from './PlayBox.tsx'
import { RightColumn } from './RightColumn.tsx'
import { type RoomDialog, RoomDialogs } from './RoomDialogs.tsx'
import styles from './RoomLayout.module.css'
import { useReading, useRoom, useStanding } from './room.ts'
import { SeriesList } from './SeriesList.tsx'
import { appendTo } from './saving-to-main.ts'
import { openContourFile } from './signing.ts'
import { stripPhases, stripRowName } from './strip-rows.ts'
import { TopBar } from './TopBar.tsx'
import { useRoomCommands } from './use-room-commands.ts'
import { referencePlanes } from './views.ts'

export function RoomLayout({
  reader,
  onLeave,
}: {
  readonly reader: ReaderView
  readonly onLeave: () => void
}) {
  const room = useRoom()
  const { reading, place, longAxes, shortAxis, go } = room
  const { stack, slice } = useStanding()
  const [dialog, setDialog] = useState<RoomDialog>()
  const firstNumber = useRef<HTMLButtonElement>(null)
  const contourFile = useRef<HTMLInputElement>(null)
  const state = useReading(({ state }) => state)
  const saving = useReading(({ saving }) => saving)
  const waiting = useReading(({ log }) => log.waiting.length)
  const version = useReading(({ log }) => log.version)
  const study = useStudyNow(room.opened.study)
  useWarnBeforeLeaving(waiting > 0)

  const append = (gesture: Gesture): void => {
    try {
      appendTo(reading, gesture)
    } catch {
      // the reader was told why
    }
  }
  const toGap = ({ slice, phase }: Blocker): void => {
    if (slice !== undefined) go(slice, phase)
    else if (phase !== undefined) room.playhead.showPhase(phase)
  }
  useRoomCommands(room, {
    append,
    ask: setDialog,
    pickContourFile: () => contourFile.current?.click(),
    leave: onLeave,
    firstNumber,
  })

  const fieldStrength = stack.frames.flat().find((frame) => frame !== null)?.instance.magneticFieldStrength
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus where it is; every button has its key
    <div className={styles.room} onMouseDown={keepFocus}>
      <TopBar
        study={study}
        fieldStrength={fieldStrength}
        protocol={state.protocol}
        status={state.status}
        version={version}
        saving={saving}
        waiting={waiting}
        onHistory={() => setDialog('history')}
        onLeave={onLeave}
      />
      <Region name="The series list">
        <SeriesList shown={stack.id} onShow={(next) => place.setState({ stack: next })} />
      </Region>
      <main className={styles.images} data-long-axes={longAxes.length > 0 || undefined}>
        <Region name="The large image">
          <LargeView />
        </Region>
        {longAxes.length > 0 && (
          <Region name="The long-axis images">
            <LongAxisColumn
              stacks={longAxes}
              planes={referencePlanes([stack], () => slice)}
              onShow={(next) => place.setState({ stack: next })}
            />
          </Region>
        )}
      </main>
      <RightColumn firstNumber={firstNumber} append={append} onAsk={setDialog} />
      <div className={styles.strip}>
        <Region name="The strip of slices">
          <Strip />
        </Region>
      </div>
      <Region name="The signature">
        <Footer
          upload={study.upload.status}
          onGap={toGap}
          onSign={() => setDialog('sign')}
          onSend={() => setDialog('receipt')}
          onUnlock={() => setDialog('unlock')}
        />
      </Region>
      <input
        ref={contourFile}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Contour file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) attempt(() => openContourFile(reading, file))
          currentTarget.value = ''
        }}
      />
      <RoomDialogs
        dialog={dialog}
        reader={reader}
        append={append}
        onOpen={setDialog}
        onClose={() => setDialog((now) => (now === dialog ? undefined : now))}
      />
      {shortAxis === undefined && <NoShortAxis />}
    </div>
  )
}

/** The study's row as the worklist knows it now: upload and body size may have changed since it was opened. */
function useStudyNow(opened: StudyView): StudyView {
  const studies = useQuery(studiesQuery(opened.project))
  return studies.data?.find(({ study }) => study === opened.study) ?? opened
}

function Strip() {
  const { shortAxis, playhead, images, go, place } = useRoom()
  const state = useReading(({ state }) => state)
  const { slice, stack } = useStanding()
  const playOnOpen = usePreferences(({ playOnOpen }) => playOnOpen)
  const playing = useStore(playhead, ({ playing }) => playing)
  const standing = useStore(playhead, ({ phase, playing }) => (playing ? undefined : phase))
  const [resting, setResting] = useState(0)
  const lead = playhead.lead
  const leadSlice = stack === lead ? slice : (place.getState().slices.get(lead.id) ?? 0)
  const load = useMemo(
    () => images.preload(lead, { slice: leadSlice, phase: resting }),
    [images, lead, leadSlice, resting],
  )
  const playable = useStore(load, ({ slicePlayable }) => slicePlayable)
  const touched = useRef(false)
  useEffect(() => {
    if (standing !== undefined) setResting(standing)
  }, [standing])
  // plays by itself once, unless the reader was quicker than the images
  useEffect(
    () =>
      playhead.subscribe(() => {
        touched.current = true
      }),
    [playhead],
  )
  useEffect(() => {
    if (playable && playOnOpen && !touched.current) playhead.play()
  }, [playable, playOnOpen, playhead])

  const grid = useMemo(
    () => (shortAxis ? arrange(shortAxis, contoursOf(state), emptyMarks(state)) : undefined),
    [shortAxis, state],
  )
  const phases = useReading(({ numbers }) => numbers.phases)
  const shown = useReading(useShallow(({ numbers }) => stripPhases(numbers, resting)))
  const rows = useMemo(
    () => shown.map((phase) => ({ name: stripRowName(phase, phases), phase })),
    [shown, phases],
  )
  const cells = grid?.[rows[0]?.phase ?? resting] ?? []
  return (
    <>
      {shortAxis && grid && (
        <PhaseStrip
          stack={shortAxis}
          grid={grid}
          rows={rows}
          slice={leadSlice}
          phase={playing ? undefined : resting}
          onGo={go}
        />
      )}
      <PlayBox
        load={load}
        progress={
          shortAxis && {
            slices: cells.length,
            contoured: cells.filter(({ status }) => status === 'contoured').length,
            marked: cells.filter(({ status }) => status === 'no-lv').length,
          }
        }
      />
    </>
  )
}

/** The browser asks before it throws away what main has not confirmed. */
function useWarnBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsaved])
}

function NoShortAxis() {
  useEffect(
    () =>
      notify({
        tone: 'plain',
        what: 'No short-axis cine was found in this study.',
        todo: 'It can be looked at, commented and signed as not evaluable.',
      }),
    [],
  )
  return null
}
