/** Drawn hearts: contours of known area on a synthetic short-axis stack. */
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { mm } from '#analysis/units/units.ts'
import { shortAxis, usualHeart } from './heart.ts'
import { type Cine, withPlane } from './synthetic.ts'

/** A stack of square millimetre pixels, base first. */
export function stackOf(options: Partial<Cine> = {}): Stack {
  const { stacks } = sortIntoStacks(
    shortAxis(usualHeart, { slices: 10, phases: 20, ...options }).map((file) =>
      withPlane(file, () => ({ rowSpacing: one, columnSpacing: one })),
    ),
  )
  const [stack] = stacks
  if (stack === undefined) throw new Error('no stack')
  return stack
}
const one = mm(1)

/** A square of some area in mm², on pixels of a square millimetre. */
export function box(area: number): IndexPoint[] {
  const half = Math.sqrt(area) / 2
  return [
    [100 - half, 100 - half],
    [100 + half, 100 - half],
    [100 + half, 100 + half],
    [100 - half, 100 + half],
  ]
}

export function drawn(
  stack: Stack,
  slice: number,
  phase: number,
  border: Border,
  points: readonly IndexPoint[],
  change: Partial<Contour> = {},
): Contour {
  const frame = stack.frames[slice]?.[phase]
  if (frame === null || frame === undefined) throw new Error(`no image at slice ${slice}, phase ${phase}`)
  return {
    image: { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame },
    border,
    closed: true,
    points,
    origin: 'drawn',
    ...change,
  }
}

export const endo = (stack: Stack, slice: number, phase: number, area: number): Contour =>
  drawn(stack, slice, phase, 'lv-endocardial', box(area))

export const epi = (stack: Stack, slice: number, phase: number, area: number): Contour =>
  drawn(stack, slice, phase, 'lv-epicardial', box(area))

export const imageText = (stack: Stack, slice: number, phase: number): string => {
  const frame = stack.frames[slice]?.[phase]
  return frame == null ? '' : `${frame.sopInstanceUid}/${frame.frame}`
}
