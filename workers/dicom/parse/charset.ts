/**
 * Text in the character sets of Specific Character Set (0008,0005). A value is decoded whole and split at the
 * backslash afterwards: the second byte of a GBK or GB18030 character may be a backslash of ASCII.
 *
 * With ISO 2022 a text changes its set by escape sequences; between them every run of bytes belongs to one set
 * for the lower half (G0) and one for the upper half (G1), and each run is handed to the platform's decoder.
 *
 * @source DICOM PS3.3, C.12.1.1.2 (defined terms), PS3.5, 6.1.2 (code extensions), Annexes H to K
 */
import { say } from '#analysis/sentences/say.ts'
import { type Warnings, warn } from './warnings.ts'

/** How texts of one data set are decoded. */
export interface CharacterSet {
  /** the decoder of texts without code extensions, and of what precedes the first escape sequence */
  readonly label: string
  readonly extensions: boolean
  /** nothing but ASCII was declared, so that other bytes have no meaning */
  readonly undeclared: boolean
}

/** Defined terms without code extensions, and the name of the decoder in the Encoding standard. */
const single: ReadonlyMap<string, string> = new Map([
  ['ISO_IR 6', 'windows-1252'],
  ['ISO_IR 100', 'windows-1252'],
  ['ISO_IR 101', 'iso-8859-2'],
  ['ISO_IR 109', 'iso-8859-3'],
  ['ISO_IR 110', 'iso-8859-4'],
  ['ISO_IR 144', 'iso-8859-5'],
  ['ISO_IR 127', 'iso-8859-6'],
  ['ISO_IR 126', 'iso-8859-7'],
  ['ISO_IR 138', 'iso-8859-8'],
  ['ISO_IR 148', 'windows-1254'],
  ['ISO_IR 203', 'iso-8859-15'],
  ['ISO_IR 166', 'windows-874'],
  ['ISO_IR 13', 'shift_jis'],
  ['ISO_IR 192', 'utf-8'],
  ['GB18030', 'gb18030'],
  ['GBK', 'gbk'],
])

/** Half of the code table that a set is called into, and how its bytes become those of a decoder we have. */
interface Designation {
  readonly half: 'lower' | 'upper'
  readonly label: string
  /** puts a seven-bit double-byte run where the decoder expects it */
  readonly lift?: 'high-bits' | 'three-byte'
}

const jis0208: Designation = { half: 'lower', label: 'euc-jp', lift: 'high-bits' }
/** What follows ESC, as one-byte characters. */
const escapes: ReadonlyMap<string, Designation> = new Map([
  ['(B', { half: 'lower', label: 'windows-1252' }],
  ['(J', { half: 'lower', label: 'windows-1252' }],
  [')I', { half: 'upper', label: 'shift_jis' }],
  ['-A', { half: 'upper', label: 'windows-1252' }],
  ['-B', { half: 'upper', label: 'iso-8859-2' }],
  ['-C', { half: 'upper', label: 'iso-8859-3' }],
  ['-D', { half: 'upper', label: 'iso-8859-4' }],
  ['-L', { half: 'upper', label: 'iso-8859-5' }],
  ['-G', { half: 'upper', label: 'iso-8859-6' }],
  ['-F', { half: 'upper', label: 'iso-8859-7' }],
  ['-H', { half: 'upper', label: 'iso-8859-8' }],
  ['-M', { half: 'upper', label: 'windows-1254' }],
  ['-b', { half: 'upper', label: 'iso-8859-15' }],
  ['-T', { half: 'upper', label: 'windows-874' }],
  ['$B', jis0208],
  ['$@', jis0208],
  ['$(D', { half: 'lower', label: 'euc-jp', lift: 'three-byte' }],
  ['$)A', { half: 'upper', label: 'gbk' }],
  ['$)C', { half: 'upper', label: 'euc-kr' }],
])

const ascii = 'windows-1252'
const escapeByte = 0x1b
const replacement = '\ufffd'

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()
function decode(bytes: Uint8Array, label: string): string {
  let decoder = decoders.get(label)
  if (!decoder) {
    decoder = new TextDecoder(label, { ignoreBOM: true })
    decoders.set(label, decoder)
  }
  return decoder.decode(bytes)
}

/** @param terms  the values of (0008,0005); none where it is absent, which means ASCII */
export function characterSet(terms: readonly string[], warnings: Warnings): CharacterSet {
  const [first = '', ...others] = terms.map((term) => term.toUpperCase())
  const extensions = others.length > 0 || first.startsWith('ISO 2022')
  const plain = first === '' ? 'ISO_IR 6' : first.replace(/^ISO 2022 IR /, 'ISO_IR ')
  // Double-byte sets are only reached by escape sequences: a text begins in ASCII.
  const label = single.get(plain) ?? (/^ISO_IR (58|87|149|159)$/.test(plain) ? ascii : undefined)
  if (label === undefined) warn(warnings, 'unknown-character-set', say('dicom/unknown-character-set'))
  return { label: label ?? ascii, extensions, undeclared: plain === 'ISO_IR 6' && !extensions }
}

/** @returns text with U+FFFD where bytes belong to no character; never throws */
export function decodeText(bytes: Uint8Array, set: CharacterSet, warnings: Warnings): string {
  if (set.undeclared && bytes.some((byte) => byte >= 0x80))
    warn(warnings, 'no-character-set', say('dicom/no-character-set'))
  const text =
    set.extensions && bytes.includes(escapeByte) ? decodeExtended(bytes, set) : decode(bytes, set.label)
  if (text.includes(replacement)) warn(warnings, 'undecodable-text', say('dicom/undecodable-text'))
  return text
}

function decodeExtended(bytes: Uint8Array, set: CharacterSet): string {
  let lower: Designation | undefined
  let upper: Designation | undefined
  let text = ''
  let start = 0
  const flush = (end: number): void => {
    if (end > start) text += decodeRun(bytes.subarray(start, end), lower, upper?.label ?? set.label)
  }
  for (let at = bytes.indexOf(escapeByte); at >= 0; at = bytes.indexOf(escapeByte, at + 1)) {
    const [sequence, designation] = designationAt(bytes, at + 1)
    if (!designation) continue
    flush(at)
    if (designation.half === 'upper') upper = designation
    else lower = designation.lift ? designation : undefined
    start = at + 1 + sequence.length
  }
  flush(bytes.length)
  return text
}

/** Whether a text calls in another set by its escape sequence, declared or not. */
export function callsInAnotherSet(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(escapeByte); at >= 0; at = bytes.indexOf(escapeByte, at + 1))
    if (designationAt(bytes, at + 1)[1]) return true
  return false
}

function designationAt(bytes: Uint8Array, at: number): readonly [string, Designation | undefined] {
  const three = String.fromCharCode(...bytes.subarray(at, at + 3))
  const two = three.slice(0, 2)
  return escapes.has(three) ? [three, escapes.get(three)] : [two, escapes.get(two)]
}

/** Bytes between two escape sequences. */
function decodeRun(run: Uint8Array, lower: Designation | undefined, upper: string): string {
  if (!lower) return decode(run, upper)
  const pairs = run.length - (run.length % 2)
  const lifted: number[] = []
  for (let at = 0; at < pairs; at += 2) {
    if (lower.lift === 'three-byte') lifted.push(0x8f)
    lifted.push((run[at] ?? 0) | 0x80, (run[at + 1] ?? 0) | 0x80)
  }
  return decode(Uint8Array.from(lifted), lower.label) + (pairs < run.length ? replacement : '')
}
