/**
 * Unpacks a ZIP archive into files named by number. The whole directory of the archive is judged first:
 * an archive that lies about names, sizes or places is refused whole. No name in it ever becomes a path.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { say } from '#analysis/sentences/say.ts'
import type { JobContext, Unpacked, UnpackedEntry, UnpackInput } from '#contract/jobs.ts'

/** The largest registry studies stay below 20,000 files; 100,000 empty entries fit in 10 MB. */
const maxEntries = 50_000
const maxEntryBytes = 2 ** 31
/** Deflate reaches 1032 : 1 on zeros, images 2 to 20. Small files may be blank, together they may not. */
const maxRatio = 200
const ratioMattersFrom = 4 * 2 ** 20
const ratioOfAllMattersFrom = 256 * 2 ** 20

const batchSize = 200

class ArchiveRefused extends Error {}

export async function unpack(
  { archive, into }: UnpackInput,
  { report }: JobContext<readonly UnpackedEntry[]>,
): Promise<Unpacked> {
  let entries = 0
  try {
    const zip = await asRefusal(
      openPromise(archive, { decodeStrings: false, validateEntrySizes: true, autoClose: false }),
    )
    try {
      const judged = await judgeDirectory(zip)
      let batch: UnpackedEntry[] = []
      for (const { entry, path } of judged) {
        const file = join(into, String(entries))
        await unpackEntry(zip, entry, path, file)
        entries += 1
        batch.push({ path, file })
        if (batch.length < batchSize) continue
        report(batch)
        batch = []
      }
      report(batch)
    } finally {
      zip.close()
    }
    return { entries }
  } catch (error) {
    if (error instanceof ArchiveRefused) return { entries, refused: error.message }
    throw error
  }
}

interface Judged {
  readonly entry: Entry
  readonly path: string
}

async function judgeDirectory(zip: ZipFile): Promise<Judged[]> {
  if (zip.entryCount > maxEntries) {
    throw new ArchiveRefused(say('files/archive-entries', { entries: zip.entryCount, most: maxEntries }))
  }
  const judged: Judged[] = []
  const all: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      const path = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        true,
      )
      judgeEntry(entry, path)
      all.push(entry)
      if (!path.endsWith('/')) judged.push({ entry, path })
    }
  } catch (error) {
    throw refusal(error)
  }
  judgePlaces(all, zip.fileSize)
  const total = all.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (total > ratioOfAllMattersFrom && total > maxRatio * zip.fileSize) {
    throw new ArchiveRefused(say('files/archive-grows', { times: Math.round(total / zip.fileSize) }))
  }
  return judged
}

const fileTypeMask = 0o170000
const plainTypes = new Set([0, 0o100000, 0o040000])
const madeOnUnix = 3

function judgeEntry(entry: Entry, path: string): void {
  const parts = path.split(/[\\/]/)
  if (/^([\\/]|[A-Za-z]:[\\/])/.test(path)) throw new ArchiveRefused(say('files/entry-absolute'))
  if (parts.includes('..')) throw new ArchiveRefused(say('files/entry-points-out'))
  const fileType =
    entry.versionMadeBy >>> 8 === madeOnUnix ? (entry.externalFileAttributes >>> 16) & fileTypeMask : 0
  if (!plainTypes.has(fileType)) throw new ArchiveRefused(say('files/entry-link'))
  if (entry.isEncrypted()) throw new ArchiveRefused(say('files/archive-encrypted'))
  if (!entry.canDecodeFileData()) throw new ArchiveRefused(say('files/archive-compression'))
  if (entry.uncompressedSize > maxEntryBytes) throw new ArchiveRefused(say('files/entry-larger-than-2-gb'))
  if (entry.uncompressedSize > ratioMattersFrom && entry.uncompressedSize > maxRatio * entry.compressedSize) {
    const ratio = Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize))
    throw new ArchiveRefused(say('files/entry-grows', { times: ratio }))
  }
}

const localHeaderBytes = 30

/** Entries that share bytes unpack to far more than the archive holds. */
function judgePlaces(entries: readonly Entry[], archiveBytes: number): void {
  const byPlace = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  byPlace.forEach((entry, i) => {
    const next = byPlace[i + 1]?.relativeOffsetOfLocalHeader ?? archiveBytes
    const end =
      entry.relativeOffsetOfLocalHeader + localHeaderBytes + entry.fileNameLength + entry.compressedSize
    if (end > next) throw new ArchiveRefused(say('files/entries-overlap'))
  })
}

/** Counts what really comes out and checks it, whatever the directory claims. */
async function unpackEntry(zip: ZipFile, entry: Entry, path: string, file: string): Promise<void> {
  const descriptor = openSync(file, 'wx', 0o600)
  try {
    let sum = 0
    const stream = await asRefusal(zip.openReadStreamPromise(entry))
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    for (;;) {
      const next = await asRefusal(chunks.next())
      if (next.done) break
      sum = crc32(next.value, sum)
      writeAll(descriptor, next.value)
    }
    if (sum !== entry.crc32)
      throw new ArchiveRefused(say('files/checksum-wrong', { entry: JSON.stringify(path) }))
  } finally {
    closeSync(descriptor)
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0
  while (written < bytes.length) written += writeSync(descriptor, bytes, written)
}

/** What yauzl finds wrong is wrong with the archive; what the system refuses is not. */
async function asRefusal<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw refusal(error)
  }
}

function refusal(error: unknown): unknown {
  if (error instanceof ArchiveRefused || !(error instanceof Error)) return error
  const fromSystem = 'syscall' in error
  return fromSystem
    ? error
    : new ArchiveRefused(say('files/archive-broken', { why: error.message }), { cause: error })
}
