/**
 * Compressed frames of 16 x 16 pixels by hand, as far as their headers go: with a comment where the standard lets
 * one stand, and with bytes where it does not. No decoder is to see them.
 */
import { latin1 } from './encode.ts'

const bytes16 = (...values: readonly number[]): Buffer =>
  Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]))
const bytes32 = (...values: readonly number[]): Buffer =>
  bytes16(...values.flatMap((value) => [value >>> 16, value & 0xffff]))

/** A marker, its length and its content. */
const segment = (marker: number, content: Uint8Array): Buffer =>
  Buffer.concat([bytes16(marker, content.length + 2), content])

const side = 16
const nothing = Buffer.alloc(0)

/** @param extra  before the frame header; @param late  between the scan and the end */
export const jpegLs = ({ extra, late }: { extra?: Buffer; late?: Buffer } = {}): Buffer =>
  Buffer.concat([
    bytes16(0xffd8),
    extra ?? nothing,
    segment(0xfff7, Buffer.concat([Buffer.from([12]), bytes16(side, side), Buffer.from([1, 1, 0x11, 0])])),
    segment(0xffda, Buffer.from([1, 1, 0, 0, 0, 0])),
    Buffer.from([1, 2, 3]),
    late ?? nothing,
    bytes16(0xffd9),
  ])

export const jpegComment = (text: string): Buffer => segment(0xfffe, latin1(text))
export const jpegApplication = (text: string): Buffer => segment(0xffe1, latin1(text))

/** @param main  in the main header; @param tile  in the header of the tile-part */
export function jpeg2000({ main, tile }: { main?: Buffer; tile?: Buffer } = {}): Buffer {
  const size = Buffer.concat([
    bytes16(0),
    bytes32(side, side, 0, 0, side, side, 0, 0),
    bytes16(1),
    Buffer.from([11, 1, 1]),
  ])
  return Buffer.concat([
    bytes16(0xff4f),
    segment(0xff51, size),
    segment(0xff52, Buffer.from([0, 0, 0, 1, 0, 5, 4, 4, 0, 1])),
    segment(0xff5c, Buffer.concat([Buffer.from([0x40]), Buffer.alloc(16, 0x40)])),
    main ?? nothing,
    segment(0xff90, Buffer.concat([bytes16(0), bytes32(0), Buffer.from([0, 1])])),
    tile ?? nothing,
    bytes16(0xff93, 0xffd9),
  ])
}

/** Latin text (1) in a comment. */
export const jpeg2000Comment = (text: string): Buffer =>
  segment(0xff64, Buffer.concat([bytes16(1), latin1(text)]))

/** @param head  in the unused part of the header; @param tail  behind the first segment, which is full before it */
export function rle({ head = '', tail = '' } = {}): Buffer {
  const plane = Buffer.from([129, 0, 129, 0])
  const first = Buffer.concat([plane, latin1(tail)])
  const header = Buffer.alloc(64)
  header.writeUInt32LE(2, 0)
  header.writeUInt32LE(64, 4)
  header.writeUInt32LE(64 + first.length, 8)
  header.write(head, 12, 'latin1')
  return Buffer.concat([header, first, plane])
}
