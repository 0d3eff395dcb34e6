import { describe, expect, it } from 'vitest'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import { Playhead } from '../../renderer/cine/playhead.ts'
import { holdStill } from '../../renderer/reading/hold-still.ts'
import {
  activate,
  activateNext,
  cellsOf,
  compareWith,
  createPlace,
  findStack,
  goToSlice,
  goToSliceIn,
  hangIn,
  leaderIn,
  type PlaceStore,
  pointAt,
  showStack,
  sliceIn,
  sliceOf,
  stacksInSight,
  standsInOther,
  stepSlice,
} from '../../renderer/reading/place.ts'
import { heart, longAxis } from '../analysis/heart.ts'
import { stackOf } from '../analysis/ventricle.ts'

const usual = heart([0.62, -0.57, -0.53])
const cine = stackOf({ slices: 10, phases: 4, spacing: 10 })
const named = (role: SeriesRole, stack: Stack): Stack => ({ ...stack, id: role, role })
const sax: Stack = { ...named('cine-sax', cine), seriesClass: 'cine' }
const lge: Stack = {
  ...named('lge-sax', stackOf({ slices: 5, phases: 1, spacing: 20, series: '5.5' })),
  seriesClass: 'lge',
}
const [view] = sortIntoStacks(longAxis(usual, -30, { phases: 4, slices: 1, series: '6.6' })).stacks
if (!view) throw new Error('no long axis')
const fourChamber: Stack = { ...named('cine-4ch', view), seriesClass: 'cine' }
const stacks = [sax, lge, fourChamber]

const open = (): PlaceStore => createPlace({ stacks, shortAxis: sax, lead: sax }, 'function', 'function')
const cell = (place: PlaceStore, id: string) => {
  const found = cellsOf(place.getState()).find((one) => one.id === id)
  if (!found) throw new Error(`no cell ${id}`)
  return found
}

describe('the reader among the images', () => {
  it('begins at the short axis, and is where a cell was pressed last', () => {
    const place = open()
    expect(place.getState()).toMatchObject({ cell: 'large', stack: sax })
    activate(place, cell(place, 'side-1'))
    expect(place.getState().stack).toBe(fourChamber)
    activateNext(place, 1)
    expect(place.getState().stack).toBe(sax)
  })

  it('has the beat of the image in the hand, and at a still one of what moves in sight or is measured', () => {
    const place = open()
    activate(place, cell(place, 'side-1'))
    expect(leaderIn(place.getState(), sax)).toBe(fourChamber)
    showStack(place, lge)
    expect(leaderIn(place.getState(), sax)).toBe(sax)
    const gone = named('perfusion-stress', cine)
    expect(leaderIn(place.getState(), gone)).toBe(sax)
    hangIn(place, 'single')
    expect(stacksInSight(place.getState())).toEqual([lge])
    expect(leaderIn(place.getState(), fourChamber)).toBe(sax)
  })

  it('takes the series along into a layout that has it, and begins at the first image of one that has not', () => {
    const place = open()
    activate(place, cell(place, 'side-1'))
    hangIn(place, 'four-up')
    expect(place.getState()).toMatchObject({ cell: 'lax-1', stack: fourChamber })
    hangIn(place, 'lge')
    expect(place.getState()).toMatchObject({ cell: 'lge', stack: lge })
    hangIn(place, 'single')
    expect(place.getState().stack).toBe(lge)
  })

  it('puts a series into the cell with the keys, where it stays when the images hang otherwise for a while', () => {
    const place = open()
    showStack(place, lge)
    expect(stacksInSight(place.getState())).toEqual([lge, fourChamber])
    hangIn(place, 'four-up')
    hangIn(place, 'function')
    expect(stacksInSight(place.getState())).toContain(lge)
  })

  it('finds a series that is on the screen without moving it', () => {
    const place = open()
    activate(place, cell(place, 'side-1'))
    findStack(place, sax)
    expect(place.getState()).toMatchObject({ cell: 'large', stack: sax })
    expect(place.getState().put.size).toBe(0)
  })

  it('leaves a matrix for the cells that were there before it', () => {
    const place = open()
    hangIn(place, 'four-up')
    hangIn(place, 'matrix-all')
    expect(place.getState().hung.id).toBe('matrix-all')
    findStack(place, sax)
    expect(place.getState()).toMatchObject({ hung: { id: 'four-up' }, cell: 'sax' })
  })
})

describe('slices', () => {
  it('of parallel stacks go to one position: every second cine slice has a late one', () => {
    const place = open()
    goToSlice(place, lge, 1)
    const beside = sliceOf(place.getState(), sax)
    goToSlice(place, sax, beside)
    expect(sliceOf(place.getState(), lge)).toBe(1)
    expect(sliceOf(place.getState(), fourChamber)).toBe(0)
  })

  it('end at base and apex', () => {
    const place = open()
    stepSlice(place, () => -3)
    expect(sliceOf(place.getState(), sax)).toBe(0)
    stepSlice(place, (_, last) => last + 5)
    expect(sliceOf(place.getState(), sax)).toBe(9)
  })

  it('of the three levels lie within the ventricle, and each can be moved alone', () => {
    const place = open()
    place.setState({ ventricle: { base: 1, apex: 6 } })
    hangIn(place, 'levels')
    const at = () => cellsOf(place.getState()).map((one) => sliceIn(place.getState(), one))
    expect(at()).toEqual([2, 4, 6])
    goToSliceIn(place, cell(place, 'mid'), 3)
    expect(at()).toEqual([2, 3, 6])
  })

  it('are those of the point that was clicked in a long axis', () => {
    const place = open()
    const frame = fourChamber.frames[0]?.[0]
    if (!frame) throw new Error('no image')
    const seen = new Set<number>()
    for (let row = 0; row < 256; row += 8) {
      pointAt(place, fourChamber, frame, [128, row])
      seen.add(sliceOf(place.getState(), sax))
    }
    expect(place.getState().crossHair).toBeDefined()
    expect(seen.size).toBeGreaterThan(5)
  })
})

describe('another study beside this one', () => {
  const before: Stack = {
    ...named('cine-sax', stackOf({ slices: 7, phases: 4, series: '7.7' })),
    id: 'before',
  }

  it('hangs in a cell of its own, goes to the same level of the heart, and goes away again', () => {
    const place = open()
    compareWith(place, [before])
    expect(stacksInSight(place.getState())).toEqual([sax, before])
    goToSlice(place, sax, 9)
    expect(sliceOf(place.getState(), before)).toBe(6)
    goToSlice(place, before, 0)
    expect(sliceOf(place.getState(), sax)).toBe(0)
    activate(place, cell(place, 'other'))
    expect(standsInOther(place.getState())).toBe(true)
    compareWith(place, undefined)
    expect(place.getState().hung.id).toBe('function')
    expect(standsInOther(place.getState())).toBe(false)
  })
})

describe('an image that a hand is laid on', () => {
  it('stays, though another phase and slice were asked for that are still on their way', () => {
    const place = open()
    const playhead = new Playhead(sax)
    goToSlice(place, sax, 5)
    playhead.showPhase(2)
    const seen = { stack: sax, slice: 4, phase: 1 }
    holdStill(playhead, place, seen)
    expect(sliceOf(place.getState(), sax)).toBe(4)
    expect(playhead.phaseOf(sax)).toBe(1)
    expect(playhead.get().playing).toBe(false)
  })

  it('of a series that was just put away moves nothing of the one that takes its cell', () => {
    const place = open()
    const playhead = new Playhead(sax)
    showStack(place, lge)
    const before = sliceOf(place.getState(), lge)
    holdStill(playhead, place, { stack: sax, slice: 2, phase: 0 })
    expect(sliceOf(place.getState(), lge)).toBe(before)
    expect(place.getState().stack).toBe(lge)
  })
})
