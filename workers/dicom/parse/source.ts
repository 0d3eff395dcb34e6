/** One data set with what is needed to read it: its character set, and where warnings go. */
import { say } from '#analysis/sentences/say.ts'
import { type CharacterSet, characterSet } from './charset.ts'
import { type Level, rootLevel } from './elements.ts'
import type { DicomFile } from './part10.ts'
import { refuse } from './refusal.ts'
import { specificCharacterSet, type Tag, tagText } from './tags.ts'
import { ascii, text, uidText } from './values.ts'
import type { Warnings } from './warnings.ts'

export interface Source {
  readonly file: DicomFile
  readonly root: Level
  readonly characters: CharacterSet
  readonly warnings: Warnings
}

export function sourceOf(file: DicomFile): Source {
  const root = rootLevel(file.dataset)
  const characters = characterSet(declaredSets(root), file.warnings)
  return { file, root, characters, warnings: file.warnings }
}

/** The values of Specific Character Set, empty ones kept: an empty first one means ASCII before code extensions. */
export const declaredSets = (level: Level): readonly string[] => {
  const declared = ascii(level, specificCharacterSet)
  return declared === undefined ? [] : declared.split('\\').map((term) => term.trim())
}

/** @throws DicomRefusal 'missing-attribute' or 'bad-uid' */
export const requiredUid = ({ root, warnings }: Source, of: Tag): string =>
  uidText(root, of, warnings) ??
  refuse('missing-attribute', say('dicom/is-missing', { element: tagText(of) }))

export const plainText = ({ root, characters, warnings }: Source, of: Tag): string | undefined =>
  text(root, of, characters, warnings)

/** Adds a field only where there is a value: a fact that the header lacks is absent, never a default. */
export const present = <K extends string, V>(key: K, value: V | undefined): { readonly [k in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [k in K]: V })

export const converted = <T, U>(value: T | undefined, into: (value: T) => U): U | undefined =>
  value === undefined ? undefined : into(value)

/** Scanners write 0 for a size, an interval, a rate or a count that they did not have. */
export const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined
