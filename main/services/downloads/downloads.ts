/**
 * The queue of downloads. One study at a time is fetched: two would share the same wire and finish later. Every
 * state is in the library before it is told, so that a kill at any moment leaves a download that resumes.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { Call, Services } from '#contract/services.ts'
import type { DownloadView } from '#contract/views.ts'
import { type Chance, worldly } from '../../dicomweb/retry.ts'
import { asFailure } from '../../store/database.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import type { Vouch, Vouching } from '../library/attestations.ts'
import type { Ingest } from '../library/ingest.ts'
import { defaultRules } from '../projects/rules.ts'
import type { Connection } from '../registry/connection.ts'
import type { Remote } from '../registry/remote.ts'
import { remarks } from './completeness.ts'
import { createLedger, type DownloadRow, type LedgerStatus } from './ledger.ts'
import { createPace, type Pace } from './pace.ts'
import { keptFault, problemOf } from './stopped.ts'
import { transfer } from './transfer.ts'
import { createWatching } from './watching.ts'

export interface Downloads {
  readonly service: Services['downloads']
  /** undefined for a study that nobody asked to download */
  view(study: string): DownloadView | undefined
  /** ends a transfer and forgets the download; for a study that was withdrawn */
  stop(study: string): Promise<void>
  /** ends what runs, so that it resumes at the next start */
  close(): Promise<void>
}

export interface DownloadsParts {
  readonly library: Library
  readonly ingest: Ingest
  readonly vouch: Vouch
  readonly connection: Connection
  readonly remote: Remote
  readonly announcements: Announcements
  /** asks the registry for its studies again, for one that nobody has seen yet */
  readonly refresh: () => Promise<void>
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
  readonly chance?: Chance
}

interface Running {
  readonly study: string
  readonly stop: AbortController
  readonly pace: Pace
  ended: Promise<void>
}

const paused = say('files/closed-meanwhile')

export function createDownloads(parts: DownloadsParts): Downloads {
  const { library, ingest, vouch, connection, remote, announcements, onError, chance = worldly } = parts
  const ledger = createLedger(library)
  const queue: string[] = []
  const watching = createWatching((study) => {
    const now = view(study)
    if (now) announcements.announce({ kind: 'download-changed', download: now })
    return now
  })
  let running: Running | undefined
  ledger.interrupted(paused)

  function view(study: string): DownloadView | undefined {
    const row = ledger.get(study)
    if (!row) return undefined
    const counts = ledger.counts(study)
    const rate = running?.study === study ? running.pace.rate() : undefined
    const status = statusOf(row)
    const kept = status === 'complete' ? remarks(counts, (of) => ledger.reason(study, of)) : row.problem
    return {
      study,
      status,
      instances: {
        done: counts.stored + counts.quarantined + counts.discarded,
        ...(row.listed === 1 ? { total: counts.total } : {}),
      },
      bytes: counts.bytes,
      quarantined: counts.quarantined,
      ...(rate === undefined ? {} : { rate }),
      ...(kept === null || kept === undefined ? {} : problemOf(kept)),
    }
  }

  /** What the ledger says, unless it says that something moves which does not: its end could not be written. */
  function statusOf({ study, status }: DownloadRow): LedgerStatus {
    const moves = running?.study === study || queue.includes(study)
    return moves || (status !== 'running' && status !== 'queued') ? status : 'paused'
  }

  const known = (study: string): DownloadView => {
    const now = view(study)
    if (!now) throw new Failure('no-such-download', { study })
    return now
  }

  function setStatus(study: string, status: LedgerStatus, problem?: string): void {
    ledger.setStatus(study, status, problem)
    watching.changed(study)
  }

  function advance(): void {
    if (running) return
    const study = queue.shift()
    const row = study === undefined ? undefined : ledger.get(study)
    if (study === undefined || row?.status !== 'queued') {
      if (queue.length > 0) advance()
      return
    }
    const run: Running = { study, stop: new AbortController(), pace: createPace(), ended: Promise.resolve() }
    running = run
    run.ended = work(run, row)
      .finally(() => {
        running = undefined
        watching.changed(study)
        advance()
      })
      // that even the end could not be written is no reason to end everything else
      .catch((error: unknown) => void onError(error))
  }

  async function work(run: Running, row: DownloadRow): Promise<void> {
    const { study, stop } = run
    const { project } = row
    setStatus(study, 'running')
    try {
      await fetchAll(run, row)
      connection.reached()
      finish(study)
    } catch (error) {
      if (stop.signal.aborted) setStatus(study, 'paused')
      else setStatus(study, 'failed', stoppedBy(connection.met(error, { study, project })))
    }
  }

  /** Whatever it was, it ends this download only, and with a fault that can be said. */
  function stoppedBy(error: unknown): string {
    const refused = asFailure(error, library.folder)
    const failure =
      refused instanceof Failure ? refused : new Failure('bug', { id: onError(error) }, { cause: error })
    return keptFault(failure.fault)
  }

  async function fetchAll({ study, stop, pace }: Running, row: DownloadRow): Promise<void> {
    const { project, attestation } = row
    const registry = connection.open()
    const { sharesResults } = remote.project(project)?.protocol ?? defaultRules
    const folder = await mkdtemp(join(library.incoming, 'download-'))
    const who = registry.account
    try {
      await transfer({
        dicomWeb: registry.dicomWeb,
        ingest,
        ledger,
        study,
        project,
        who,
        attestation: attestation ?? undefined,
        library: library.folder,
        sharesResults,
        folder,
        chance,
        signal: stop.signal,
        moved(bytes) {
          pace.add(bytes)
          watching.moved(study)
        },
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
      // the slices of the whole study are looked at together once no more follow
      await ingest([], { project, source: 'download', who })
      ledger.noteEvicted(study)
    }
  }

  /** Complete is every expected image in the library, held back, or refused with a reason. */
  function finish(study: string): void {
    const { total, expected } = ledger.counts(study)
    if (expected > 0)
      throw new Failure('download-incomplete', { study, expected: total, received: total - expected })
    setStatus(study, 'complete')
  }

  async function halt(study: string): Promise<void> {
    const place = queue.indexOf(study)
    if (place >= 0) queue.splice(place, 1)
    if (running?.study !== study) return
    running.stop.abort(new Failure('cancelled', {}))
    await running.ended
  }

  /** @throws Failure 'study-withdrawn', 'not-signed-in', 'registry-not-set' */
  function enqueue(study: string, project: string, vouching?: Vouching): DownloadView {
    if (ledger.isWithdrawn(study)) throw new Failure('study-withdrawn', { study })
    connection.open()
    library.transaction(() => ledger.begin(study, project, vouching && vouch(vouching)))
    if (!queue.includes(study)) queue.push(study)
    watching.changed(study)
    advance()
    return known(study)
  }

  const service: Services['downloads'] = {
    async start({ study, attest }, { session }) {
      const before = view(study)
      const isWhole = before?.status === 'complete' && before.quarantined === 0
      const goesOn = before !== undefined && ['queued', 'running', 'complete'].includes(before.status)
      if (isWhole || (goesOn && attest === undefined)) return before
      if (!remote.study(study)) await parts.refresh()
      const shared = remote.study(study)
      if (!shared) throw new Failure('no-such-study', { study })
      const { project } = shared
      if (attest === undefined) return enqueue(study, project)
      const who = session.reader ?? connection.open().account
      // what is under way is not vouched for yet: it goes on from where it is
      await halt(study)
      return enqueue(study, project, { who, project, study, reason: attest })
    },

    async pause({ study }) {
      const before = known(study)
      if (before.status === 'queued' || before.status === 'running') {
        await halt(study)
        // the transfer may have come to its own end first
        if (ledger.get(study)?.status === 'queued') setStatus(study, 'paused')
      }
      return known(study)
    },

    async resume({ study }) {
      const before = known(study)
      const nothingToDo = before.status === 'complete' && before.problem === undefined
      if (before.status === 'queued' || before.status === 'running' || nothingToDo) return before
      const row = ledger.get(study)
      if (!row) throw new Failure('no-such-download', { study })
      return enqueue(study, row.project)
    },

    async cancel({ study }) {
      const before = known(study)
      await halt(study)
      ledger.forget(study)
      const cancelled: DownloadView = { ...before, status: 'not-here' }
      announcements.announce({ kind: 'download-changed', download: cancelled })
      watching.ended(study, cancelled)
      return cancelled
    },

    async watch({ study }, call: Call) {
      return watching.watch(known(study), call.signal)
    },
  }

  return {
    service,
    view,
    async stop(study) {
      await halt(study)
      if (ledger.get(study)) ledger.forget(study)
    },
    async close() {
      queue.splice(0)
      if (running) await halt(running.study)
    },
  }
}
