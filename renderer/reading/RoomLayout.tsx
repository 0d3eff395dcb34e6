/** The reading room as it is laid out: series, large image, long axes, numbers, the strip of slices, the signature. */

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { Spot } from '#analysis/annotations/spot.ts'
import type { Blocker } from '#analysis/reading/completeness.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { ReaderView, StudyView } from '#contract/views.ts'
import { useStore as useCell } from '../cine/store.ts'
import { studiesQuery } from '../client/queries.ts'
import { useDisplay } from '../display/display.ts'
import { FullScreen } from '../display/FullScreen.tsx'
import { keepFocus } from '../keys/keep-focus.ts'
import { useCommands } from '../keys/registry.ts'
import { MeasureList } from '../measuring/MeasureList.tsx'
import { attempt, notify, notifyMeanwhile } from '../status/notices.ts'
import { Region } from '../status/Region.tsx'
import { textsNow, useTexts } from '../texts/texts.ts'
import { firstGap, goToGap } from './checklist/go.ts'
import { Footer } from './Footer.tsx'
import { Images } from './images/CellGrid.tsx'
import { copyMeasures, goToMeasure } from './measuring.ts'
import { modePanels } from './mode-panels.ts'
import { showStack } from './place.ts'
import { RightColumn } from './RightColumn.tsx'
import { RoomDialogs } from './RoomDialogs.tsx'
import styles from './RoomLayout.module.css'
import { usePlace, useReading, useRoom, useStanding } from './room.ts'
import type { RoomDialog } from './room-dialog.ts'
import { SeriesList } from './SeriesList.tsx'
import { SliceStrip } from './SliceStrip.tsx'
import { appendTo } from './saving-to-main.ts'
import { useSeriesName } from './series-name.ts'
import { openContourFile } from './signing.ts'
import { TopBar } from './TopBar.tsx'
import { useNextCase } from './use-next-case.ts'
import { useRoomCommands } from './use-room-commands.ts'

export function RoomLayout({
  reader,
  onLeave,
  onOpen,
}: {
  readonly reader: ReaderView
  readonly onLeave: () => void
  readonly onOpen: (study: string) => void
}) {
  const room = useRoom()
  const texts = useTexts().room
  const { reading, place, shortAxis, go } = room
  const { stack } = useStanding()
  const mode = usePlace(({ mode }) => mode)
  const Main = mode === 'function' ? undefined : modePanels[mode].Main
  const full = useDisplay(room.display, (now) => now.full)
  const [dialog, setDialog] = useState<RoomDialog>()
  const firstNumber = useRef<HTMLButtonElement>(null)
  const firstMeasure = useRef<HTMLButtonElement>(null)
  const nameOf = useSeriesName()
  const contourFile = useRef<HTMLInputElement>(null)
  const state = useReading(({ state }) => state)
  const saving = useReading(({ saving }) => saving)
  const waiting = useReading(({ log }) => log.waiting.length)
  const version = useReading(({ log }) => log.version)
  const study = useStudyNow(room.opened.study)
  const writing = useCell(room.measuring, (now) => now.writing !== undefined)
  const drawing = useCell(room.editor, ({ placed }) => placed > 0)
  useWarnBeforeLeaving(waiting > 0 || writing || drawing)
  // the image comes first: what stands beside it is made while its pixels are on their way
  const withNumbers = useDeferredValue(true, false)
  useNextCase(onOpen)
  useCommands({
    adjudicate: {
      run: () => setDialog('adjudication'),
      unavailable: reader.role === 'adjudicator' ? undefined : texts.notAdjudicator,
    },
  })

  const append = (gesture: Gesture): void => {
    appendTo(reading, gesture)
  }
  const toGap = ({ slice, phase }: Blocker): void => {
    if (slice !== undefined) go(slice, phase)
    else if (phase !== undefined) room.playhead.showPhase(phase, shortAxis)
  }
  useRoomCommands(room, {
    append,
    ask: setDialog,
    pickContourFile: () => contourFile.current?.click(),
    leave: onLeave,
    firstNumber,
    showMeasures: () => {
      if (firstMeasure.current) firstMeasure.current.focus()
      else notify({ tone: 'plain', what: textsNow().measuring.nothingMeasured })
    },
    copyMeasures: () => copyMeasures(room, nameOf),
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
      <div className={styles.left}>
        <Region name={texts.regions.series}>
          <SeriesList shown={stack.id} onShow={(next) => showStack(place, next)} />
        </Region>
        <Region name={texts.regions.measures}>
          <MeasureList
            editor={room.measuring}
            images={room.images}
            placeText={(spot) => placeText(spot, nameOf)}
            onGo={(number) => goToMeasure(room, number)}
            first={firstMeasure}
          />
        </Region>
      </div>
      <main className={styles.images} data-ground={Main ? undefined : 'image'} data-full={full}>
        <Region name={texts.regions.images}>{Main ? <Main /> : <Images />}</Region>
        <FullScreen
          display={room.display}
          keepsEscape={() => room.editor.draft !== undefined || room.measuring.keepsEscape}
        />
      </main>
      {withNumbers && <RightColumn firstNumber={firstNumber} append={append} onAsk={setDialog} />}
      <div className={styles.strip} data-ground="image">
        <Region name={texts.regions.strip}>{withNumbers && <SliceStrip />}</Region>
      </div>
      <Region name={texts.regions.signature}>
        <Footer
          upload={study.upload.status}
          onGap={toGap}
          onItem={(standing) => goToGap(room, firstGap(standing), setDialog)}
          onChecklist={() => setDialog('checklist')}
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
        aria-label={texts.contourFile}
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

/** As in 'SAX cine · 5/12 · phase 3': where in the study something is measured. */
function placeText({ stack, slice, phase }: Spot, nameOf: (stack: Spot['stack']) => string): string {
  const at =
    stack.frames.length > 1 ? `${nameOf(stack)} · ${slice + 1}/${stack.frames.length}` : nameOf(stack)
  const { axes } = textsNow().room.image
  return stack.phaseCount > 1 ? `${at} · ${axes[stack.axis]} ${phase + 1}` : at
}

/** The study's row as the worklist knows it now: upload and body size may have changed since it was opened. */
function useStudyNow(opened: StudyView): StudyView {
  const studies = useQuery(studiesQuery(opened.project))
  return studies.data?.find(({ study }) => study === opened.study) ?? opened
}

/** The browser asks before it throws away what main has not confirmed, or the reader not finished. */
function useWarnBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsaved])
}

function NoShortAxis() {
  useEffect(() => notifyMeanwhile({ tone: 'plain', ...textsNow().room.noShortAxis }), [])
  return null
}
