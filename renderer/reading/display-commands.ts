/** Keys for how images are shown: orientation, window presets, what lies over them, how much of the screen they take. */

import type { Display } from '../display/display.ts'
import { presetWindow, type Seen } from '../display/preset-window.ts'
import { kindOf, type Preset, presetsOf } from '../display/presets.ts'
import type { Offer, Offers } from '../keys/registry.ts'
import { notify } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import type { ImageView } from '../viewport/image-view.ts'
import { flippedAcross, flippedDown, type Orientation, turnedBy } from '../viewport/orientation.ts'
import { isVelocity } from '../viewport/value-scale.ts'
import { mapColoursOf } from './images/map-colours.ts'
import { type Room, standingSlice } from './room.ts'

export function displayCommands(room: Room, showHeader: () => void): Offers {
  const { place, display, viewOf } = room
  const standing = () => place.getState().stack
  const view = (): ImageView => viewOf(standing())
  const orient = (to: (now: Orientation) => Orientation) => () => view().orient(to)
  const toggle = (key: 'smooth' | 'bare' | 'histogramShown' | 'planesShown' | 'velocityColours') => () =>
    display.setState((now) => ({ [key]: !now[key] }))
  const fill = (what: NonNullable<Display['full']>) => () =>
    display.setState(({ full }) => ({ full: full === what ? undefined : what }))
  const texts = textsNow().display
  return {
    'rotate-right': orient(turnedBy(1)),
    'rotate-left': orient(turnedBy(-1)),
    'flip-across': orient(flippedAcross),
    'flip-down': orient(flippedDown),
    'invert-greys': unless(isColoured(room) ? texts.inColour : undefined, () => view().invert()),
    'toggle-smooth': toggle('smooth'),
    'auto-window': () => choosePreset(room, 'auto'),
    'next-window': () => stepPreset(room, 1),
    'previous-window': () => stepPreset(room, -1),
    'toggle-histogram': toggle('histogramShown'),
    'toggle-velocity-colours': unless(
      isVelocity(standing()) ? undefined : texts.noVelocities,
      toggle('velocityColours'),
    ),
    'toggle-overlays': toggle('bare'),
    'toggle-overlay-planes': toggle('planesShown'),
    'full-screen': fill('cell'),
    'full-screen-images': fill('images'),
    'show-header': showHeader,
  }
}

const unless = (unavailable: string | undefined, run: () => void): Offer => ({ run, unavailable })

/** Colours run from the first to the last whichever way the greys below them do. */
export function isColoured({ place, display }: Room): boolean {
  const { stack, coloursShown } = place.getState()
  if (isVelocity(stack)) return display.getState().velocityColours
  return coloursShown && mapColoursOf(stack.role) !== undefined
}

/** Of the image that has the keys; undefined before it is on the screen. */
function seenNow({ place, playhead, imagesOf }: Room): Seen | undefined {
  const now = place.getState()
  const slice = standingSlice(now)
  const images = imagesOf(now.stack)
  const frame = now.stack.frames[slice]?.[playhead.phaseOf(now.stack)]
  const pixels = frame && images.ready(frame)
  if (!pixels) return undefined
  return { stack: now.stack, images, slice, pixels }
}

export function choosePreset(room: Room, id: Preset['id']): void {
  const { stack } = room.place.getState()
  const preset = presetsOf(kindOf(stack)).find((one) => one.id === id)
  if (preset) apply(room, preset)
}

function stepPreset(room: Room, by: number): void {
  const { stack } = room.place.getState()
  const presets = presetsOf(kindOf(stack))
  const chosen = room.display.getState().chosen.get(stack.id)?.preset
  const at = presets.findIndex(({ id }) => id === chosen)
  // the first press goes on from what is shown, which is the first
  const next = presets[((at < 0 ? 0 : at) + by + presets.length) % presets.length]
  if (next) apply(room, next)
}

function apply(room: Room, preset: Preset): void {
  const texts = textsNow().display
  const seen = seenNow(room)
  if (!seen) {
    notify({ tone: 'plain', what: texts.noImage })
    return
  }
  const made = presetWindow(preset, seen)
  if (!made.found) {
    notify({ tone: 'plain', ...(made.why === 'no-velocity' ? texts.noVelocity : texts.otherUnit) })
    return
  }
  room.viewOf(seen.stack).setWindow(made.window)
  const { window } = room.viewOf(seen.stack).wishes.get()
  room.display.setState(({ chosen }) => ({
    chosen: new Map(chosen).set(seen.stack.id, { preset: preset.id, window }),
  }))
}
