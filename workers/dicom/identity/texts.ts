/** Identity in texts that were meant for something else. Only its form is looked for: there is no list of names. */
import { isDate } from '../parse/values.ts'

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
    const letter = (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09
    run = letter ? run + 1 : 0
    if (letter && byte !== 0x20) printable += 1
    longestRun = Math.max(longestRun, run)
  }
  if (nonZero === 0 || (printable === 0 && bytes.every((byte) => byte === 0 || byte === 0x20)))
    return 'nothing'
  return longestRun >= shortestText && printable > 0 ? 'text' : 'bytes'
}

export interface Suspicious {
  readonly afterNul: boolean
  readonly control: boolean
  /** bytes that mean something only in the character set */
  readonly encoded: boolean
}

/** One pass over the raw bytes: most texts are short and plain, and need no decoding. */
export function suspiciousBytes(bytes: Uint8Array, extensions: boolean): Suspicious {
  let ended = false
  let afterNul = false
  let control = false
  let encoded = false
  for (const byte of bytes) {
    if (byte === 0) ended = true
    else if (ended && byte !== 0x20) afterNul = true
    if (byte >= 0x80) encoded = true
    else if (byte === 0x1b && extensions) encoded = true
    else if ((byte < 0x20 && byte !== 0 && !isLayout(byte)) || byte === 0x7f) control = true
  }
  return { afterNul, control, encoded }
}

/** Tab, line feed, form feed, carriage return. */
const isLayout = (byte: number): boolean => byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d
