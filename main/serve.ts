/** The workstation for a browser on this machine: prints its one-time address and opens the default browser. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Failure } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import { startLoopbackHost } from './hosts/loopback.ts'
import { parseStartOptions } from './start-options.ts'
import { startWorkstation } from './workstation.ts'

function openBrowser(url: string): void {
  const [command, args]: [string, string[]] =
    process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '', url]]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => process.stderr.write('No browser could be opened; use the address above.\n'))
  child.unref()
}

/** Runs until it is interrupted; 3 when the library cannot be had. */
export async function serve(args: readonly string[]): Promise<number> {
  const options = parseStartOptions(args)
  try {
    const workstation = await startWorkstation({
      host: 'loopback',
      dist: join(import.meta.dirname, '..'),
      ...options,
    })
    const host = await startLoopbackHost({
      router: workstation.router,
      pages: workstation.pages,
      port: options.port,
      onError: workstation.logError,
    })
    process.stdout.write(`Midwall is at ${host.url}\n`)
    if (options.open) openBrowser(host.url)
    await new Promise<void>((resolve) => {
      process.once('SIGINT', () => resolve())
      process.once('SIGTERM', () => resolve())
    })
    await host.close()
    await workstation.close()
    return 0
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { what, todo } = faultSentence(error.fault)
    process.stderr.write(`${what} ${todo}\n`)
    return 3
  }
}
