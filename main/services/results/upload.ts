/** Uploading: a signed read's files go into the outbox and are sent at once where that is possible. */
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { Services } from '#contract/services.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { type NewItem, outboxView } from '../outbox/queue.ts'
import type { ReadLog } from '../reads/log.ts'
import type { ResultObjects } from '../reads/result-objects.ts'
import type { Connection } from '../registry/connection.ts'

export interface UploadParts {
  readonly connection: Connection
  readonly outbox: Outbox
  readonly log: Pick<ReadLog, 'row'>
  readonly objects: ResultObjects
}

/** A plain archive takes DICOM objects only; the contours are in the SR as polylines. */
const kindsFor = {
  midwall: new Set(['sr', 'seg', 'contours', 'result']),
  dicomweb: new Set(['sr', 'seg']),
}

export function createUpload(
  parts: UploadParts,
): Pick<Services['results'], 'upload' | 'outbox' | 'receipts'> {
  const { connection, outbox, log, objects } = parts
  return {
    async upload({ read }) {
      const { study, project, status, version } = log.row(read)
      if (status === 'sealed')
        throw new Failure('read-sealed', { read, reason: say('files/study-withdrawn') })
      if (status !== 'signed') throw new Failure('read-not-signed', { read })
      const address = connection.address()
      if (!address) throw new Failure('registry-not-set', {})
      const { identity, kind } = address
      const signed = objects.of(read, version)
      // Not the read's own head: a comment may follow a signature.
      const head = signed[0]?.head
      if (head === undefined) throw new Error('a signed version has its files')
      const items = signed
        .filter((object) => kindsFor[kind].has(object.kind))
        .map((object): NewItem => {
          const { sopInstanceUid: uid, sha256, bytes } = object
          return { kind: object.kind, uid, sha256, bytes }
        })
      outbox.queue.add({ identity, project, study, read, version, head }, items)
      await outbox.run()
      return outbox.queue.ofRead(read).map(outboxView)
    },
    outbox: async () => outbox.queue.all().map(outboxView),
    async receipts({ read }) {
      log.row(read)
      return outbox.receipts.of(read)
    },
  }
}
