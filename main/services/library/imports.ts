/**
 * Import of a folder tree, a ZIP archive or one file: what is there is listed first, archives are unpacked
 * beside the library, and everything goes through `ingest`. The report has one line a file, in the order met.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { ImportedFile, ImportProgress } from '#contract/import-report.ts'
import type { UnpackedEntry, WalkedEntry } from '#contract/jobs.ts'
import type { Services } from '#contract/services.ts'
import { asFailure } from '../../store/database.ts'
import type { Library } from '../../store/library.ts'
import { JobFailed } from '../jobs/runner.ts'
import type { Threads } from '../jobs/threads.ts'
import type { Vouch } from './attestations.ts'
import type { IncomingFile, Ingest } from './ingest.ts'
import { pick } from './pick.ts'
import { listening } from './progress.ts'
import { shown } from './shown.ts'

interface Parts {
  readonly library: Library
  readonly threads: Threads
  readonly ingest: Ingest
  readonly vouch: Vouch
  /** logs a mistake of ours */
  readonly onError: (error: unknown) => void
}

const maxFiles = 1_000_000
/** A folder of 100,000 files on a network disk is silent for long. */
const folderLimitMs = 120_000

export function createImports({ library, threads, ingest, vouch, onError }: Parts): Services['imports'] {
  return {
    pick,
    run: async ({ path, project, attest }, call) =>
      listening<ImportProgress>(
        (say, signal) =>
          importPath(path, { project, attest, who: call.session.reader ?? 'unnamed' }, say, signal),
        call.signal,
      ),
  }

  async function importPath(
    path: string,
    { project, attest, who }: { project: string; attest: string | undefined; who: string },
    say: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportProgress> {
    const root = resolve(path)
    const unpacked = await mkdtemp(join(library.incoming, 'unpack-'))
    try {
      const met = createMet()
      for (const entry of await walk(root, say, signal)) await meet(entry, root, unpacked, met, signal)
      const { incoming } = met
      library.audit(who, 'import-begun', JSON.stringify({ project, files: incoming.length }))
      const reading = (done: number): void => say({ kind: 'reading', done, total: incoming.length })
      reading(0)
      const attestation = attest === undefined ? undefined : vouch({ who, project, reason: attest })
      const context = { project, attestation, source: 'import', who } as const
      const ingested = await ingest(incoming, context, reading, signal)
      const studies = new Set(ingested.flatMap((file) => (isHere(file.outcome) ? (file.studyUid ?? []) : [])))
      library.audit(who, 'import-ended', JSON.stringify({ project, studies: studies.size }))
      return { kind: 'finished', report: { files: met.report(ingested) }, studies: [...studies] }
    } finally {
      await rm(unpacked, { recursive: true, force: true })
    }
  }

  async function walk(
    root: string,
    say: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly WalkedEntry[]> {
    try {
      await stat(root)
    } catch (cause) {
      throw new Failure('path-not-found', { path: root }, { cause })
    }
    const entries: WalkedEntry[] = []
    const onProgress = (batch: readonly WalkedEntry[]): void => {
      entries.push(...batch)
      say({ kind: 'counting', found: entries.length })
    }
    await threads.run('walk', { root, maxFiles }, { signal, onProgress, silenceLimitMs: folderLimitMs })
    return entries
  }

  async function meet(
    entry: WalkedEntry,
    root: string,
    unpacked: string,
    met: Met,
    signal: AbortSignal,
  ): Promise<void> {
    if (entry.kind === 'file') met.file({ path: entry.path, file: entry.file, owned: false })
    else if (entry.kind !== 'zip') met.line({ path: shown(entry.path), ...unread[entry.kind] })
    else {
      const archive = await unpack(entry.file, unpacked, signal)
      if (archive.refused === undefined) {
        const prefix = entry.file === root ? '' : `${entry.path}/`
        for (const { path, file } of archive.entries) met.file({ path: prefix + path, file, owned: true })
      } else met.line({ path: shown(entry.path), outcome: 'refused', reason: archive.refused })
    }
  }

  async function unpack(
    archive: string,
    unpacked: string,
    signal: AbortSignal,
  ): Promise<{ readonly entries: readonly UnpackedEntry[]; readonly refused?: string | undefined }> {
    const into = await mkdtemp(join(unpacked, 'zip-'))
    const entries: UnpackedEntry[] = []
    const onProgress = (batch: readonly UnpackedEntry[]): void => void entries.push(...batch)
    const { refused } = await threads
      .run('unpack', { archive, into }, { signal, onProgress })
      .catch((error: unknown) => ({ refused: brokenArchive(error, library.folder, onError) }))
    if (refused !== undefined) await rm(into, { recursive: true, force: true })
    return { entries, refused }
  }
}

/** An archive that breaks its thread is refused; a full disk or a cancelled import is no fault of the archive. */
function brokenArchive(error: unknown, library: string, onError: Parts['onError']): string {
  if (!(error instanceof JobFailed)) throw error
  if (error.end === 'timed-out') return say('files/unpacking-too-long')
  if (error.end === 'out-of-memory') return say('files/unpacking-too-much-memory')
  const failure = asFailure(error, library)
  if (failure instanceof Failure) throw failure
  onError(error)
  return say('files/unpacking-went-wrong')
}

const unread: Record<Exclude<WalkedEntry['kind'], 'file' | 'zip'>, Omit<ImportedFile, 'path'>> = {
  link: { outcome: 'ignored', reason: say('files/is-link') },
  pipe: { outcome: 'ignored', reason: say('files/is-pipe') },
  special: { outcome: 'ignored', reason: say('files/is-device') },
  unreadable: { outcome: 'refused', reason: say('files/unreadable') },
  beyond: {
    outcome: 'refused',
    reason: say('files/beyond-others', { files: maxFiles }),
  },
  tar: { outcome: 'refused', reason: say('files/tar-not-read') },
}

const isHere = (outcome: ImportedFile['outcome']): boolean =>
  outcome === 'accepted' || outcome === 'accepted-with-warning' || outcome === 'known'

/** What was met, in order: files to be read, and lines that are settled already. */
interface Met {
  readonly incoming: readonly IncomingFile[]
  file(file: IncomingFile): void
  line(line: ImportedFile): void
  report(ingested: readonly ImportedFile[]): ImportedFile[]
}

function createMet(): Met {
  const incoming: IncomingFile[] = []
  const places: (ImportedFile | number)[] = []
  return {
    incoming,
    file(file) {
      places.push(incoming.length)
      incoming.push(file)
    },
    line: (line) => void places.push(line),
    report: (ingested) =>
      places.flatMap((place) => {
        const line = typeof place === 'number' ? ingested[place] : place
        return line
          ? [{ path: line.path, outcome: line.outcome, ...(line.reason ? { reason: line.reason } : {}) }]
          : []
      }),
  }
}
