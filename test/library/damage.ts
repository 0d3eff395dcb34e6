/** What a failing disk does to a library: pages of its database that no longer hold together. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** SQLite's own page size, and the first byte of a page that holds rows. */
const [pageBytes, tableLeaf] = [4096, 0x0d]

/** Of a library that is closed. @returns how many pages held `text` in their rows, and hold nothing now */
export function damagePages(folder: string, text: string): number {
  const path = join(folder, 'library.db')
  const bytes = readFileSync(path)
  let damaged = 0
  for (let at = 0; at < bytes.length; at += pageBytes) {
    if (bytes[at] !== tableLeaf || !bytes.subarray(at, at + pageBytes).includes(text)) continue
    bytes[at] = 0
    damaged += 1
  }
  writeFileSync(path, bytes)
  return damaged
}
