/**
 * ZIP and TAR by hand, so that an archive can lie about its entries.
 * @source PKWARE APPNOTE 4.3 (local headers, central directory, end record); POSIX ustar
 */
import { crc32, deflateRawSync } from 'node:zlib'
import { latin1 } from './encode.ts'

export interface Deflated {
  readonly stream: Buffer
  readonly size: number
  readonly crc: number
}

export interface Entry {
  readonly name: string
  readonly content: Buffer | Deflated
  /** Unix mode in the upper half, as Unix archivers write it */
  readonly attributes?: number
}

const isDeflated = (content: Buffer | Deflated): content is Deflated => 'stream' in content
const deflated = (content: Buffer): Deflated => ({
  stream: deflateRawSync(content),
  size: content.length,
  crc: crc32(content),
})

const regularFile = 0o600
const fromUnix = 0x0314
const firstDay = 0x0021

/** What local header and central directory share, from the version that is needed on. */
function common({ content, name }: { content: Deflated; name: Buffer }): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(8, 4)
  header.writeUInt16LE(firstDay, 8)
  header.writeUInt32LE(content.crc, 10)
  header.writeUInt32LE(content.stream.length, 14)
  header.writeUInt32LE(content.size, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}

export interface ZipParts {
  readonly local: Buffer
  readonly central: readonly Buffer[]
}

export function zipParts(entries: readonly Entry[]): ZipParts {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8')
    const content = isDeflated(entry.content) ? entry.content : deflated(entry.content)
    const shared = common({ content, name })
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((entry.attributes ?? regularFile) << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    const madeBy = Buffer.from([fromUnix & 0xff, fromUnix >> 8])
    const localEntry = Buffer.concat([latin1('PK\x03\x04'), shared, name, content.stream])
    local.push(localEntry)
    central.push(Buffer.concat([latin1('PK\x01\x02'), madeBy, shared, tail, name]))
    offset += localEntry.length
  }
  return { local: Buffer.concat(local), central }
}

export function zipFrom({ local, central }: ZipParts): Buffer {
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(central.length & 0xffff, 8)
  end.writeUInt16LE(central.length & 0xffff, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  const parts = [local, directory]
  return Buffer.concat(
    central.length > 0xfffe
      ? [...parts, manyEntries(central.length, directory.length, local.length), end]
      : [...parts, end],
  )
}

/** More than 65,534 entries need the 64-bit end record and its locator. */
function manyEntries(count: number, directoryLength: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(56)
  record.write('PK\x06\x06', 0, 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(directoryLength), 40)
  record.writeBigUInt64LE(BigInt(directoryOffset), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 0, 'latin1')
  locator.writeBigUInt64LE(BigInt(directoryOffset + directoryLength), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}

export const zip = (entries: readonly Entry[]): Buffer => zipFrom(zipParts(entries))

/** One file in a TAR, under whatever name. */
export function tar(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0, 'latin1')
  header.write('0000644\0', 100, 'latin1')
  header.write('0000000\0', 108, 'latin1')
  header.write('0000000\0', 116, 'latin1')
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write('00000000000\0', 136, 'latin1')
  header.write('        0', 148, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512)
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)])
}
