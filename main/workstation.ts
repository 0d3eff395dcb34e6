/**
 * A running workstation: the composed services behind one router, the pages both hosts serve, and, unless it is
 * told otherwise, the demo registry that a first start needs. Hosts and the command line are built on it.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SystemView } from '#contract/views.ts'
import { compose } from './compose.ts'
import { startDemoRegistry } from './demo-registry.ts'
import { openBugLog } from './hosts/bug-log.ts'
import { createPages, type Pages } from './hosts/pages.ts'
import { createRouter, type MidwallRouter } from './hosts/router.ts'
import type { Registry } from './registry/registry.ts'

export interface Workstation {
  readonly router: MidwallRouter
  readonly pages: Pages
  logError(error: unknown): void
  close(): Promise<void>
}

export interface WorkstationOptions {
  readonly host: SystemView['host']
  /** folder of the built application */
  readonly dist: string
  readonly libraryFolder: string
  readonly demoRegistry: boolean
}

/** @throws Failure 'library-locked', 'library-newer', 'library-damaged', 'disk-full' */
export async function startWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const { host, dist, libraryFolder } = options
  const threadEntry = unpacked(join(dist, 'workers', 'thread.js'))
  const log = openBugLog(libraryFolder)
  const composed = compose({ host, libraryFolder, threadEntry, onError: log.error })
  let demo: Registry | undefined
  try {
    await composed.resume()
    if (options.demoRegistry)
      demo = await startDemoRegistry({
        folder: join(libraryFolder, 'demo-registry'),
        threadEntry,
        services: composed.services,
        onError: log.error,
      })
  } catch (error) {
    await composed.close()
    throw error
  }
  return {
    router: createRouter(composed.services, log.bug),
    pages: createPages(join(dist, 'renderer'), composed.frames),
    logError: log.error,
    async close() {
      await demo?.close()
      await composed.close()
    },
  }
}

/** Threads and children start from a file: in a packed application that is the copy outside the archive. */
function unpacked(path: string): string {
  const outside = path.replace(/\.asar([\\/])/, '.asar.unpacked$1')
  return existsSync(outside) ? outside : path
}
