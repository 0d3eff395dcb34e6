/**
 * An archive in a folder: files by content hash, a journal beside them. Synthetic studies are made when somebody
 * asks for their images and stay, so that the next start finds them.
 */
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '#analysis/units/at.ts'
import { createObjectStore } from '../../store/objects.ts'
import { isWithdrawn } from '../projects/access.ts'
import type { RecordKeeper } from '../projects/records.ts'
import type { StudySource } from '../synthesis/source.ts'
import { type Archive, failureReasons, type HeldInstance, type Stored } from './archive.ts'
import { describe } from './describe.ts'
import { openJournal } from './journal.ts'
import { outlineRow } from './outline.ts'

interface Kept {
  readonly sha256: string
  readonly instance: HeldInstance
}

const filesTogether = 64

export function openFolderArchive(folder: string, records: RecordKeeper, source: StudySource): Archive {
  const incoming = join(folder, 'incoming')
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const objects = createObjectStore(join(folder, 'objects'), incoming, folder)
  const journal = openJournal(join(folder, 'journal.jsonl'))
  const kept = new Map<string, Kept>()
  const ofStudy = new Map<string, HeldInstance[]>()
  const made = new Set<string>()
  const making = new Map<string, Promise<void>>()
  const synthetic = new Set(source.studies)

  const hold = ({ sha256, instance: described }: Kept): void => {
    const instance = { ...described, sha256 }
    kept.set(instance.sopInstanceUid, { sha256, instance })
    const siblings = ofStudy.get(instance.study)
    if (siblings) siblings.push(instance)
    else ofStudy.set(instance.study, [instance])
  }
  const forget = (study: string): void => {
    for (const { sopInstanceUid } of ofStudy.get(study) ?? []) kept.delete(sopInstanceUid)
    ofStudy.delete(study)
  }
  for (const fact of journal.facts) {
    if (fact.kind === 'holds' && !kept.has(fact.instance.sopInstanceUid)) hold(fact)
    if (fact.kind === 'made') made.add(fact.study)
    if (fact.kind === 'removed') forget(fact.study)
  }

  const isPending = (study: string): boolean => synthetic.has(study) && !made.has(study)

  /** Files beside each other onto the disk, then all of them into the journal: one wait for many. */
  const keep = async (files: readonly { file: Uint8Array; instance: HeldInstance }[]): Promise<void> => {
    const hashes = await objects.putAll(files.map(({ file }) => file))
    const stored = files.map(({ instance }, i) => ({ sha256: at(hashes, i), instance }))
    const fresh = stored.filter(({ instance }) => !kept.has(instance.sopInstanceUid))
    for (const one of fresh) hold(one)
    await journal.append(fresh.map((one) => ({ kind: 'holds', ...one })))
  }

  const make = async (study: string): Promise<void> => {
    let batch: { file: Uint8Array; instance: HeldInstance }[] = []
    for await (const file of source.make(study)) {
      batch.push({ file, instance: describe(file).instance })
      if (batch.length < filesTogether) continue
      await keep(batch)
      batch = []
    }
    await keep(batch)
    await journal.append([{ kind: 'made', study }])
    made.add(study)
  }

  const archive: Archive = {
    async studies(project) {
      return Object.values(records.now.studies)
        .filter((record) => record.project === project && !isWithdrawn(records.now, record.study))
        .map((record) => {
          const instances = isPending(record.study) ? undefined : (ofStudy.get(record.study) ?? [])
          return { record, row: outlineRow(record), ...(instances ? { instances } : {}) }
        })
    },

    async discover() {
      return undefined
    },

    async instances(study) {
      if (isPending(study)) {
        const running = making.get(study) ?? make(study).finally(() => making.delete(study))
        making.set(study, running)
        await running
      }
      return ofStudy.get(study) ?? []
    },

    async file({ sopInstanceUid }) {
      const one = kept.get(sopInstanceUid)
      if (!one) throw new RangeError(`${sopInstanceUid} is not held`)
      return objects.read(one.sha256)
    },

    async store(file, { instance, sopClassUid }) {
      const named = { study: instance.study, sopInstanceUid: instance.sopInstanceUid, sopClassUid }
      const answer = (held: Kept | undefined, sha256: string): Stored =>
        held?.sha256 === sha256
          ? { outcome: 'known', ...named }
          : { outcome: 'refused', failureReason: failureReasons.duplicate, ...named }
      const sha256 = createHash('sha256').update(file).digest('hex')
      const before = kept.get(instance.sopInstanceUid)
      if (before) return answer(before, sha256)
      await keep([{ file, instance }])
      const now = kept.get(instance.sopInstanceUid)
      return now?.sha256 === sha256 ? { outcome: 'stored', ...named } : answer(now, sha256)
    },

    async remove(study) {
      const leaving = (ofStudy.get(study) ?? []).flatMap(
        ({ sopInstanceUid }) => kept.get(sopInstanceUid) ?? [],
      )
      forget(study)
      await journal.append([{ kind: 'removed', study }])
      for (const { sha256 } of leaving) await objects.remove(sha256)
    },
  }
  return archive
}
