/**
 * What the demo registry knows beside images: accounts, projects, who may do what, study records, assignments,
 * results, receipts, withdrawals. One JSON document, rewritten whole and durably at every change: a demo registry
 * has few of each, and a person can read it.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  Assignment,
  Permission,
  ProjectRules,
  Receipt,
  ResultDocument,
  SharedStudy,
  Withdrawal,
} from '#contract/project-api.ts'

export interface AccountRecord {
  /** scrypt, as `accounts.ts` writes it */
  readonly verifier: string
}

export interface ProjectRecord {
  readonly id: string
  readonly title: string
  readonly protocol: ProjectRules
}

/** A study's record with all its fields; what an account is shown of it is decided at each call. */
export interface StudyRecord extends SharedStudy {
  readonly project: string
}

export interface Records {
  /** of this registry, whatever port it gets */
  id: string
  accounts: Record<string, AccountRecord>
  /** SHA-256 of the token to its account; the token itself is nowhere on disk */
  tokens: Record<string, { account: string; expires: string }>
  projects: ProjectRecord[]
  /** project to account to permissions */
  grants: Record<string, Record<string, readonly Permission[]>>
  studies: Record<string, StudyRecord>
  /** SOP Instance UID of a result to the account that sent it */
  senders: Record<string, string>
  assignments: (Assignment & { project: string })[]
  /** without their documents, which lie beside by hash */
  results: (Omit<ResultDocument, 'document'> & { project: string; account: string })[]
  receipts: (Receipt & { project: string; account: string })[]
  withdrawals: (Withdrawal & { project: string })[]
  /** of the last start, so that a workstation finds the registry again */
  port?: number
}

export interface RecordKeeper {
  readonly now: Readonly<Records>
  /** All of the change is on disk when this resolves; changes wait for each other. */
  change<T>(change: (records: Records) => T): Promise<T>
}

/** Reads the document of the folder, or begins it. */
export async function keepRecords(folder: string, begin: () => Promise<Records>): Promise<RecordKeeper> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'records.json')
  let records = readRecords(file)
  if (!records) {
    records = await begin()
    await writeDurably(file, records)
  }
  let now: Records = records
  let turn: Promise<unknown> = Promise.resolve()
  return {
    get now() {
      return now
    },
    change(change) {
      const mine = turn.then(async () => {
        const next = structuredClone(now)
        const result = change(next)
        await writeDurably(file, next)
        now = next
        return result
      })
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}

function readRecords(file: string): Records | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Records
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function writeDurably(path: string, records: Records): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(records, null, 1)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
}
