/** What was drawn on one image, by what it bounds. */
import { type Border, type Contour, contourKeyText } from '../contours/contour.ts'
import type { Polygon } from '../contours/polygon.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack, StackFrame } from '../protocol/stack.ts'
import type { Examination } from './examination.ts'

export interface Drawn {
  /** in the order of their parts */
  all(image: ImageKey, border: Border): readonly Contour[]
  /** the first of them */
  one(image: ImageKey, border: Border): Polygon | undefined
  /** whether anything at all is drawn on a stack */
  on(stack: Stack, ...borders: readonly Border[]): boolean
}

export function drawnOn({ contours }: Pick<Examination, 'contours'>): Drawn {
  const byImage = new Map<string, Contour[]>()
  for (const contour of [...contours].sort((a, b) => (contourKeyText(a) < contourKeyText(b) ? -1 : 1))) {
    const key = `${imageKeyText(contour.image)}/${contour.border}`
    const known = byImage.get(key) ?? []
    known.push(contour)
    byImage.set(key, known)
  }
  const all: Drawn['all'] = (image, border) => byImage.get(`${imageKeyText(image)}/${border}`) ?? []
  return {
    all,
    one: (image, border) => all(image, border)[0]?.points,
    on: (stack, ...borders) =>
      stack.frames.some((frames) =>
        frames.some((frame) => frame !== null && borders.some((border) => all(frame, border).length > 0)),
      ),
  }
}

/** The frames of a slice that are there. */
export const framesOf = (stack: Stack, slice: number): readonly StackFrame[] =>
  (stack.frames[slice] ?? []).filter((frame) => frame !== null)

/** The frame of a slice that carries a border: maps and their raw images are contoured on one of them. */
export const frameWith = (
  stack: Stack,
  slice: number,
  drawn: Drawn,
  border: Border,
): StackFrame | undefined => framesOf(stack, slice).find((frame) => drawn.one(frame, border) !== undefined)
