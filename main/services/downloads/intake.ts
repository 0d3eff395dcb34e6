/**
 * From received files to the library: whatever was not asked for is dropped before the library sees it, the rest
 * goes through the same inspection as an import, in batches, while more arrives.
 */
import { rm } from 'node:fs/promises'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import { asFailure } from '../../store/database.ts'
import {
  batchBytes,
  batchFiles,
  type IncomingFile,
  type Ingest,
  type IngestedFile,
} from '../library/ingest.ts'
import { isOpinion } from './blinding.ts'
import type { Judged, Ledger } from './ledger.ts'
import type { FileIdentity, ReceivedFile } from './receive.ts'

export interface Intake {
  /** it may still come */
  wants(sopInstanceUid: string): boolean
  /**
   * Takes a file over; resolves when there is room for the next one.
   * @param only  SOP Instance UID, when one instance was asked for
   * @returns false for a file that nobody asked for
   * @throws Failure 'disk-full': nothing more is taken
   */
  take(file: ReceivedFile, only?: string): Promise<boolean>
  /** waits for all that was taken */
  settle(): Promise<void>
}

export interface IntakeParts {
  readonly ingest: Ingest
  readonly ledger: Ledger
  readonly study: string
  readonly project: string
  readonly who: string
  /** by which a person vouches for the study */
  readonly attestation: number | undefined
  readonly library: string
  readonly sharesResults: boolean
  /** after each batch */
  readonly progress: () => void
}

/** One batch is inspected while the next is settled; more would only fill the disk's queue. */
const batchesTogether = 2

/** @param missing  SOP Instance UIDs that may come, each once; while the list is awaited, any of the study */
export function createIntake(parts: IntakeParts, missing: Iterable<string> | 'unlisted'): Intake {
  const { ingest, ledger, study, project, who, attestation, sharesResults, progress } = parts
  const wanted = missing === 'unlisted' ? createAny() : new Set(missing)
  const underWay = new Set<Promise<void>>()
  let batch: ReceivedFile[] = []
  let failure: { error: unknown } | undefined

  async function placeBatch(files: readonly ReceivedFile[]): Promise<void> {
    const incoming = files.map(
      ({ path, content, identity }): IncomingFile => ({
        path: identity?.sopInstanceUid ?? say('files/without-name'),
        file: path,
        owned: true,
        ...(content ? { bytes: content } : {}),
      }),
    )
    const context = { project, source: 'download', who, attestation, moreFollows: true } as const
    const placed = await ingest(incoming, context)
    const judged: Judged[] = []
    for (const [i, file] of files.entries()) {
      const line = placed[i]
      const one = line && file.identity && judgement(file, file.identity, line)
      if (one) judged.push(one)
    }
    ledger.record(study, judged)
    progress()
  }

  /**
   * @returns undefined for a file that is stored
   * @throws Failure 'library-damaged' when what was stored is not what came over the wire
   */
  function judgement(file: ReceivedFile, identity: FileIdentity, line: IngestedFile): Judged | undefined {
    const { sopInstanceUid, series } = identity
    const { outcome, reason } = line
    const named = { sopInstanceUid, series, ...(reason === undefined ? {} : { reason }) }
    switch (outcome) {
      case 'accepted':
      case 'accepted-with-warning':
      case 'known':
        if ((file.sha256 ?? line.sha256) === line.sha256 && line.sopInstanceUid === sopInstanceUid)
          return undefined
        throw new Failure('library-damaged', {
          library: parts.library,
          detail: say('library/stored-otherwise', { image: sopInstanceUid }),
        })
      case 'quarantined':
        return { ...named, status: 'quarantined', ...(line.sha256 ? { sha256: line.sha256 } : {}) }
      case 'ignored':
      case 'refused':
        return { ...named, status: 'refused' }
    }
  }

  function send(): void {
    const files = batch
    batch = []
    if (files.length === 0) return
    const running = placeBatch(files)
      .catch((error: unknown) => {
        failure ??= { error: asFailure(error, parts.library) }
      })
      .finally(() => Promise.all(files.map(({ path }) => rm(path, { force: true }))))
      .then(() => {
        underWay.delete(running)
      })
    underWay.add(running)
  }

  const check = (): void => {
    if (failure) throw failure.error
  }

  const drop = ({ path }: ReceivedFile): Promise<void> => rm(path, { force: true })

  return {
    wants: (sopInstanceUid) => wanted.has(sopInstanceUid),

    async take(file, only) {
      check()
      const { identity } = file
      const named = identity?.study === study && (only === undefined || identity.sopInstanceUid === only)
      const asked = named && wanted.delete(identity.sopInstanceUid)
      if (!identity || !asked) {
        await drop(file)
        return false
      }
      if (!sharesResults && isOpinion(identity)) {
        ledger.leaveOut(study, identity.sopInstanceUid)
        await drop(file)
        return true
      }
      batch.push(file)
      const bytes = batch.reduce((sum, one) => sum + one.bytes, 0)
      if (batch.length >= batchFiles || bytes >= batchBytes) send()
      while (underWay.size >= batchesTogether && batch.length > 0) await Promise.race(underWay)
      check()
      return true
    },

    async settle() {
      send()
      while (underWay.size > 0) await Promise.race(underWay)
      check()
    },
  }
}

/** Every name once. */
function createAny(): Pick<Set<string>, 'has' | 'delete'> {
  const came = new Set<string>()
  return {
    has: (name) => !came.has(name),
    delete(name) {
      const first = !came.has(name)
      came.add(name)
      return first
    },
  }
}
