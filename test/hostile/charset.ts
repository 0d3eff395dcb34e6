/** Can every text be read, and shown without harm? */
import { fileCases, type HostileCase } from './case.ts'
import { latin1 } from './encode.ts'
import { file, image } from './image.ts'

/** Bytes stand as they are, without padding; a text is UTF-8. */
const named = (characterSet: string | undefined, name: string | Uint8Array) => () =>
  file(image({ SpecificCharacterSet: characterSet, PatientName: name }))

/** 王^小东 in GB18030, after the same name in Latin letters. */
const gb18030 = latin1('Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab')
/** 誠^兗: the second byte of the first character is a backslash of ASCII. */
const gbk = latin1('\xd5\x5c^\x83\xbc')

export const charset: readonly HostileCase[] = fileCases(
  [
    'C02-ir87',
    'accept',
    'ISO 2022 JIS',
    '',
    named('\\ISO 2022 IR 87', latin1('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=')),
  ],
  ['C03-gb18030', 'accept', 'GB18030', '', named('GB18030', gb18030)],
  [
    'C04-gbk-backslash',
    'accept',
    'second byte can be 0x5C or 0x5E',
    'decode before splitting at backslash',
    named('GBK', gbk),
  ],
  [
    'C06-latin1-as-ascii',
    'accept+warn',
    'no 0008,0005, byte 0xFC',
    'keep raw bytes',
    named(undefined, latin1('M\xfcller^J ')),
  ],
  [
    'C07-bad-utf8',
    'accept+warn',
    'invalid UTF-8',
    'U+FFFD, never an exception; never re-written',
    named('ISO_IR 192', latin1('A\xc3(\xff^B ')),
  ],
  [
    'C08-rtl-override',
    'accept+warn',
    'bidi override',
    'show escaped; IDs compare by code point',
    named('ISO_IR 192', 'SUBJ\u202e10^X'),
  ],
  [
    'C09-control-esc',
    'accept+warn',
    'terminal escapes',
    'logs are JSON-escaped',
    named('ISO_IR 192', 'A\x1b[31mB\x07^C'),
  ],
  [
    'C10-nul-inside',
    'quarantine',
    'text after NUL',
    'hidden PHI: scan raw bytes, not trimmed text',
    named('ISO_IR 192', 'SUBJ^01\0DOE^JOHN'),
  ],
)
