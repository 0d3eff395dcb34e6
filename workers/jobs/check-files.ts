/** Which stored files are gone or no longer what their name says. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CheckInput } from '#contract/jobs.ts'

export const checkFiles = ({ files }: CheckInput): { readonly damaged: string[] } => ({
  damaged: files.filter(({ path, sha256 }) => hashOfFile(path) !== sha256).map(({ sha256 }) => sha256),
})

function hashOfFile(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    // A file that cannot be read is damaged, which is what is reported.
    return undefined
  }
}
