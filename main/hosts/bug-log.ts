/**
 * Our own mistakes, one JSON line each, beside the library: when, where and the stack. Values of a study or of a
 * person never go in; a stack names our files and lines.
 */
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BugLog } from './router.ts'

export interface OpenBugLog {
  readonly bug: BugLog
  /** @returns the id under which it stands in the log */
  error(error: unknown): string
}

/** Beyond it the log begins anew and the last one is kept: a mistake that repeats must not fill the disk. */
const longestLog = 4 * 2 ** 20

/** Never throws: what is logged is somebody's failure already, and a full disk is a usual one. */
export function openBugLog(folder: string): OpenBugLog {
  const file = join(folder, 'log', 'mistakes.jsonl')
  const write = (entry: object): void => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`
    try {
      mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > longestLog)
        renameSync(file, join(folder, 'log', 'mistakes-before.jsonl'))
      appendFileSync(file, line, { mode: 0o600 })
    } catch {
      process.stderr.write(line)
    }
  }
  return {
    bug: ({ id, call, error }) => write({ id, call, ...stackOf(error) }),
    error(error) {
      const id = randomUUID()
      write({ id, ...stackOf(error) })
      return id
    },
  }
}

/** The message stays out: it may quote what it failed on. The name, the code and the frames of the stack stay. */
function stackOf(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error ? { code: String(error.code) } : {}
  const cause = error.cause === undefined ? {} : { cause: stackOf(error.cause) }
  return { name: error.name, ...code, stack: frames.map((line) => line.trim()), ...cause }
}
