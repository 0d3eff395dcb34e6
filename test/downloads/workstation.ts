/** A workstation without a window: a real library with its threads, a connection, downloads and withdrawals. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Announcement } from '#contract/views.ts'
import type { Chance } from '../../main/dicomweb/retry.ts'
import type { Announcements } from '../../main/services/announcements.ts'
import { createDownloads, type Downloads } from '../../main/services/downloads/downloads.ts'
import { createThreads } from '../../main/services/jobs/threads.ts'
import type { Ingest } from '../../main/services/library/ingest.ts'
import { createKeeper, type Keeper } from '../../main/services/library/keeper.ts'
import { type Connection, createConnection } from '../../main/services/registry/connection.ts'
import { createRemote, type Remote } from '../../main/services/registry/remote.ts'
import { createSync, type Leaving, type Sync } from '../../main/services/registry/sync.ts'
import { createLocalStudies } from '../../main/services/studies/local.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'

export interface Workstation {
  readonly folder: string
  readonly library: Library
  readonly keeper: Keeper
  readonly connection: Connection
  readonly remote: Remote
  readonly downloads: Downloads
  readonly sync: Sync
  readonly announcements: Announcements
  readonly announced: readonly Announcement[]
  readonly chance: Chance
  /** milliseconds that somebody wanted to wait, instead of waiting */
  readonly waits: readonly number[]
  /** of ours, as they were logged */
  readonly mistakes: readonly unknown[]
  /** signs in, learns the project's studies and gives their UIDs */
  enter(registry: Entrance, project: string): Promise<string[]>
  /** starts or resumes a download and waits until it rests; `attest` vouches for it */
  fetch(study: string, attest?: string): Promise<string>
  /** complete, paused or failed */
  rest(study: string): Promise<string>
  close(): Promise<void>
}

export interface Entrance {
  readonly url: string
  readonly account: string
  readonly secret: string
  readonly kind?: 'auto' | 'midwall' | 'dicomweb'
}

export interface WorkstationOptions {
  readonly folder?: string
  /** built entry of the threads */
  readonly thread: string
  readonly ca?: string
  readonly silence?: number
  readonly wait?: (milliseconds: number) => Promise<void>
  readonly ingest?: (real: Ingest) => Ingest
  readonly leaving?: Partial<Leaving>
}

export const call = { session: { reader: 'reader' } }

export async function openWorkstationWith(options: WorkstationOptions): Promise<Workstation> {
  const folder = options.folder ?? join(mkdtempSync(join(tmpdir(), 'midwall-test-')), 'library')
  const announced: Announcement[] = []
  const announcements: Announcements = {
    announce: (announcement) => void announced.push(announcement),
    listen: () => {
      throw new Error('nobody listens here')
    },
  }
  const waits: number[] = []
  const chance: Chance = {
    random: () => 0.5,
    async wait(milliseconds) {
      waits.push(milliseconds)
      await options.wait?.(milliseconds)
    },
  }
  const threads = createThreads(options.thread)
  const library = openLibrary(folder)
  const mistakes: unknown[] = []
  const onError = (error: unknown): string => `mistake ${mistakes.push(error)}`
  const keeper = createKeeper(library, threads, announcements, onError)
  const { ca, silence } = options
  const connection = createConnection({
    library,
    announcements,
    chance,
    ...(ca === undefined ? {} : { ca }),
    ...(silence === undefined ? {} : { silence }),
  })
  const remote = createRemote(library)
  const ingest = options.ingest?.(keeper.ingest) ?? keeper.ingest
  const { index } = keeper
  const refresh = (): Promise<void> => sync.all()
  const downloads = createDownloads({
    library,
    ingest,
    vouch: keeper.vouch,
    connection,
    remote,
    announcements,
    refresh,
    onError,
    chance,
  })
  const leaving: Leaving = {
    stopDownload: (study) => downloads.stop(study),
    sealReads: async () => {},
    stopOutbox: async () => {},
    withdrawStudy: keeper.withdrawStudy,
    ...options.leaving,
  }
  const sync: Sync = createSync({ index, local: createLocalStudies(library), connection, remote, leaving })

  const rest = async (study: string): Promise<string> => {
    let status = 'not-here'
    for await (const view of await downloads.service.watch({ study }, call)) status = view.status
    return status
  }

  return {
    folder,
    library,
    keeper,
    connection,
    remote,
    downloads,
    sync,
    announcements,
    announced,
    chance,
    waits,
    mistakes,
    async enter({ url, account, secret, kind = 'auto' }, project) {
      await connection.signIn({ url, account, secret, kind })
      await sync.project(project)
      return remote.studies(project).map(({ study }) => study)
    },
    async fetch(study, attest) {
      await downloads.service.start({ study, ...(attest === undefined ? {} : { attest }) }, call)
      return rest(study)
    },
    rest,
    async close() {
      await downloads.close()
      connection.close()
      await threads.close()
      library.close()
    },
  }
}
