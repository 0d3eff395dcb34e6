/**
 * The one way into the library, for imports and downloads alike: a file is read and judged in a thread, then
 * placed in the library or in quarantine beside what is here already. Main's loop only counts and commits.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AbortSignalLike } from '#contract/services.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import type { Threads } from '../jobs/threads.ts'
import { identityRules, type RulesOf } from '../projects/rules.ts'
import { createDuplicateCheck } from './duplicates.ts'
import type { LibraryIndex } from './index.ts'
import { type IncomingFile, type InspectedFile, inspectInOrder } from './inspection.ts'
import { createReport, type IngestedFile } from './report.ts'
import type { Rows, Source } from './rows.ts'
import type { Judgement } from './rules.ts'
import type { Arrival, ArrivalContext, Settler } from './settling.ts'
import type { InTurn } from './turns.ts'

export type { IncomingFile } from './inspection.ts'
export type { IngestedFile } from './report.ts'

export interface IngestContext {
  readonly project: string
  /** by which a person vouches for files that merely lack the marker of de-identification */
  readonly attestation?: number | undefined
  readonly source: Source
  readonly who: string
  /** more files of these studies follow: their slices are looked at together only at the end */
  readonly moreFollows?: boolean
}

/**
 * @param progress called with the number of files that are done
 * @returns one line a file, in the order given; a file that was taken out of use by a later one says so
 * @throws Failure 'cancelled' (what was committed stays, of the rest nothing), 'disk-full'
 */
export type Ingest = (
  files: readonly IncomingFile[],
  context: IngestContext,
  progress?: (done: number) => void,
  signal?: AbortSignalLike,
) => Promise<readonly IngestedFile[]>

export interface IngestParts {
  readonly library: Library
  readonly rows: Rows
  readonly index: LibraryIndex
  readonly settler: Settler
  readonly threads: Threads
  readonly inTurn: InTurn
  readonly announcements: Announcements
  readonly rulesOf: RulesOf
  /** logs a mistake of ours */
  readonly onError: (error: unknown) => void
}

/** Files that are synced, and whose rows are committed, together; their bytes wait in memory until then. */
export const batchFiles = 48
export const batchBytes = 16 * 2 ** 20

export function createIngest(parts: IngestParts): Ingest {
  const { library, rows, index, settler, threads, inTurn, announcements, rulesOf, onError } = parts
  const checkDuplicates = createDuplicateCheck(parts)

  return async (files, context, progress, signal) => {
    const report = createReport()
    const folder = await mkdtemp(join(library.incoming, 'ingest-'))
    const { project, source, who, attestation } = context
    const circumstances: ArrivalContext = { project, source, who, attestation }
    const touched = new Set<string>()
    let batch: InspectedFile[] = []
    let bytes = 0
    let done = 0
    let settling: Promise<void> = Promise.resolve()

    const settle = async (inspected: readonly InspectedFile[]): Promise<void> => {
      const kept = inspected.flatMap((one) => report.add(one) ?? [])
      const arrivals = kept.map(({ arrival }) => arrival)
      const { judgements, evictions } = await inTurn(() => settler.settle(arrivals, circumstances))
      judgements.forEach((judgement, i) => {
        kept[i]?.judged(judgement)
      })
      report.evicted(evictions)
      for (const { file } of arrivals) touched.add(file.studyUid)
      for (const { row } of evictions) touched.add(row.study)
      index.forget(touched)
      await removeCopies(inspected, arrivals, judgements)
      done += inspected.length
      progress?.(done)
    }

    try {
      const attested = attestation !== undefined
      const rules = { ...identityRules(rulesOf(project)), project, attested, released: false }
      const where = { folder, library: library.folder, signal, onError }
      for await (const inspected of inspectInOrder(files, rules, threads, where)) {
        batch.push(inspected)
        bytes += 'content' in inspected.inspected ? inspected.inspected.bytes : 0
        if (batch.length < batchFiles && bytes < batchBytes) continue
        await settling
        settling = settle(batch)
        settling.catch(() => undefined)
        batch = []
        bytes = 0
      }
      await settling
      if (batch.length > 0) await settle(batch)
      if (!context.moreFollows) report.evicted(await checkDuplicates(who, signal))
      return report.lines()
    } catch (error) {
      // What was committed before is used from now on. Where even this fails, it is done at the next start.
      await settling.catch(() => undefined)
      await checkDuplicates(who).catch(() => undefined)
      throw error
    } finally {
      await rm(folder, { recursive: true, force: true })
      for (const study of touched) {
        if (rows.study(study)?.state === 'here') announcements.announce({ kind: 'study-imported', study })
      }
      if (report.quarantineChanged()) announcements.announce({ kind: 'quarantine-changed' })
    }
  }
}

/** Of a file that was known already, say: an import of known files would otherwise fill the disk. */
async function removeCopies(
  inspected: readonly InspectedFile[],
  arrivals: readonly Arrival[],
  judgements: readonly Judgement[],
): Promise<void> {
  const unplaced = new Set(
    arrivals.filter(({ file }, i) => !file.content && !isPlaced(judgements[i])).map(({ bytesAt }) => bytesAt),
  )
  const copies = inspected.filter(({ incoming, bytesAt }) => !incoming.owned && unplaced.has(bytesAt))
  await Promise.all(copies.map(({ bytesAt }) => rm(bytesAt, { force: true })))
}

const isPlaced = (judgement: Judgement | undefined): boolean =>
  judgement?.place === 'library' || judgement?.place === 'quarantine'
