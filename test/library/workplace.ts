/** A library in a folder of its own, with everything that keeps it, for one test. */
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportProgress, ImportReport } from '#contract/import-report.ts'
import type { Announcement } from '#contract/views.ts'
import type { Announcements } from '../../main/services/announcements.ts'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { createKeeper, type Keeper } from '../../main/services/library/keeper.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'
import { builtWorkers } from '../built-workers.ts'
import { ownFolder } from '../own-folder.ts'

export const project = 'CMR-TRIAL-01'

export interface Workplace {
  readonly folder: string
  readonly library: Library
  readonly threads: Threads
  readonly keeper: Keeper
  readonly announced: readonly Announcement[]
  /** of ours, as they were logged */
  readonly mistakes: readonly unknown[]
  /** @param attest why somebody vouches for files that lack the marker */
  importFrom(path: string, attest?: string): Promise<ImportReport>
  /** lets go of the library and leaves it where it is */
  leave(): Promise<void>
  /** and removes it */
  close(): Promise<void>
}

export const temporaryFolder = (): string => ownFolder(tmpdir(), 'midwall-test')

export async function openWorkplace(folder: string = join(temporaryFolder(), 'library')): Promise<Workplace> {
  const announced: Announcement[] = []
  const announcements: Announcements = {
    announce: (announcement) => void announced.push(announcement),
    listen: () => {
      throw new Error('nobody listens here')
    },
  }
  const threads = createThreads((await builtWorkers()).thread)
  const library = openLibrary(folder)
  const mistakes: unknown[] = []
  const keeper = createKeeper(library, threads, announcements, (error) => mistakes.push(error))
  const leave = async (): Promise<void> => {
    await threads.close()
    library.close()
  }
  return {
    folder,
    library,
    threads,
    keeper,
    announced,
    mistakes,
    async importFrom(path, attest) {
      const input = { path, project, ...(attest === undefined ? {} : { attest }) }
      let last: ImportProgress | undefined
      for await (const state of await keeper.imports.run(input, { session: { reader: 'coordinator' } }))
        last = state
      if (last?.kind !== 'finished') throw new Error('the import ended without a report')
      return last.report
    },
    leave,
    async close() {
      await leave()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
