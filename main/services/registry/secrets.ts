/**
 * Where the registry's secret lies between two starts: a file in the library's folder that only its owner can
 * read. It is a token that ends by itself, or for a plain archive the account's own secret, in the clear: whoever
 * can read the owner's files can read it.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const kept = z.object({ url: z.string(), account: z.string(), secret: z.string() })
export type KeptSecret = z.infer<typeof kept>

export interface Secrets {
  /** undefined where there is none, or none that can be read */
  read(): KeptSecret | undefined
  write(secret: KeptSecret): Promise<void>
  forget(): Promise<void>
}

const fileName = 'registry-secret.json'

/** Of a library that this process holds: what a kill left of a secret that was being written goes. */
export function keepSecrets(folder: string): Secrets {
  const path = join(folder, fileName)
  for (const name of readdirSync(folder)) if (name.startsWith(`${fileName}.`)) rmSync(join(folder, name))
  return {
    read() {
      try {
        return kept.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        // signing in again is all that a lost secret costs
        return undefined
      }
    },
    async write(secret) {
      const aside = `${path}.${randomUUID()}`
      const file = await open(aside, 'wx', 0o600)
      try {
        await file.writeFile(JSON.stringify(secret))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(aside, path)
    },
    forget: () => rm(path, { force: true }),
  }
}
