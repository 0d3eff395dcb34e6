/**
 * The one way into the library, for imports and downloads alike: a file is read and judged in a thread, then
 * placed in the library or in quarantine beside what is here already. Main's loop only counts and commits.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportedFile } from '#contract/import-report.ts'
import type { Inspected, KeptFile } from '#contract/jobs.ts'
import type { AbortSignalLike } from '#contract/services.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import type { Threads } from '../jobs/threads.ts'
import { createDuplicateCheck } from './duplicates.ts'
import type { LibraryIndex } from './index.ts'
import { type IncomingFile, type InspectedFile, inspectInOrder } from './inspection.ts'
import type { Rows, Source } from './rows.ts'
import { findingOf, type Judgement, reasonOf } from './rules.ts'
import type { Arrival, ArrivalContext, Eviction, Settler } from './settling.ts'
import { shown } from './shown.ts'
import type { InTurn } from './turns.ts'

export type { IncomingFile } from './inspection.ts'

export interface IngestContext {
  readonly project: string
  /** why a person vouches for files that merely lack the marker of de-identification */
  readonly attest?: string | undefined
  readonly source: Source
  readonly who: string
  /** more files of these studies follow: their slices are looked at together only at the end */
  readonly moreFollows?: boolean
}

export interface IngestedFile extends ImportedFile {
  readonly sha256?: string
  readonly sopInstanceUid?: string
  readonly studyUid?: string
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
}

/** Files whose folders are synced, and whose rows are committed, together. */
const batchSize = 64

export function createIngest(parts: IngestParts): Ingest {
  const { library, rows, index, settler, threads, inTurn, announcements } = parts
  const checkDuplicates = createDuplicateCheck(parts)

  return async (files, context, progress, signal) => {
    const report = createReport()
    const folder = await mkdtemp(join(library.incoming, 'ingest-'))
    const arrival: ArrivalContext = { ...context, attestation: attest(context) }
    const touched = new Set<string>()
    let batch: InspectedFile[] = []
    let done = 0
    let settling: Promise<void> = Promise.resolve()

    const settle = async (inspected: readonly InspectedFile[]): Promise<void> => {
      const lines = inspected.map((one) => report.add(one))
      const kept = lines.flatMap(({ arrival }) => arrival ?? [])
      const { judgements, evictions } = await inTurn(() => settler.settle(kept, arrival))
      let k = 0
      for (const line of lines) {
        const judgement = line.arrival && judgements[k++]
        if (line.arrival && judgement) line.judged(line.arrival.file, judgement)
      }
      report.evicted(evictions)
      for (const { file } of kept) touched.add(file.studyUid)
      for (const { row } of evictions) touched.add(row.study)
      index.forget(touched)
      done += inspected.length
      progress?.(done)
    }

    try {
      const rules = { project: context.project, attested: context.attest !== undefined, released: false }
      const where = { folder, library: library.folder, signal }
      for await (const inspected of inspectInOrder(files, rules, threads, where)) {
        batch.push(inspected)
        if (batch.length < batchSize) continue
        await settling
        settling = settle(batch)
        settling.catch(() => undefined)
        batch = []
      }
      await settling
      await settle(batch)
      if (!context.moreFollows) report.evicted(await checkDuplicates(context.who, signal))
      return report.lines()
    } finally {
      await settling.catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
      for (const study of touched) {
        if (rows.study(study)?.state === 'here') announcements.announce({ kind: 'study-imported', study })
      }
      if (report.held()) announcements.announce({ kind: 'quarantine-changed' })
    }
  }

  function attest({ attest, who, project }: IngestContext): number | undefined {
    if (attest === undefined) return undefined
    return library.transaction(() => {
      library.audit(who, 'attested', JSON.stringify({ project, reason: attest }))
      return rows.addAttestation(new Date().toISOString(), who, project, attest)?.id
    })
  }
}

interface Line {
  readonly arrival: Arrival | undefined
  judged(file: KeptFile, judgement: Judgement): void
}

interface Report {
  add(inspected: InspectedFile): Line
  /** Files of this very import may be taken out of use by later ones. */
  evicted(evictions: readonly Eviction[]): void
  held(): boolean
  lines(): readonly IngestedFile[]
}

function createReport(): Report {
  const lines: IngestedFile[] = []
  const linesOf = new Map<string, number[]>()
  let held = false

  return {
    add({ incoming, inspected, bytesAt }) {
      const path = shown(incoming.path)
      const place = lines.length
      lines.push({ path, ...refusalOf(inspected) })
      if (inspected.verdict !== 'accepted' && inspected.verdict !== 'quarantined') {
        return { arrival: undefined, judged: () => undefined }
      }
      return {
        arrival: { file: inspected, path, bytesAt },
        judged(file, judgement) {
          const { sha256, sopInstanceUid, studyUid } = file
          lines[place] = { path, ...outcomeOf(file, judgement), sha256, sopInstanceUid, studyUid }
          linesOf.set(sha256, [...(linesOf.get(sha256) ?? []), place])
          held ||= judgement.place === 'quarantine'
        },
      }
    },

    evicted(evictions) {
      for (const { held: entry } of evictions) {
        held = true
        for (const place of linesOf.get(entry.sha256) ?? []) {
          const line = lines[place]
          const reason = entry.conflict && findingOf(entry.conflict).sentence
          if (line) lines[place] = { ...line, outcome: 'quarantined', ...(reason ? { reason } : {}) }
        }
      }
    },

    held: () => held,
    lines: () => lines,
  }
}

const refusalOf = (inspected: Inspected): Pick<ImportedFile, 'outcome' | 'reason'> =>
  inspected.verdict === 'ignored'
    ? { outcome: 'ignored', reason: inspected.reason }
    : { outcome: 'refused', reason: 'reason' in inspected ? inspected.reason : 'it was not placed' }

function outcomeOf(file: KeptFile, judgement: Judgement): Pick<ImportedFile, 'outcome' | 'reason'> {
  switch (judgement.place) {
    case 'library':
      return file.warnings.length === 0
        ? { outcome: 'accepted' }
        : { outcome: 'accepted-with-warning', reason: file.warnings.join('; ') }
    case 'library-already':
      return { outcome: 'known' }
    case 'quarantine-already':
      return { outcome: 'quarantined', reason: judgement.reason }
    case 'nowhere':
      return { outcome: 'refused', reason: judgement.reason }
    case 'quarantine':
      return {
        outcome: 'quarantined',
        reason: reasonOf(judgement.held.findings),
      }
  }
}
