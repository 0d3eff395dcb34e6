/** Where the reader is in the study: which stack is large, which slice, what is drawn over it. */
import { createStore, type StoreApi } from 'zustand'

export interface Desk {
  /** id of the stack in the large viewport */
  readonly shown: string
  /** of each stack, by id */
  readonly slices: Readonly<Record<string, number>>
  readonly contoursShown: boolean
  /** long-axis planes drawn on the short axis */
  readonly linesShown: boolean
}

export const createDesk = (start: Pick<Desk, 'shown' | 'slices'>): StoreApi<Desk> =>
  createStore<Desk>(() => ({ ...start, contoursShown: true, linesShown: false }))
