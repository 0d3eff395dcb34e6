/** What a number of an analysis rests on, as a person can go and look at it: images by stack, contours by border. */
import { type Border, type Contour, isComputed } from '#analysis/contours/contour.ts'
import type { Stack } from '#analysis/protocol/stack.ts'

export interface StackOfImages {
  readonly stack: Stack
  readonly places: readonly PlaceOfImages[]
}

export interface PlaceOfImages {
  /** from 0 */
  readonly slice: number
  /** of the first of its images that is used */
  readonly phase: number
  readonly images: number
}

/** Slices whose images are used, by stack. @param images  SOP Instance UIDs */
export function placesOf(stacks: readonly Stack[], images: ReadonlySet<string>): readonly StackOfImages[] {
  return stacks
    .map((stack) => ({
      stack,
      places: stack.frames.flatMap((frames, slice): PlaceOfImages[] => {
        const used = frames.flatMap((frame, phase) =>
          frame !== null && images.has(frame.instance.sopInstanceUid) ? [phase] : [],
        )
        const [phase] = used
        return phase === undefined ? [] : [{ slice, phase, images: used.length }]
      }),
    }))
    .filter(({ places }) => places.length > 0)
}

export interface BorderCount {
  readonly border: Border
  readonly contours: number
  /** made by the program and not by a hand */
  readonly computed: number
}

export function bordersOf(contours: readonly Contour[]): readonly BorderCount[] {
  const counts = new Map<Border, BorderCount>()
  for (const { border, origin } of contours) {
    const before = counts.get(border) ?? { border, contours: 0, computed: 0 }
    counts.set(border, {
      border,
      contours: before.contours + 1,
      computed: before.computed + (isComputed({ origin }) ? 1 : 0),
    })
  }
  return [...counts.values()]
}
