/**
 * Every file below a folder, in the order of names, with what it is by its content. Nothing is followed:
 * links, pipes and devices are named and left alone, so a scan can neither leave the folder nor hang.
 */
import {
  closeSync,
  constants,
  type Dirent,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { JobContext, WalkedEntry, WalkInput } from '#contract/jobs.ts'

const batchSize = 500

export function walk(
  { root, maxFiles }: WalkInput,
  { report }: JobContext<readonly WalkedEntry[]>,
): { readonly found: number } {
  let found = 0
  let batch: WalkedEntry[] = []

  const add = (entry: WalkedEntry): void => {
    if (found > maxFiles) return
    found += 1
    batch.push(found > maxFiles ? { ...entry, kind: 'beyond' } : entry)
    if (batch.length < batchSize) return
    report(batch)
    batch = []
  }

  const enter = (folder: string, shown: string): void => {
    const entries = sortedEntries(folder)
    if (!entries) add({ path: shown || basename(folder), file: folder, kind: 'unreadable' })
    for (const entry of entries ?? []) {
      if (found > maxFiles) return
      const file = join(folder, entry.name)
      const path = shown === '' ? entry.name : `${shown}/${entry.name}`
      if (entry.isDirectory()) enter(file, path)
      else add({ path, file, kind: kindOf(entry, file) })
    }
  }

  // What a person named is followed; what lies below it is not.
  if (statSync(root).isDirectory()) enter(root, '')
  else add({ path: basename(root), file: realpathSync(root), kind: contentKind(realpathSync(root)) })
  if (batch.length > 0) report(batch)
  return { found }
}

function sortedEntries(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    // Reported as unreadable, with its name.
    return undefined
  }
}

function kindOf(entry: Dirent, file: string): WalkedEntry['kind'] {
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isFIFO()) return 'pipe'
  return entry.isFile() ? contentKind(file) : 'special'
}

const headLength = 264

/** What the first bytes say. A file with the DICOM mark is DICOM, whatever stands in its preamble. */
function contentKind(file: string): 'file' | 'zip' | 'tar' | 'unreadable' {
  let descriptor: number
  try {
    // Not followed and not waited for, should the name have become a link or a pipe since it was listed.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    // Reported as unreadable, with its name.
    return 'unreadable'
  }
  try {
    const head = Buffer.alloc(headLength)
    const length = readSync(descriptor, head, 0, headLength, 0)
    return kindOfHead(head.subarray(0, length))
  } catch {
    // Reported as unreadable, with its name: a broken sector, or a folder by now.
    return 'unreadable'
  } finally {
    closeSync(descriptor)
  }
}

const zipMarks = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']

export function kindOfHead(head: Uint8Array): 'file' | 'zip' | 'tar' {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, headLength)).toString(
    'latin1',
  )
  if (text.startsWith('DICM', 128)) return 'file'
  if (zipMarks.some((mark) => text.startsWith(mark))) return 'zip'
  return text.startsWith('ustar', 257) ? 'tar' : 'file'
}
