import { describe, expect, it } from 'vitest'
import { assigned, holdersOf, keysIn, restored } from '../../renderer/keys/assigned.ts'
import { chordOf, chordText, type KeyPress } from '../../renderer/keys/chord.ts'
import { type CommandId, commandIds, commands } from '../../renderer/keys/commands.ts'
import { commandsMatching } from '../../renderer/keys/match.ts'
import { commandGroups, commandTitles } from '../../renderer/texts/de/commands.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('the command table', () => {
  it('gives every command a key', () => {
    expect(commandIds.filter((id) => commands[id].keys.length === 0)).toEqual([])
  })

  it('gives no key to two commands that can be meant at once', () => {
    const clashes: string[] = []
    for (const place of ['worklist', 'reading'] as const) {
      const taken = new Map<string, CommandId>()
      for (const id of commandIds) {
        if (commands[id].place !== place && commands[id].place !== 'everywhere') continue
        for (const chord of commands[id].keys) {
          const other = taken.get(chord)
          if (other) clashes.push(`${chord}: ${other} and ${id}`)
          taken.set(chord, id)
        }
      }
    }
    expect(clashes).toEqual([])
  })

  it('names keys as a key press produces them', () => {
    for (const id of commandIds)
      for (const chord of commands[id].keys) {
        const parts = chord === '+' ? ['+'] : chord.split('+')
        const key = parts.at(-1) ?? ''
        const made = chordOf(
          press(key === 'Space' ? ' ' : key, {
            ctrlKey: parts.includes('Mod'),
            altKey: parts.includes('Alt'),
            shiftKey: parts.includes('Shift'),
          }),
        )
        expect(made).toBe(chord)
      }
  })
})

describe('a key press', () => {
  it('is the same command on keyboards that need shift for a sign', () => {
    expect(chordOf(press('?', { shiftKey: true }))).toBe('?')
    expect(chordOf(press('?'))).toBe('?')
  })

  it('keeps shift for letters and named keys', () => {
    expect(chordOf(press('D', { shiftKey: true }))).toBe('Shift+D')
    expect(chordOf(press('ArrowUp', { shiftKey: true }))).toBe('Shift+ArrowUp')
    expect(chordOf(press('d'))).toBe('d')
  })

  it('takes Command for Ctrl', () => {
    expect(chordOf(press('k', { metaKey: true }))).toBe('Mod+K')
    expect(chordText('Mod+Shift+Z')).toBe('Ctrl Shift Z')
  })
})

describe('the palette', () => {
  it('finds a command by the beginnings of its words', () => {
    expect(commandsMatching('mark lv', commandIds)[0]).toBe('mark-no-lv')
    expect(commandsMatching('und', commandIds)).toContain('undo')
    expect(commandsMatching('xyzzy', commandIds)).toEqual([])
  })
})

describe('keys that a person chose', () => {
  it('replace those of the table, for this command alone', () => {
    const changes = assigned({}, 'undo', 'Alt+Backspace')
    expect(keysIn(changes, 'undo')).toEqual(['Alt+Backspace'])
    expect(keysIn(changes, 'redo')).toEqual(commands.redo.keys)
  })

  it('are taken from whoever had them, who is named first', () => {
    expect(holdersOf({}, 'sign', 'Mod+Z')).toEqual(['undo'])
    const changes = assigned({}, 'sign', 'Mod+Z')
    expect(keysIn(changes, 'undo')).toEqual([])
    expect(keysIn(changes, 'sign')).toEqual(['Mod+Z'])
  })

  it('may be the same on the worklist and in an open study, and nowhere else', () => {
    expect(holdersOf({}, 'next-study', 'd')).toEqual(['download-study'])
    expect(holdersOf({}, 'show-keys', 'd')).toEqual(['download-study', 'go-to-ed'])
  })

  it('can be given back, and nothing is left of the change', () => {
    const moved = assigned(assigned({}, 'sign', 'Mod+Z'), 'undo', 'Mod+Enter')
    expect(restored(restored(moved, 'undo'), 'sign')).toEqual({})
  })
})

describe('the German table of commands', () => {
  it('has a title for each command and a name for each group', () => {
    expect(commandIds.filter((id) => !(id in commandTitles))).toEqual([])
    const groups = new Set<string>(commandIds.map((id) => commands[id].group))
    expect([...groups].filter((group) => !(group in commandGroups))).toEqual([])
  })

  it('calls no two commands of a place the same', () => {
    for (const place of ['worklist', 'reading'] as const) {
      const titles = commandIds.filter((id) => commands[id].place === place).map((id) => commandTitles[id])
      expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
    }
  })
})
