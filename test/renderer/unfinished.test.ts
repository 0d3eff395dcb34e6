import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Spot } from '#analysis/annotations/spot.ts'
import { unfinishedIn } from '../../renderer/reading/unfinished.ts'
import { useNotices } from '../../renderer/status/notices.ts'
import { ring } from '../analysis/contours/shapes.ts'
import { stackOf, Table } from '../contouring/table.ts'

const stack = stackOf('sax', 4, 3)
const curve = ring(20, 8)
const settled = () => new Promise((resolve) => setImmediate(resolve))
const goesUnasked = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
const said = () => useNotices.getState().notices.map(({ what }) => what)

/** A study open in a window: its table, and what becomes of its unfinished curve. */
function opened(read: string) {
  const table = new Table(stack)
  const shown: Pick<Spot, 'slice' | 'phase'>[] = []
  const unfinished = unfinishedIn(read, table.editor, [stack], ({ slice, phase }) => {
    shown.push({ slice, phase })
    table.goTo(slice, phase)
  })
  return { ...unfinished, table, shown }
}

/** Five of eight points of an epicardial border, and then the study is left. */
function begunAndLeft(read: string): void {
  const { table, keep } = opened(read)
  table.goTo(2, 1)
  table.editor.setBorder('lv-epicardial')
  table.editor.setTool('draw')
  for (const point of curve.slice(0, 5)) table.click(point)
  keep()
}

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

describe('a curve that is not finished when its study is left', () => {
  it('is in the hand again on its image when the study is opened again, and becomes what it would have become', () => {
    const whole = new Table(stack)
    whole.goTo(2, 1)
    whole.editor.setBorder('lv-epicardial')
    whole.draw(curve)
    begunAndLeft('left')
    const { table, shown, offer } = opened('left')
    offer()
    expect(shown).toEqual([{ slice: 2, phase: 1 }])
    expect(said()).toEqual(['The unfinished curve is in your hand again: LV epicardial, 5 points.'])
    for (const point of curve.slice(5)) table.click(point)
    table.editor.finishDraft()
    expect(table.contours).toEqual(whole.contours)
    expect(table.contours).toHaveLength(1)
  })

  it('is told of no longer when the study is left again', () => {
    begunAndLeft('told')
    const { offer, keep, table } = opened('told')
    offer()
    table.editor.finishDraft()
    keep()
    expect(said()).toEqual([])
  })

  it('is offered once', () => {
    begunAndLeft('once')
    opened('once').offer()
    const again = opened('once')
    again.offer()
    expect(again.table.editor.draft).toBeUndefined()
    expect(said()).toHaveLength(1)
  })

  it('is shown in no other read: another reader has one of his own', () => {
    begunAndLeft('of anna')
    const other = opened('of ben')
    other.offer()
    expect(other.table.editor.draft).toBeUndefined()
    expect(said()).toEqual([])
    opened('of anna').offer()
  })

  it('keeps the window from closing unasked until it is in the hand again', async () => {
    expect(goesUnasked()).toBe(true)
    begunAndLeft('asked for')
    expect(goesUnasked()).toBe(false)
    opened('asked for').offer()
    await settled()
    expect(goesUnasked()).toBe(true)
  })

  it('keeps no window open once its read is closed for good', async () => {
    begunAndLeft('sealed')
    opened('sealed').forget()
    await settled()
    expect(goesUnasked()).toBe(true)
    const { table, offer } = opened('sealed')
    offer()
    expect(table.editor.draft).toBeUndefined()
  })

  it('waits where its image is not among those of the study', () => {
    begunAndLeft('elsewhere')
    const table = new Table(stack)
    unfinishedIn('elsewhere', table.editor, [], () => {}).offer()
    expect(table.editor.draft).toBeUndefined()
    const { table: next, offer } = opened('elsewhere')
    offer()
    expect(next.editor.draft?.placed).toHaveLength(5)
  })
})
