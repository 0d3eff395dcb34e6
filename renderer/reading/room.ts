/** Everything that lives as long as a study is open: its images, the playhead, the read, the hand on the contours. */
import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { annotationsOf, contoursOf, type ReadState } from '#analysis/reading/state.ts'
import type { OpenedRead, OpenedStudy } from '#contract/views.ts'
import type { Analyses } from '../analyses/analyses.ts'
import { analysesOfMain } from '../analyses/from-main.ts'
import { contourMaker } from '../analyses/propagating.ts'
import { createAnalyses } from '../analyses/store.ts'
import { Playhead } from '../cine/playhead.ts'
import { Cell, type Readable } from '../cine/store.ts'
import { ContourEditor } from '../contouring/contour-editor.ts'
import { Making } from '../contouring/making.ts'
import { createDisplay, type DisplayStore } from '../display/display.ts'
import { lookMemory } from '../display/remembered.ts'
import { ventricleRange } from '../hanging/levels.ts'
import type { ProtocolId } from '../hanging/protocols.ts'
import { rememberLayout } from '../hanging/remembered.ts'
import { longAxisCines } from '../hanging/series.ts'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import { MeasuringEditor } from '../measuring/measuring-editor.ts'
import { Budgets } from '../panels/uncertainty/budgets.ts'
import { budgetsOfMain } from '../panels/uncertainty/from-main.ts'
import { attempt, notify, tell } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { ImageView } from '../viewport/image-view.ts'
import { openImages, type StudyImages } from '../viewport/study-images.ts'
import { takeImages } from './ahead.ts'
import { type Candidate, type Compared, openCompared } from './compared.ts'
import { contourSource } from './contour-source.ts'
import { holdStill } from './hold-still.ts'
import { belongsTo, layoutFor, type Mode } from './modes.ts'
import {
  cellsOf,
  compareWith,
  createPlace,
  findStack,
  goToSlice,
  hangIn,
  leaderIn,
  type Place,
  type PlaceStore,
  sliceIn,
  sliceOf,
  stacksInSight,
} from './place.ts'
import { appendTo, openReading } from './saving-to-main.ts'
import type { Reading, ReadingActions } from './state/reading-store.ts'
import { unfinishedIn } from './unfinished.ts'
import { leadStack, middleSlice } from './views.ts'

export interface Room {
  readonly opened: OpenedStudy
  readonly images: StudyImages
  /** the stack that volumes are read on; undefined when the study has no short-axis cine */
  readonly shortAxis: Stack | undefined
  readonly longAxes: readonly Stack[]
  readonly playhead: Playhead
  readonly place: PlaceStore
  /** how images are shown, whichever they are */
  readonly display: DisplayStore
  readonly reading: StoreApi<Reading> & ReadingActions
  readonly editor: ContourEditor
  readonly making: Making
  /** what is measured on images and written on them */
  readonly measuring: MeasuringEditor
  readonly analyses: Analyses
  /** what would change a number */
  readonly budgets: Budgets
  /** that hold a stack: of this study, or of the one that it is compared with */
  imagesOf(stack: Stack): StudyImages
  /** zoom, pan, orientation and window of a stack, as this reader left them */
  viewOf(stack: Stack): ImageView
  /** shows a place in the measured stack */
  go(slice: number, phase?: number): void
  /** opens a mode as this reader likes its images to hang */
  setMode(mode: Mode): void
  /** hangs the images otherwise, and remembers it for the mode */
  hang(layout: ProtocolId): void
  /** what hangs beside this study to be compared with; nothing of it can be changed */
  readonly compared: Readable<Compared | undefined>
  compare(candidate: Candidate): void
  close(): void
}

/** @returns undefined when the study has no image that can be shown */
export function openRoom(opened: OpenedStudy, read: OpenedRead): Room | undefined {
  const shortAxis = shortAxisOf(opened.stacks)
  const lead = leadStack(opened.stacks, shortAxis)
  if (!lead) return undefined
  const images = takeImages(opened) ?? openImages(opened)
  // on its way while the room is laid out
  images.preload(lead, { slice: middleSlice(lead), phase: 0 })
  const longAxes = longAxisCines(opened.stacks)
  const playhead = new Playhead(lead, longAxes)
  const place = createPlace(
    { stacks: opened.stacks, shortAxis, lead },
    'function',
    layoutFor('function', read.reader),
  )
  const reading = openReading(read, shortAxis, opened.stacks)
  const study = { stacks: opened.stacks, sizes: read.sizes }
  const analyses = createAnalyses(reading, study, analysesOfMain(read.read))
  const budgets = new Budgets({
    stack: shortAxis,
    study,
    read: reading,
    main: budgetsOfMain(read.read),
  })
  const views = new Map<string, ImageView>()
  const looks = lookMemory(read.reader)
  const display = createDisplay(read.reader)

  const go = (slice: number, phase?: number): void => {
    const stack = shortAxis ?? lead
    findStack(place, stack)
    goToSlice(place, stack, slice)
    if (phase !== undefined) playhead.showPhase(phase, stack)
  }
  const editor = new ContourEditor({
    onGesture: (gesture) => {
      // thrown, so that the editor takes the change off the screen
      if (!appendTo(reading, gesture)) throw new Error(`the read does not take '${gesture.kind}'`)
    },
    onPreview: (contours) => reading.hold(contours ?? []),
    onNotice: ({ text }) => notify({ tone: 'plain', what: text }),
    onFailure: tell,
    onBegin: (seen) => holdStill(playhead, place, seen),
    onGo: ({ slice, phase }) => {
      const { stack } = place.getState()
      goToSlice(place, stack, slice)
      playhead.showPhase(phase, stack)
    },
  })
  const measuring = new MeasuringEditor(opened.stacks, {
    onGesture: (gesture) => appendTo(reading, gesture),
    onNotice: (what) => notify({ tone: 'plain', what }),
    onBegin: (seen) => holdStill(playhead, place, seen),
  })
  const making = new Making(
    editor,
    contourMaker(read.read, () => reading.settled()),
  )
  const unfinished = unfinishedIn(read.read, editor, opened.stacks, ({ stack, slice, phase }) => {
    place.setState({ imageTool: 'none' })
    findStack(place, stack)
    goToSlice(place, stack, slice)
    playhead.showPhase(phase, stack)
  })
  const follow = ({ state }: Reading): void => {
    editor.look(contourSource(state))
    if (state.status !== 'open') unfinished.keep()
    if (state.status === 'sealed') unfinished.forget()
    editor.setLocked(lockOf(state))
    measuring.look(annotationsOf(state), lockOf(state))
    const ventricle = shortAxis && ventricleRange(shortAxis, contoursOf(state))
    const before = place.getState().ventricle
    if (before?.base !== ventricle?.base || before?.apex !== ventricle?.apex) place.setState({ ventricle })
  }
  follow(reading.getState())
  const unfollow = reading.subscribe((now, before) => {
    if (now.state !== before.state) follow(now)
    if (now.state.status === 'open' && before.state.status !== 'open') unfinished.offer()
  })
  // one hand: whoever takes another tool puts this one away, and keys are for what that draws
  let { tool: before } = editor.get()
  const unused = editor.subscribe(() => {
    const { tool } = editor.get()
    if (tool === before) return
    before = tool
    if (tool !== 'look') measuring.putAway()
    if (tool !== 'look' && tool !== 'edit') measuring.select(undefined)
  })
  const compared = new Cell<Compared | undefined>(undefined)
  let closed = false
  const compareTo = (next: Compared | undefined): void => {
    const before = compared.get()
    compared.set(next)
    compareWith(place, next?.stacks)
    before?.close()
  }
  const unseen = place.subscribe((now, before) => {
    if (now.imageTool !== 'none') measuring.putAway()
    const isHungAnew = now.hung !== before.hung || now.put !== before.put
    if (isHungAnew) playhead.follow(stacksInSight(now))
    if (isHungAnew || now.stack !== before.stack) playhead.leadBy(leaderIn(now, playhead.lead))
  })
  if (reading.getState().state.status === 'open') unfinished.offer()
  return {
    opened,
    images,
    shortAxis,
    longAxes,
    playhead,
    place,
    display,
    reading,
    editor,
    making,
    measuring,
    analyses,
    budgets,
    imagesOf: (stack) => {
      const other = compared.get()
      return other?.stacks.includes(stack) ? other.images : images
    },
    viewOf: (stack) => {
      const known = views.get(stack.id)
      if (known) return known
      const view = new ImageView()
      looks.follow(stack.id, view)
      views.set(stack.id, view)
      return view
    },
    go,
    setMode: (mode) => {
      place.setState({ mode })
      hangIn(place, layoutFor(mode, read.reader), false)
    },
    hang: (layout) => {
      hangIn(place, layout)
      const { mode } = place.getState()
      if (belongsTo(mode, layout)) rememberLayout(read.reader, mode, layout)
    },
    compared,
    compare: (candidate) =>
      attempt(async () => {
        const lock = textsNow().hanging.compare.locked
        const next = await openCompared(candidate, { stacks: opened.stacks, images }, lock)
        if (closed) next.close()
        else compareTo(next)
      }),
    close: () => {
      closed = true
      // a text that is being written is kept, as by any other press beside it
      measuring.abandon()
      unfinished.keep()
      compared.get()?.close()
      unfollow()
      unseen()
      unused()
      looks.close()
      making.cancel()
      analyses.close()
      budgets.close()
      reading.close()
      playhead.dispose()
      images.close()
    },
  }
}

export function lockOf({ status, sealed }: Pick<ReadState, 'status' | 'sealed'>): string | undefined {
  if (status === 'signed') return textsNow().acts.signed(chordText(keysOf('unlock')[0] ?? ''))
  return status === 'sealed' ? textsNow().acts.sealed(sealed?.text) : undefined
}

export const RoomContext = createContext<Room | undefined>(undefined)

/** @throws Error outside of the reading room: we were wrong */
export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (!room) throw new Error('only in the reading room')
  return room
}

export const useReading = <T>(select: (reading: Reading) => T): T => useStore(useRoom().reading, select)
export const usePlace = <T>(select: (place: Place) => T): T => useStore(useRoom().place, select)

/** The stack in the cell that has the keys, and its slice. */
export function useStanding(): { readonly stack: Stack; readonly slice: number } {
  const place = usePlace((now) => now)
  return { stack: place.stack, slice: standingSlice(place) }
}

export function standingSlice(place: Place): number {
  const cell = cellsOf(place).find(({ id }) => id === place.cell)
  return cell ? sliceIn(place, cell) : sliceOf(place, place.stack)
}
