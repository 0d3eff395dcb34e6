/** JSON documents of signed reads, kept as their exact text by hash beside the records that name them. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordKeeper, Records } from '../projects/records.ts'

type Recorded = Records['results'][number]
type Key = Pick<Recorded, 'project' | 'read' | 'version' | 'kind'>

export interface Documents {
  find(key: Key): Recorded | undefined
  /** @returns false, with nothing kept, when the text is no JSON or has another hash than it came with */
  keep(document: string, recorded: Recorded): Promise<boolean>
  read(sha256: string): Promise<string>
}

export function keepDocuments(folder: string, records: RecordKeeper): Documents {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('a document is named by its SHA-256')
    return join(folder, sha256)
  }

  return {
    find: (key) =>
      records.now.results.find(
        (one) =>
          one.project === key.project &&
          one.read === key.read &&
          one.version === key.version &&
          one.kind === key.kind,
      ),

    async keep(document, recorded) {
      if (createHash('sha256').update(document).digest('hex') !== recorded.sha256 || !isJson(document))
        return false
      const aside = join(folder, randomUUID())
      const file = await open(aside, 'wx', 0o600)
      try {
        await file.writeFile(document)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(aside, pathOf(recorded.sha256))
      await records.change(({ results }) => void results.push(recorded))
      return true
    },

    read: (sha256) => readFile(pathOf(sha256), 'utf8'),
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
