/** `midwall registry demo`: the embedded registry alone, for other workstations on this machine. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startSyntheticRegistry } from '../demo-registry.ts'
import { demoAccounts, demoSecret } from '../registry/projects/seed.ts'
import { defaultLibrary, portOf } from '../start-options.ts'
import { exitCodes } from './command.ts'

export async function demo(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, folder: { type: 'string' }, json: { type: 'boolean' } },
  })
  const port = portOf(values.port)
  const registry = await startSyntheticRegistry({
    folder: resolve(values.folder ?? join(defaultLibrary(), '..', 'demo-registry')),
    threadEntry: join(import.meta.dirname, '..', 'workers', 'thread.js'),
    ...(port === undefined ? {} : { port }),
    onError: (error) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  })
  const accounts = demoAccounts.map((account) => `${account} / ${demoSecret}`).join(', ')
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ url: registry.url, accounts: registry.accounts })}\n`
      : `The demo registry is at ${registry.url} (accounts ${accounts}).\n`,
  )
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await registry.close()
  return exitCodes.done
}
