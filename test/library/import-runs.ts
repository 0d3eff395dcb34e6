/** Imports in processes of their own, for tests that kill them or measure them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { built } from '../built-workers.ts'
import type { ImportRun } from './import-run.ts'
import { project } from './workplace.ts'

let entries: Promise<{ readonly thread: string; readonly importer: string }> | undefined

export interface StartedImport {
  readonly process: ChildProcess
  /** what it printed; undefined when it ended otherwise, for instance because it was killed */
  readonly ended: Promise<ImportRun | undefined>
  /** what it said on stderr so far */
  said(): string
}

export async function startImport(library: string, path: string, attest?: string): Promise<StartedImport> {
  entries ??= built({ thread: 'workers/thread.ts', importer: 'test/library/import-process.ts' })
  const { thread, importer } = await entries
  const args = [importer, thread, library, path, project, ...(attest === undefined ? [] : [attest])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = new Promise<ImportRun | undefined>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0 ? (JSON.parse(output) as ImportRun) : undefined))
  })
  return { process: child, ended, said: () => errors }
}

/** @throws Error with what the process said when it did not end well */
export async function importOnce(library: string, path: string, attest?: string): Promise<ImportRun> {
  const started = await startImport(library, path, attest)
  const run = await started.ended
  if (!run) throw new Error(`the import did not end well: ${started.said()}`)
  return run
}
