import { describe, expect, it } from 'vitest'
import type { Border, Contour } from '#analysis/contours/contour.ts'
import { Board, type ContourSource } from '../../renderer/contouring/board.ts'

const image = { sopInstanceUid: '2.25.1', frame: 0 }
const contour = (size: number, border: Border = 'lv-endocardial'): Contour => ({
  image,
  border,
  closed: true,
  points: [
    [0, 0],
    [size, 0],
    [0, size],
  ],
  origin: 'drawn',
})
const read = (...contours: Contour[]): ContourSource => ({
  contoursOn: () => contours,
  landmarksOn: () => [],
  isEmpty: () => false,
  isAccepted: () => false,
})
const seen = (board: Board): readonly number[] =>
  board.contoursOn(image).map(({ points }) => points[1]?.[0] ?? 0)

describe('what a reader sees of a contour', () => {
  it('is what the hand shows while it drags, and what the read says when it lets go', () => {
    const board = new Board()
    board.read(read(contour(10)))
    board.show([contour(12)])
    expect(seen(board)).toEqual([12])
    board.show([])
    expect(seen(board)).toEqual([10])
  })

  it('stays as it was finished until the read has it', () => {
    const board = new Board()
    board.read(read(contour(10)))
    board.expect([contour(12)], [])
    expect(seen(board)).toEqual([12])
    board.read(read(contour(10)))
    expect(seen(board)).toEqual([12])
    board.read(read(contour(12)))
    expect(seen(board)).toEqual([12])
    board.read(read(contour(11)))
    expect(seen(board)).toEqual([11])
  })

  it('stays as it was finished last when two gestures are on their way', () => {
    const board = new Board()
    board.read(read(contour(10)))
    board.expect([contour(12)], [])
    board.expect([contour(14)], [])
    board.read(read(contour(12)))
    expect(seen(board)).toEqual([14])
    board.read(read(contour(14)))
    expect(seen(board)).toEqual([14])
  })

  it('goes back to the read when the gesture is refused', () => {
    const board = new Board()
    board.read(read(contour(10)))
    const forget = board.expect([contour(12)], [])
    forget()
    expect(seen(board)).toEqual([10])
  })

  it('is gone when it was deleted, before the read says so', () => {
    const board = new Board()
    board.read(read(contour(10), contour(20, 'lv-epicardial')))
    board.expect([], [{ image, border: 'lv-endocardial' }])
    expect(seen(board)).toEqual([20])
  })

  it('tells the papillary muscles of one image apart', () => {
    const muscle = (size: number, part: number): Contour => ({ ...contour(size, 'lv-papillary'), part })
    const board = new Board()
    board.read(read(muscle(3, 0), muscle(4, 1)))
    expect(seen(board)).toEqual([3, 4])
    board.show([muscle(5, 1)])
    expect(seen(board)).toEqual([3, 5])
    board.show([])
    board.expect([muscle(6, 1)], [{ image, border: 'lv-papillary', part: 0 }])
    expect(seen(board)).toEqual([6])
  })

  it('follows an undo that came while a gesture was on its way', () => {
    const board = new Board()
    board.read(read(contour(10)))
    board.expect([contour(12)], [])
    board.read(read(contour(9)))
    expect(seen(board)).toEqual([9])
  })
})
