/** What every key of the reading room does. Titles and keys stand in the command table. */
import type { RefObject } from 'react'
import type { Border } from '#analysis/contours/contour.ts'
import { imagesBeyondContours } from '#analysis/reading/completeness.ts'
import { type ImageQuality, imageQualities, type Rhythm, rhythms } from '#analysis/reading/events.ts'
import { contoursOf, isEmpty } from '#analysis/reading/state.ts'
import type { Gesture } from '#contract/read-events.ts'
import { type Offers, useCommands } from '../keys/registry.ts'
import { notify } from '../status/notices.ts'
import type { ImageGesture } from '../viewport/image-gestures.ts'
import { nextGap, openWork } from './gaps.ts'
import { modeFacts, modes } from './modes.ts'
import { goToSlice, sliceOf } from './place.ts'
import type { RoomDialog } from './RoomDialogs.tsx'
import { lockOf, type Room } from './room.ts'
import { groupedStacks } from './views.ts'

export interface RoomHands {
  readonly append: (gesture: Gesture) => void
  readonly ask: (dialog: RoomDialog) => void
  readonly pickContourFile: () => void
  readonly leave: () => void
  readonly firstNumber: RefObject<HTMLButtonElement | null>
}

export function useRoomCommands(room: Room, hands: RoomHands): void {
  useCommands({
    ...modeCommands(room),
    ...lookCommands(room),
    ...toolCommands(room),
    ...contourCommands(room, hands),
    ...readCommands(room, hands),
  })
}

/** A mode without its series opens too: its panel says what is missing. */
const modeCommands = ({ place }: Room): Offers =>
  Object.fromEntries(modes.map((mode) => [modeFacts[mode].command, () => place.setState({ mode })]))

const zoomStep = 1.25
const windowStep = 1.15
const levelStep = 0.05
/** of the true heart rate */
const speeds = [0.25, 0.5, 1, 2, 4]

function lookCommands({ place, playhead, reading, opened, viewOf, go }: Room): Offers {
  const now = () => place.getState()
  const step = (by: number) => (): void => goToSlice(place, now().stack, sliceOf(now(), now().stack) + by)
  const toPhase = (which: 'ed' | 'es') => (): void => {
    const phase = reading.getState().numbers.phases[which]
    if (phase === undefined)
      notify({
        tone: 'plain',
        what: `${which.toUpperCase()} is not known yet.`,
        todo: 'Set it on its phase, or contour the slices of two phases.',
      })
    else playhead.showPhase(phase)
  }
  const toSeries = (by: number) => (): void => {
    const stacks = groupedStacks(opened.stacks).flatMap(([, inGroup]) => inGroup)
    const next = stacks[stacks.indexOf(now().stack) + by]
    if (next) place.setState({ stack: next })
  }
  const toSpeed = (by: number) => (): void => {
    const next = speeds[speeds.indexOf(playhead.get().speed) + by]
    if (next !== undefined) playhead.setSpeed(next)
  }
  const view = () => viewOf(now().stack)
  const window = (width: number, level: number) => (): void => {
    const shown = view().get().shown?.window
    if (shown) view().setWindow({ width: shown.width * width, center: shown.center + level * shown.width })
  }
  return {
    'play-pause': () => playhead.toggle(),
    slower: toSpeed(-1),
    faster: toSpeed(1),
    'next-phase': () => playhead.step(1),
    'previous-phase': () => playhead.step(-1),
    'next-slice': step(1),
    'previous-slice': step(-1),
    'first-slice': () => goToSlice(place, now().stack, 0),
    'last-slice': () => goToSlice(place, now().stack, now().stack.frames.length - 1),
    'go-to-ed': toPhase('ed'),
    'go-to-es': toPhase('es'),
    'next-series': toSeries(1),
    'previous-series': toSeries(-1),
    'show-short-axis': () => go(sliceOf(now(), playhead.lead)),
    'zoom-in': () => view().zoomBy(zoomStep),
    'zoom-out': () => view().zoomBy(1 / zoomStep),
    'narrow-window': window(1 / windowStep, 0),
    'widen-window': window(windowStep, 0),
    'raise-level': window(1, levelStep),
    'lower-level': window(1, -levelStep),
    'reset-view': () => view().reset(),
    'toggle-contours': () => place.setState(({ contoursShown }) => ({ contoursShown: !contoursShown })),
    'toggle-lines': () => place.setState(({ linesShown }) => ({ linesShown: !linesShown })),
  }
}

function toolCommands({ place, editor }: Room): Offers {
  const imageTool = (tool: ImageGesture) => (): void => {
    editor.setTool('look')
    place.setState({ imageTool: tool })
  }
  const draw = (border: Border) => (): void => {
    place.setState({ imageTool: 'none' })
    editor.setBorder(border)
    if (editor.get().tool !== 'freehand') editor.setTool('draw')
  }
  return {
    'tool-edit': () => {
      place.setState({ imageTool: 'none' })
      editor.setTool('edit')
    },
    'tool-endocardial': draw('lv-endocardial'),
    'tool-epicardial': draw('lv-epicardial'),
    'toggle-freehand': () => {
      place.setState({ imageTool: 'none' })
      editor.setTool(editor.get().tool === 'freehand' ? 'draw' : 'freehand')
    },
    'tool-window': imageTool('window'),
    'tool-pan': imageTool('pan'),
    'tool-zoom': imageTool('zoom'),
    'finish-contour': () => editor.finishDraft(),
    'abandon-contour': () => editor.abandonDraft(),
  }
}

function contourCommands(room: Room, { append, pickContourFile }: RoomHands): Offers {
  const { editor, playhead, reading, shortAxis, place } = room
  const why = (): string | undefined => {
    if (!shortAxis) return 'This study has no short-axis cine.'
    if (place.getState().stack !== shortAxis) return 'Contours belong on the short axis: go there first.'
    return lockOf(reading.getState().state)
  }
  const unlessLocked = (run: () => void) => ({ run, unavailable: why() })
  const choose = (which: 'ed' | 'es') =>
    unlessLocked(() => {
      const { phase } = playhead.get()
      const { choices } = reading.getState().state
      playhead.pause()
      append({ kind: 'phase-chosen', which, phase: choices[which] === phase ? null : phase })
    })
  return {
    'copy-to-next-slice': unlessLocked(() => editor.copyTo('next-slice')),
    'copy-to-previous-slice': unlessLocked(() => editor.copyTo('previous-slice')),
    'copy-to-next-phase': unlessLocked(() => editor.copyTo('next-phase')),
    'copy-to-previous-phase': unlessLocked(() => editor.copyTo('previous-phase')),
    'delete-contour': unlessLocked(() => editor.deleteHere()),
    'mark-no-lv': unlessLocked(() => {
      playhead.pause()
      editor.toggleEmpty()
    }),
    'mark-no-lv-beyond': unlessLocked(() => markBeyond(room, append)),
    'choose-ed': choose('ed'),
    'choose-es': choose('es'),
    'open-contours': { run: pickContourFile, unavailable: lockOf(reading.getState().state) },
    'toggle-papillaries': unlessLocked(() => {
      const { papillaries } = reading.getState().state.choices
      append({ kind: 'papillaries-chosen', papillaries: papillaries === 'cavity' ? 'mass' : 'cavity' })
    }),
    undo: () => {
      if (!reading.undo()) notify({ tone: 'plain', what: 'There is nothing to undo.' })
    },
    redo: () => {
      if (!reading.redo()) notify({ tone: 'plain', what: 'There is nothing to redo.' })
    },
  }
}

function markBeyond({ reading, shortAxis }: Room, append: (gesture: Gesture) => void): void {
  if (!shortAxis) return
  const { state } = reading.getState()
  const images = imagesBeyondContours(shortAxis, contoursOf(state)).filter((image) => !isEmpty(state, image))
  if (images.length === 0) notify({ tone: 'plain', what: 'No open slice lies beyond the contours.' })
  else append({ kind: 'slices-marked', chamber: 'lv', images, empty: true })
}

function readCommands(room: Room, { append, ask, leave, firstNumber }: RoomHands): Offers {
  const { reading, playhead, place, go, shortAxis } = room
  const { state, numbers, saving } = reading.getState()
  const unsaved = saving === 'unreachable' ? 'Not everything is saved yet.' : undefined
  const lock = lockOf(state)
  const unlessLocked = (run: () => void) => ({ run, unavailable: lock })
  const signed = state.status === 'signed'
  return {
    'next-gap': () => {
      const slice = shortAxis ? sliceOf(place.getState(), shortAxis) : 0
      const { numbers } = reading.getState()
      const gap = nextGap(openWork(numbers), { slice, phase: playhead.get().phase })
      if (gap) go(gap.slice, gap.phase)
      else
        notify({
          tone: 'plain',
          what: numbers.blockers[0]?.detail ?? 'Nothing is missing: the read can be signed.',
        })
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
    sign: { run: () => ask('sign'), unavailable: lock ?? unsaved ?? numbers.blockers[0]?.detail },
    send: { run: () => ask('receipt'), unavailable: signed ? undefined : 'This read is not signed.' },
    unlock: { run: () => ask('unlock'), unavailable: signed ? undefined : 'This read is not signed.' },
    'back-to-worklist': leave,
  }
}

/** Through the options by one key, and back to none. */
function following<T>(options: readonly T[], chosen: T | undefined): T | null {
  const next = chosen === undefined ? 0 : options.indexOf(chosen) + 1
  return options[next] ?? null
}
