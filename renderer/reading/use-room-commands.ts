/** What every key of the reading room does. Titles and keys stand in the command table. */
import type { RefObject } from 'react'
import { linkedPhase } from '#analysis/protocol/linking.ts'
import { imagesBeyondContours } from '#analysis/reading/completeness.ts'
import { type ImageQuality, imageQualities, type Rhythm, rhythms } from '#analysis/reading/events.ts'
import { contoursOf, isEmpty } from '#analysis/reading/state.ts'
import type { Gesture } from '#contract/read-events.ts'
import { type ContouringHands, contouringCommands } from '../contouring/commands.ts'
import { type Offers, useCommands } from '../keys/registry.ts'
import { measuringCommands } from '../measuring/commands.ts'
import { notify } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import type { ImageGesture } from '../viewport/image-gestures.ts'
import { checklistNow, requiredOpen } from './checklist/checked.ts'
import { gapText } from './checklist/gap-text.ts'
import { goToNextGap, scoreByKeys } from './checklist/go.ts'
import { itemName } from './checklist/item-names.ts'
import { cineCommands } from './cine-commands.ts'
import { hasHeader } from './dialogs/HeaderOfImage.tsx'
import { displayCommands } from './display-commands.ts'
import { nextGap, openWork } from './gaps.ts'
import { hangingCommands } from './hanging-commands.ts'
import { lookCommands } from './look-commands.ts'
import { goToMeasure } from './measuring.ts'
import { sliceOf, standsInOther } from './place.ts'
import { lockOf, type Room } from './room.ts'
import type { RoomDialog } from './room-dialog.ts'

export interface RoomHands {
  readonly append: (gesture: Gesture) => void
  readonly ask: (dialog: RoomDialog) => void
  readonly pickContourFile: () => void
  readonly leave: () => void
  readonly firstNumber: RefObject<HTMLButtonElement | null>
  readonly showMeasures: () => void
  readonly copyMeasures: () => void
}

export function useRoomCommands(room: Room, hands: RoomHands): void {
  const contouring = contouringCommands(contouringIn(room))
  useCommands({
    ...hangingCommands(room, () => hands.ask('compare')),
    ...lookCommands(room),
    ...displayCommands(room, () => {
      if (hasHeader(room)) hands.ask('header')
    }),
    ...cineCommands(room),
    ...toolCommands(room),
    ...contouring,
    ...measuringIn(room, hands, contouring),
    ...contourCommands(room, hands),
    ...readCommands(room, hands),
  })
}

function toolCommands({ place, editor }: Room): Offers {
  const imageTool = (tool: ImageGesture) => (): void => {
    editor.setTool('look')
    place.setState({ imageTool: tool })
  }
  return {
    'tool-window': imageTool('window'),
    'tool-pan': imageTool('pan'),
    'tool-zoom': imageTool('zoom'),
  }
}

const measuringIn = (room: Room, hands: RoomHands, otherwise: Offers): Offers =>
  measuringCommands({
    editor: room.measuring,
    takeMouse: () => {
      room.editor.setTool('look')
      room.place.setState({ imageTool: 'none' })
    },
    leaveMouse: () => room.editor.setTool('edit'),
    goTo: (number) => goToMeasure(room, number),
    showList: hands.showMeasures,
    copy: hands.copyMeasures,
    otherwise,
  })

/** What the hand on the contours needs of the room. */
const contouringIn = ({ editor, making, place, playhead, reading, shortAxis }: Room): ContouringHands => ({
  editor,
  making,
  locked: lockOf(reading.getState().state),
  ends: () => {
    const { ed, es } = reading.getState().numbers.phases
    const { stack } = editor.get()
    if (!stack || !shortAxis || stack === shortAxis) return { ed, es }
    const there = (phase: number | undefined) =>
      phase === undefined ? undefined : linkedPhase(shortAxis, phase, stack, playhead.linkedBy)
    return { ed: there(ed), es: there(es) }
  },
  takeMouse: () => place.setState({ imageTool: 'none' }),
  stopCine: () => playhead.pause(),
})

function contourCommands(room: Room, { append, pickContourFile }: RoomHands): Offers {
  const { playhead, reading, shortAxis, place } = room
  const why = (): string | undefined => {
    if (!shortAxis) return textsNow().acts.noShortAxis
    if (standsInOther(place.getState())) return textsNow().hanging.compare.locked
    return lockOf(reading.getState().state)
  }
  const unlessLocked = (run: () => void) => ({ run, unavailable: why() })
  const choose = (which: 'ed' | 'es') =>
    unlessLocked(() => {
      const phase = playhead.phaseOf(shortAxis ?? playhead.lead)
      const { choices } = reading.getState().state
      playhead.pause()
      append({ kind: 'phase-chosen', which, phase: choices[which] === phase ? null : phase })
    })
  return {
    'mark-no-lv-beyond': unlessLocked(() => markBeyond(room, append)),
    'choose-ed': choose('ed'),
    'choose-es': choose('es'),
    'open-contours': { run: pickContourFile, unavailable: lockOf(reading.getState().state) },
    'toggle-papillaries': unlessLocked(() => {
      const { papillaries } = reading.getState().state.choices
      append({ kind: 'papillaries-chosen', papillaries: papillaries === 'cavity' ? 'mass' : 'cavity' })
    }),
    undo: () => {
      if (!reading.undo()) notify({ tone: 'plain', what: textsNow().acts.nothingToUndo })
    },
    redo: () => {
      if (!reading.redo()) notify({ tone: 'plain', what: textsNow().acts.nothingToRedo })
    },
  }
}

function markBeyond({ reading, shortAxis }: Room, append: (gesture: Gesture) => void): void {
  if (!shortAxis) return
  const { state } = reading.getState()
  const images = imagesBeyondContours(shortAxis, contoursOf(state)).filter((image) => !isEmpty(state, image))
  if (images.length === 0) notify({ tone: 'plain', what: textsNow().acts.nothingBeyond })
  else append({ kind: 'slices-marked', chamber: 'lv', images, empty: true })
}

function readCommands(room: Room, { append, ask, leave, firstNumber }: RoomHands): Offers {
  const { reading, playhead, place, go, shortAxis } = room
  const { state, saving } = reading.getState()
  const unsaved = saving === 'unreachable' ? textsNow().acts.unsaved : undefined
  const lock = lockOf(state)
  const unlessLocked = (run: () => void) => ({ run, unavailable: lock })
  const signed = state.status === 'signed'
  return {
    'next-gap': () => {
      const slice = shortAxis ? sliceOf(place.getState(), shortAxis) : 0
      const { numbers } = reading.getState()
      const gap = nextGap(openWork(numbers), { slice, phase: playhead.phaseOf(shortAxis ?? playhead.lead) })
      if (gap) go(gap.slice, gap.phase)
      else if (!goToNextGap(room, checklistNow(room), ask))
        notify({ tone: 'plain', what: whyNotSigned(room) ?? textsNow().acts.nothingMissing })
    },
    'explain-number': () => firstNumber.current?.focus(),
    'grade-quality': unlessLocked(() => {
      const grade = following<ImageQuality>(imageQualities, reading.getState().state.choices.quality)
      append({ kind: 'quality-graded', grade })
    }),
    'grade-rhythm': unlessLocked(() => {
      const rhythm = following<Rhythm>(rhythms, reading.getState().state.choices.rhythm)
      append({ kind: 'rhythm-graded', rhythm })
    }),
    'not-evaluable': unlessLocked(() => ask('not-evaluable')),
    'enter-body-size': unlessLocked(() => ask('body-size')),
    comment: () => ask('comment'),
    'show-history': () => ask('history'),
    'score-segments': () => scoreByKeys(room),
    'show-checklist': () => ask('checklist'),
    sign: { run: () => ask('sign'), unavailable: lock ?? unsaved ?? whyNotSigned(room) },
    send: { run: () => ask('receipt'), unavailable: signed ? undefined : textsNow().acts.notSigned },
    unlock: { run: () => ask('unlock'), unavailable: signed ? undefined : textsNow().acts.notSigned },
    'back-to-worklist': leave,
  }
}

/** The first of what is missing, in the language of the window. */
function whyNotSigned(room: Room): string | undefined {
  const texts = textsNow()
  if (room.editor.draft) return texts.acts.curveOpen
  const { numbers } = room.reading.getState()
  const [blocker] = numbers.blockers
  if (blocker) return gapText(blocker, (phase) => texts.room.footer.phase(phase + 1))
  const open = requiredOpen(checklistNow(room))
  return open && texts.checklist.missing(itemName(open.item, texts))
}

/** Through the options by one key, and back to none. */
function following<T>(options: readonly T[], chosen: T | undefined): T | null {
  const next = chosen === undefined ? 0 : options.indexOf(chosen) + 1
  return options[next] ?? null
}
