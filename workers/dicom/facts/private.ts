/**
 * Private elements, found by their creator and never by their number alone: a block belongs to whoever reserved
 * it in this data set, and another vendor's element may stand at the same number in the next file.
 * @source DICOM PS3.5, 7.8.1
 */
import {
  bigEndian,
  bytesAt,
  type ElementTable,
  hasFlag,
  type Level,
  rowsOf,
  tagAt,
  vrAt,
} from '../parse/elements.ts'
import { elementOf, groupOf, isPrivate, isPrivateCreator, type Tag } from '../parse/tags.ts'
import { asciiAt, decimalValue } from '../parse/values.ts'
import * as VR from '../parse/vr.ts'

/** A private element as a vendor's dictionary has it. */
export interface PrivateElement {
  readonly creator: string
  readonly group: number
  /** the lower byte of the element's number */
  readonly element: number
  /** as which a file without explicit VR has it */
  readonly vr: 'text' | 'SS' | 'SL' | 'FL' | 'FD'
}

/** Numbers of an element; none where it, or its creator, is not there or where it holds something else. */
export function privateNumbers(level: Level, known: PrivateElement): readonly number[] {
  const row = findPrivate(level, known)
  if (row < 0) return []
  const { table } = level
  const stated = vrAt(table, row)
  const form = binaryForms.get(stated === VR.UN ? known.vr : VR.vrText(stated))
  const values = form === undefined ? textNumbers(table, row) : binaryNumbers(table, row, form)
  return values.every(Number.isFinite) ? values : []
}

/** @returns undefined where the element or its creator is not there, or where it is empty */
export function privateText(level: Level, known: PrivateElement): string | undefined {
  const row = findPrivate(level, known)
  const text = row < 0 ? '' : asciiAt(level.table, row).trim()
  return text === '' ? undefined : text
}

function findPrivate(level: Level, { creator, group, element }: PrivateElement): number {
  let block: number | undefined
  for (const row of rowsOf(level)) {
    const of = tagAt(level.table, row)
    if (!isPrivate(of) || groupOf(of) !== group) continue
    if (isPrivateCreator(of)) {
      if (block === undefined && sameCreator(asciiAt(level.table, row), creator)) block = elementOf(of)
    } else if (block !== undefined && of === elementTag(group, block, element)) return row
  }
  return -1
}

const sameCreator = (a: string, b: string): boolean => a.trim().toUpperCase() === b.toUpperCase()

const elementTag = (group: number, block: number, element: number): Tag =>
  group * 0x10000 + (block << 8) + element

interface Form {
  readonly size: number
  readonly read: (bytes: Buffer, at: number, little: boolean) => number
}

const binaryForms = new Map<string, Form>([
  ['US', { size: 2, read: (b, at, little) => (little ? b.readUInt16LE(at) : b.readUInt16BE(at)) }],
  ['SS', { size: 2, read: (b, at, little) => (little ? b.readInt16LE(at) : b.readInt16BE(at)) }],
  ['UL', { size: 4, read: (b, at, little) => (little ? b.readUInt32LE(at) : b.readUInt32BE(at)) }],
  ['SL', { size: 4, read: (b, at, little) => (little ? b.readInt32LE(at) : b.readInt32BE(at)) }],
  ['FL', { size: 4, read: (b, at, little) => (little ? b.readFloatLE(at) : b.readFloatBE(at)) }],
  ['FD', { size: 8, read: (b, at, little) => (little ? b.readDoubleLE(at) : b.readDoubleBE(at)) }],
])

/** More values than any element here has: what is longer is not the element that we know. */
const mostValues = 16

function binaryNumbers(table: ElementTable, row: number, { size, read }: Form): readonly number[] {
  const bytes = bytesAt(table, row)
  if (bytes.length % size !== 0 || bytes.length > mostValues * size) return []
  const little = !hasFlag(table, row, bigEndian)
  return Array.from({ length: bytes.length / size }, (_, k) => read(bytes, k * size, little))
}

function textNumbers(table: ElementTable, row: number): readonly number[] {
  const text = asciiAt(table, row).trim()
  return text === '' ? [] : text.split('\\').slice(0, mostValues).map(decimalValue)
}
