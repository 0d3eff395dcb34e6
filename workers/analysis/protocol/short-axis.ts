/** Which of the stacks of a study volumes are read on. */
import { acquisitionSeconds } from './placed.ts'
import type { Stack } from './stack.ts'

/**
 * The short-axis cine with the most slices; of equals the one acquired last, since a stack is acquired again when the
 * first was not good enough.
 */
export function shortAxisOf(stacks: readonly Stack[]): Stack | undefined {
  const [first] = stacks
    .filter(({ role }) => role === 'cine-sax')
    .map((stack) => ({ stack, acquired: lastAcquired(stack) }))
    .sort((a, b) => b.stack.frames.length - a.stack.frames.length || b.acquired - a.acquired)
  return first?.stack
}

/** Seconds of the day; -1 where no image says it. */
const lastAcquired = ({ frames }: Stack): number =>
  frames.flat().reduce((last, frame) => Math.max(last, (frame && acquisitionSeconds(frame)) ?? -1), -1)
