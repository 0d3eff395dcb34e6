/** A workstation that has signed something: its outbox, a clock that tests turn, and what a signed read left. */
import { createHash } from 'node:crypto'
import { identityIn } from '../../main/services/outbox/identity.ts'
import { createOutbox, type Outbox } from '../../main/services/outbox/outbox.ts'
import type { Consignment, NewItem } from '../../main/services/outbox/queue.ts'
import { defaultRules } from '../../main/services/projects/rules.ts'
import { openWorkstation } from '../downloads/here.ts'
import type { Entrance, Workstation, WorkstationOptions } from '../downloads/workstation.ts'
import { opinionUid, writeOpinion } from '../registry/servers/opinion.ts'

export interface Sender {
  readonly workstation: Workstation
  readonly outbox: Outbox
  readonly study: string
  /** lets time pass until everything that waits is due */
  wait(): void
  /** puts a report of read `read` into the outbox, and its contours where `documents` says so */
  sign(read: string, options?: { number?: number; patientName?: string; documents?: boolean }): Promise<void>
  /** status and detail of every item, in the order of signing */
  states(): string[]
  details(): string
  close(): Promise<void>
}

export const head = 'a'.repeat(64)
export const contours = JSON.stringify({ format: 'midwall-contours/1', contours: [] })
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export async function openSender(
  entrance: Entrance,
  project: string,
  options: Omit<WorkstationOptions, 'thread'> = {},
): Promise<Sender> {
  const workstation = await openWorkstation(options)
  const { library, connection } = workstation
  const known = workstation.remote.studies(project)[0]?.study
  const [study = ''] = known === undefined ? await workstation.enter(entrance, project) : [known]
  let now = Date.now()
  const outbox = createOutbox({
    library,
    connection,
    announcements: workstation.announcements,
    chance: workstation.chance,
    identityIn: async (item, file) => identityIn(item, file, defaultRules),
    now: () => now,
    onError: (error) => {
      throw error
    },
  })
  const subject = workstation.remote.study(study)?.subject ?? ''

  return {
    workstation,
    outbox,
    study,
    wait() {
      now += 16 * 60_000
    },
    async sign(read, { number = 1, patientName, documents = true } = {}) {
      const identity = connection.address()?.identity ?? ''
      const report = writeOpinion({
        study,
        project,
        subject,
        number,
        ...(patientName === undefined ? {} : { patientName }),
      })
      const files = [{ kind: 'sr', uid: opinionUid(study, number), bytes: report } as const]
      const document = { kind: 'contours', uid: 'contours', bytes: Buffer.from(contours) } as const
      const items: NewItem[] = []
      for (const { kind, uid, bytes } of documents ? [...files, document] : files) {
        await library.blobs.put(bytes)
        items.push({ kind, uid, sha256: hashOf(bytes), bytes: bytes.length })
      }
      const consignment: Consignment = { identity, project, study, read, version: 1, head }
      outbox.queue.add(consignment, items)
    },
    states: () => outbox.queue.all().map(({ status }) => status),
    details: () =>
      outbox.queue
        .all()
        .map(({ detail }) => detail ?? '')
        .join('; '),
    async close() {
      await outbox.close()
      await workstation.close()
    },
  }
}
