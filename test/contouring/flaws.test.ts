import { describe, expect, it } from 'vitest'
import type { Border, Chamber, Contour } from '#analysis/contours/contour.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { Board } from '../../renderer/contouring/board.ts'
import { flawsOn } from '../../renderer/contouring/flaws.ts'
import { en } from '../../renderer/texts/en/en.ts'
import { box, drawn, endo, epi, imageText, stackOf } from '../analysis/ventricle.ts'

const stack = stackOf({ slices: 6, phases: 2 })
const phase = 0

/** What is told of a slice while a border is in the hand. */
function told(
  slice: number,
  contours: readonly Contour[],
  {
    border = 'lv-endocardial',
    empty = [],
  }: { readonly border?: Border; readonly empty?: readonly number[] } = {},
): readonly string[] {
  const frame = stack.frames[slice]?.[phase]
  if (!frame) throw new Error(`no image on slice ${slice}`)
  const marked = new Set(empty.map((one) => imageText(stack, one, phase)))
  const board = new Board()
  board.read({
    contoursOn: (image) => contours.filter((contour) => imageKeyText(contour.image) === imageKeyText(image)),
    landmarksOn: () => [],
    isEmpty: (image, chamber: Chamber) => chamber === 'lv' && marked.has(imageKeyText(image)),
    isAccepted: () => false,
  })
  return flawsOn({ stack, slice, phase, frame }, board, { border }, en.contouring.flaws)
}

const cavity = (slice: number, area = 2000): Contour => endo(stack, slice, phase, area)

describe('a reader who draws is told', () => {
  it('nothing of a wall that is as it should be', () => {
    expect(told(2, [cavity(1), cavity(2), epi(stack, 2, phase, 3000), cavity(3)])).toEqual([])
  })

  it('that a border crosses itself, before everything else', () => {
    const [a, b, c, d] = box(2000)
    if (!a || !b || !c || !d) throw new Error('a box has four corners')
    const [first] = told(2, [drawn(stack, 2, phase, 'lv-endocardial', [a, c, b, d])])
    expect(first).toBe('The LV endocardial contour crosses itself.')
  })

  it('that the cavity lies outside of the wall', () => {
    expect(told(2, [cavity(2), epi(stack, 2, phase, 1000)])).toEqual([
      'The endocardium lies outside of the epicardium.',
    ])
  })

  it('that a border jumps away from those of the slices beside it, by place and by size', () => {
    const aside = drawn(
      stack,
      2,
      phase,
      'lv-endocardial',
      box(2000).map(([x, y]) => [x + 30, y] as const),
    )
    expect(told(2, [cavity(1), aside, cavity(3)])).toEqual([
      'The LV endocardial contour lies 30 mm beside those next to it.',
    ])
    expect(told(2, [cavity(1), cavity(2, 8000), cavity(3)])).toEqual([
      'The LV endocardial contour is 4.0 times as large as the next one.',
    ])
  })

  it('which slices in between have no such border, and not those that are marked as without the ventricle', () => {
    expect(told(1, [cavity(1), cavity(4)])).toEqual(['Slice 3, 4 has no LV endocardial contour in between.'])
    expect(told(1, [cavity(1), cavity(4)], { empty: [2] })).toEqual([
      'Slice 4 has no LV endocardial contour in between.',
    ])
    expect(told(1, [cavity(1), cavity(2)])).toEqual([])
  })
})
