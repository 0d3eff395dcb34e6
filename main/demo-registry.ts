/**
 * The demo registry with the project's own synthetic studies, made in threads when they are first asked for and
 * kept. A library that knows no registry yet is signed in to it, so that the first start needs nothing else.
 */
import type { Services } from '#contract/services.ts'
import { demoSecret } from './registry/projects/seed.ts'
import { type Registry, startRegistry } from './registry/registry.ts'
import { firstWhole, phantomSource } from './registry/synthesis/phantom.ts'
import { createThreads } from './services/jobs/threads.ts'

export interface SyntheticRegistryOptions {
  readonly folder: string
  readonly threadEntry: string
  readonly port?: number
  /** a study that is made from the start on */
  readonly ahead?: string
  readonly onError: (error: unknown) => void
}

export async function startSyntheticRegistry(options: SyntheticRegistryOptions): Promise<Registry> {
  const { folder, threadEntry, port, ahead, onError } = options
  // threads of its own: making a study must not hold up the library's
  const threads = createThreads(threadEntry)
  const source = phantomSource({
    make: async (study, part) => (await threads.run('phantom', { options: study, ...part })).files,
    seats: threads.seats,
  })
  const registry = await startRegistry({
    folder,
    source,
    onError,
    ...(port === undefined ? {} : { port }),
    ...(ahead === undefined ? {} : { ahead }),
  })
  return {
    ...registry,
    async close() {
      const closed = registry.close()
      // and with them what is being made, which the registry waits for
      await threads.close()
      await closed
    },
  }
}

/**
 * Makes the first whole examination from the first start on, so that a new user need not wait for it.
 *
 * @param options.services of the library that is to know the registry
 */
export async function startDemoRegistry(
  options: Omit<SyntheticRegistryOptions, 'ahead'> & {
    readonly services: Pick<Services, 'registry' | 'projects'>
  },
): Promise<Registry> {
  const { services, ...registryOptions } = options
  const registry = await startSyntheticRegistry({ ...registryOptions, ahead: firstWhole })
  const call = { session: { reader: undefined } }
  const known = await services.registry.state(undefined, call)
  const isThis = known.url !== undefined && new URL(known.url).port === new URL(registry.url).port
  if (known.state === 'not-set' || (isThis && known.state !== 'signed-in')) {
    const account = { account: 'reader', secret: demoSecret }
    await services.registry.signIn({ url: registry.url, kind: 'midwall', ...account }, call)
    for (const { id } of await services.projects.list({ refresh: false }, call))
      await services.registry.sync({ project: id }, call)
  }
  return registry
}
