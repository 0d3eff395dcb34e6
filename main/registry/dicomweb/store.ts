/**
 * STOW-RS. A file is kept whole or not at all, the same again is no news, and other content under a known UID is
 * refused and said so: what a client reads back is what it sent, or somebody else's under its name.
 * @source DICOM PS3.18 10.5
 */
import type { Readable } from 'node:stream'
import { DicomRefusal } from '#dicom/parse/refusal.ts'
import { type Row, tags } from '../../dicomweb/dicom-json.ts'
import { boundaryOf } from '../../dicomweb/multipart/content-type.ts'
import { readParts } from '../../dicomweb/multipart/read.ts'
import { RegistryTrouble } from '../../dicomweb/trouble.ts'
import { type Archive, type Described, failureReasons, type Stored } from '../archive/archive.ts'
import { describe } from '../archive/describe.ts'
import { type HttpAnswer, json, plain } from '../http/answer.ts'

export interface Sender {
  /** whether this account may send the object; makes the study known when it is new to its project */
  admits(described: Described): Promise<boolean>
  /** notes who sent it */
  sent(sopInstanceUid: string): Promise<void>
}

const limits = { parts: 10_000, part: 512 * 2 ** 20 }

/** @param study  of the address, when the client named one */
export async function store(
  archive: Archive,
  sender: Sender,
  study: string | undefined,
  contentType: string | undefined,
  body: Readable,
): Promise<HttpAnswer> {
  const results: Stored[] = []
  try {
    const boundary = boundaryOf(contentType)
    for await (const part of readParts(body, boundary, limits)) {
      const chunks: Buffer[] = []
      for await (const chunk of part.body) chunks.push(chunk)
      results.push(await storeOne(archive, sender, study, Buffer.concat(chunks)))
    }
  } catch (error) {
    if (!(error instanceof RegistryTrouble)) throw error
    // what came whole before the cut is kept and can be asked for; the request itself failed
    return plain(400, `The request body cannot be read: ${error.message}.`)
  }
  return account(results)
}

async function storeOne(
  archive: Archive,
  sender: Sender,
  study: string | undefined,
  file: Buffer,
): Promise<Stored> {
  const described = readable(file)
  if (!described) return { outcome: 'refused', failureReason: failureReasons.cannotUnderstand }
  const { instance, sopClassUid } = described
  const named = { study: instance.study, sopInstanceUid: instance.sopInstanceUid, sopClassUid }
  if (study !== undefined && study !== instance.study)
    return { outcome: 'refused', failureReason: failureReasons.processing, ...named }
  if (!(await sender.admits(described)))
    return { outcome: 'refused', failureReason: failureReasons.notAuthorized, ...named }
  const stored = await archive.store(file, described)
  if (stored.outcome === 'stored') await sender.sent(instance.sopInstanceUid)
  return stored
}

function readable(file: Uint8Array): Described | undefined {
  try {
    return describe(file)
  } catch (error) {
    if (error instanceof DicomRefusal || error instanceof RegistryTrouble) return undefined
    throw error
  }
}

function account(results: readonly Stored[]): HttpAnswer {
  const stored = results.filter(({ outcome }) => outcome !== 'refused')
  const refused = results.filter(({ outcome }) => outcome === 'refused')
  const status = refused.length === 0 ? 200 : stored.length > 0 ? 202 : 409
  const list = (items: readonly Stored[]) => ({ vr: 'SQ', Value: items.map(item) })
  return json(
    status,
    {
      ...(stored.length > 0 ? { [tags.referencedSops]: list(stored) } : {}),
      ...(refused.length > 0 ? { [tags.failedSops]: list(refused) } : {}),
    },
    'application/dicom+json',
  )
}

function item(one: Stored): Row {
  const row: Record<string, Row[string]> = {}
  if (one.sopClassUid !== undefined) row['00081150'] = { vr: 'UI', Value: [one.sopClassUid] }
  if (one.sopInstanceUid !== undefined)
    row[tags.referencedSopInstanceUid] = { vr: 'UI', Value: [one.sopInstanceUid] }
  if (one.outcome === 'refused') row[tags.failureReason] = { vr: 'US', Value: [one.failureReason] }
  return row
}
