/** Contours carried to the next slice or phase, through patient space. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import { copyContour } from '#analysis/contours/transform.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { Board } from './board.ts'

const copyDirections = ['next-slice', 'previous-slice', 'next-phase', 'previous-phase'] as const
export type CopyDirection = (typeof copyDirections)[number]

export type Copied =
  | { readonly refused: string }
  | {
      readonly contours: readonly Contour[]
      /** borders that the neighbour had already; they stay as they are */
      readonly kept: readonly Border[]
      readonly to: { readonly slice: number; readonly phase: number }
    }

export function copied(from: OnScreen, direction: CopyDirection, board: Board): Copied {
  const here = board.contoursOn(from.frame)
  if (here.length === 0) return { refused: 'There is no contour here to copy.' }
  const to = neighbour(from, direction)
  const frame = to && from.stack.frames[to.slice]?.[to.phase]
  const [plane, target] = [from.frame.facts.plane, frame?.facts.plane]
  if (!to || !frame || !plane || !target) return { refused: 'There is no image on that side.' }
  if (board.isEmpty(frame, 'lv')) return { refused: 'That image is marked as without LV.' }
  const known = new Set(board.contoursOn(frame).map(({ border }) => border))
  const fresh = here.filter(({ border }) => !known.has(border))
  if (fresh.length === 0) {
    return { refused: 'That image has these contours already. Delete them there to copy.' }
  }
  return {
    contours: fresh.map((contour) => copyContour(contour, plane, { image: frame, plane: target })),
    kept: [...new Set(here.map(({ border }) => border))].filter((border) => known.has(border)),
    to,
  }
}

/** Slices end at base and apex; phases go round. */
function neighbour(
  { slice, phase, stack }: OnScreen,
  direction: CopyDirection,
): { slice: number; phase: number } | undefined {
  const { phaseCount } = stack
  switch (direction) {
    case 'next-slice':
      return slice + 1 < stack.frames.length ? { slice: slice + 1, phase } : undefined
    case 'previous-slice':
      return slice > 0 ? { slice: slice - 1, phase } : undefined
    case 'next-phase':
      return phaseCount > 1 ? { slice, phase: (phase + 1) % phaseCount } : undefined
    case 'previous-phase':
      return phaseCount > 1 ? { slice, phase: (phase + phaseCount - 1) % phaseCount } : undefined
  }
}
