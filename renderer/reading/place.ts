/** Where the reader is in the study: which stack is large, which slice of each, what is drawn over it. */
import { createStore, type StoreApi } from 'zustand'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { ImageGesture } from '../viewport/image-gestures.ts'
import type { Mode } from './modes.ts'
import { middleSlice } from './views.ts'

export interface Place {
  /** whose panel stands on the right */
  readonly mode: Mode
  /** in the large viewport */
  readonly stack: Stack
  /** by stack id */
  readonly slices: ReadonlyMap<string, number>
  readonly contoursShown: boolean
  /** long-axis planes drawn on the short axis */
  readonly linesShown: boolean
  /** what a plain drag of the left button does to the image, when it is not for the contours */
  readonly imageTool: ImageGesture | 'none'
}

export const createPlace = (stack: Stack): StoreApi<Place> =>
  createStore<Place>(() => ({
    mode: 'function',
    stack,
    slices: new Map(),
    contoursShown: true,
    linesShown: false,
    imageTool: 'none',
  }))

export const sliceOf = ({ slices }: Pick<Place, 'slices'>, stack: Stack): number =>
  slices.get(stack.id) ?? middleSlice(stack)

export function goToSlice(place: StoreApi<Place>, stack: Stack, slice: number): void {
  const kept = Math.min(Math.max(slice, 0), stack.frames.length - 1)
  place.setState(({ slices }) => ({ stack, slices: new Map(slices).set(stack.id, kept) }))
}
