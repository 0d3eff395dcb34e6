/** A series whose images differ in matrix or pixel size: they cannot be one stack, and a reader must know of all parts. */

import { say } from '../sentences/say.ts'
import type { Stack } from './stack.ts'

type Part = Pick<Stack, 'role' | 'seriesUids' | 'frames'>

/** Stacks of the same series and for the same purpose, of which only the pixels are others. */
export const otherParts = <S extends Part>(stack: Part, stacks: readonly S[]): readonly S[] =>
  stacks.filter(
    (other) =>
      (other as Part) !== stack &&
      other.role === stack.role &&
      other.seriesUids.some((uid) => stack.seriesUids.includes(uid)) &&
      pixelsOf(other) !== pixelsOf(stack),
  )

/** @returns undefined where the stack is the whole series */
export function partWarning(stack: Part, stacks: readonly Part[]): string | undefined {
  const others = otherParts(stack, stacks)
  const slices = others.reduce((sum, { frames }) => sum + frames.length, 0)
  return slices === 0
    ? undefined
    : say('stacks/series-more-another-matrix-pixel', { slices, which: slices === 1 ? 'slice' : 'slices' })
}

function pixelsOf({ frames }: Part): string {
  const plane = frames.flat().find((frame) => frame !== null)?.facts.plane
  return plane === undefined
    ? ''
    : [plane.rows, plane.columns, plane.rowSpacing.toFixed(3), plane.columnSpacing.toFixed(3)].join(' ')
}
