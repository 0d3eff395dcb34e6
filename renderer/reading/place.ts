/** Where the reader is in the study: how the images hang, which cell has the keys, which slice of each stack is seen. */
import { createStore, type StoreApi } from 'zustand'
import { type IndexPoint, indexToPatient } from '#analysis/geometry/plane.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { Cell, Layout } from '../hanging/layout.ts'
import { type SliceRange, thirdSlice, wholeStack } from '../hanging/levels.ts'
import { middleOf, type Point, sliceNearest } from '../hanging/position.ts'
import { type Hangable, hang, type ProtocolId } from '../hanging/protocols.ts'
import { isParallel } from '../hanging/series.ts'
import type { ImageGesture } from '../viewport/image-gestures.ts'
import type { Mode } from './modes.ts'
import { middleSlice } from './views.ts'

export interface Hung {
  readonly id: ProtocolId
  readonly layout: Layout
}

export interface Place {
  /** whose panel stands on the right */
  readonly mode: Mode
  readonly study: Hangable
  readonly hung: Hung
  /** the layout of cells that is gone back to from a matrix */
  readonly before: ProtocolId
  /** that has the keys */
  readonly cell: string
  /** in the cell that has the keys; of a matrix, its stack */
  readonly stack: Stack
  /** what was put into a cell by hand, by `cellKey` */
  readonly put: ReadonlyMap<string, Stack>
  /** by stack id, or by `cellKey` for a cell with a slice of its own */
  readonly slices: ReadonlyMap<string, number>
  /** slices of the short axis in which the left ventricle is contoured */
  readonly ventricle: SliceRange | undefined
  /** the point that was clicked last, shown in every view that it lies in */
  readonly crossHair: Point | undefined
  readonly crossHairShown: boolean
  readonly contoursShown: boolean
  /** maps in colour */
  readonly coloursShown: boolean
  /** planes of all images drawn on each other */
  readonly linesShown: boolean
  /** what a plain drag of the left button does to the image, when it is not for the contours */
  readonly imageTool: ImageGesture | 'none'
}

export type PlaceStore = StoreApi<Place>

export function createPlace(study: Hangable, mode: Mode, layout: ProtocolId): PlaceStore {
  const hung = hang(layout, study)
  return createStore<Place>(() => ({
    mode,
    study,
    before: hung.layout.kind === 'grid' ? hung.id : 'function',
    put: new Map(),
    slices: new Map(),
    ventricle: undefined,
    crossHair: undefined,
    crossHairShown: true,
    contoursShown: true,
    coloursShown: true,
    linesShown: false,
    imageTool: 'none',
    ...standingIn(hung, new Map(), study.lead),
  }))
}

const cellKey = ({ id }: Hung, cell: Cell): string => `${id}/${cell.id}`

export const stackIn = ({ hung, put }: Pick<Place, 'hung' | 'put'>, cell: Cell): Stack =>
  put.get(cellKey(hung, cell)) ?? cell.stack

export const cellsOf = ({ hung: { layout } }: Pick<Place, 'hung'>): readonly Cell[] =>
  layout.kind === 'grid' ? layout.cells : []

/** The keys are in the study that this one is compared with. */
export const standsInOther = (place: Place): boolean =>
  cellsOf(place).some(({ id, study }) => id === place.cell && study === 'other')

/** Everything that is on the screen, the active first. */
export function stacksInSight(place: Place): readonly Stack[] {
  const { hung, stack } = place
  const others =
    hung.layout.kind === 'matrix' ? [hung.layout.stack] : cellsOf(place).map((cell) => stackIn(place, cell))
  return [...new Set([stack, ...others])]
}

/**
 * Whose beat is played: the stack in the hand where it moves. Beside a still image that which moves in sight, and where
 * nothing does, the measured stack: the strip shows it.
 */
export function leaderIn(place: Place, lead: Stack): Stack {
  if (moves(place.stack)) return place.stack
  const moving = stacksInSight(place).filter(moves)
  const { shortAxis, lead: first } = place.study
  return moving.includes(lead) ? lead : (moving[0] ?? shortAxis ?? first)
}

const moves = ({ phaseCount }: Stack): boolean => phaseCount > 1

/** The cell that shows what the reader was at, and the first where none does. */
function standingIn(
  hung: Hung,
  put: Place['put'],
  stack: Stack | undefined,
): Pick<Place, 'hung' | 'cell' | 'stack'> {
  if (hung.layout.kind === 'matrix') return { hung, cell: '', stack: hung.layout.stack }
  const { cells } = hung.layout
  const at = (stack && cells.find((cell) => stackIn({ hung, put }, cell) === stack)) ?? cells[0]
  if (!at) throw new Error(`the layout '${hung.id}' has no cell`)
  return { hung, cell: at.id, stack: stackIn({ hung, put }, at) }
}

/** @param keep  the keys stay with the series that they were for; else the first image gets them */
export function hangIn(place: PlaceStore, id: ProtocolId, keep = true): void {
  place.setState(({ study, put, stack, before }) => {
    const hung = hang(id, study)
    // one large image is of what the reader is at
    const alone = hung.id === 'single' ? new Map(put).set('single/single', stack) : put
    return {
      put: alone,
      before: hung.layout.kind === 'grid' ? hung.id : before,
      ...standingIn(hung, alone, keep ? stack : undefined),
    }
  })
}

/** The study beside which this one hangs, or none. */
export function compareWith(place: PlaceStore, other: readonly Stack[] | undefined): void {
  place.setState(({ study }) => ({ study: { ...study, other } }))
  hangIn(place, other ? 'compare' : 'function')
}

export function activate(place: PlaceStore, cell: Cell): void {
  if (place.getState().cell === cell.id) return
  place.setState((now) => ({ cell: cell.id, stack: stackIn(now, cell) }))
}

/** The cell after the active one, and after the last the first. */
export function activateNext(place: PlaceStore, by: number): void {
  const cells = cellsOf(place.getState())
  const at = cells.findIndex(({ id }) => id === place.getState().cell)
  const next = cells[(at + by + cells.length) % cells.length]
  if (next) activate(place, next)
}

/** Puts a stack into the active cell; of a matrix, into the cells that were there before. */
export function showStack(place: PlaceStore, stack: Stack): void {
  leaveMatrix(place)
  place.setState(({ hung, put, cell }) => ({ stack, put: new Map(put).set(`${hung.id}/${cell}`, stack) }))
}

/** Where the stack is on the screen already, that cell gets the keys. */
export function findStack(place: PlaceStore, stack: Stack): void {
  leaveMatrix(place)
  const now = place.getState()
  if (now.stack === stack) return
  const cell = cellsOf(now).find((one) => one.study === 'own' && stackIn(now, one) === stack)
  if (cell) activate(place, cell)
  else showStack(place, stack)
}

function leaveMatrix(place: PlaceStore): void {
  const { hung, before } = place.getState()
  if (hung.layout.kind === 'matrix') hangIn(place, before)
}

export const sliceOf = ({ slices }: Pick<Place, 'slices'>, stack: Stack): number =>
  slices.get(stack.id) ?? middleSlice(stack)

export function sliceIn(place: Place, cell: Cell): number {
  const stack = stackIn(place, cell)
  if (cell.slice.kind === 'reader' || stack !== cell.stack) return sliceOf(place, stack)
  const own = place.slices.get(cellKey(place.hung, cell))
  if (own !== undefined) return own
  if (cell.slice.kind === 'fixed') return cell.slice.slice
  return thirdSlice(cell.slice.level, place.ventricle ?? wholeStack(stack))
}

const clamped = (stack: Stack, slice: number): number => Math.min(Math.max(slice, 0), stack.frames.length - 1)

/** The slice of a stack, and of all that lie parallel to it the slice at the same position. */
export function goToSlice(place: PlaceStore, stack: Stack, slice: number): void {
  place.setState((now) => ({ slices: withSlice(now, stack, clamped(stack, slice)) }))
}

/** A cell with a slice of its own goes alone. */
export function goToSliceIn(place: PlaceStore, cell: Cell, slice: number): void {
  const now = place.getState()
  const stack = stackIn(now, cell)
  if (cell.slice.kind === 'reader' || stack !== cell.stack) goToSlice(place, stack, slice)
  else place.setState({ slices: new Map(now.slices).set(cellKey(now.hung, cell), clamped(stack, slice)) })
}

/** By slices, in the active cell. */
export function stepSlice(place: PlaceStore, to: (slice: number, last: number) => number): void {
  const now = place.getState()
  const { stack } = now
  const last = stack.frames.length - 1
  const cell = cellsOf(now).find(({ id }) => id === now.cell)
  if (cell) goToSliceIn(place, cell, to(sliceIn(now, cell), last))
  else goToSlice(place, stack, to(sliceOf(now, stack), last))
}

function withSlice({ slices, study }: Place, stack: Stack, slice: number): ReadonlyMap<string, number> {
  const next = new Map(slices).set(stack.id, slice)
  const point = middleOf(stack, slice)
  if (!point) return next
  for (const other of study.stacks) {
    if (other === stack || other.frames.length < 2 || !isParallel(stack, other)) continue
    const found = sliceNearest(other, point)
    if (found) next.set(other.id, found.slice)
  }
  for (const [own, other] of comparedPairs(study)) {
    if (own === stack) next.set(other.id, sliceLike(own, slice, other))
    if (other === stack) next.set(own.id, sliceLike(other, slice, own))
  }
  return next
}

/** Stacks of one role in both studies. */
function comparedPairs({ stacks, other = [] }: Hangable): readonly (readonly [own: Stack, other: Stack])[] {
  return other.flatMap((theirs) => {
    const ours = stacks.find(({ role }) => role === theirs.role)
    return ours && ours !== theirs ? [[ours, theirs] as const] : []
  })
}

/** Two examinations share no position: as far from base to apex in one as in the other. */
function sliceLike(from: Stack, slice: number, to: Stack): number {
  const last = Math.max(1, from.frames.length - 1)
  return Math.round((slice / last) * (to.frames.length - 1))
}

/** A click into an image: every view goes to the slice in which that point of the patient lies. */
export function pointAt(place: PlaceStore, stack: Stack, frame: StackFrame, index: IndexPoint): void {
  const { plane } = frame.facts
  if (!plane) return
  const { frameOfReferenceUid } = frame.instance
  pointIn(place, { at: indexToPatient(plane, index), frameOfReferenceUid }, stack)
}

/** Every view goes to the slice in which a point of the patient lies, but for the one that it was pointed at in. */
export function pointIn(place: PlaceStore, point: Point, stack?: Stack): void {
  place.setState(({ slices, study }) => {
    const next = new Map(slices)
    for (const other of study.stacks) {
      if (other === stack || other.frames.length < 2) continue
      const found = sliceNearest(other, point)
      if (found) next.set(other.id, found.slice)
    }
    return { crossHair: point, slices: next }
  })
}
