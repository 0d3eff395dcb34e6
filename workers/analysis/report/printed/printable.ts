/**
 * Text from data as it may stand on paper. Characters that nobody sees, or that turn the order of what follows, could
 * make a report say what it does not: they stand as their codes.
 */
const unseen = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\p{Cs}\p{Co}]/u

export const codeOf = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** Composed, so that a letter and its accent are one where a font has them as one; line breaks stay. */
export const printable = (text: string): string =>
  Array.from(text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\t', ' '), (character) =>
    character !== '\n' && unseen.test(character) ? codeOf(character) : character,
  ).join('')
