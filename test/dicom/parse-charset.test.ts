import { describe, expect, it } from 'vitest'
import { characterSet, decodeText } from '#dicom/parse/charset.ts'
import type { Warnings } from '#dicom/parse/warnings.ts'
import { latin1 } from '../hostile/encode.ts'

function read(terms: readonly string[], bytes: string): { text: string; warnings: readonly string[] } {
  const warnings: Warnings = new Map()
  const text = decodeText(latin1(bytes), characterSet(terms, warnings), warnings)
  return { text, warnings: [...warnings.keys()] }
}

describe('a name', () => {
  // The examples of DICOM PS3.5, Annexes H to K.
  const examples = [
    [
      'Japanese, kanji and kana',
      ['', 'ISO 2022 IR 87'],
      'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B',
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'Japanese, half-width katakana',
      ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
      '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J',
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
    ],
    ['Japanese, supplementary kanji', ['', 'ISO 2022 IR 159'], '\x1b$(D0!\x1b(B', '丂'],
    [
      'Korean',
      ['', 'ISO 2022 IR 149'],
      'Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf',
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    [
      'Chinese, GB 2312 by code extension',
      ['', 'ISO 2022 IR 58'],
      'Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab=',
      'Zhang^XiaoDong=张^小东=',
    ],
    ['Chinese, GB18030', ['GB18030'], 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab', 'Wang^XiaoDong=王^小东'],
    ['Chinese, GBK with a backslash inside a character', ['GBK'], '\xd5\x5c^\x83\xbc', '誠^兗'],
    ['French', ['ISO_IR 100'], 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
    ['Russian', ['ISO_IR 144'], '\xbb\xee\xda\x63\x65\xdc\xd1\xe3\xe0\xd3', 'Люкceмбург'],
    ['Greek', ['ISO_IR 126'], '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
    ['Thai', ['ISO_IR 166'], '\xb9\xd2\xc2', 'นาย'],
    ['any script, UTF-8', ['ISO_IR 192'], 'Wang=\xe7\x8e\x8b', 'Wang=王'],
  ] as const

  for (const [name, terms, bytes, text] of examples)
    it(`is read in its script: ${name}`, () => expect(read(terms, bytes)).toEqual({ text, warnings: [] }))

  it('keeps U+FFFD where bytes belong to no character, with a warning and without an exception', () => {
    expect(read(['ISO_IR 192'], 'A\xc3(\xff^B')).toEqual({
      text: 'A\ufffd(\ufffd^B',
      warnings: ['undecodable-text'],
    })
    expect(read(['', 'ISO 2022 IR 87'], '\x1b$B;').text).toContain('\ufffd')
  })

  it('is read as Latin-1 with a warning when no character set is declared', () => {
    expect(read([], 'M\xfcller^J')).toEqual({ text: 'Müller^J', warnings: ['no-character-set'] })
    expect(read([], 'Miller^J')).toEqual({ text: 'Miller^J', warnings: [] })
  })

  it('is read as ASCII with a warning when the declared set is none of DICOM', () => {
    expect(read(['EBCDIC'], 'Miller').warnings).toEqual(['unknown-character-set'])
  })
})
