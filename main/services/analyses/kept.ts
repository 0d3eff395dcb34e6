/**
 * What analyses show beside their numbers, kept over a restart: `details/<read>/<analysis>.kept` of the library. The
 * log has the numbers; these files have curves, masks, maps and tracked points, which are long to make again. They are
 * for speed alone: each may be deleted at any time, and is made again when it is asked for.
 *
 * A file is a line that says what it is of, and the value as V8 writes it. It is taken only when its bytes are those
 * that were written, by this version, on the same contours, choices and images, and when the log has its numbers. One
 * that is not is as good as none, and the next one takes its place: written aside, synced and renamed.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Deserializer, Serializer } from 'node:v8'
import type { Library } from '../../store/library.ts'
import { sha256Of } from '../reads/chain.ts'
import { volumesOfChambers } from './analyses.ts'
import type { HashesOf } from './basis.ts'
import { keptSpace, namesIn, unlessMissing } from './kept-space.ts'
import type { Remembered } from './memory.ts'

export interface KeptOf {
  readonly read: string
  readonly hashesOf: HashesOf
  /** whether the log says the same numbers */
  isRecorded(name: string, value: unknown): boolean
  /** whether it is worth a file */
  isResult(value: unknown): boolean
  /** makes it whatever is kept, and keeps it for those who look at it later */
  readonly anew?: boolean
}

export interface KeptDetails {
  of(one: KeptOf): Remembered
  /** Takes away what is of reads that `isOfUse` says no of, and what a kill left behind. */
  sweep(isOfUse: (read: string) => boolean): Promise<void>
  forget(read: string): Promise<void>
  /** What is being written is written. */
  settled(): Promise<void>
}

export interface KeptOptions {
  /** bytes of all files together: what was not asked for longest goes first */
  readonly limit?: number
  /** bytes of one file; what is longer is made again */
  readonly most?: number
}

/** Fifty studies with all their maps. */
const usualLimit = 2 * 2 ** 30
const usualMost = 128 * 2 ** 20

const format = 'midwall-kept/3'
interface Head {
  readonly format: typeof format
  readonly name: string
  /** name and version of the application: another one may find another */
  readonly software: string
  readonly basis: string
  readonly sha256: string
}

/** Of the others the numbers are all there is, or they are made in no time. */
const longToMake: ReadonlySet<string> = new Set([
  volumesOfChambers,
  'segments',
  'strain',
  'scar',
  'perfusion',
  'mapping',
  'flow',
])

const ending = '.kept'

export function createKeptDetails(
  library: Pick<Library, 'folder' | 'incoming'>,
  software: { readonly name: string; readonly version: string },
  onError: (error: unknown) => void,
  { limit = usualLimit, most = usualMost }: KeptOptions = {},
): KeptDetails {
  const folder = join(library.folder, 'details')
  const maker = `${software.name} ${software.version}`
  const folderOf = (read: string): string => join(folder, encodeURIComponent(read))
  const pathOf = (read: string, name: string): string =>
    join(folderOf(read), `${name.replaceAll(' ', '-')}${ending}`)
  const space = keptSpace(folder, ending, limit, (name) => readOf(name) !== undefined)
  /** one after another: a disk that is full is full for all of them */
  let writing: Promise<void> = Promise.resolve()

  async function takeAway(ofRead: string): Promise<void> {
    await rm(ofRead, { recursive: true, force: true })
    space.gone(ofRead)
  }

  async function found(path: string, wanted: Omit<Head, 'sha256'>): Promise<unknown> {
    const bytes = await contentOf(path)
    if (bytes === undefined) return undefined
    const end = bytes.indexOf('\n')
    const head = end < 0 ? undefined : headOf(bytes.toString('utf8', 0, end))
    const payload = bytes.subarray(end + 1)
    const isOurs =
      head !== undefined &&
      head.format === wanted.format &&
      head.name === wanted.name &&
      head.software === wanted.software &&
      head.basis === wanted.basis &&
      head.sha256 === sha256Of(payload)
    if (!isOurs) return undefined
    const reader = new Deserializer(payload)
    reader.readHeader()
    const value: unknown = reader.readValue()
    const now = new Date()
    await utimes(path, now, now)
    space.asked(path)
    return value
  }

  async function write(read: string, head: Omit<Head, 'sha256'>, value: unknown): Promise<void> {
    const payload = asBytes(value)
    if (payload.length > most) return
    const said: Head = { ...head, sha256: sha256Of(payload) }
    const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(said)}\n`, 'utf8'), payload])
    const aside = join(library.incoming, randomUUID())
    const path = pathOf(read, head.name)
    try {
      const file = await open(aside, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await mkdir(folderOf(read), { recursive: true, mode: 0o700 })
      await rename(aside, path)
    } finally {
      await rm(aside, { force: true })
    }
    await space.wrote(path, bytes.length)
  }

  return {
    of:
      ({ read, hashesOf, isRecorded, isResult, anew = false }) =>
      async <T>(name: string, basis: Parameters<Remembered>[1], make: () => Promise<T>): Promise<T> => {
        if (!longToMake.has(name)) return make()
        const head = { format, name, software: maker, basis: basis.lasting(hashesOf) } as const
        const known = anew ? undefined : await found(pathOf(read, name), head).catch(onError)
        // a name says what is kept under it, and the digest that it was kept by us
        if (known !== undefined && isRecorded(name, known)) return known as T
        const value = await make()
        if (isResult(value)) writing = writing.then(() => write(read, head, value)).catch(onError)
        return value
      },

    async sweep(isOfUse) {
      for (const name of await namesIn(folder)) {
        const read = readOf(name)
        // what nobody here wrote is left to who did
        if (read !== undefined && !isOfUse(read)) await takeAway(join(folder, name)).catch(onError)
      }
    },

    async forget(read) {
      await writing
      await takeAway(folderOf(read))
    },

    settled: () => writing,
  }
}

/** @returns undefined for the name of a folder that no read has: a person may put anything into a library */
function readOf(folderName: string): string | undefined {
  try {
    const read = decodeURIComponent(folderName)
    return encodeURIComponent(read) === folderName ? read : undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** Arrays in memory of their own when they are read: what is sent on takes no neighbours along. */
function asBytes(value: unknown): Buffer {
  const writer = new Serializer()
  writer.writeHeader()
  writer.writeValue(value)
  return writer.releaseBuffer()
}

function headOf(line: string): Partial<Record<keyof Head, unknown>> | undefined {
  try {
    const said: unknown = JSON.parse(line)
    return typeof said === 'object' && said !== null ? said : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const contentOf = (path: string): Promise<Buffer | undefined> => unlessMissing(readFile(path), undefined)
