/**
 * Whether a registry holds what was signed. Its word is no proof: archives answer "stored" to bodies that they
 * dropped and to content that they did not take. The object is fetched and compared.
 */
import { createHash } from 'node:crypto'
import { say } from '#analysis/sentences/say.ts'
import { parseFile } from '#dicom/parse/part10.ts'
import { DicomRefusal } from '#dicom/parse/refusal.ts'
import { broken, troubleOf } from '../../dicomweb/trouble.ts'
import type { RegistryAdapter } from '../registry/adapter.ts'
import type { OutboxItem } from './queue.ts'

export type Held = 'same' | 'other' | 'absent'

/** @throws RegistryTrouble, or the signal's reason */
export function heldBy(
  registry: RegistryAdapter,
  item: OutboxItem,
  signed: Uint8Array,
  signal: AbortSignal,
): Promise<Held> {
  return item.kind === 'sr' || item.kind === 'seg'
    ? heldObject(registry, item, signed, signal)
    : heldDocument(registry, item, signal)
}

async function heldObject(
  { dicomWeb }: RegistryAdapter,
  { study, uid }: OutboxItem,
  signed: Uint8Array,
  signal: AbortSignal,
): Promise<Held> {
  const [row] = await dicomWeb.instances({ study, sopInstanceUid: uid }, signal).catch(noneOfUnknownStudy)
  if (!row) return 'absent'
  for await (const part of dicomWeb.retrieve({ study, series: row.series, instance: uid }, signal)) {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of part.body) {
      length += chunk.length
      if (length > signed.length + mostRewritten) return 'other'
      chunks.push(chunk)
    }
    return sameDataset(signed, Buffer.concat(chunks)) ? 'same' : 'other'
  }
  throw broken(say('registry/instance-without-file'))
}

/** Some archives answer a search within a study that they do not know with 404 instead of nothing. */
function noneOfUnknownStudy(error: unknown): [] {
  const trouble = troubleOf(error)
  if (trouble?.kind === 'refused' && trouble.status === 404) return []
  throw error
}

/** An archive may write a group 2 of its own, somewhat longer than ours. */
const mostRewritten = 64 * 1024

async function heldDocument(
  { results }: RegistryAdapter,
  { project, read, version, kind, sha256 }: OutboxItem,
  signal: AbortSignal,
): Promise<Held> {
  if (!results || (kind !== 'contours' && kind !== 'result')) throw broken(say('registry/no-documents'))
  const held = await results.show(project, { read, version, kind }, signal)
  if (!held) return 'absent'
  const hash = createHash('sha256').update(held.document).digest('hex')
  return hash === sha256 && held.sha256 === sha256 ? 'same' : 'other'
}

/**
 * Byte for byte from the first element behind group 2, which archives rewrite: it names the software that wrote
 * the file, and they are right that it was them.
 */
export function sameDataset(signed: Uint8Array, received: Uint8Array): boolean {
  try {
    const [ours, theirs] = [parseFile(signed), parseFile(received)]
    const sameSyntax = ours.syntax.uid === theirs.syntax.uid
    return (
      sameSyntax &&
      Buffer.from(signed).subarray(ours.meta.end).equals(Buffer.from(received).subarray(theirs.meta.end))
    )
  } catch (error) {
    if (error instanceof DicomRefusal) return false
    throw error
  }
}
