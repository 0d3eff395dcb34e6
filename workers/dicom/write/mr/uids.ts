/** UIDs that repeat: the same words always name the same object. */
import { createHash } from 'node:crypto'

/**
 * A UID under the 2.25 arc from a UUID of version 8, whose free bits are the SHA-256 of `words`.
 *
 * @source DICOM PS3.5 B.2; RFC 9562 5.8
 */
export function uidOf(...words: readonly (string | number)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16)
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  return `2.25.${BigInt(`0x${digest.toString('hex')}`)}`
}
