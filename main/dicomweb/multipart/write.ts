/** multipart/related as it is sent, with lengths known beforehand. */
import { randomUUID } from 'node:crypto'

export interface OutgoingPart {
  readonly contentType: string
  readonly body: Uint8Array
}

/** A random boundary cannot be met in a body by chance, and nobody can plant it there. */
export const newBoundary = (): string => `midwall-${randomUUID()}`

export const relatedType = (type: string, boundary: string): string =>
  `multipart/related; type="${type}"; boundary=${boundary}`

/** @param sha256  of the part's body, hexadecimal, for whoever wants to verify it (RFC 9530) */
export function partHead(boundary: string, contentType: string, length: number, sha256?: string): Buffer {
  const lines = [`--${boundary}`, `Content-Type: ${contentType}`, `Content-Length: ${length}`]
  if (sha256 !== undefined)
    lines.push(`Content-Digest: sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

export const partEnd = Buffer.from('\r\n')

export const bodyEnd = (boundary: string): Buffer => Buffer.from(`--${boundary}--\r\n`, 'latin1')

export function multipartBody(boundary: string, parts: readonly OutgoingPart[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (const { contentType, body } of parts)
    pieces.push(partHead(boundary, contentType, body.length), body, partEnd)
  pieces.push(bodyEnd(boundary))
  return pieces
}
