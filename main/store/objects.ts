/**
 * Bytes stored by their content's hash and by nothing else: no UID, name or attribute ever becomes a path.
 * A file is there whole or not at all: written aside, synced, renamed, and the folder synced.
 */
import { createHash, randomUUID } from 'node:crypto'
import { constants, copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import { asFailure } from './database.ts'

export interface ObjectStore {
  readonly folder: string
  has(sha256: string): Promise<boolean>
  /** where the bytes of this hash lie, or would lie */
  pathOf(sha256: string): string
  /** @throws Failure 'library-damaged' when the bytes are gone or no longer match their hash */
  read(sha256: string): Promise<Uint8Array>
  /**
   * Stores durably; a file is copied. Storing the same bytes again changes nothing.
   * @throws Failure 'disk-full', with nothing half written
   */
  put(content: Uint8Array | { readonly file: string }): Promise<string>
  /** The same for many: every file is synced, and every folder once for all of them. */
  putAll(contents: readonly Uint8Array[]): Promise<readonly string[]>
  remove(sha256: string): Promise<void>
}

const sha256Text = /^[0-9a-f]{64}$/

/**
 * @param folder    of the store; objects lie in 256 folders below it, by the first two digits
 * @param incoming  on the same disk, for what is not whole yet
 */
export function createObjectStore(folder: string, incoming: string, library: string): ObjectStore {
  const pathOf = (sha256: string): string => {
    if (!sha256Text.test(sha256)) throw new RangeError('an object is named by a SHA-256 in lower case')
    return join(folder, sha256.slice(0, 2), sha256)
  }

  /** @returns the folder that is to be synced, where the bytes are new */
  const place = async (content: Uint8Array | { readonly file: string }) => {
    const temporary = join(incoming, randomUUID())
    try {
      const sha256 = await writeAside(content, temporary)
      const path = pathOf(sha256)
      if ((await sizeOf(path)) !== undefined) return { sha256 }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(temporary, path)
      return { sha256, changed: dirname(path) }
    } catch (error) {
      throw asFailure(error, library)
    } finally {
      await rm(temporary, { force: true })
    }
  }
  const syncFolders = async (changed: readonly string[]): Promise<void> => {
    if (changed.length === 0) return
    try {
      await Promise.all([...new Set(changed)].map(syncFolder))
      await syncFolder(folder)
    } catch (error) {
      throw asFailure(error, library)
    }
  }

  return {
    folder,
    pathOf,

    async has(sha256) {
      return (await sizeOf(pathOf(sha256))) !== undefined
    },

    async read(sha256) {
      let bytes: Uint8Array
      try {
        bytes = await readFile(pathOf(sha256))
      } catch (cause) {
        throw new Failure(
          'library-damaged',
          { library, detail: say('library/object-unreadable', { sha256 }) },
          { cause },
        )
      }
      if (hashOf(bytes) !== sha256) {
        throw new Failure('library-damaged', { library, detail: say('library/object-differs', { sha256 }) })
      }
      return bytes
    },

    async put(content) {
      const { sha256, changed } = await place(content)
      await syncFolders(changed === undefined ? [] : [changed])
      return sha256
    },

    async putAll(contents) {
      const ended = await Promise.allSettled(contents.map(place))
      const placed = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      await syncFolders(placed.flatMap(({ changed }) => changed ?? []))
      for (const one of ended) if (one.status === 'rejected') throw one.reason
      return placed.map(({ sha256 }) => sha256)
    },

    async remove(sha256) {
      const path = pathOf(sha256)
      await rm(path, { force: true })
      await syncFolder(dirname(path))
    },
  }
}

async function writeAside(content: Uint8Array | { readonly file: string }, path: string): Promise<string> {
  if (!(content instanceof Uint8Array)) await copyFile(content.file, path, constants.COPYFILE_EXCL)
  const file = await open(path, content instanceof Uint8Array ? 'wx' : 'r+', 0o600)
  try {
    if (content instanceof Uint8Array) await file.writeFile(content)
    else await file.chmod(0o600)
    await file.sync()
    return hashOf(content instanceof Uint8Array ? content : await file.readFile())
  } finally {
    await file.close()
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** A rename is durable once its folder is. A folder that does not exist has nothing to sync. */
async function syncFolder(path: string): Promise<void> {
  // Windows has no descriptor for a folder; NTFS journals the rename itself.
  if (process.platform === 'win32' || (await sizeOf(path)) === undefined) return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
