/**
 * Every service, built once. Which service knows which other is said here and nowhere else: a service gets what
 * it needs as an argument and never looks for it.
 */
import type { Services } from '#contract/services.ts'
import type { StudyView, SystemView } from '#contract/views.ts'
import packageJson from '../package.json' with { type: 'json' }
import { createMakeAgain } from './services/analyses/again.ts'
import { createKeptDetails } from './services/analyses/kept.ts'
import { createAnalysisLooks } from './services/analyses/looks.ts'
import { createAnalyses } from './services/analyses/service.ts'
import { createAnnouncements } from './services/announcements.ts'
import { auditView } from './services/audit.ts'
import { createDownloads } from './services/downloads/downloads.ts'
import { createFrames, type Frames } from './services/frames.ts'
import { createImages } from './services/images.ts'
import { createThreads, forAnalyses } from './services/jobs/threads.ts'
import { createKeeper } from './services/library/keeper.ts'
import { identityIn } from './services/outbox/identity.ts'
import { createOutbox } from './services/outbox/outbox.ts'
import { createLocalProtocols } from './services/projects/local-protocols.ts'
import { createProjects } from './services/projects/projects.ts'
import { createReaders } from './services/readers/readers.ts'
import { createStatingAnnotations } from './services/reads/annotated.ts'
import { knowsReaders, withoutNamesIn } from './services/reads/blinding.ts'
import { createReads } from './services/reads/reads.ts'
import { createConnection } from './services/registry/connection.ts'
import { createRemote } from './services/registry/remote.ts'
import { createRegistryService } from './services/registry/service.ts'
import { createSync, type Leaving } from './services/registry/sync.ts'
import { createReports } from './services/reports/reports.ts'
import { createExport } from './services/results/export.ts'
import { createUpload } from './services/results/upload.ts'
import { registryPatient } from './services/studies/clinical.ts'
import { createStudyList } from './services/studies/list.ts'
import { createLocalStudies } from './services/studies/local.ts'
import { createStudyOpening } from './services/studies/open.ts'
import { openLibrary } from './store/library.ts'

export interface ComposeOptions {
  readonly host: SystemView['host']
  readonly libraryFolder: string
  /** the built entry of the worker threads */
  readonly threadEntry: string
  /** logs a mistake of ours, and gives the id under which it stands in the log */
  readonly onError: (error: unknown) => string
}

export interface Composed {
  readonly services: Services
  readonly frames: Frames
  /** takes up what a kill interrupted and sends what waits, from now on by itself */
  resume(): Promise<void>
  close(): Promise<void>
}

const software = { name: 'Midwall', version: packageJson.version }
/** Seals what the registry withdrew; no reader did. */
const registryAuthor = { id: 'registry', role: 'registry' }

/** @throws Failure 'library-locked', 'library-newer', 'library-damaged', 'library-unusable', 'disk-full' */
export function compose(options: ComposeOptions): Composed {
  const { host, libraryFolder, threadEntry, onError } = options
  const library = openLibrary(libraryFolder)
  const announcements = createAnnouncements()
  const threads = createThreads(threadEntry)
  const keeper = createKeeper(library, threads, announcements, onError)
  const { index, ingest } = keeper
  const readers = createReaders(library)
  const local = createLocalStudies(library)

  const connection = createConnection({ library, announcements })
  const remote = createRemote(library)
  const outbox = createOutbox({
    library,
    connection,
    announcements,
    onError,
    identityIn: async (item, file) => identityIn(item, file, projects.rulesOf(item.project)),
  })
  const downloads = createDownloads({
    library,
    ingest,
    vouch: keeper.vouch,
    onError,
    connection,
    remote,
    announcements,
    refresh: () => sync.all(),
  })
  const kept = createKeptDetails(library, software, onError)
  const looks = createAnalysisLooks(kept)
  const leaving: Leaving = {
    stopDownload: (study) => downloads.stop(study),
    async sealReads(study, reason) {
      await reads.seal(study, reason, registryAuthor)
      for (const { read } of reads.log.rows(study)) await kept.forget(read)
    },
    stopOutbox: (study, reason) => outbox.stopStudy(study, reason),
    withdrawStudy: keeper.withdrawStudy,
  }
  const sync = createSync({ index, local, connection, remote, leaving })
  const projects = createProjects({ index, remote, sync, local: createLocalProtocols(library) })
  const stateAnnotations = createStatingAnnotations({ library, index, threads: forAnalyses(threads) })
  const reads = createReads({
    library,
    index,
    readers,
    announcements,
    software,
    protocolOf: projects.protocolOf,
    registryPatient: (study) => registryPatient(remote.study(study)?.clinical),
    isListed: (study) => remote.study(study) !== undefined,
    makeAgain: createMakeAgain({ library, index, threads: forAnalyses(threads), onError }),
    stateAnnotations,
  })

  const ownRead = (study: string, reader: string | undefined): StudyView['read'] => {
    const row =
      reader === undefined ? undefined : reads.log.rows(study).findLast((read) => read.reader === reader)
    return row ? { id: row.read, status: row.status } : { status: 'none' }
  }
  const studyList = createStudyList({ local, index, remote, sync, downloads, outbox, ownRead })
  const results = { library, connection, outbox, reads, log: reads.log, objects: reads.objects }

  const services: Services = {
    system: {
      async info(_input, { session }) {
        const reader = session.reader === undefined ? undefined : readers.view(session.reader)
        const view = {
          version: software.version,
          host,
          library: library.folder,
          canPick: session.pick !== undefined,
          registry: connection.view(),
        }
        return reader ? { ...view, reader } : view
      },
      announcements: async (_input, { signal }) => announcements.listen(signal),
      audit: async ({ limit }, { session }) =>
        auditView(
          library,
          limit,
          session.reader,
          knowsReaders(readers, session) ? undefined : withoutNamesIn(readers),
        ),
      check: (_input, { signal }) => keeper.check(signal),
    },
    readers: readers.service,
    registry: createRegistryService(connection, sync, () => outbox.start()),
    projects: projects.service,
    studies: { list: studyList.list, ...createStudyOpening({ index, viewOf: studyList.viewOf }) },
    images: createImages({ library, index, threads }),
    downloads: downloads.service,
    imports: keeper.imports,
    quarantine: keeper.quarantine,
    reads: reads.service,
    analyses: createAnalyses({ library, index, threads: forAnalyses(threads), reads, looks, onError }),
    reports: createReports({
      library,
      index,
      threads,
      reads,
      looks,
      stateAnnotations,
      viewOf: studyList.viewOf,
      software,
      onError,
    }),
    results: { ...createUpload(results), export: createExport(results) },
  }

  const closing = new AbortController()
  return {
    services,
    frames: createFrames(library, index),
    async resume() {
      await keeper.finishKilledImports()
      await kept.sweep((read) => reads.log.rows().some((row) => row.read === read && row.status !== 'sealed'))
      outbox.start()
      // a study that somebody opens meanwhile is read first, before it is sorted
      keeper.renewFacts(closing.signal).catch((error: unknown) => {
        if (!closing.signal.aborted) onError(error)
      })
    },
    async close() {
      closing.abort()
      await downloads.close()
      await outbox.close()
      connection.close()
      await threads.close()
      await kept.settled()
      library.close()
    },
  }
}
