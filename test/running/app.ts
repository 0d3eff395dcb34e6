/** The application as it is shipped: its command line prepares a library, its loopback host serves the window. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const starter = join(root, 'midwall.mjs')

/** @throws Error with what it said when it did not end well */
export async function midwall(args: readonly string[], input = ''): Promise<string> {
  const child = spawn(process.execPath, [starter, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`midwall ${args.join(' ')} ended with ${String(code)}: ${errors}`)
  return output
}

export interface App {
  readonly url: string
  readonly pid: number
  close(): Promise<void>
}

/** Without the demo registry: nothing but the window works. */
export const serveApp = (library: string): Promise<App> =>
  serve(['start', '--no-open', '--no-demo', '--library', library])

export const serveDemoRegistry = (folder: string): Promise<App> =>
  serve(['registry', 'demo', '--folder', folder])

async function serve(args: readonly string[]): Promise<App> {
  const child = spawn(process.execPath, [starter, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { pid } = child
  if (pid === undefined) throw new Error(`midwall ${args.join(' ')} could not be started`)
  const url = await addressOf(child)
  return {
    url,
    pid,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the application has no stdout')
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /https?:\/\/[^\s"]+/.exec(line)?.[0]
    if (url !== undefined) return url
  }
  throw new Error('the application ended without an address')
}
