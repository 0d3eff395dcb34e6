/** Everything of a library that has to do with its registry, built once and wired to each other. */
import type { ReadProtocol } from '#analysis/reading/events.ts'
import type { BodySize } from '#analysis/volumes/body-size.ts'
import type { ProjectRules } from '#contract/project-api.ts'
import type { Services } from '#contract/services.ts'
import type { Chance } from '../../dicomweb/retry.ts'
import type { Library } from '../../store/library.ts'
import type { Announcements } from '../announcements.ts'
import { createDownloads } from '../downloads/downloads.ts'
import type { Keeper } from '../library/keeper.ts'
import { identityIn } from '../outbox/identity.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { createProjects } from '../projects/projects.ts'
import type { ReadLog } from '../reads/log.ts'
import type { ResultObjects } from '../reads/result-objects.ts'
import { createUpload } from '../results/upload.ts'
import { createStudyList, type StudyList, type StudyListParts } from '../studies/list.ts'
import { createLocalStudies } from '../studies/local.ts'
import { createConnection } from './connection.ts'
import { createRemote } from './remote.ts'
import { createRegistryService } from './service.ts'
import { createSync, type Leaving } from './sync.ts'

export interface RegistryLink {
  readonly registry: Services['registry']
  readonly projects: Services['projects']
  readonly downloads: Services['downloads']
  readonly results: Pick<Services['results'], 'upload' | 'outbox' | 'receipts'>
  readonly studies: StudyList
  rulesOf(project: string): ProjectRules
  protocolOf(project: string): ReadProtocol
  /** height, weight and body surface as the registry has them */
  registrySize(study: string): BodySize | undefined
  /** from now on the outbox sends by itself */
  start(): void
  /** stops transfers so that they go on at the next start */
  close(): Promise<void>
}

export interface RegistryLinkParts {
  readonly library: Library
  readonly keeper: Pick<Keeper, 'index' | 'ingest' | 'withdrawStudy'>
  readonly announcements: Announcements
  readonly log: Pick<ReadLog, 'row'>
  readonly objects: ResultObjects
  readonly ownRead: StudyListParts['ownRead']
  readonly sealReads: Leaving['sealReads']
  /** a certificate authority beside the system's own, PEM */
  readonly ca?: string | undefined
  readonly silence?: number
  readonly chance?: Chance
  /** for what went wrong while nobody waited for an answer */
  readonly onError: (error: unknown) => void
}

export function createRegistryLink(parts: RegistryLinkParts): RegistryLink {
  const { library, keeper, announcements, log, objects, onError } = parts
  const { index, ingest } = keeper
  const connection = createConnection(parts)
  const remote = createRemote(library)
  const local = createLocalStudies(library)
  const chance = parts.chance === undefined ? {} : { chance: parts.chance }
  const refresh = (): Promise<void> => sync.all()
  const downloads = createDownloads({
    library,
    ingest,
    connection,
    remote,
    announcements,
    refresh,
    ...chance,
  })
  const outbox = createOutbox({
    library,
    connection,
    announcements,
    identityIn: async (item, file) => identityIn(item, file, projects.rulesOf(item.project)),
    onError,
    ...chance,
  })
  const sync = createSync({
    index,
    local,
    connection,
    remote,
    leaving: {
      stopDownload: downloads.stop,
      sealReads: parts.sealReads,
      stopOutbox: outbox.stopStudy,
      withdrawStudy: keeper.withdrawStudy,
    },
  })
  const projects = createProjects({ index, remote, sync })
  const { ownRead } = parts

  return {
    registry: createRegistryService(connection, sync, () => void outbox.run().catch(onError)),
    projects: projects.service,
    downloads: downloads.service,
    results: createUpload({ connection, outbox, log, objects }),
    studies: createStudyList({ local, index, remote, sync, downloads, outbox, ownRead }),
    rulesOf: projects.rulesOf,
    protocolOf: projects.protocolOf,
    registrySize(study) {
      const { heightCm, weightKg, bsa } = remote.study(study)?.clinical ?? {}
      if (heightCm === undefined && weightKg === undefined && bsa === undefined) return undefined
      return {
        ...(heightCm === undefined ? {} : { heightCm }),
        ...(weightKg === undefined ? {} : { weightKg }),
        ...(bsa === undefined ? {} : { bsa }),
      }
    },
    start: outbox.start,
    async close() {
      await downloads.close()
      await outbox.close()
      connection.close()
    },
  }
}
