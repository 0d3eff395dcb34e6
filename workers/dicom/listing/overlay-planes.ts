/**
 * Overlays that a file carries beside its pixels: one bit a pixel, drawn by a scanner or a workstation.
 * @source DICOM PS3.3, C.9.2 (Overlay Plane), C.9.3 (Multi-frame Overlay); PS3.5, 8.1.2 (bits are packed from the lowest)
 */
import { tag } from '../parse/dictionary.ts'
import { bytesAt, findRow, type Level, rootLevel, rowsOf, tagAt } from '../parse/elements.ts'
import type { DicomFile } from '../parse/part10.ts'
import { elementOf, groupOf, type Tag } from '../parse/tags.ts'
import { numbers, optionalNumber } from '../parse/values.ts'
import type { Warnings } from '../parse/warnings.ts'

export interface OverlayPlane {
  /** 0x6000 to 0x601E */
  readonly group: number
  readonly rows: number
  readonly columns: number
  /** 0-based row and column of the image on which its first pixel lies; may be negative */
  readonly origin: readonly [row: number, column: number]
  /** one bit a pixel, row by row, the lowest of each byte first; absent where it lies in unused bits of the pixels */
  readonly bits?: Uint8Array
}

const first = 0x60000000
const last = 0x601effff
const elementsOf = {
  rows: elementOf(tag('OverlayRows')),
  columns: elementOf(tag('OverlayColumns')),
  origin: elementOf(tag('OverlayOrigin')),
  data: elementOf(tag('OverlayData')),
  frames: elementOf(tag('NumberOfFramesInOverlay')),
  frameOrigin: elementOf(tag('ImageFrameOrigin')),
}
const mostPixels = 2 ** 26

/** @param frame  0-based: a plane of several frames begins at one of the image */
export function overlayPlanes(file: DicomFile, frame: number): readonly OverlayPlane[] {
  const root = rootLevel(file.dataset)
  const groups = new Set<number>()
  for (const row of rowsOf(root)) {
    const of = tagAt(file.dataset, row)
    if (of >= first && of <= last && groupOf(of) % 2 === 0) groups.add(groupOf(of))
  }
  return [...groups].flatMap((group) => planeOf(root, group, frame, file.warnings) ?? [])
}

function planeOf(root: Level, group: number, frame: number, warnings: Warnings): OverlayPlane | undefined {
  const at = (element: number): Tag => group * 0x10000 + element
  const number = (element: number): number | undefined => optionalNumber(root, at(element), warnings)
  const rows = number(elementsOf.rows)
  const columns = number(elementsOf.columns)
  if (!rows || !columns || rows * columns > mostPixels) return undefined
  const [row = 1, column = 1] = numbers(root, at(elementsOf.origin))
  const plane = { group, rows, columns, origin: [row - 1, column - 1] as const }
  const data = findRow(root, at(elementsOf.data))
  if (data < 0) return plane
  const frames = number(elementsOf.frames) ?? 1
  // counted from 1; a plane of one frame lies over all of them
  const index = frames === 1 ? 0 : frame - ((number(elementsOf.frameOrigin) ?? 1) - 1)
  if (index < 0 || index >= frames) return undefined
  const bits = cutBits(bytesAt(root.table, data), index * rows * columns, rows * columns)
  return bits && { ...plane, bits }
}

/** @returns undefined where there are fewer */
function cutBits(bytes: Buffer, from: number, count: number): Uint8Array | undefined {
  if (from + count > bytes.length * 8) return undefined
  const cut = new Uint8Array(Math.ceil(count / 8))
  const shift = from % 8
  const start = (from - shift) / 8
  for (let k = 0; k < cut.length; k += 1) {
    const low = (bytes[start + k] ?? 0) >> shift
    cut[k] = shift === 0 ? low : low | ((bytes[start + k + 1] ?? 0) << (8 - shift))
  }
  return cut
}
