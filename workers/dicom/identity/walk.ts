/**
 * Every element of a data set, at every depth, with what surrounds it. The table is flat, so the walk is a loop
 * with a stack of open items.
 */

import { type CharacterSet, characterSet } from '../parse/charset.ts'
import { type ElementTable, findRow, isItem, nextAt, tagAt } from '../parse/elements.ts'
import { declaredSets } from '../parse/source.ts'
import {
  elementOf,
  groupOf,
  isPrivate,
  isPrivateCreator,
  pixelData,
  specificCharacterSet,
  type Tag,
  tagText,
} from '../parse/tags.ts'
import { asciiAt } from '../parse/values.ts'
import type { Warnings } from '../parse/warnings.ts'

export interface Visit {
  readonly table: ElementTable
  readonly row: number
  readonly tag: Tag
  /** 0 for an element of the data set itself */
  readonly depth: number
  readonly characters: CharacterSet
  /** who owns a private element; undefined for public ones, and where nobody claimed the block */
  readonly creator: string | undefined
  /** to be asked for before the walk goes on */
  readonly path: () => string
}

interface OpenItem {
  readonly end: number
  /** that the item belongs to */
  readonly sequence: Tag | undefined
  readonly characters: CharacterSet
  readonly creators: Map<number, string>
  /** of the element that was met last at this level: an item belongs to it */
  latest: Tag | undefined
}

export function* walk(table: ElementTable, characters: CharacterSet, warnings: Warnings): Generator<Visit> {
  let current = openItem(table.count, undefined, characters)
  const outer: OpenItem[] = []
  for (let row = 0; row < table.count; row += 1) {
    while (row >= current.end) current = outer.pop() ?? current
    const tag = tagAt(table, row)
    if (isItem(table, row)) {
      outer.push(current)
      const level = { table, first: row + 1, end: nextAt(table, row) }
      const own =
        findRow(level, specificCharacterSet) < 0
          ? current.characters
          : characterSet(declaredSets(level), warnings)
      current = openItem(level.end, current.latest, own)
      continue
    }
    const { creators, characters: set } = current
    if (isPrivateCreator(tag)) creators.set(blockOf(groupOf(tag), elementOf(tag)), asciiAt(table, row).trim())
    yield {
      table,
      row,
      tag,
      depth: outer.length,
      characters: set,
      creator: isPrivate(tag) ? creators.get(blockOf(groupOf(tag), elementOf(tag) >> 8)) : undefined,
      path: () => pathOf([...outer, current], tag),
    }
    current.latest = tag
    // Fragments of pixel data are items without elements.
    if (tag === pixelData) row = nextAt(table, row) - 1
  }
}

const openItem = (end: number, sequence: Tag | undefined, characters: CharacterSet): OpenItem => ({
  end,
  sequence,
  characters,
  creators: new Map(),
  latest: undefined,
})

const pathOf = (open: readonly OpenItem[], tag: Tag): string =>
  [...open.flatMap(({ sequence }) => sequence ?? []), tag].map(tagText).join(' > ')

const blockOf = (group: number, block: number): number => group * 0x100 + block
