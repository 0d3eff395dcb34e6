/**
 * A folder of this process, for as long as it lives. Test processes are killed when they are done, so nobody
 * tidies up at the end: the next one removes what the dead have left.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const swept = new Set<string>()

/** @returns `parent/name-PID-XXXXXX`, empty */
export function ownFolder(parent: string, name: string): string {
  mkdirSync(parent, { recursive: true })
  if (!swept.has(`${parent}/${name}`)) {
    swept.add(`${parent}/${name}`)
    for (const entry of readdirSync(parent)) {
      const pid = new RegExp(`^${name}-(\\d+)-`).exec(entry)?.[1]
      if (pid !== undefined && !isAlive(Number(pid)))
        rmSync(join(parent, entry), { recursive: true, force: true })
    }
  }
  return mkdtempSync(join(parent, `${name}-${process.pid}-`))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else is alive, though we may not signal it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
