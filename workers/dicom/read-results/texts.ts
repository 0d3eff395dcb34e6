/** Texts of a result, in the character set that it states. */
import { type CharacterSet, characterSet } from '../parse/charset.ts'
import { tag } from '../parse/dictionary.ts'
import type { Level } from '../parse/elements.ts'
import { refuse } from '../parse/refusal.ts'
import { specificCharacterSet } from '../parse/tags.ts'
import { codes, text as decodedText } from '../parse/values.ts'
import type { Warnings } from '../parse/warnings.ts'

/** A level of a data set whose texts can be read. */
export interface Readable {
  readonly level: Level
  readonly charset: CharacterSet
  readonly warnings: Warnings
}

export const readable = (level: Level, warnings: Warnings): Readable => ({
  level,
  charset: characterSet(codes(level, specificCharacterSet), warnings),
  warnings,
})

/** @returns undefined where the element is absent or empty */
export const text = ({ level, charset, warnings }: Readable, keyword: string): string | undefined =>
  decodedText(level, tag(keyword), charset, warnings)

/** @throws DicomRefusal 'missing-attribute' */
export const required = (readable: Readable, keyword: string): string =>
  text(readable, keyword) ?? refuse('missing-attribute', `a result without ${keyword}`)

export const within = ({ charset, warnings }: Readable, level: Level): Readable => ({
  level,
  charset,
  warnings,
})
