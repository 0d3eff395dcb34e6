/**
 * A data set as one flat table, in the order of the file: a row for every element, item and fragment. A
 * sequence's items and their elements follow it, and `next` says where its subtree ends, so that a walk over
 * everything is one loop and nothing recurses. Values stay in the file's bytes until somebody asks.
 */
import { item, type Tag } from './tags.ts'
import type { Vr } from './vr.ts'

export interface ElementTable {
  /** the bytes that the offsets count in: the file, or the inflated data set */
  readonly bytes: Buffer
  readonly cells: Uint32Array
  readonly count: number
  /** offset of the first byte that was not read: the end of the data set, or where the reader was told to stop */
  readonly end: number
}

/** The elements of one level: of the data set itself, or of one item. */
export interface Level {
  readonly table: ElementTable
  readonly first: number
  readonly end: number
}

export const columns = 5
export const tagColumn = 0
/** VR in the lower, flags in the upper 16 bits */
export const formColumn = 1
export const startColumn = 2
/** of the value, delimiters excluded */
export const lengthColumn = 3
export const nextColumn = 4

export const undefinedLength = 0x10000
export const bigEndian = 0x20000
/** The row is an item of a sequence or a fragment of pixel data. */
export const isItem = (table: ElementTable, row: number): boolean => tagAt(table, row) === item

const cell = (table: ElementTable, row: number, column: number): number => {
  const value = table.cells[row * columns + column]
  if (value === undefined) throw new RangeError(`row ${row} of ${table.count}`)
  return value
}

export const tagAt = (table: ElementTable, row: number): Tag => cell(table, row, tagColumn)
export const vrAt = (table: ElementTable, row: number): Vr => cell(table, row, formColumn) & 0xffff
export const hasFlag = (table: ElementTable, row: number, flag: number): boolean =>
  (cell(table, row, formColumn) & flag) !== 0
export const startAt = (table: ElementTable, row: number): number => cell(table, row, startColumn)
export const lengthAt = (table: ElementTable, row: number): number => cell(table, row, lengthColumn)
export const nextAt = (table: ElementTable, row: number): number => cell(table, row, nextColumn)

export const bytesAt = (table: ElementTable, row: number): Buffer =>
  table.bytes.subarray(startAt(table, row), startAt(table, row) + lengthAt(table, row))

export const rootLevel = (table: ElementTable): Level => ({ table, first: 0, end: table.count })

/** @returns the row, or -1. Levels are short and mostly sorted, so a walk beats an index. */
export function findRow({ table, first, end }: Level, tag: Tag): number {
  const { cells } = table
  for (let row = first; row < end; row = cells[row * columns + nextColumn] ?? end)
    if (cells[row * columns + tagColumn] === tag) return row
  return -1
}

/** Rows directly under a level. */
export function* rowsOf({ table, first, end }: Level): Generator<number> {
  for (let row = first; row < end; row = nextAt(table, row)) yield row
}

/** The items of the sequence in `row`, each as the level of its elements. */
export function* itemsOf(table: ElementTable, row: number): Generator<Level> {
  const end = nextAt(table, row)
  for (let child = row + 1; child < end; child = nextAt(table, child))
    yield { table, first: child + 1, end: nextAt(table, child) }
}

/** Items of a sequence by tag; none where the sequence is absent or empty. */
export function items(level: Level, tag: Tag): readonly Level[] {
  const row = findRow(level, tag)
  return row < 0 ? [] : [...itemsOf(level.table, row)]
}

export const firstItem = (level: Level, tag: Tag): Level | undefined => items(level, tag)[0]
