/**
 * WOFF as plain sfnt: the tables of a TrueType font, each behind zlib. Unpacked once, because a reader of WOFF
 * inflates all outlines again for every letter that it subsets. @source W3C WOFF 1.0, sections 3 to 5
 */
import { inflateSync } from 'node:zlib'

const header = 44
const entry = 20

/** @throws RangeError for what is no WOFF file */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.length < header || woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('no WOFF file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, k) => {
    const at = header + k * entry
    const [offset, packed, length] = [4, 8, 12].map((more) => woff.readUInt32BE(at + more))
    if (offset === undefined || packed === undefined || length === undefined)
      throw new RangeError('no WOFF table')
    const bytes = woff.subarray(offset, offset + packed)
    const data = packed < length ? inflateSync(bytes) : bytes
    if (data.length !== length) throw new RangeError(`a WOFF table of ${data.length} bytes, not ${length}`)
    return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), data }
  })
  const directory = Buffer.alloc(12 + 16 * count)
  woff.copy(directory, 0, 4, 8)
  directory.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  directory.writeUInt16BE(16 * 2 ** power, 6)
  directory.writeUInt16BE(power, 8)
  directory.writeUInt16BE(16 * count - 16 * 2 ** power, 10)
  let offset = directory.length
  const parts: Buffer[] = [directory]
  tables.forEach(({ tag, checksum, data }, k) => {
    const at = 12 + 16 * k
    tag.copy(directory, at)
    directory.writeUInt32BE(checksum, at + 4)
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(data.length, at + 12)
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4)
    parts.push(data, padding)
    offset += data.length + padding.length
  })
  return Buffer.concat(parts)
}
