/**
 * One pass over an encoded data set. Strict where two readers could disagree (lengths, delimiters, duplicates)
 * and tolerant where all agree what was meant (order, odd lengths), with a warning.
 *
 * Nesting is a stack of levels, never recursion: 20,000 sequences inside each other are refused by count, not
 * by the machine's stack. Every length is compared with the bytes that are there before it is followed.
 *
 * @source DICOM PS3.5, 7 (encoding), 7.5 (nesting), A.4 (encapsulated pixels); CP-246 (UN of undefined length)
 */
import { say } from '#analysis/sentences/say.ts'
import { implicitVr } from './dictionary.ts'
import { bigEndian, type ElementTable } from './elements.ts'
import type { Limits } from './limits.ts'
import { refuse } from './refusal.ts'
import { TableBuilder } from './table-builder.ts'
import { isPrivate, item, itemEnd, pixelData, sequenceEnd, type Tag, tagText } from './tags.ts'
import * as VR from './vr.ts'
import { type Warnings, warn } from './warnings.ts'

export interface Encoding {
  readonly explicit: boolean
  readonly littleEndian: boolean
}

export interface ReadOptions {
  readonly start: number
  /** where the data set ends; beyond `bytes` when these are only the first part of a file */
  readonly end: number
  readonly encoding: Encoding
  readonly limits: Limits
  readonly warnings: Warnings
  /** stop in front of the first element of the data set itself with this tag or a higher one */
  readonly stopBefore?: Tag
}

/** The bytes at hand end before the header does. */
export class NeedsMoreBytes extends Error {
  readonly atLeast: number

  constructor(atLeast: number) {
    super(`at least ${atLeast} bytes are needed`)
    this.atLeast = atLeast
  }
}

type Content = 'elements' | 'items' | 'fragments'

interface Extent {
  readonly start: number
  /** where it must end at the latest */
  readonly end: number
  /** ends at a delimiter and not at `end` */
  readonly delimited: boolean
}

interface OpenLevel extends Encoding, Omit<Extent, 'start'> {
  readonly content: Content
  /** row of the sequence or item that this level is the value of; -1 for the data set */
  readonly owner: number
  lastTag: number
  /** tags met, from the moment on at which the order was first broken */
  seen: Set<Tag> | undefined
}

const undefinedValue = 0xffffffff
/** CP-246: what an element of VR UN holds is implicit VR little endian, whatever the file around it is. */
const unknownContent: Encoding = { explicit: false, littleEndian: true }
/** Two levels a sequence: its items, and the elements of an item. */
const levelsPerSequence = 2

/**
 * @throws DicomRefusal for anything that cannot be read in one way only
 * @throws NeedsMoreBytes when `bytes` ends before `options.end` and the reader would have to go on
 */
export function readElements(bytes: Buffer, options: ReadOptions): ElementTable {
  return new ElementReader(bytes, options).read()
}

class ElementReader {
  private readonly bytes: Buffer
  private readonly options: ReadOptions
  private readonly table: TableBuilder
  private itemCount = 0
  private offset: number
  private readonly levels: OpenLevel[] = []
  private level: OpenLevel

  constructor(bytes: Buffer, options: ReadOptions) {
    this.bytes = bytes
    this.options = options
    this.table = new TableBuilder(options.limits.maxElements)
    this.offset = options.start
    const { explicit, littleEndian } = options.encoding
    this.level = {
      content: 'elements',
      owner: -1,
      explicit,
      littleEndian,
      delimited: false,
      end: options.end,
      lastTag: -1,
      seen: undefined,
    }
  }

  read(): ElementTable {
    const stopBefore = this.options.stopBefore ?? Number.POSITIVE_INFINITY
    for (;;) {
      const { level } = this
      if (this.offset === level.end && !level.delimited) {
        if (level.owner < 0) break
        this.close(this.offset)
        continue
      }
      if (level.owner < 0 && this.onlyZerosLeft()) break
      this.need(8)
      const tag = this.uint16(this.offset) * 0x10000 + this.uint16(this.offset + 2)
      if (level.owner < 0 && tag >= stopBefore) break
      if (level.content === 'elements') this.element(tag)
      else this.item(tag)
    }
    return this.table.table(this.bytes, this.offset)
  }

  private element(tag: Tag): void {
    const { level, offset } = this
    if (tag >= item && tag <= 0xfffeffff) {
      if (tag !== itemEnd || !level.delimited)
        refuse('broken-structure', say('dicom/delimiter-misplaced', { tag: tagText(tag) }))
      this.delimiter()
      return
    }
    if (tag > level.lastTag && !level.seen) level.lastTag = tag
    else this.outOfOrder(tag)

    if (!level.explicit) {
      this.value(tag, implicitVr(tag), this.uint32(offset + 4), offset + 8)
      return
    }
    const code = ((this.bytes[offset + 4] ?? 0) << 8) | (this.bytes[offset + 5] ?? 0)
    const form = VR.lengthForm(code)
    if (form === VR.shortForm) this.value(tag, code, this.uint16(offset + 6), offset + 8)
    else if (form === VR.longForm) {
      this.need(12)
      this.value(tag, code, this.uint32(offset + 8), offset + 12)
    } else this.unknownVr(tag, code)
  }

  /** Follows one element from its value on: over it, or into it. */
  private value(tag: Tag, code: VR.Vr, length: number, start: number): void {
    const { level } = this
    if (length === undefinedValue) {
      const extent = { start, end: level.end, delimited: true }
      if (code === VR.SQ) this.open('items', this.row(tag, code, start, 0), extent)
      else if (tag === pixelData && (code === VR.OB || code === VR.OW))
        this.open('fragments', this.row(tag, code, start, 0), extent)
      else if (code === VR.UN) this.open('items', this.row(tag, VR.SQ, start, 0), extent, unknownContent)
      else
        refuse('broken-structure', say('dicom/undefined-length', { tag: tagText(tag), vr: VR.vrText(code) }))
      return
    }
    const end = start + length
    if (end > level.end)
      refuse('truncated', say('dicom/claims-bytes', { tag: tagText(tag), length, left: level.end - start }))
    const known = code === VR.UN ? implicitVr(tag) : code
    if (known !== VR.SQ) this.leaf(tag, known, start, length)
    else {
      const extent = { start, end, delimited: false }
      this.open(
        'items',
        this.row(tag, known, start, length),
        extent,
        code === VR.UN ? unknownContent : undefined,
      )
    }
  }

  private leaf(tag: Tag, code: VR.Vr, start: number, length: number): void {
    const end = start + length
    if (end > this.bytes.length) throw new NeedsMoreBytes(end)
    if ((length & 1) === 1 && !this.isMultiByteText(code, start, end))
      warn(this.options.warnings, 'odd-length', say('dicom/odd-length', { tag: tagText(tag) }))
    this.row(tag, code, start, length)
    this.offset = end
  }

  /** Writers that count characters do not pad texts of double-byte sets; no reader minds. */
  private isMultiByteText(code: VR.Vr, start: number, end: number): boolean {
    const isMultiByte = (byte: number): boolean => byte >= 0x80 || byte === 0x1b
    return VR.usesCharacterSet(code) && this.bytes.subarray(start, end).some(isMultiByte)
  }

  /**
   * A VR that no edition knows. PS3.5 says 32-bit length, older writers used 16: taken as long when its
   * reserved bytes are zero and the length fits, as short otherwise.
   */
  private unknownVr(tag: Tag, code: VR.Vr): void {
    const { level, offset } = this
    if (!VR.looksLikeVr(code)) refuse('transfer-syntax-mismatch', say('dicom/no-vr', { tag: tagText(tag) }))
    warn(
      this.options.warnings,
      'unknown-value-representation',
      say('dicom/unknown-vr', { tag: tagText(tag), vr: VR.vrText(code) }),
    )
    if (this.uint16(offset + 6) === 0 && offset + 12 <= Math.min(level.end, this.bytes.length)) {
      const length = this.uint32(offset + 8)
      if (offset + 12 + length <= level.end) {
        this.leaf(tag, VR.UN, offset + 12, length)
        return
      }
    }
    const length = this.uint16(offset + 6)
    if (offset + 8 + length > level.end)
      refuse('truncated', say('dicom/claims-too-many', { tag: tagText(tag) }))
    this.leaf(tag, VR.UN, offset + 8, length)
  }

  private item(tag: Tag): void {
    const { level, offset } = this
    if (tag === sequenceEnd && level.delimited) {
      this.delimiter()
      return
    }
    if (tag !== item) refuse('broken-structure', say('dicom/item-expected', { tag: tagText(tag) }))
    this.itemCount += 1
    if (this.itemCount > this.options.limits.maxItems)
      refuse('too-many-elements', say('dicom/too-many-items', { most: this.options.limits.maxItems }))
    const length = this.uint32(offset + 4)
    const start = offset + 8
    if (length !== undefinedValue && start + length > level.end)
      refuse('truncated', say('dicom/item-claims-bytes', { length, left: level.end - start }))
    if (level.content === 'fragments') {
      if (length === undefinedValue) refuse('broken-structure', say('dicom/fragment-undefined-length'))
      this.leaf(item, 0, start, length)
      return
    }
    const delimited = length === undefinedValue
    const row = this.row(item, 0, start, delimited ? 0 : length)
    this.open('elements', row, { start, end: delimited ? level.end : start + length, delimited })
  }

  private open(content: Content, owner: number, extent: Extent, encoding: Encoding = this.level): void {
    if (this.levels.length >= this.options.limits.maxDepth * levelsPerSequence)
      refuse('too-deep', say('dicom/too-deep', { most: this.options.limits.maxDepth }))
    if (extent.delimited) this.table.markUndefinedLength(owner)
    const { explicit, littleEndian } = encoding
    const { start, end, delimited } = extent
    this.levels.push(this.level)
    this.level = { content, owner, explicit, littleEndian, delimited, end, lastTag: -1, seen: undefined }
    this.offset = start
  }

  private delimiter(): void {
    if (this.uint32(this.offset + 4) !== 0) refuse('broken-structure', say('dicom/delimiter-length'))
    const contentEnd = this.offset
    this.offset += 8
    this.close(contentEnd)
  }

  private close(contentEnd: number): void {
    this.table.close(this.level.owner, contentEnd)
    const outer = this.levels.pop()
    if (!outer) throw new Error('a level was closed that was never opened')
    this.level = outer
  }

  private row(tag: Tag, code: VR.Vr, start: number, length: number): number {
    return this.table.add(tag, this.level.littleEndian ? code : code | bigEndian, start, length)
  }

  /** First-wins in one reader and last-wins in another is how a measurement reaches the wrong subject. */
  private outOfOrder(tag: Tag): void {
    const { level } = this
    level.seen ??= this.table.tagsFrom(level.owner + 1)
    const duplicate = level.seen.has(tag)
    level.seen.add(tag)
    if (duplicate && !isPrivate(tag))
      refuse('duplicate-element', say('dicom/occurs-twice', { tag: tagText(tag) }))
    if (duplicate)
      warn(
        this.options.warnings,
        'duplicate-private-element',
        say('dicom/occurs-twice', { tag: tagText(tag) }),
      )
    else if (tag < level.lastTag)
      warn(this.options.warnings, 'out-of-order', say('dicom/not-ascending', { tag: tagText(tag) }))
    level.lastTag = Math.max(level.lastTag, tag)
  }

  /** Some writers fill the last disk block with zeros: they end the data set if nothing else follows. */
  private onlyZerosLeft(): boolean {
    const { bytes, offset } = this
    const { end } = this.options
    if (bytes[offset] !== 0 || bytes[offset + 1] !== 0) return false
    const header = Math.min(offset + 4, end)
    if (header > bytes.length) throw new NeedsMoreBytes(header)
    if (bytes.readUIntLE(offset, header - offset) !== 0) return false
    if (end > bytes.length) throw new NeedsMoreBytes(end)
    for (let at = offset; at < end; at += 1)
      if (bytes[at] !== 0) refuse('broken-structure', say('dicom/stray-bytes'))
    warn(this.options.warnings, 'trailing-zeros', say('dicom/trailing-zeros', { bytes: end - offset }))
    this.offset = end
    return true
  }

  private need(size: number): void {
    const { offset, level } = this
    if (offset + size > level.end) {
      refuse('truncated', level.owner < 0 ? say('dicom/data-set-cut') : say('dicom/item-cut'))
    }
    if (offset + size > this.bytes.length) throw new NeedsMoreBytes(offset + size)
  }

  private uint16(at: number): number {
    const low = this.bytes[at] ?? 0
    const high = this.bytes[at + 1] ?? 0
    return this.level.littleEndian ? low | (high << 8) : high | (low << 8)
  }

  private uint32(at: number): number {
    return this.level.littleEndian
      ? this.uint16(at) + this.uint16(at + 2) * 0x10000
      : this.uint16(at) * 0x10000 + this.uint16(at + 2)
  }
}
