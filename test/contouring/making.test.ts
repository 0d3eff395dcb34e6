import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { ContourMaker, MadeContours } from '../../renderer/analyses/propagating.ts'
import { accept } from '../../renderer/contouring/acts/accepting.ts'
import { Making } from '../../renderer/contouring/making.ts'
import { ring } from '../analysis/contours/shapes.ts'
import { stackOf, Table } from './table.ts'

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
    const table = new Table(stackOf('sax', 1, 3))
    const { maker, answer, progress } = slowMaker()
    const making = new Making(table.editor, maker)
    const done = making.start('propagate', { stack: 'sax', slice: 0 })
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
    const table = new Table(stackOf('sax', 1, 3))
    const { maker, answer } = slowMaker()
    const making = new Making(table.editor, maker)
    const done = making.start('interpolate', { stack: 'sax' })
    expect(making.cancel()).toBe(true)
    answer(made(carried(1)))
    await done
    expect(table.contours).toHaveLength(0)
    expect(table.notices).toEqual([])
    expect(making.cancel()).toBe(false)
  })

  it('do not take the place of one that somebody looked at and let stand', async () => {
    const table = new Table(stackOf('sax', 1, 3))
    table.append({
      kind: 'contours-changed',
      set: [carried(1), carried(2)],
      removed: [],
      gesture: 'propagate',
    })
    table.goTo(0, 1)
    accept(table.editor, 'here')
    const { maker, answer } = slowMaker()
    const done = new Making(table.editor, maker).start('propagate', { stack: 'sax' })
    answer(made(carried(1, 25), carried(2, 25)))
    await done
    const widths = table.contours.map(({ points }) => Math.max(...points.map(([x]) => x)))
    expect(widths.sort((a, b) => a - b)).toEqual([118, 125])
  })
})
