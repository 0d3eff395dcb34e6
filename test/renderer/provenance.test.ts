import { describe, expect, it } from 'vitest'
import { arrange } from '#analysis/volumes/grid.ts'
import { provenanceGrid, provenanceOf, tallied } from '../../renderer/reading/provenance.ts'
import { endo, epi, imageText, stackOf } from '../analysis/ventricle.ts'

const stack = stackOf({ slices: 4, phases: 2 })

describe('the map of slices and phases', () => {
  const contours = [
    endo(stack, 0, 0, 900),
    { ...endo(stack, 1, 0, 900), origin: 'propagated' as const },
    epi(stack, 1, 0, 1500),
    { ...endo(stack, 2, 0, 900), origin: 'edited' as const },
    { ...endo(stack, 2, 1, 900), origin: 'interpolated' as const },
  ]
  const looked = new Set([contours.at(-1)])
  const grid = arrange(stack, contours, new Map([[imageText(stack, 3, 0), { assumed: false }]]))
  const map = provenanceGrid(grid, new Set(['3/1']), (contour) => looked.has(contour))

  it('tells what a hand made from what was carried there, and names the latter where an image has both', () => {
    expect(map[0]).toEqual(['by-hand', 'propagated', 'edited', 'marked'])
  })

  it('says what a person accepted, marks what keeps the read from being signed, and leaves the rest open', () => {
    expect(map[1]).toEqual(['open', 'open', 'accepted', 'missing'])
  })

  it('is counted in words, gaps first', () => {
    expect(tallied(map)).toEqual([
      ['missing', 1],
      ['propagated', 1],
      ['accepted', 1],
      ['edited', 1],
      ['by-hand', 1],
      ['marked', 1],
    ])
  })

  it('has nothing to say of an image that the stack lacks', () => {
    expect(provenanceOf(undefined, true, () => false)).toBe('no-image')
  })
})
