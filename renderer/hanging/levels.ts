/** Base, middle and apex: of the slices that hold the ventricle as far as it is contoured, else of the whole stack. */
import type { Contour } from '#analysis/contours/contour.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { placesIn } from '#analysis/volumes/grid.ts'

export const levels = ['base', 'mid', 'apex'] as const
export type Level = (typeof levels)[number]

/** Slices, both included; slice 0 is the most basal. */
export interface SliceRange {
  readonly base: number
  readonly apex: number
}

export const wholeStack = ({ frames }: Pick<Stack, 'frames'>): SliceRange => ({
  base: 0,
  apex: frames.length - 1,
})

/** @returns undefined while nothing of the left ventricle is contoured on the stack */
export function ventricleRange(stack: Stack, contours: Iterable<Contour>): SliceRange | undefined {
  const places = placesIn(stack)
  let range: SliceRange | undefined
  for (const { border, image } of contours) {
    if (border !== 'lv-endocardial' && border !== 'lv-epicardial') continue
    const slice = places.get(imageKeyText(image))?.[0]
    if (slice === undefined) continue
    range = range
      ? { base: Math.min(range.base, slice), apex: Math.max(range.apex, slice) }
      : { base: slice, apex: slice }
  }
  return range
}

const ends: Readonly<Record<Level, number>> = { base: 0, mid: 0.5, apex: 1 }
const thirds: Readonly<Record<Level, number>> = { base: 1 / 6, mid: 0.5, apex: 5 / 6 }

/** The first, the middle and the last slice. */
export const endSlice = (level: Level, { base, apex }: SliceRange): number =>
  Math.round(base + ends[level] * (apex - base))

/** The middle of the basal, the mid and the apical third. */
export const thirdSlice = (level: Level, { base, apex }: SliceRange): number =>
  Math.min(apex, Math.floor(base + thirds[level] * (apex - base + 1)))
