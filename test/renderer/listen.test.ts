import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CommandId } from '../../renderer/keys/commands.ts'
import { isKeyOfText, listenToKeys } from '../../renderer/keys/listen.ts'

const ran: CommandId[] = []

vi.mock('../../renderer/keys/registry.ts', () => ({
  commandFor: (chord: string) =>
    ({ n: 'mark-no-lv', Delete: 'delete-contour', ArrowRight: 'next-phase' })[chord],
  runCommand: (id: CommandId) => {
    ran.push(id)
    return 'ran'
  },
}))

/** @returns whether the press was taken from the browser */
function press(key: string, repeat = false): boolean {
  const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false }
  const event = Object.assign(new Event('keydown', { cancelable: true }), { key, repeat, ...held })
  return !window.dispatchEvent(event)
}

describe('a key that is held', () => {
  beforeEach(() => {
    vi.stubGlobal('window', new EventTarget())
    vi.stubGlobal('document', { querySelector: () => null })
    vi.stubGlobal('Element', class {})
    ran.length = 0
    listenToKeys(() => {})
  })
  afterEach(() => vi.unstubAllGlobals())

  it('goes on through the phases', () => {
    press('ArrowRight')
    press('ArrowRight', true)
    expect(ran).toEqual(['next-phase', 'next-phase'])
  })

  it('marks and deletes once, and the browser gets none of it', () => {
    for (const key of ['n', 'Delete']) {
      press(key)
      expect(press(key, true)).toBe(true)
    }
    expect(ran).toEqual(['mark-no-lv', 'delete-contour'])
  })
})

describe('while a text is typed', () => {
  it('Ctrl with the keys of editing is for the text: a word is deleted, and no contour', () => {
    for (const chord of [
      'Mod+Delete',
      'Mod+Z',
      'Mod+Shift+Z',
      'Mod+Y',
      'Mod+A',
      'Mod+ArrowLeft',
      'Delete',
      'e',
    ])
      expect([chord, isKeyOfText(chord)]).toEqual([chord, true])
  })

  it('other commands with Ctrl are heard', () => {
    for (const chord of ['Mod+K', 'Mod+Enter', 'Mod+Shift+X', 'Mod+Alt+A'])
      expect([chord, isKeyOfText(chord)]).toEqual([chord, false])
  })
})
