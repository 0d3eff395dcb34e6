/** Puts files that are whole in their place, or takes them away, so that it outlives a power cut. */
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { FileRename, SettleInput } from '#contract/jobs.ts'

export function settle({ renames, links, removals }: SettleInput): null {
  const folders = new Set<string>()
  const prepare = (path: string): void => {
    const folder = dirname(path)
    if (folders.has(folder)) return
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) folders.add(dirname(folder))
    folders.add(folder)
  }
  storeAll(renames)
  for (const { from, to } of renames) {
    prepare(to)
    renameSync(from, to)
  }
  for (const { from, to } of links) {
    prepare(to)
    giveSecondName(from, to)
  }
  for (const path of removals) {
    rmSync(path, { force: true })
    folders.add(dirname(path))
  }
  // Windows has no descriptor for a folder; NTFS journals the rename itself.
  if (process.platform !== 'win32') for (const folder of folders) sync(folder, 'r')
  return null
}

/** All are written before the first is synced: one commit of the disk's journal then serves many. */
function storeAll(files: readonly FileRename[]): void {
  const open: number[] = []
  try {
    for (const { from, content } of files) {
      const file = content ? openSync(from, 'wx', 0o600) : openSync(from, 'r+')
      open.push(file)
      if (content) writeFileSync(file, content)
    }
    for (const file of open) fsyncSync(file)
  } finally {
    for (const file of open) closeSync(file)
  }
}

/** Disks without links get a copy. */
function giveSecondName(from: string, to: string): void {
  rmSync(to, { force: true })
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL)
    sync(to, 'r+')
  }
}

function sync(path: string, mode: 'r' | 'r+'): void {
  const descriptor = openSync(path, mode)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
