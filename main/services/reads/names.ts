/**
 * Names of readers in what somebody wrote. A text that is free can still say by other words who wrote it: whoever is
 * shown it is warned.
 */
import { withheldName } from '#contract/views.ts'
import { isWordOfItsOwn } from './words-not-names.ts'

/** The same text with `withheldName` where it names somebody. */
export type WithoutNames = (text: string) => string

/** A shorter one is taken out only as it is written: 'ed' may read here, and ED is a phase. */
const longEnough = 3

/**
 * @param names  ids and full names: each is taken out whole and by its parts ('Ruiz' of 'Ana Ruiz', 'ana' of 'ana.ruiz'), in
 *   any case, with or without accents and with a genitive's s, but never inside another word. One without a letter
 *   stays, as a number in a sentence is taken for no name, and so does one that is a word (`words-not-names.ts`) unless
 *   a title stands before it
 */
export function withoutNames(names: Iterable<string>): WithoutNames {
  const parts = new Set([...names].flatMap(partsOf))
  const long = oneOf(
    [...parts].filter((part) => part.length >= longEnough),
    'giu',
  )
  const short = oneOf(
    [...parts].filter((part) => part.length < longEnough),
    'gu',
  )
  return (text) => {
    const letters = text.normalize('NFD')
    const without = letters.replace(long, unlessAWord).replace(short, unlessAWord)
    return without === letters ? text : without.normalize('NFC')
  }
}

const unlessAWord = (found: string, title?: string): string =>
  title === undefined && isWordOfItsOwn(found) ? found : withheldName

const partsOf = (name: string): readonly string[] =>
  [name.trim(), ...name.split(/[^\p{L}\p{M}]+/u).filter((word) => [...word].length > 1)].filter((part) =>
    /\p{L}/u.test(part),
  )

const titles = ['Dr', 'Prof', 'Mr', 'Mrs', 'Ms', 'Herr', 'Herrn', 'Frau', 'Reader', 'Befunder']

/** A whole name before its parts. Of no names, what is in no text. */
function oneOf(parts: readonly string[], flags: string): RegExp {
  if (parts.length === 0) return /((?!))/g
  const spelt = parts.toSorted((a, b) => b.length - a.length).map(spellings)
  return new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])((?:(?:${titles.join('|')})\\.?\\s+)+)?(?:${spelt.join('|')})(?:['’]?s)?(?![\\p{L}\\p{M}\\p{N}])`,
    flags,
  )
}

/**
 * Of text in which accents stand behind their letters (NFD). 'Müller' is also written Mueller and Muller; 'Mueller' also
 * Müller, but 'Noe' never No.
 */
const spellings = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/ß/gu, 'ss')
    .replace(
      /(\p{L})(\p{M}*)(e(?!\p{M}))?|\s+|[^\p{L}\p{M}\s]/giu,
      (piece, letter?: string, accents = '', e = '') => {
        if (letter === undefined)
          return /\s/.test(piece) ? '\\s+' : piece.replace(/[\\^$.*+?()[\]{}|/-]/u, '\\$&')
        const bare = `${letter}\\p{M}*`
        const next = e === '' ? '' : 'e\\p{M}*'
        if (!/[aou]/i.test(letter)) return `${bare}${next}`
        if (accents.includes('\u0308')) return `(?:${letter}e|${bare})${next}`
        return e === '' ? bare : `(?:${bare}${next}|${letter}\\u0308)`
      },
    )
    .replace(/s\\p\{M\}\*s\\p\{M\}\*/giu, '(?:ss|ß)')
