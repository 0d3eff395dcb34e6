import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listenWhileDrafting } from '../../renderer/contouring/draft-keys.ts'
import { stackOf, Table } from './table.ts'

let dialog: object | null

beforeEach(() => {
  dialog = null
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', { querySelector: () => dialog })
  vi.stubGlobal('Element', class {})
})
afterEach(() => vi.unstubAllGlobals())

const press = (key: string, held: object = {}): boolean =>
  window.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key, ...held }))

it('a curve that is being placed leaves its keys to a dialog, wherever the focus is', () => {
  const table = new Table(stackOf('sax', 1, 1))
  table.editor.setTool('draw')
  table.click([50, 50])
  table.click([80, 50])
  const stop = listenWhileDrafting(table.editor)
  press('Backspace')
  expect(table.editor.draft?.placed).toHaveLength(1)
  dialog = {}
  expect(press('Escape')).toBe(true)
  expect(table.editor.draft?.placed).toHaveLength(1)
  dialog = null
  press('Escape')
  expect(table.editor.draft).toBeUndefined()
  stop()
})

it('a curve that is being placed takes no key of a command that is pressed with Ctrl or Alt', () => {
  const table = new Table(stackOf('sax', 1, 1))
  table.editor.setTool('draw')
  for (const point of [
    [50, 50],
    [80, 50],
    [65, 80],
  ] as const)
    table.click(point)
  const stop = listenWhileDrafting(table.editor)
  expect(press('Enter', { ctrlKey: true })).toBe(true)
  expect(press('Backspace', { altKey: true })).toBe(true)
  expect(table.editor.draft?.placed).toHaveLength(3)
  press('Enter')
  expect(table.contours).toHaveLength(1)
  stop()
})
