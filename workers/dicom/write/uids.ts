/** UIDs of our own, under the arc that anybody may use. */
import { createHash } from 'node:crypto'

/**
 * The same UID whenever it is asked for the same parts: 122 bits of their SHA-256 as a UUID of version 8.
 * Names of things that have no other number, where a second writing must not make a second thing.
 * @source DICOM PS3.5 B.2, RFC 9562 5.8
 */
export function uidOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`
}
