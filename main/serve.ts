/** The workstation for a browser on this machine: prints its one-time address and opens the default browser. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { UsageError } from './commands/command.ts'
import { createOutput } from './commands/output.ts'
import { report } from './commands/report.ts'
import { openedFor, printedFor, startLoopbackHost } from './hosts/loopback.ts'
import { parseStartOptions } from './start-options.ts'
import { startWorkstation } from './workstation.ts'

/** @param otherwise  what to say where there is none */
function openBrowser(url: string, otherwise: () => string): void {
  const [command, args]: [string, string[]] =
    process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '', url]]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  const none = (): void => void process.stderr.write(otherwise())
  child.on('error', none)
  child.on('exit', (code) => {
    if (code) none()
  })
  child.unref()
}

/** Runs until it is interrupted; 2 for wrong usage, 3 when the library or the port cannot be had. */
export async function serve(args: readonly string[]): Promise<number> {
  const output = createOutput(false)
  try {
    const options = parseStartOptions(args, { strict: true })
    const workstation = await startWorkstation({
      host: 'loopback',
      dist: join(import.meta.dirname, '..'),
      ...options,
    })
    try {
      const host = await startLoopbackHost({
        router: workstation.router,
        pages: workstation.pages,
        port: options.port,
        onError: workstation.logError,
      }).catch((error: unknown) => {
        throw portTrouble(error, options.port)
      })
      const url = host.invite(options.open ? openedFor : printedFor)
      output.result({ url }, [`Midwall is at ${url}`])
      if (options.open)
        openBrowser(url, () => `No browser could be opened. Open ${host.invite(printedFor)} in one.\n`)
      await interrupted()
      await host.close()
      return 0
    } finally {
      await workstation.close()
    }
  } catch (error) {
    return report(error, output)
  }
}

function portTrouble(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new UsageError(`Port ${port} is taken by another program`)
  if (code === 'EACCES') return new UsageError(`This account may not listen on port ${port}`)
  return error
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
