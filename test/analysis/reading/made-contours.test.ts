/** Which contours of a read others are made from, and which of what is made may take a place in it. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { contoursToGoFrom, newAmong, type WhichContours } from '#analysis/reading/made-contours.ts'
import { placesIn } from '#analysis/volumes/grid.ts'
import { endo, epi, stackOf } from '../ventricle.ts'

const stack = stackOf()
const drawnAt = (slice: number, phase: number): Contour => endo(stack, slice, phase, 2000)
const carriedAt = (slice: number, phase: number): Contour => ({
  ...drawnAt(slice, phase),
  origin: 'propagated',
})
const read = [drawnAt(3, 0), epi(stack, 3, 0, 3000), drawnAt(4, 0), carriedAt(3, 1), drawnAt(3, 2)]
const places = (contours: readonly Contour[]) =>
  contours.map(({ image, border }) => [...(placesIn(stack).get(imageKeyText(image)) ?? []), border].join(' '))
const from = (which: WhichContours) => places(contoursToGoFrom(read, [stack], which))

describe('contours that others are made from', () => {
  it('are those of a hand, not those that were made of them before', () => {
    expect(from({})).toEqual([
      '3 0 lv-endocardial',
      '3 0 lv-epicardial',
      '4 0 lv-endocardial',
      '3 2 lv-endocardial',
    ])
    expect(from({ replace: 'nothing' })).toHaveLength(5)
  })

  it('are of the borders, slices and phases that are named', () => {
    expect(from({ borders: ['lv-epicardial'] })).toEqual(['3 0 lv-epicardial'])
    expect(from({ places: [{ stack: stack.id, slices: [4] }] })).toEqual(['4 0 lv-endocardial'])
    expect(from({ places: [{ stack: 'another' }] })).toEqual([])
    expect(from({ from: [1] })).toEqual(['3 1 lv-endocardial'])
  })
})

describe('contours that were made', () => {
  const made = [1, 2, 5].map((phase) => carriedAt(3, phase))
  const taken = (which: WhichContours) => places(newAmong(made, read, [stack], which))

  it('take the place of those that were made before, and never that of a hand’s own unless it is asked for', () => {
    expect(taken({})).toEqual(['3 1 lv-endocardial', '3 5 lv-endocardial'])
    expect(taken({ replace: 'nothing' })).toEqual(['3 5 lv-endocardial'])
    expect(taken({ replace: 'all' })).toHaveLength(3)
  })

  it('are taken at the phases that are wanted', () => {
    expect(taken({ to: [1], replace: 'all' })).toEqual(['3 1 lv-endocardial'])
  })
})
