/** The header of a file, element by element, as it may be shown to who reads the image. */
import { type Visit, walk } from '../identity/walk.ts'
import { publicElement, tag } from '../parse/dictionary.ts'
import { type ElementTable, isItem, itemsOf, lengthAt, nextAt, vrAt } from '../parse/elements.ts'
import type { DicomFile } from '../parse/part10.ts'
import { sourceOf } from '../parse/source.ts'
import { isGroupLength, isPrivateCreator, item as itemTag, tagText } from '../parse/tags.ts'
import * as VR from '../parse/vr.ts'
import { type Shown, shownValue } from './values.ts'
import { isWithheld } from './withheld.ts'

export interface HeaderLine {
  /** 0 for an element of the data set itself */
  readonly depth: number
  /** as in (0018,0080) */
  readonly tag: string
  /** absent for private elements and those that the standard does not have */
  readonly keyword?: string
  /** absent for an item */
  readonly vr?: string
  /** of a private element */
  readonly owner?: string
  readonly value:
    | Shown
    | { readonly kind: 'items'; readonly items: number }
    /** counted from 1 */
    | { readonly kind: 'item'; readonly item: number }
    | { readonly kind: 'withheld' }
}

export interface HeaderListing {
  readonly lines: readonly HeaderLine[]
  /** that were left out */
  readonly more: number
}

const perFrame = tag('PerFrameFunctionalGroupsSequence')
/** A header of a vendor has some 300; more are those of an object that describes each of its frames. */
const mostLines = 5_000

/** @param frame  0-based; of what is said of each frame, only what is said of this one is listed */
export function headerListing(file: DicomFile, frame: number): HeaderListing {
  const { characters, warnings } = sourceOf(file)
  const lines: HeaderLine[] = []
  let more = 0
  const add = (line: HeaderLine): void => {
    if (lines.length < mostLines) lines.push(line)
    else more += 1
  }
  const counts: number[] = []
  for (const visit of walk(file.meta, characters, warnings))
    if (!isGroupLength(visit.tag))
      add(lineOf(visit, false, isWithheld(visit, warnings), () => shownValue(visit, warnings)))
  let skipped: Skipped | undefined
  for (const visit of walk(file.dataset, characters, warnings)) {
    const { table, row, tag: of, depth } = visit
    if (skipped && row < skipped.end && (row <= skipped.keptFrom || row >= skipped.keptTo)) {
      continue
    }
    if (depth > 0 && isItem(table, row - 1)) {
      const item = depth === 1 && skipped && row < skipped.end ? frame + 1 : (counts[depth] ?? 0) + 1
      counts[depth] = item
      add({ depth, tag: tagText(itemTag), value: { kind: 'item', item } })
    }
    if (isGroupLength(of)) continue
    counts[depth + 1] = 0
    const isSequence = vrAt(table, row) === VR.SQ
    if (isSequence && of === perFrame && depth === 0) skipped = onlyItem(table, row, frame)
    add(lineOf(visit, isSequence, isWithheld(visit, warnings), () => shownValue(visit, warnings)))
  }
  return { lines, more }
}

interface Skipped {
  readonly end: number
  readonly keptFrom: number
  readonly keptTo: number
}

function onlyItem(table: ElementTable, row: number, frame: number): Skipped | undefined {
  const end = nextAt(table, row)
  const kept = [...itemsOf(table, row)][frame]
  // `first` is the row behind the item's own
  return kept && { end, keptFrom: kept.first - 1, keptTo: kept.end }
}

function lineOf(visit: Visit, isSequence: boolean, withheld: boolean, shown: () => Shown): HeaderLine {
  const { table, row, tag: of, depth, creator } = visit
  const keyword = isPrivateCreator(of) ? undefined : publicElement(of)?.keyword
  return {
    depth,
    tag: tagText(of),
    ...(keyword === undefined ? {} : { keyword }),
    vr: VR.vrText(vrAt(table, row)),
    ...(creator === undefined ? {} : { owner: creator }),
    value: withheld
      ? { kind: 'withheld' }
      : isSequence
        ? { kind: 'items', items: lengthAt(table, row) === 0 ? 0 : [...itemsOf(table, row)].length }
        : shown(),
  }
}
