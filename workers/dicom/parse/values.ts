/**
 * Values of elements as numbers and texts, by the grammar of their VR and never by a lenient parser:
 * parseFloat('1,5') is 1, and 1.5 mm pixels become 1 mm pixels.
 * @source DICOM PS3.5, 6.2
 */
import { say } from '#analysis/sentences/say.ts'
import { type CharacterSet, decodeText } from './charset.ts'
import { publicElement } from './dictionary.ts'
import {
  bigEndian,
  bytesAt,
  type ElementTable,
  findRow,
  hasFlag,
  type Level,
  lengthAt,
  startAt,
  vrAt,
} from './elements.ts'
import { DicomRefusal, refuse } from './refusal.ts'
import { type Tag, tagText } from './tags.ts'
import * as VR from './vr.ts'
import { type Warnings, warn } from './warnings.ts'

/** The value as one-byte characters without padding: for VRs that are ASCII by definition. */
export function asciiAt(table: ElementTable, row: number): string {
  const { bytes } = table
  const start = startAt(table, row)
  let end = start + lengthAt(table, row)
  while (end > start && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end -= 1
  return bytes.toString('latin1', start, end)
}

/** @returns undefined where the element is absent or empty */
export function ascii(level: Level, tag: Tag): string | undefined {
  const row = findRow(level, tag)
  if (row < 0) return undefined
  const text = asciiAt(level.table, row).trimStart()
  return text === '' ? undefined : text
}

/** The values of a code string, without their padding; none where the element is absent or empty. */
export function codes(level: Level, tag: Tag): readonly string[] {
  const text = ascii(level, tag)
  return text === undefined ? [] : text.split('\\').map((one) => one.trim())
}

export const code = (level: Level, tag: Tag): string | undefined => codes(level, tag)[0]

/** A text in the file's character set, padding and whatever follows a NUL left out; undefined where there is none. */
export function text(level: Level, tag: Tag, set: CharacterSet, warnings: Warnings): string | undefined {
  const row = findRow(level, tag)
  if (row < 0) return undefined
  const bytes = bytesAt(level.table, row)
  const nul = bytes.indexOf(0)
  const decoded = decodeText(nul < 0 ? bytes : bytes.subarray(0, nul), set, warnings).trim()
  return decoded === '' ? undefined : decoded
}

/** Components are digits. Leading zeros are wrong but name an object no less; a path does not. */
const uidGrammar = /^[0-9]+(\.[0-9]+)*$/
const leadingZero = /(^|\.)0[0-9]/
const longestUid = 64

/**
 * @returns undefined where the element is absent or empty
 * @throws DicomRefusal 'bad-uid' for anything but digits and dots
 */
export function uidText(level: Level, tag: Tag, warnings: Warnings): string | undefined {
  const row = findRow(level, tag)
  if (row < 0) return undefined
  const text = asciiAt(level.table, row)
  if (text === '') return undefined
  if (text.length > longestUid || !uidGrammar.test(text))
    refuse('bad-uid', say('dicom/no-uid', { tag: tagText(tag) }))
  if (leadingZero.test(text))
    warn(warnings, 'uid-leading-zero', say('dicom/uid-leading-zero', { tag: tagText(tag) }))
  const { bytes } = level.table
  if (bytes[startAt(level.table, row) + lengthAt(level.table, row) - 1] === 0x20)
    warn(warnings, 'uid-padding', say('dicom/uid-padded', { tag: tagText(tag) }))
  return text
}

const decimalGrammar = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/
const integerGrammar = /^[+-]?\d+$/
const largestInteger = 2 ** 31 - 1

/** @returns NaN for a text that is no finite DS */
export function decimalValue(text: string): number {
  const trimmed = text.trim()
  const value = decimalGrammar.test(trimmed) ? Number(trimmed) : Number.NaN
  return Number.isFinite(value) ? value : Number.NaN
}

function integerValue(text: string): number {
  const trimmed = text.trim()
  const value = integerGrammar.test(trimmed) ? Number(trimmed) : Number.NaN
  return Math.abs(value) <= largestInteger ? value : Number.NaN
}

/**
 * The numbers of an element; none where it is absent or empty.
 * @throws DicomRefusal 'bad-number' for a value outside the grammar of its VR, 'wrong-value-representation'
 *   for a VR that the registry does not give this element
 */
export function numbers(level: Level, tag: Tag): readonly number[] {
  const row = findRow(level, tag)
  if (row < 0 || lengthAt(level.table, row) === 0) return []
  const stated = vrAt(level.table, row)
  if (stated !== publicElement(tag)?.vr)
    refuse(
      'wrong-value-representation',
      say('dicom/written-as', { tag: tagText(tag), vr: VR.vrText(stated) }),
    )
  const values =
    stated === VR.DS || stated === VR.IS ? textNumbers(level.table, row) : binaryNumbers(level.table, row)
  if (values.some(Number.isNaN))
    refuse('bad-number', say('dicom/no-vr-value', { tag: tagText(tag), vr: VR.vrText(stated) }))
  return values
}

/** The first number of an element, as `numbers` reads it. */
export const number = (level: Level, tag: Tag): number | undefined => numbers(level, tag)[0]

/** A number that nothing is measured with: left out with a warning where it is not well formed. */
export function optionalNumber(level: Level, tag: Tag, warnings: Warnings): number | undefined {
  try {
    return number(level, tag)
  } catch (error) {
    if (!(error instanceof DicomRefusal)) throw error
    warn(warnings, 'number-dropped', say('dicom/left-out', { what: error.message }))
    return undefined
  }
}

function textNumbers(table: ElementTable, row: number): readonly number[] {
  const parse = vrAt(table, row) === VR.DS ? decimalValue : integerValue
  const text = asciiAt(table, row)
  return text.trim() === '' ? [] : text.split('\\').map(parse)
}

export type NumberReader<T = number> = readonly [
  size: number,
  read: (bytes: Buffer, offset: number, little: boolean) => T,
]
/** Of the numbers that fit one of ours. */
export const binary: ReadonlyMap<VR.Vr, NumberReader> = new Map<VR.Vr, NumberReader>([
  [VR.US, [2, (bytes, at, little) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))]],
  [VR.SS, [2, (bytes, at, little) => (little ? bytes.readInt16LE(at) : bytes.readInt16BE(at))]],
  [VR.UL, [4, (bytes, at, little) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))]],
  [VR.SL, [4, (bytes, at, little) => (little ? bytes.readInt32LE(at) : bytes.readInt32BE(at))]],
  [VR.FL, [4, (bytes, at, little) => (little ? bytes.readFloatLE(at) : bytes.readFloatBE(at))]],
  [VR.FD, [8, (bytes, at, little) => (little ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at))]],
])

/** @returns [NaN] for a length that is no whole number of values, and NaN for a value that is not finite */
function binaryNumbers(table: ElementTable, row: number): readonly number[] {
  const [size, read] =
    binary.get(vrAt(table, row)) ?? refuse('wrong-value-representation', say('dicom/no-number'))
  const length = lengthAt(table, row)
  if (length % size !== 0) return [Number.NaN]
  const little = !hasFlag(table, row, bigEndian)
  const values: number[] = []
  for (let at = startAt(table, row); values.length < length / size; at += size) {
    const value = read(table.bytes, at, little)
    values.push(Number.isFinite(value) ? value : Number.NaN)
  }
  return values
}

const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day of the calendar as YYYYMMDD: 20120000 and 00000000 are none. */
export function isDate(text: string): boolean {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < 1 || month < 1 || day < 1 || day > (daysIn[month - 1] ?? 0)) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month !== 2 || day < 29 || leap
}

const timeGrammar = /^([01]\d|2[0-3])([0-5]\d([0-5]\d|60)?(\.\d{1,6})?)?$/
export const isTime = (text: string): boolean => timeGrammar.test(text)
