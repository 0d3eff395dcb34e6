import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import { isEmpty } from '#analysis/reading/state.ts'
import type { ContourMaker, MadeContours } from '../../renderer/analyses/propagating.ts'
import { accept } from '../../renderer/contouring/acts/accepting.ts'
import { Making } from '../../renderer/contouring/making.ts'
import { ring } from '../analysis/contours/shapes.ts'
import { stackOf, Table } from './table.ts'

const sax = stackOf('sax', 1, 3)
const carried = (phase: number, radius = 18): Contour => ({
  image: { sopInstanceUid: `1.0.${phase}`, frame: 0 },
  border: 'lv-endocardial',
  closed: true,
  points: ring(radius, 96),
  origin: 'propagated',
})
const made = (...contours: Contour[]): MadeContours => ({ contours, quality: [], notMade: [], warnings: [] })

/** Main, which answers when it is told to. */
function slowMaker() {
  let resolve: (made: MadeContours) => void = () => {}
  const promise = new Promise<MadeContours>((done) => {
    resolve = done
  })
  const progress: ((done: number, total: number) => void)[] = []
  const make: ContourMaker['propagate'] = (_, making) => {
    if (making?.onProgress) progress.push(making.onProgress)
    return promise
  }
  return {
    maker: { propagate: make, interpolate: make },
    answer: (made: MadeContours) => resolve(made),
    progress,
  }
}

describe('contours that main was asked for', () => {
  it('come as one event, and are told of while they are made', async () => {
    const table = new Table(sax)
    const { maker, answer, progress } = slowMaker()
    const making = new Making(table.editor, maker)
    const done = making.start('propagate', { stack: sax, slice: 0 })
    progress[0]?.(1, 4)
    expect(making.state.get()).toEqual({ kind: 'propagate', done: 1, total: 4 })
    answer(made(carried(1), carried(2)))
    await done
    expect(making.state.get()).toBeUndefined()
    expect(table.state.undoable).toHaveLength(1)
    expect(table.contours).toHaveLength(2)
    expect(table.notices.join()).toContain('2 contours propagated')
  })

  it('do not come when the reader cancelled', async () => {
    const table = new Table(sax)
    const { maker, answer } = slowMaker()
    const making = new Making(table.editor, maker)
    const done = making.start('interpolate', { stack: sax })
    expect(making.cancel()).toBe(true)
    answer(made(carried(1)))
    await done
    expect(table.contours).toHaveLength(0)
    expect(table.notices).toEqual([])
    expect(making.cancel()).toBe(false)
  })

  it('do not take the place of one that the reader drew while they were made', async () => {
    const table = new Table(sax)
    const { maker, answer } = slowMaker()
    const done = new Making(table.editor, maker).start('propagate', { stack: sax })
    const drawn = { ...carried(1, 30), origin: 'drawn' } as const
    table.append({ kind: 'contours-changed', set: [drawn], removed: [], gesture: 'draw' })
    answer(made(carried(1), carried(2)))
    await done
    expect(table.contours.map(({ origin }) => origin).sort()).toEqual(['drawn', 'propagated'])
    expect(table.notices.join()).toContain('1 contour propagated')
  })

  it('leave out a slice that was marked as without the ventricle while they were made', async () => {
    const table = new Table(sax)
    const { maker, answer } = slowMaker()
    const done = new Making(table.editor, maker).start('propagate', { stack: sax })
    const [marked] = [carried(1).image]
    table.append({ kind: 'slices-marked', chamber: 'lv', images: [marked], empty: true })
    answer(made(carried(1), carried(2)))
    await done
    expect(isEmpty(table.state, marked)).toBe(true)
    expect(table.contours.map(({ image }) => image.sopInstanceUid)).toEqual(['1.0.2'])
  })

  it('do not bring back what the reader took away while they were made', async () => {
    const table = new Table(sax)
    const removed = [{ image: carried(1).image, border: 'lv-endocardial' }] as const
    table.append({ kind: 'contours-changed', set: [carried(1)], removed: [], gesture: 'propagate' })
    const { maker, answer } = slowMaker()
    const done = new Making(table.editor, maker).start('propagate', { stack: sax })
    table.append({ kind: 'contours-changed', set: [], removed, gesture: 'delete' })
    answer(made(carried(1, 25), carried(2, 25)))
    await done
    expect(table.contours.map(({ image }) => image.sopInstanceUid)).toEqual(['1.0.2'])
  })

  it('are left out, and the reader is told, where an undo took away what they were made from', async () => {
    const two = stackOf('sax', 2, 3)
    const table = new Table(two)
    const on = (slice: number, contour: Contour): Contour => ({
      ...contour,
      image: { sopInstanceUid: `1.${slice}.${contour.image.sopInstanceUid.slice(-1)}`, frame: 0 },
    })
    const drawn = { ...carried(0), origin: 'drawn' } as const
    table.append({ kind: 'contours-changed', set: [on(1, drawn)], removed: [], gesture: 'draw' })
    table.append({ kind: 'contours-changed', set: [drawn], removed: [], gesture: 'draw' })
    const { maker, answer } = slowMaker()
    const done = new Making(table.editor, maker).start('propagate', { stack: two })
    table.undo()
    answer(made(carried(1), carried(2), on(1, carried(1))))
    await done
    expect(table.contours.map(({ image }) => image.sopInstanceUid).sort()).toEqual(['1.1.0', '1.1.1'])
    expect(table.notices.join()).toContain('2 contours left out')
  })

  it('that were laid between others are left out when one of those was changed', async () => {
    const table = new Table(sax)
    const drawn = { ...carried(0), origin: 'drawn' } as const
    table.append({ kind: 'contours-changed', set: [drawn], removed: [], gesture: 'draw' })
    const { maker, answer } = slowMaker()
    const done = new Making(table.editor, maker).start('interpolate', { stack: sax })
    table.append({
      kind: 'contours-changed',
      set: [{ ...drawn, points: ring(30, 96) }],
      removed: [],
      gesture: 'drag',
    })
    answer(made(carried(1)))
    await done
    expect(table.contours).toHaveLength(1)
    expect(table.notices).toEqual([expect.stringContaining('1 contour left out')])
  })

  it('do not take the place of one that somebody looked at and let stand', async () => {
    const table = new Table(sax)
    table.append({
      kind: 'contours-changed',
      set: [carried(1), carried(2)],
      removed: [],
      gesture: 'propagate',
    })
    table.goTo(0, 1)
    accept(table.editor, 'here')
    const { maker, answer } = slowMaker()
    const done = new Making(table.editor, maker).start('propagate', { stack: sax })
    answer(made(carried(1, 25), carried(2, 25)))
    await done
    const widths = table.contours.map(({ points }) => Math.max(...points.map(([x]) => x)))
    expect(widths.sort((a, b) => a - b)).toEqual([118, 125])
  })
})
