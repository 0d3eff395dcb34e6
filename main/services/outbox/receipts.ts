/** Receipts: what a registry confirmed about a signed read, or what this workstation itself read back. */
import { randomUUID } from 'node:crypto'
import { receiptSchema } from '#contract/project-api.ts'
import type { ReceiptView } from '#contract/views.ts'
import type { Library } from '../../store/library.ts'
import type { RegistryAdapter } from '../registry/adapter.ts'
import type { Consignment, OutboxItem } from './queue.ts'

export interface Receipts {
  of(read: string): ReceiptView[]
  /**
   * Asks the registry for its receipt; a plain archive gives none, so that the workstation writes down what it
   * read back itself.
   * @throws RegistryTrouble
   */
  obtain(registry: RegistryAdapter, consignment: Consignment, items: readonly OutboxItem[]): Promise<void>
}

interface ReceiptRow {
  readonly read: string
  readonly at: string
  readonly head: string
  readonly registry: string
  readonly objects: string
}

const objectsSchema = receiptSchema.shape.objects

export function createReceipts({ db, transaction, audit }: Library): Receipts {
  const select = db.prepare(
    'SELECT read, at, head, registry, objects FROM receipts WHERE read = ? ORDER BY version',
  )
  const insert = db.prepare(
    `INSERT INTO receipts (id, read, version, at, head, registry, objects) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (read, version) DO NOTHING`,
  )
  return {
    of: (read) =>
      (select.all(read) as ReceiptRow[]).map(({ objects, ...receipt }) => ({
        ...receipt,
        objects: objectsSchema.parse(JSON.parse(objects)),
      })),

    async obtain(registry, { project, study, read, version, head }, items) {
      const objects = items.map(({ kind, uid, sha256 }) => ({ kind, uid, sha256 }))
      const asked = { read, version, study, head, objects }
      const {
        id,
        at,
        registry: name,
      } = registry.results
        ? await registry.results.issueReceipt(project, asked)
        : { id: randomUUID(), at: new Date().toISOString(), registry: registry.url }
      transaction(() => {
        insert.run(id, read, version, at, head, name, JSON.stringify(objects))
        audit('outbox', 'receipt-kept', JSON.stringify({ id, read, version, registry: name }))
      })
    },
  }
}
