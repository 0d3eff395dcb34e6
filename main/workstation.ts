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
import { asFailure } from './store/database.ts'

export interface Workstation {
  readonly router: MidwallRouter
  readonly pages: Pages
  /** @returns the id under which it stands in the log */
  logError(error: unknown): string
  close(): Promise<void>
}

export interface WorkstationOptions {
  readonly host: SystemView['host']
  /** folder of the built application */
  readonly dist: string
  readonly libraryFolder: string
  readonly demoRegistry: boolean
  /** take up what a kill interrupted and send what waits (default); a look at the library changes nothing */
  readonly resume?: boolean
}

/** @throws Failure 'library-locked', 'library-newer', 'library-damaged', 'library-unusable', 'disk-full' */
export async function startWorkstation(options: WorkstationOptions): Promise<Workstation> {
  try {
    return await start(options)
  } catch (error) {
    throw asFailure(error, options.libraryFolder)
  }
}

async function start(options: WorkstationOptions): Promise<Workstation> {
  const { host, dist, libraryFolder, resume = true } = options
  const threadEntry = unpacked(join(dist, 'workers', 'thread.js'))
  const log = openBugLog(libraryFolder)
  const composed = compose({ host, libraryFolder, threadEntry, onError: log.error })
  let demo: Registry | undefined
  try {
    if (resume) await composed.resume()
    // a demonstration that fails is no reason to keep a reader from his library
    if (options.demoRegistry)
      demo = await startDemoRegistry({
        folder: join(libraryFolder, 'demo-registry'),
        threadEntry,
        services: composed.services,
        onError: log.error,
      }).catch((error: unknown) => {
        log.error(error)
        return undefined
      })
  } catch (error) {
    await composed.close()
    throw error
  }
  const translate = (error: unknown): unknown => asFailure(error, libraryFolder)
  const stopWatching = host === 'command-line' ? undefined : outliveLostRejections(log.error)
  return {
    router: createRouter(composed.services, log.bug, translate),
    pages: createPages(join(dist, 'renderer'), composed.frames, translate),
    logError: log.error,
    async close() {
      await demo?.close()
      await composed.close()
      stopWatching?.()
    },
  }
}

/**
 * The last resort: a promise that nobody waited for is a mistake of ours, and Node would end the process with it,
 * and with every window and transfer in it. What was shown as saved is in the library either way.
 */
function outliveLostRejections(log: (error: unknown) => string): () => void {
  const lost = (error: unknown): void => {
    const id = log(error)
    process.stderr.write(`Midwall made a mistake (${id}) and goes on; it is in the library's log.\n`)
  }
  process.on('unhandledRejection', lost)
  return () => process.off('unhandledRejection', lost)
}

/** Threads and children start from a file: in a packed application that is the copy outside the archive. */
function unpacked(path: string): string {
  const outside = path.replace(/\.asar([\\/])/, '.asar.unpacked$1')
  return existsSync(outside) ? outside : path
}
