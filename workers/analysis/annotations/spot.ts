/** Where among the series of a study an image is. */
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack, StackFrame } from '../protocol/stack.ts'
import { placesIn } from '../volumes/grid.ts'

export interface Spot {
  readonly stack: Stack
  readonly frame: StackFrame
  /** both from 0 */
  readonly slice: number
  readonly phase: number
}

/** @returns undefined for an image that none of the stacks has */
export function spotOf(stacks: readonly Stack[], image: ImageKey): Spot | undefined {
  for (const stack of stacks) {
    const place = placesIn(stack).get(imageKeyText(image))
    const frame = place && stack.frames[place[0]]?.[place[1]]
    if (place && frame) return { stack, frame, slice: place[0], phase: place[1] }
  }
  return undefined
}
