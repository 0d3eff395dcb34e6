/** Text from a file or archive as it may be shown in a terminal, a log or a table. */

// Control characters drive terminals; format characters reorder or hide what is read; lone surrogates are no text.
const unshowable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Every character that is not plainly visible is written as \u{...}, a backslash as \\. */
export const shown = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replace(unshowable, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
