/**
 * A DICOMweb archive in this process, without projects, tokens or scruples: it holds what it is given, and a test
 * may answer any request in its place.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseFile } from '#dicom/parse/part10.ts'
import { multipartBody, newBoundary, relatedType } from '../../../main/dicomweb/multipart/write.ts'
import { dicomJson } from '../../../main/registry/archive/dicom-json.ts'

/** @returns false where the archive is to answer itself */
export type Interference = (request: IncomingMessage, response: ServerResponse) => boolean

export interface PlainArchive {
  readonly url: string
  readonly seen: readonly { readonly path: string; readonly authorization: string | undefined }[]
  interfere(by: Interference | undefined): void
  close(): Promise<void>
}

interface Held {
  readonly row: Readonly<Record<string, { readonly Value?: readonly unknown[] }>>
  readonly bytes: Uint8Array
}

const study = '0020000D'
const series = '0020000E'
const instance = '00080018'

export async function startPlainArchive(files: readonly Uint8Array[]): Promise<PlainArchive> {
  const held = files.map((bytes): Held => ({ row: dicomJson(parseFile(bytes)) as Held['row'], bytes }))
  const seen: { path: string; authorization: string | undefined }[] = []
  let interference: Interference | undefined

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    seen.push({ path, authorization: request.headers.authorization })
    if (interference?.(request, response)) return
    const url = new URL(path, 'http://archive')
    const uids = [...url.pathname.matchAll(/\/(studies|series|instances)\/([0-9.]+)/g)].map(
      ([, , uid]) => uid,
    )
    const chosen = held.filter(({ row }) =>
      uids.every((uid, level) => text(row, [study, series, instance][level] ?? '') === uid),
    )
    const list = /\/(studies|series|instances)$/.exec(url.pathname)?.[1]
    if (!list) sendFiles(response, chosen)
    else sendRows(response, list, chosen, url.searchParams)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    interfere(by) {
      interference = by
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const text = (row: Held['row'], tag: string): string => String(row[tag]?.Value?.[0] ?? '')

function sendRows(
  response: ServerResponse,
  list: string,
  held: readonly Held[],
  query: URLSearchParams,
): void {
  const key = { studies: study, series, instances: instance }[list] ?? instance
  const rows = new Map(held.map(({ row }) => [text(row, key), row]))
  const offset = Number(query.get('offset') ?? 0)
  const page = [...rows.values()].slice(offset, offset + Number(query.get('limit') ?? 1_000))
  sendJson(response, page)
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/dicom+json' })
  response.end(JSON.stringify(value))
}

function sendFiles(response: ServerResponse, held: readonly Held[]): void {
  if (held.length === 0) {
    response.writeHead(404).end()
    return
  }
  const boundary = newBoundary()
  response.writeHead(200, { 'content-type': relatedType('application/dicom', boundary) })
  const parts = held.map(({ bytes }) => ({ contentType: 'application/dicom', body: bytes }))
  for (const piece of multipartBody(boundary, parts)) response.write(piece)
  response.end()
}
