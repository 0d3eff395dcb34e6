/** Files go to the threads a few at a time and come back in the order in which they were given. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { FileContent, Inspected, InspectInput } from '#contract/jobs.ts'
import type { AbortSignalLike } from '#contract/services.ts'
import { asFailure } from '../../store/database.ts'
import { JobFailed, type JobOptions } from '../jobs/runner.ts'
import type { Threads } from '../jobs/threads.ts'

export interface IncomingFile {
  /** as a person may see it */
  readonly path: string
  readonly file: string
  /** a temporary file on the library's disk that may be moved into it; what is not moved is the caller's to remove */
  readonly owned: boolean
  /** content that is at hand already and is handed over; `file` is then where it may be written */
  readonly bytes?: FileContent
}

export interface InspectedFile {
  readonly incoming: IncomingFile
  readonly inspected: Inspected
  /** where the inspected bytes are, or may be written where they are in memory */
  readonly bytesAt: string
}

export interface InspectionRules {
  readonly project: string
  readonly subjectPattern?: string
  readonly keepsDates?: boolean
  readonly attested: boolean
  readonly released: boolean
}

/** Several files of this size are in memory at a time; a larger one is read alone. */
const maxBytesTogether = 32 * 2 ** 20
const maxBytesAlone = 2 ** 30
/** A slow disk gives 20 MB/s. */
const timeFor = (bytes: number): number => 10_000 + bytes / 20_000
const perThread = 4

export interface InspectionPlace {
  /** for the copies that are made; the caller removes it */
  readonly folder: string
  readonly library: string
  readonly signal?: AbortSignalLike | undefined
  /** logs a mistake of ours */
  readonly onError: (error: unknown) => void
}

/**
 * @throws Failure 'cancelled', 'disk-full'
 */
export async function* inspectInOrder(
  files: readonly IncomingFile[],
  rules: InspectionRules,
  threads: Threads,
  { folder, library, signal, onError }: InspectionPlace,
): AsyncGenerator<InspectedFile> {
  const inHand: Promise<InspectedFile>[] = []
  let next = 0
  const begin = (): void => {
    const incoming = files[next]
    if (!incoming) return
    const copy = join(folder, String(next))
    next += 1
    const inspecting = inspect(incoming, copy, maxBytesTogether)
    // It is awaited in its turn; should the import end before, nobody misses it.
    inspecting.catch(() => undefined)
    inHand.push(inspecting)
  }
  const inspect = async (
    incoming: IncomingFile,
    copy: string,
    maxBytes: number,
    silenceLimitMs?: number,
  ): Promise<InspectedFile> => {
    const { bytes } = incoming
    const input: InspectInput = {
      ...rules,
      file: incoming.file,
      maxBytes,
      ...(incoming.owned ? {} : { copy }),
      ...(bytes ? { bytes } : {}),
    }
    const inspected = await inspectOne(
      threads,
      input,
      { library, onError },
      {
        signal,
        ...(silenceLimitMs ? { silenceLimitMs } : {}),
      },
    )
    return { incoming, inspected, bytesAt: incoming.owned ? incoming.file : copy }
  }

  try {
    for (;;) {
      while (inHand.length < threads.seats * perThread && next < files.length) begin()
      const first = inHand.shift()
      if (first === undefined) return
      const inspected = await first
      if (inspected.inspected.verdict !== 'large') {
        yield inspected
        continue
      }
      await Promise.allSettled(inHand)
      const { incoming, bytesAt } = inspected
      yield inspected.inspected.bytes > maxBytesAlone
        ? { incoming, bytesAt, inspected: { verdict: 'refused', reason: say('files/larger-than-1-gb') } }
        : await inspect(incoming, bytesAt, maxBytesAlone, timeFor(inspected.inspected.bytes))
    }
  } finally {
    await Promise.allSettled(inHand)
  }
}

/** What a system says of a file that is there and cannot be had. */
const unreadable = new Set(['EACCES', 'EPERM', 'ENOENT', 'ELOOP', 'ENXIO', 'ENAMETOOLONG', 'EIO'])

/** A file that breaks its thread, or takes too long, is refused alone; the disk's refusal ends the import. */
async function inspectOne(
  threads: Threads,
  input: InspectInput,
  { library, onError }: Pick<InspectionPlace, 'library' | 'onError'>,
  options: JobOptions<never>,
): Promise<Inspected> {
  try {
    return await threads.run('inspect', input, options)
  } catch (error) {
    if (!(error instanceof JobFailed)) throw error
    const failure = asFailure(error, library)
    if (failure instanceof Failure) throw failure
    if (input.copy !== undefined) await rm(input.copy, { force: true })
    return { verdict: 'refused', reason: sentenceOf(error, onError) }
  }
}

function sentenceOf(error: JobFailed, onError: InspectionPlace['onError']): string {
  if (error.end === 'timed-out') return say('files/reading-too-long')
  if (error.end === 'out-of-memory') return say('files/reading-too-much-memory')
  if (error.code !== undefined && unreadable.has(error.code)) return say('files/unreadable')
  onError(error)
  return say('files/reading-went-wrong')
}
