/**
 * An archive in a folder: files by content hash, a journal beside them. Synthetic studies are made when somebody
 * asks for their images and stay, so that the next start finds them, whole or as far as they came.
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
import { openJournal } from './journal.ts'
import { type Making, type NewFile, startMaking } from './making.ts'
import { outlineRow } from './outline.ts'

interface Kept {
  readonly sha256: string
  readonly instance: HeldInstance
}

export function openFolderArchive(folder: string, records: RecordKeeper, source: StudySource): Archive {
  const incoming = join(folder, 'incoming')
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const objects = createObjectStore(join(folder, 'objects'), incoming, folder)
  const journal = openJournal(join(folder, 'journal.jsonl'))
  const kept = new Map<string, Kept>()
  const ofStudy = new Map<string, HeldInstance[]>()
  /** synthetic studies that are not made yet; a removed one never will be */
  const pending = new Set(source.studies)
  const makings = new Map<string, Promise<Making>>()

  const hold = ({ sha256, instance }: Kept): void => {
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
    if (fact.kind !== 'holds') pending.delete(fact.study)
    if (fact.kind === 'removed') forget(fact.study)
  }

  /** Files beside each other onto the disk, then all of them into the journal: one wait for many. */
  const keep = async (files: readonly NewFile[]): Promise<void> => {
    const hashes = await objects.putAll(files.map(({ file }) => file))
    const stored = files.map(({ instance }, i) => ({ sha256: at(hashes, i), instance }))
    const fresh = stored.filter(({ instance }) => !kept.has(instance.sopInstanceUid))
    for (const one of fresh) hold(one)
    await journal.append(fresh.map((one) => ({ kind: 'holds', ...one })))
  }

  /** What is listed of a study that is being made, and what was stored beside it; in this order from then on. */
  const heldWith = ({ instances }: Making, study: string): HeldInstance[] => {
    const listed = new Set(instances.map(({ sopInstanceUid }) => sopInstanceUid))
    return [
      ...instances.map((one) => kept.get(one.sopInstanceUid)?.instance ?? one),
      ...(ofStudy.get(study) ?? []).filter(({ sopInstanceUid }) => !listed.has(sopInstanceUid)),
    ]
  }

  const begin = (study: string): Promise<Making> => {
    const opened = startMaking({
      study,
      parts: source.parts(study),
      together: source.together,
      isKept: (sopInstanceUid) => kept.has(sopInstanceUid),
      keep,
      async finish() {
        await journal.append([{ kind: 'made', study }])
        const held = heldWith(await opened, study)
        makings.delete(study)
        // it may have been removed meanwhile
        if (pending.delete(study)) ofStudy.set(study, held)
      },
    })
    makings.set(study, opened)
    // for the next one who asks to try again
    opened.catch(() => makings.delete(study))
    return opened
  }

  /** undefined for a study that is whole, or not ours to make */
  const makingOf = async (study: string): Promise<Making | undefined> =>
    pending.has(study) ? (makings.get(study) ?? begin(study)) : undefined

  const stop = async (study: string): Promise<void> => {
    const making = await makings.get(study)?.catch(() => undefined)
    makings.delete(study)
    await making?.stop()
  }

  const archive: Archive = {
    async studies(project) {
      return Object.values(records.now.studies)
        .filter((record) => record.project === project && !isWithdrawn(records.now, record.study))
        .map((record) => {
          const instances = pending.has(record.study) ? undefined : (ofStudy.get(record.study) ?? [])
          return { record, row: outlineRow(record), ...(instances ? { instances } : {}) }
        })
    },

    async discover() {
      return undefined
    },

    async instances(study) {
      const making = await makingOf(study)
      if (!making || !pending.has(study)) return ofStudy.get(study) ?? []
      // whoever waits for a file that did not come is told so, and its part is tried again
      making.whole().catch(() => undefined)
      return heldWith(making, study)
    },

    async file({ study, sopInstanceUid }) {
      if (!kept.has(sopInstanceUid)) await (await makingOf(study))?.one(sopInstanceUid)
      const one = kept.get(sopInstanceUid)
      if (!one) throw new RangeError(`${sopInstanceUid} is not held`)
      return { bytes: await objects.read(one.sha256), sha256: one.sha256 }
    },

    async prepare(study) {
      await (await makingOf(study))?.whole()
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
      pending.delete(study)
      await stop(study)
      const leaving = (ofStudy.get(study) ?? []).flatMap(
        ({ sopInstanceUid }) => kept.get(sopInstanceUid) ?? [],
      )
      forget(study)
      await journal.append([{ kind: 'removed', study }])
      for (const { sha256 } of leaving) await objects.remove(sha256)
    },

    async close() {
      await Promise.all([...makings.keys()].map(stop))
    },
  }
  return archive
}
