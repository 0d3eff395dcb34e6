/**
 * Our own mistakes, one JSON line each, beside the library: when, where and the stack. Values of a study or of a
 * person never go in; a stack names our files and lines.
 */
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BugLog } from './router.ts'

export interface OpenBugLog {
  readonly bug: BugLog
  error(error: unknown): void
}

export function openBugLog(folder: string): OpenBugLog {
  const file = join(folder, 'log', 'mistakes.jsonl')
  const write = (entry: object): void => {
    mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 })
    appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`, { mode: 0o600 })
  }
  return {
    bug: ({ id, call, error }) => write({ id, call, ...stackOf(error) }),
    error: (error) => write(stackOf(error)),
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
