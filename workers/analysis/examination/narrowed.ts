/**
 * The part of an examination that one analysis rests on: its own stacks with all that is drawn on them, and of the
 * cines the two ends of systole, which tell the long axis and the septum. Copying a beat of contours to every thread
 * would take longer than most analyses.
 */
import type { Contour } from '../contours/contour.ts'
import { imageKeyText } from '../protocol/facts.ts'
import { shortAxisOf } from '../protocol/short-axis.ts'
import type { Stack } from '../protocol/stack.ts'
import { placesIn } from '../volumes/grid.ts'
import { framesInStep } from '../volumes/long-axis/views.ts'
import { longAxisStacks } from './axis.ts'
import type { Examination } from './examination.ts'

export function narrowed(examination: Examination, own: readonly Stack[]): Examination {
  const cines = cinesOf(examination)
  const stacks = [...new Set([...own, ...cines])]
  const whole = new Set(own.flatMap((stack) => [...placesIn(stack).keys()]))
  const known = new Set(stacks.flatMap((stack) => [...placesIn(stack).keys()]))
  const landmarks = examination.landmarks.filter(({ image }) => known.has(imageKeyText(image)))
  const told = new Set([...atEnds(examination), ...landmarks.map(({ image }) => imageKeyText(image))])
  const isNeeded = ({ image }: Contour): boolean => {
    const key = imageKeyText(image)
    return whole.has(key) || (told.has(key) && known.has(key))
  }
  return {
    ...examination,
    stacks: examination.stacks.filter((stack) => stacks.includes(stack)),
    contours: examination.contours.filter(isNeeded),
    landmarks,
    empty: examination.empty.filter(({ image }) => whole.has(imageKeyText(image))),
  }
}

/** The cines with all that is drawn on them: what volumes rest on. */
export const onCines = (examination: Examination): Examination => narrowed(examination, cinesOf(examination))

function cinesOf(examination: Examination): Stack[] {
  const cine = shortAxisOf(examination.stacks)
  return [...(cine === undefined ? [] : [cine]), ...Object.values(longAxisStacks(examination))]
}

/** Keys of the cine frames at end-diastole and end-systole, where these are known. */
function atEnds(examination: Examination): string[] {
  const { ed, es } = examination.phases
  const cine = shortAxisOf(examination.stacks)
  if (cine === undefined) return []
  const views = framesInStep(cine, longAxisStacks(examination))
  return [ed, es].flatMap((phase) => {
    if (phase === undefined) return []
    const rings = cine.frames.flatMap((frames) => frames[phase] ?? [])
    return [...rings, ...Object.values(views[phase] ?? {})].map(imageKeyText)
  })
}
