/** From a key press to the text that the command table uses, and from there to what a person reads. */
import { textsNow } from '../texts/texts.ts'

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key)

/** Shift is part of a chord for letters and named keys only: `?` needs it on some keyboards and not on others. */
export function chordOf(press: KeyPress): string {
  const key = press.key === ' ' ? 'Space' : press.key
  const single = key.length === 1
  const shift = press.shiftKey && (!single || isLetter(key))
  const mod = press.ctrlKey || press.metaKey
  const name = single ? (shift || mod ? key.toUpperCase() : key.toLowerCase()) : key
  return [mod && 'Mod', press.altKey && 'Alt', shift && 'Shift', name].filter(Boolean).join('+')
}

/** `Mod+Shift+Z` as `Ctrl Shift Z`, with the names that the keys have in the language of the window. */
export function chordText(chord: string): string {
  if (chord.endsWith('+') && chord.length === 1) return chord
  const { keyNames } = textsNow().keys
  return chord
    .split('+')
    .map((part) => keyNames[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
}
