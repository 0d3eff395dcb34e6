/**
 * A ventricle's contours and marks laid out over a stack: what is known of each slice at each phase.
 * A slice is *contoured*, marked *no LV* (of the right ventricle: no RV), or *open*; where the stack has a hole
 * there is no image to read.
 * @source definitions in ../README.md, "Slices"
 */
import type { Border, Chamber, Contour } from '../contours/contour.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack, StackFrame } from '../protocol/stack.ts'
import { at } from '../units/at.ts'

/** 'no-lv' is said of either ventricle: that the slice holds nothing of it */
export type SliceStatus = 'contoured' | 'no-lv' | 'open' | 'no-image'

export interface Cell {
  readonly frame: StackFrame | null
  readonly status: SliceStatus
  readonly endocardial?: Contour
  readonly epicardial?: Contour
  readonly papillary: readonly Contour[]
  /** the mark was not seen by a reader: the slice lies beyond the contours of a file */
  readonly assumed: boolean
}

/** [phase][slice] */
export type Grid = readonly (readonly Cell[])[]

/** Whether a reader saw that a slice is empty, or it was taken for granted. */
export type EmptyMarks = ReadonlyMap<string, { readonly assumed: boolean }>

type Place = readonly [slice: number, phase: number]
const placesOfStack = new WeakMap<Pick<Stack, 'frames'>, ReadonlyMap<string, Place>>()

/** Slice and phase of every image of a stack, by image key. */
export function placesIn(stack: Pick<Stack, 'frames'>): ReadonlyMap<string, Place> {
  const known = placesOfStack.get(stack)
  if (known !== undefined) return known
  const places = new Map<string, Place>()
  stack.frames.forEach((phases, slice) => {
    phases.forEach((frame, phase) => {
      if (frame !== null) places.set(imageKeyText(frame), [slice, phase])
    })
  })
  placesOfStack.set(stack, places)
  return places
}

type Part = 'endocardial' | 'epicardial' | 'papillary'
const parts: Readonly<Record<Chamber, Partial<Record<Border, Part>>>> = {
  lv: { 'lv-endocardial': 'endocardial', 'lv-epicardial': 'epicardial', 'lv-papillary': 'papillary' },
  rv: { 'rv-endocardial': 'endocardial', 'rv-epicardial': 'epicardial' },
}

interface Borders {
  endocardial?: Contour
  epicardial?: Contour
  papillary: Contour[]
}

/**
 * @param contours  of the read; those on images outside the stack, and other chambers, are left out
 * @param empty     images marked *no LV*, by image key; a contour on a marked image wins over the mark
 */
export function arrange(
  stack: Pick<Stack, 'frames' | 'phaseCount'>,
  contours: Iterable<Contour>,
  empty: EmptyMarks,
  chamber: Chamber = 'lv',
): Grid {
  const places = placesIn(stack)
  const drawn = new Map<number, Borders>()
  for (const contour of contours) {
    const part = parts[chamber][contour.border]
    if (part === undefined) continue
    const place = places.get(imageKeyText(contour.image))
    if (place === undefined) continue
    const cell = place[1] * stack.frames.length + place[0]
    const borders = drawn.get(cell) ?? { papillary: [] }
    if (part === 'papillary') borders.papillary.push(contour)
    else borders[part] = contour
    drawn.set(cell, borders)
  }
  const marks = new Map<number, { readonly assumed: boolean }>()
  for (const [image, mark] of empty) {
    const place = places.get(image)
    if (place !== undefined) marks.set(place[1] * stack.frames.length + place[0], mark)
  }
  return Array.from({ length: stack.phaseCount }, (_, phase) =>
    stack.frames.map((phases, slice) => {
      const frame = at(phases, phase)
      const cell = phase * stack.frames.length + slice
      const borders = drawn.get(cell) ?? noBorders
      const mark = marks.get(cell)
      return { frame, status: statusOf(frame, borders, mark), assumed: mark?.assumed === true, ...borders }
    }),
  )
}

const noBorders: Borders = { papillary: [] }

function statusOf(frame: StackFrame | null, borders: Borders, mark: object | undefined): SliceStatus {
  if (frame === null) return 'no-image'
  if (borders.endocardial !== undefined || borders.epicardial !== undefined) return 'contoured'
  return mark === undefined ? 'open' : 'no-lv'
}
