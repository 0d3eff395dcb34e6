/** One slice of a cine through the beat: what can be followed. */
import type { ImageKey } from '../protocol/facts.ts'
import { sliceRhythm } from '../protocol/rhythm.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ms, ms } from '../units/units.ts'
import { framesOf } from './drawn.ts'
import { keyOf } from './images.ts'
import { sliceName } from './septum.ts'

export interface Beat {
  /** by phase */
  readonly images: readonly ImageKey[]
  /** after the R wave, by phase */
  readonly times: readonly Ms[]
  readonly rr: Ms
}

/** @returns unmeasured 'no-phases' when one is missing, 'no-times' when the images carry none or RR is not known */
export function beatOf(stack: Stack, slice: number): Outcome<Beat> {
  const frames = framesOf(stack, slice)
  const missing = stack.phaseCount - frames.length
  if (missing > 0) return unmeasured('no-phases', say('study/phases-missing', { missing }))
  const { times, rr } = sliceRhythm(frames, stack.phaseTimes !== undefined)
  if (times === undefined || rr === undefined)
    return unmeasured('no-times', say('study/images-carry-no-times-rr'))
  return measured({ images: frames.map(keyOf), times: times.map(ms), rr: ms(rr) })
}

/** What a slice is called in a sentence: a stack of one goes by its own name. */
export const placeName = ({ frames, description, role }: Stack, slice: number): string =>
  frames.length > 1 ? sliceName(slice) : (description ?? role)
