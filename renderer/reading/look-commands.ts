/** Keys for where the reader stands and how an image looks. */
import { endSlice, type Level, wholeStack } from '../hanging/levels.ts'
import type { Offers } from '../keys/registry.ts'
import { findStack, goToSlice, showStack, stepSlice } from './place.ts'
import type { Room } from './room.ts'
import { groupedStacks } from './views.ts'

const zoomStep = 1.25
const windowStep = 1.15
const levelStep = 0.05

export function lookCommands({ place, playhead, shortAxis, opened, viewOf }: Room): Offers {
  const now = () => place.getState()
  const toSeries = (by: number) => (): void => {
    const stacks = groupedStacks(opened.stacks).flatMap(([, inGroup]) => inGroup)
    const next = stacks[stacks.indexOf(now().stack) + by]
    if (next) showStack(place, next)
  }
  const view = () => viewOf(now().stack)
  const window = (width: number, level: number) => (): void => {
    const shown = view().get().shown?.window
    if (shown) view().setWindow({ width: shown.width * width, center: shown.center + level * shown.width })
  }
  const toLevel = (level: Level) => (): void => {
    const stack = shortAxis ?? playhead.lead
    findStack(place, stack)
    goToSlice(place, stack, endSlice(level, now().ventricle ?? wholeStack(stack)))
  }
  return {
    'go-to-base': toLevel('base'),
    'go-to-mid': toLevel('mid'),
    'go-to-apex': toLevel('apex'),
    'next-slice': () => stepSlice(place, (slice) => slice + 1),
    'previous-slice': () => stepSlice(place, (slice) => slice - 1),
    'first-slice': () => stepSlice(place, () => 0),
    'last-slice': () => stepSlice(place, (_, last) => last),
    'next-series': toSeries(1),
    'previous-series': toSeries(-1),
    'show-short-axis': () => findStack(place, shortAxis ?? playhead.lead),
    'zoom-in': () => view().zoomBy(zoomStep),
    'zoom-out': () => view().zoomBy(1 / zoomStep),
    'narrow-window': window(1 / windowStep, 0),
    'widen-window': window(windowStep, 0),
    'raise-level': window(1, levelStep),
    'lower-level': window(1, -levelStep),
    'reset-view': () => view().reset(),
    'toggle-contours': () => place.setState(({ contoursShown }) => ({ contoursShown: !contoursShown })),
    'toggle-colours': () => place.setState(({ coloursShown }) => ({ coloursShown: !coloursShown })),
    'toggle-lines': () => place.setState(({ linesShown }) => ({ linesShown: !linesShown })),
    'toggle-cross-hair': () => place.setState(({ crossHairShown }) => ({ crossHairShown: !crossHairShown })),
  }
}
