/** An element table while it grows. Cells are filled in place: this is the hot loop of an import. */
import { say } from '#analysis/sentences/say.ts'
import {
  columns,
  type ElementTable,
  formColumn,
  lengthColumn,
  nextColumn,
  startColumn,
  tagColumn,
  undefinedLength,
} from './elements.ts'
import { refuse } from './refusal.ts'
import type { Tag } from './tags.ts'

/** A header of a scanner has 100 to 150 elements. */
const firstCapacity = 192

export class TableBuilder {
  private cells = new Uint32Array(firstCapacity * columns)
  private count = 0
  private readonly maxRows: number

  constructor(maxRows: number) {
    this.maxRows = maxRows
  }

  /** @throws DicomRefusal 'too-many-elements' */
  add(tag: Tag, form: number, start: number, length: number): number {
    const row = this.count
    if (row >= this.maxRows)
      refuse('too-many-elements', say('dicom/too-many-elements', { most: this.maxRows }))
    const at = row * columns
    if (at === this.cells.length) this.grow()
    this.cells[at + tagColumn] = tag
    this.cells[at + formColumn] = form
    this.cells[at + startColumn] = start
    this.cells[at + lengthColumn] = length
    this.count = row + 1
    this.cells[at + nextColumn] = this.count
    return row
  }

  private grow(): void {
    const grown = new Uint32Array(this.cells.length * 2)
    grown.set(this.cells)
    this.cells = grown
  }

  markUndefinedLength(row: number): void {
    const at = row * columns + formColumn
    this.cells[at] = (this.cells[at] ?? 0) | undefinedLength
  }

  /** Everything added since belongs to `row`, whose value ends at `contentEnd`. */
  close(row: number, contentEnd: number): void {
    const at = row * columns
    this.cells[at + lengthColumn] = contentEnd - (this.cells[at + startColumn] ?? 0)
    this.cells[at + nextColumn] = this.count
  }

  /** Tags of `first` and the rows beside it; what they contain is left out. */
  tagsFrom(first: number): Set<Tag> {
    const tags = new Set<Tag>()
    let row = first
    while (row < this.count) {
      const at = row * columns
      tags.add(this.cells[at + tagColumn] ?? 0)
      row = this.cells[at + nextColumn] ?? this.count
    }
    return tags
  }

  table(bytes: Buffer, end: number): ElementTable {
    return { bytes, cells: this.cells, count: this.count, end }
  }
}
