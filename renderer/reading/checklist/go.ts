/** To the exact place of what is missing: mode, image, slice, phase, with the tool for it in the hand. */
import type { ItemStanding, Missing } from '#analysis/reading/checklist/standing.ts'
import { borderCommands, landmarkCommands } from '../../contouring/commands.ts'
import { dialogNow } from '../../keys/listen.ts'
import { runCommand } from '../../keys/registry.ts'
import { useSegmentsLook } from '../../panels/segments/segments-store.ts'
import { type Mode, modeFacts, modes } from '../modes.ts'
import { findStack, goToSlice } from '../place.ts'
import type { Room } from '../room.ts'
import type { RoomDialog } from '../room-dialog.ts'
import { useAskedItem } from './asked.ts'

export interface Gap {
  readonly standing: ItemStanding
  readonly missing: Missing
}

/** What is only wanted comes last. */
export const gapsOf = (standings: readonly ItemStanding[]): readonly Gap[] =>
  standings
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((standing) => standing.missing.map((missing) => ({ standing, missing })))

const rank = ({ item }: ItemStanding): number => (item.need === 'wanted' ? 1 : 0)

export const firstGap = (standing: ItemStanding): Gap => ({ standing, missing: standing.missing[0] ?? {} })

export function goToGap(
  room: Room,
  { standing: { item }, missing }: Gap,
  ask: (dialog: RoomDialog) => void,
): void {
  switch (item.kind) {
    case 'contours':
    case 'landmarks':
      goToImage(room, missing)
      return
    case 'analysis': {
      const [name = item.analysis] = item.analysis.split('/', 1)
      const mode = modes.find((one) => modeFacts[one].analyses.includes(name))
      if (mode) openMode(room, mode)
      return
    }
    case 'segments':
      useSegmentsLook.setState({
        question: item.about,
        ...(missing.segment === undefined ? {} : { segment: missing.segment }),
      })
      scoreByKeys(room)
      return
    case 'grade':
      openMode(room, 'function')
      focusLater(`[data-grade="${item.grade}"] button`)
      return
    case 'question':
      useAskedItem.setState({ item: item.id })
      ask('checklist')
      return
  }
}

function goToImage(room: Room, { stack, slice, phase, border, landmark }: Missing): void {
  const { place, playhead } = room
  if (stack) {
    const { mode } = place.getState()
    const shows = (one: Mode): boolean => modeFacts[one].classes.includes(stack.seriesClass)
    const own = modes.find(shows)
    if (own && !shows(mode)) room.setMode(own)
    playhead.pause()
    findStack(place, stack)
    if (slice !== undefined) goToSlice(place, stack, slice)
    if (phase !== undefined) playhead.showPhase(phase, stack)
  }
  if (border) runCommand(borderCommands[border])
  if (landmark) runCommand(landmarkCommands[landmark])
}

/** The sheet of scores with its chosen segment under the keys. */
export function scoreByKeys(room: Room): void {
  openMode(room, 'segments')
  focusLater('[data-sheet] [role=toolbar] [tabindex="0"]')
}

function openMode(room: Room, mode: Mode): void {
  if (room.place.getState().mode !== mode) room.setMode(mode)
}

/** ms */
const focusAfter = 200

/**
 * The panel of the mode is drawn first, and the dialog that led here gives the focus back to where it was. Another that
 * was opened meanwhile keeps its own: a passphrase is being typed there.
 */
function focusLater(selector: string): void {
  const left = dialogNow()
  const focus = (): void => {
    const now = dialogNow()
    if (now === null) document.querySelector<HTMLElement>(selector)?.focus()
    else if (now === left) setTimeout(focus, focusAfter)
  }
  setTimeout(focus, focusAfter)
}

const lastOf = new WeakMap<Room, string>()

/** From one gap to the next and from the last to the first; one that was filled meanwhile is behind. */
export function goToNextGap(
  room: Room,
  standings: readonly ItemStanding[],
  ask: (dialog: RoomDialog) => void,
): boolean {
  const gaps = gapsOf(standings)
  const names = gaps.map(nameOf)
  const gap = gaps[(names.indexOf(lastOf.get(room) ?? '') + 1) % gaps.length]
  if (!gap) return false
  lastOf.set(room, nameOf(gap))
  goToGap(room, gap, ask)
  return true
}

const nameOf = ({
  standing: { item },
  missing: { stack, slice, phase, border, landmark, segment },
}: Gap): string => [item.id, stack?.id, slice, phase, border, landmark, segment].join('/')
