/**
 * What a folder archive holds, one JSON line a fact, appended and synced. A line that a crash cut short is no
 * fact: what it was about was not promised to anybody.
 */
import { existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { HeldInstance } from './archive.ts'

export type Fact =
  | { readonly kind: 'holds'; readonly sha256: string; readonly instance: HeldInstance }
  /** a synthetic study is complete */
  | { readonly kind: 'made'; readonly study: string }
  | { readonly kind: 'removed'; readonly study: string }

export interface Journal {
  readonly facts: readonly Fact[]
  append(facts: readonly Fact[]): Promise<void>
}

export function openJournal(path: string): Journal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const facts = existsSync(path) ? wholeLines(path) : []
  let turn: Promise<void> = Promise.resolve()
  return {
    facts,
    append(added) {
      const mine = turn.then(async () => {
        const file = await open(path, 'a', 0o600)
        try {
          await file.writeFile(added.map((fact) => `${JSON.stringify(fact)}\n`).join(''))
          await file.sync()
        } finally {
          await file.close()
        }
      })
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}

function wholeLines(path: string): Fact[] {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf('\n') + 1
  if (end < bytes.length) truncateSync(path, end)
  return bytes
    .toString('utf8', 0, end)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Fact)
}
