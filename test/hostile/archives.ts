/** Does an archive stay inside its folder, and within bounds? */
import { crc32 } from 'node:zlib'
import { type Deflated, tar, zip, zipFrom, zipParts } from './archive.ts'
import type { Expectation, HostileCase } from './case.ts'
import { deflatedZeros } from './decompression.ts'
import { latin1, written } from './encode.ts'
import { file, good, image, otherPixels, slice } from './image.ts'

const megabyte = 2 ** 20

function zeros(megabytes: number): Deflated {
  const block = Buffer.alloc(megabyte)
  let crc = 0
  for (let n = 0; n < megabytes; n += 1) crc = crc32(block, crc)
  return { stream: deflatedZeros(megabytes), size: megabytes * megabyte, crc }
}

const archive = (
  id: string,
  expect: Expectation,
  why: string,
  rule: string,
  build: () => Buffer,
  name = 'a.zip',
): HostileCase => ({
  id,
  expect,
  why,
  rule,
  shownBy: 'archive',
  files: () => ({ [name]: build() }),
})

const oneFile = (): Buffer => zip([{ name: 'a.dcm', content: good() }])

function withLyingSize(): Buffer {
  const bytes = oneFile()
  bytes.writeUInt32LE(10, bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24)
  return bytes
}

function withEncryptionBit(): Buffer {
  const bytes = oneFile()
  const flags = [bytes.indexOf('PK\x03\x04', 0, 'latin1') + 6, bytes.indexOf('PK\x01\x02', 0, 'latin1') + 8]
  for (const at of flags) bytes.writeUInt8(bytes.readUInt8(at) | 1, at)
  return bytes
}

/** After David Fifield: every entry of the directory points at the same bytes. */
function overlapping(): Buffer {
  const { local, central } = zipParts([{ name: 'a.dcm', content: zeros(20) }])
  return zipFrom({ local, central: Array.from({ length: 500 }, () => central[0] ?? Buffer.alloc(0)) })
}

const symlinkMode = 0o120777

export const archives: readonly HostileCase[] = [
  archive('Z01-good', 'accept', 'control', '', () =>
    zip([
      { name: 'st/a.dcm', content: good() },
      { name: 'st/b.dcm', content: file(slice(1)) },
    ]),
  ),
  archive('Z02-slip', 'reject', 'zip slip', 'reject whole archive; never write by entry name', () =>
    zip([
      { name: '../../../tmp/rel-pwned.dcm', content: good() },
      { name: 'ok.dcm', content: file(slice(1)) },
    ]),
  ),
  archive('Z03-absolute', 'reject', 'absolute', '', () =>
    zip([{ name: '/tmp/rel-pwned.dcm', content: good() }]),
  ),
  archive('Z04-backslash', 'reject', 'backslash on Windows', '', () =>
    zip([{ name: '..\\..\\pwned.dcm', content: good() }]),
  ),
  archive('Z05-symlink', 'reject', 'symlink entry', 'regular files only', () =>
    zip([
      { name: 'link', content: latin1('/etc/passwd'), attributes: symlinkMode },
      { name: 'link/x.dcm', content: good() },
    ]),
  ),
  archive(
    'Z06-bomb',
    'reject',
    '300 KB -> 300 MB (ratio 1000)',
    'cap ratio, bytes per entry, bytes in all, entries; count real bytes',
    () => zip([{ name: 'b.dcm', content: zeros(300) }]),
  ),
  archive('Z07-nested', 'reject', 'nested zips', 'no recursion', () => {
    const inner = zip([{ name: 'b.dcm', content: zeros(50) }])
    return zip(Array.from({ length: 20 }, (_, index) => ({ name: `n${index}.zip`, content: inner })))
  }),
  archive('Z08-dup-names', 'quarantine', 'same name twice', 'both read, by index', () =>
    zip([
      { name: 'a.dcm', content: good() },
      { name: 'a.dcm', content: file(image({ PixelData: written('OW', otherPixels) })) },
    ]),
  ),
  archive('Z09-case-collision', 'accept', 'case-insensitive disks', 'stored by hash', () =>
    zip([
      { name: 'A.dcm', content: good() },
      { name: 'a.DCM', content: file(slice(1)) },
    ]),
  ),
  archive('Z10-truncated', 'reject', 'no end record', '', () => oneFile().subarray(0, -60)),
  archive('Z11-size-lie', 'reject', 'central size 10, real 1540', 'trust bytes counted + CRC', withLyingSize),
  archive('Z12-names', 'accept', 'reserved, long, newline, NTFS stream names', 'never used as paths', () =>
    zip([
      { name: 'con.dcm', content: good() },
      { name: `${'a'.repeat(300)}.dcm`, content: file(slice(1)) },
      { name: 'x\ny.dcm', content: file(slice(2)) },
      { name: 'p:stream.dcm', content: file(slice(3)) },
    ]),
  ),
  archive('Z13-encrypted', 'reject', 'encryption bit', 'say so', withEncryptionBit),
  archive(
    'Z14-tar-slip',
    'reject',
    'tar slip',
    'tar not supported = say so',
    () => tar('../../pwned.dcm', good()),
    'a.tar',
  ),
  archive('Z15-100k-entries', 'reject', '100,000 empty entries', 'entry cap', () =>
    zip(Array.from({ length: 100_000 }, (_, index) => ({ name: `e${index}`, content: Buffer.alloc(0) }))),
  ),
  archive(
    'Z16-overlap-bomb',
    'reject',
    '500 entries share one 20 MB stream = 10 GB',
    'reject overlapping ranges',
    overlapping,
  ),
]
