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

export const partHead = (boundary: string, contentType: string, length: number): Buffer =>
  Buffer.from(`--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n\r\n`, 'latin1')

export const partEnd = Buffer.from('\r\n')

export const bodyEnd = (boundary: string): Buffer => Buffer.from(`--${boundary}--\r\n`, 'latin1')

export function multipartBody(boundary: string, parts: readonly OutgoingPart[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (const { contentType, body } of parts)
    pieces.push(partHead(boundary, contentType, body.length), body, partEnd)
  pieces.push(bodyEnd(boundary))
  return pieces
}
