/**
 * WADO-RS: files, metadata and frames. Every file is read when its turn comes, so that a study of any size passes
 * through with one file in memory; like most archives, a study has no Content-Length.
 */
import { rootLevel } from '#dicom/parse/elements.ts'
import { defaultLimits } from '#dicom/parse/limits.ts'
import { parseFile } from '#dicom/parse/part10.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'
import { checkPixels } from '#dicom/pixels/check.ts'
import { describePixels } from '#dicom/pixels/description.ts'
import { type FrameIndex, frameBytes, frameCount } from '#dicom/pixels/frames.ts'
import { mediaType } from '../../dicomweb/multipart/content-type.ts'
import { bodyEnd, newBoundary, partEnd, partHead, relatedType } from '../../dicomweb/multipart/write.ts'
import type { Archive, HeldInstance } from '../archive/archive.ts'
import { dicomJson } from '../archive/dicom-json.ts'
import { type HttpAnswer, json, plain } from '../http/answer.ts'

interface OutgoingPart {
  readonly contentType: string
  readonly body: Uint8Array
  readonly sha256?: string | undefined
}

export function files(
  archive: Archive,
  instances: readonly HeldInstance[],
  accept: string | undefined,
): HttpAnswer {
  if (!accepts(accept, 'application/dicom')) return plain(406, 'Files are sent as application/dicom here.')
  async function* parts(): AsyncGenerator<OutgoingPart> {
    for (const instance of instances) {
      const { bytes, sha256 } = await archive.file(instance)
      yield { contentType: 'application/dicom', body: bytes, sha256 }
    }
  }
  return related('application/dicom', parts())
}

export async function metadata(archive: Archive, instances: readonly HeldInstance[]): Promise<HttpAnswer> {
  const rows: unknown[] = []
  for (const instance of instances) {
    const { bytes } = await archive.file(instance)
    rows.push(dicomJson(parseFile(bytes)))
  }
  return json(200, rows, 'application/dicom+json')
}

/** @param wanted  as in the address: numbers from 1, comma between them */
export async function frames(archive: Archive, instance: HeldInstance, wanted: string): Promise<HttpAnswer> {
  if (!/^\d{1,6}(,\d{1,6})*$/.test(wanted)) return plain(400, 'Frames are asked for by number, from 1.')
  const numbers = wanted.split(',').map(Number)
  const { bytes: file } = await archive.file(instance)
  const index = frameIndex(file)
  if (!index) return plain(404, 'This instance has no frames.')
  if (numbers.some((number) => number < 1 || number > frameCount(index)))
    return plain(404, `There are ${frameCount(index)} frames.`)
  const chosen = numbers.map((number) => frameBytes(file, index, number - 1))
  async function* parts(): AsyncGenerator<OutgoingPart> {
    for (const { contentType, bytes } of chosen) yield { contentType, body: bytes }
  }
  return related(mediaType(chosen[0]?.contentType ?? '').essence, parts())
}

function frameIndex(file: Uint8Array): FrameIndex | undefined {
  const parsed = parseFile(file)
  try {
    const pixels = describePixels(rootLevel(parsed.dataset), parsed.warnings)
    return checkPixels(parsed, pixels, defaultLimits)
  } catch (error) {
    if (error instanceof DicomRefusal) return undefined
    throw error
  }
}

function related(type: string, parts: AsyncIterable<OutgoingPart>): HttpAnswer {
  const boundary = newBoundary()
  async function* body(): AsyncGenerator<Uint8Array> {
    for await (const { contentType, body: bytes, sha256 } of parts) {
      yield partHead(boundary, contentType, bytes.length, sha256)
      yield bytes
      yield partEnd
    }
    yield bodyEnd(boundary)
  }
  return { status: 200, headers: { 'content-type': relatedType(type, boundary) }, body: body() }
}

/** An absent Accept takes anything. Files are sent in the transfer syntax in which they are kept. */
function accepts(accept: string | undefined, type: string): boolean {
  if (accept === undefined) return true
  return accept.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).some((range) => {
    const { essence, parameters } = mediaType(range)
    if (essence === '*/*' || essence === 'multipart/*') return true
    return essence === 'multipart/related' && mediaType(parameters.get('type') ?? type).essence === type
  })
}
