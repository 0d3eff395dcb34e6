/** Identity in texts that were meant for something else. Only its form is looked for: there is no list of names. */
import { isDate } from '../parse/values.ts'
import * as VR from '../parse/vr.ts'

const recordNumber =
  /\b(MRN|PID|SSN|NHS|KVNR|CPR|PESEL|patient[ _-]?(id|no|number|name)|accession)\b\W{0,3}[\w-]{0,20}\d/iu
const eMail = /\w@[\w-]{1,63}\.[a-z]{2,}/iu
const caretName = /\p{L}{2}\^\p{L}{2}/u
const compactDate = /(?<!\d)(?:19|20)\d{6}(?!\d)/gu
const writtenDate =
  /(?<!\d)(?:(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2})(?!\d)/u

export const namesARecord = (text: string): boolean => recordNumber.test(text) || eMail.test(text)
/** FAMILY^GIVEN inside a text. Not for descriptions: Siemens separates region and exam by a caret. */
export const namesAPerson = (text: string): boolean => caretName.test(text)
export const containsDate = (text: string): boolean =>
  writtenDate.test(text) || (text.match(compactDate) ?? []).some(isDate)

export const looksLikeIdentity = (text: string): boolean =>
  namesARecord(text) || namesAPerson(text) || containsDate(text)

/** What a person reads in it: full-width letters as letters, and nothing that is not seen between them. */
export const asRead = (text: string): string => text.normalize('NFKC').replace(/\p{Cf}/gu, '')

/** Values that are made of digits: numbers, dates, times, ages and UIDs. */
const ofDigits = new Set([VR.AS, VR.DA, VR.DS, VR.DT, VR.IS, VR.TM, VR.UI])
const word = /\p{L}{3,}/u
/** Writers that have no number, or took one away, say so in a word. */
const noNumber = /^(nan|inf|none|null|nil|unknown|undefined|anon\w*|removed|deleted)$/i

/** Words in a value that is made of digits: somebody wrote something else there. */
export const hasForeignWords = (value: string, code: VR.Vr): boolean =>
  ofDigits.has(code) && value.split('\\').some((one) => word.test(one) && !noNumber.test(one.trim()))

/** Numbers written as text, of which no VR is disturbed. */
export const isNumeric = (text: string): boolean => /^[\d\s+\-.eE\\]*$/.test(text)

const shortestText = 6

/** Bytes where no text belongs: is anything in them, and can it be read? */
export function hiddenContent(bytes: Uint8Array): 'nothing' | 'bytes' | 'text' {
  let printable = 0
  let nonZero = 0
  let run = 0
  let longestRun = 0
  for (const byte of bytes) {
    if (byte === 0) {
      run = 0
      continue
    }
    nonZero += 1
    const letter = isReadable(byte)
    run = letter ? run + 1 : 0
    if (letter && byte !== 0x20) printable += 1
    longestRun = Math.max(longestRun, run)
  }
  if (nonZero === 0 || (printable === 0 && bytes.every((byte) => byte === 0 || byte === 0x20)))
    return 'nothing'
  return longestRun >= shortestText && printable > 0 ? 'text' : 'bytes'
}

const isReadable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09

/** In a thousand random bytes a run of 6 readable ones is found twice, one of 16 once in ten thousand times. */
const shortValue = 1_024
const longRun = 16

/** Says something of the bytes from one place to before another. */
type Stretch = (from: number, to: number) => boolean

/** What can be read in numbers: runs of readable characters that are hardly there by chance, one a line. */
export function readableRuns(bytes: Uint8Array, areNumbers: Stretch = () => false): string {
  const shortest = bytes.length <= shortValue ? shortestText : longRun
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const runs: string[] = []
  let start = 0
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && isReadable(bytes[at] ?? 0)) continue
    if (at - start >= shortest && !areNumbers(start, at)) runs.push(text.toString('latin1', start, at))
    start = at + 1
  }
  return runs.join('\n')
}

const floatBytes = 4
const farthest = 2 ** 16
const nearest = 2 ** -10

/**
 * Whether a stretch of coordinates holds nothing but places in an image. Among thousands of points some bytes read as
 * a name by chance; letters read as coordinates lie a million images away, or a millionth of a pixel from the corner.
 */
export function placesIn(bytes: Uint8Array, isBigEndian: boolean): Stretch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return (from, to) => {
    for (let at = from - (from % floatBytes); at < to; at += floatBytes) {
      if (at + floatBytes > bytes.length) return false
      const size = Math.abs(view.getFloat32(at, !isBigEndian))
      if (!(size === 0 || (size >= nearest && size <= farthest))) return false
    }
    return true
  }
}

/** Words of letters in a row, as nobody writes numbers. */
export const isProse = (text: string): boolean => /[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z0-9]{2,}/.test(text)

export interface Suspicious {
  readonly afterNul: boolean
  readonly control: boolean
  /** an escape, where the file's character set knows none */
  readonly escapes: boolean
  /** bytes that mean something only in the character set */
  readonly encoded: boolean
}

/** One pass over the raw bytes: most texts are short and plain, and need no decoding. */
export function suspiciousBytes(bytes: Uint8Array, extensions: boolean): Suspicious {
  let ended = false
  let afterNul = false
  let control = false
  let escapes = false
  let encoded = false
  for (const byte of bytes) {
    if (byte === 0) ended = true
    else if (ended && byte !== 0x20) afterNul = true
    if (byte >= 0x80) encoded = true
    else if (byte === 0x1b) {
      if (extensions) encoded = true
      else escapes = control = true
    } else if ((byte < 0x20 && byte !== 0 && !isLayout(byte)) || byte === 0x7f) control = true
  }
  return { afterNul, control, escapes, encoded }
}

/** Tab, line feed, form feed, carriage return. */
const isLayout = (byte: number): boolean => byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d
