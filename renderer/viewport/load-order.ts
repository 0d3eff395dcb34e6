/** In which order the frames of a stack are fetched: what the reader looks at first, then outwards. */
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'

export interface Standpoint {
  readonly slice: number
  readonly phase: number
}

export interface Wanted {
  readonly frame: StackFrame
  readonly slice: number
  /** smaller is sooner; comparable between stacks */
  readonly rank: number
}

/**
 * The slice on screen comes whole before its neighbours, so that its cine can play; within a slice the phases
 * follow the one on screen in the order in which the cine will show them. Holes are left out.
 */
export function loadOrder(stack: Stack, from: Standpoint): Wanted[] {
  const { phaseCount } = stack
  const wanted: Wanted[] = []
  stack.frames.forEach((phases, slice) => {
    phases.forEach((frame, phase) => {
      if (!frame) return
      const away = Math.abs(slice - from.slice)
      const ahead = (phase - from.phase + phaseCount) % phaseCount
      wanted.push({ frame, slice, rank: away * phaseCount + ahead })
    })
  })
  return wanted.sort((a, b) => a.rank - b.rank)
}
