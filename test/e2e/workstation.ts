/**
 * A workstation as `npm start` gives it, and a browser on it. Most proofs begin where a reader begins a day: a
 * profile, a registry that is signed in to, and a synthetic study that was downloaded; that is made once a worker
 * and copied for each test.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import { midwall } from '../cli/midwall.ts'
import { ownFolder } from '../own-folder.ts'
import { demoContours } from './demo-study.ts'

export { expect } from '@playwright/test'

const script = resolve(fileURLToPath(new URL('../..', import.meta.url)), 'midwall.mjs')

export const passphrase = 'correct horse'
export const reader = { id: 'anna', name: 'Anna Berg' } as const

/** A process that prints an address and serves there until it is ended. */
export interface Serving {
  readonly url: string
  /** as a person ends it */
  stop(): Promise<void>
  /** as a power cut does */
  kill(): Promise<void>
}

async function serve(args: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await addressOf(child)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return { url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const address = /http:\/\/127\.0\.0\.1:\d+[^\s"]*/.exec(said)?.[0]
      if (address) found(address)
    })
    child.on('error', failed)
    child.on('exit', (code) => failed(new Error(`${said}\nended with ${code}`)))
  })
}

/** A command on a library that no window holds; it must be done. */
export async function command(library: string, args: readonly string[], stdin?: string): Promise<unknown> {
  const { code, stdout, stderr } = await midwall(
    [...args, '--library', library, '--json'],
    stdin === undefined ? {} : { stdin },
  )
  if (code !== 0) throw new Error(`midwall ${args.join(' ')} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}

export interface Registry {
  /** the same after every start */
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
}

export interface Prepared {
  /** copied for each test */
  readonly library: string
  readonly registry: Registry
}

/** A browser at a workstation of its own. */
export interface Desk {
  readonly page: Page
  readonly library: string
  /** ends the process as a power cut does, starts it again at the same place and opens it in the same page */
  restart(): Promise<void>
  kill(): Promise<void>
  command(args: readonly string[], stdin?: string): Promise<unknown>
}

export interface Sitting {
  /** instead of a copy of the prepared library */
  readonly library?: string
  /** what else is done to the library before the window opens */
  readonly before?: (library: string) => Promise<unknown>
  /** with the demo registry inside, as a first start has it */
  readonly demo?: boolean
  /** lets the tour begin by itself, as a first start does */
  readonly tour?: boolean
}

function tourWasSeen(): void {
  const preferences = 'midwall.preferences'
  if (localStorage.getItem(preferences) !== null) return
  localStorage.setItem(preferences, JSON.stringify({ state: { tourSeen: true }, version: 0 }))
}

interface Fixtures {
  readonly sit: (sitting?: Sitting) => Promise<Desk>
  /** what the page complained of; must be empty at the end, or be taken out by the test that expects it */
  readonly complaints: string[]
}

export const test = base.extend<Fixtures, { readonly prepared: Prepared }>({
  prepared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const folder = ownFolder(tmpdir(), 'midwall-e2e')
      const library = join(folder, 'library')
      const start = () => serve(['registry', 'demo', '--folder', join(folder, 'registry')])
      let running = await start()
      const account = ['--account', 'reader']
      await command(library, ['registry', 'sign-in', running.url, ...account], 'demo')
      await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
      await command(library, ['studies', '--refresh'])
      await command(library, ['download', demoContours.study])
      await use({
        library,
        registry: {
          url: running.url,
          start: async () => {
            running = await start()
          },
          stop: () => running.stop(),
        },
      })
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  complaints: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
    })
    await use(complaints)
  },

  sit: async ({ page, prepared, complaints }, use) => {
    const folder = ownFolder(tmpdir(), 'midwall-e2e')
    let running: Serving | undefined
    await use(async ({ library = join(folder, 'library'), before, demo = false, tour = false } = {}) => {
      if (!tour) await page.addInitScript(tourWasSeen)
      if (!demo && library.startsWith(folder)) cpSync(prepared.library, library, { recursive: true })
      await before?.(library)
      const start = async (...more: string[]): Promise<void> => {
        const args = ['start', '--no-open', '--library', library, ...(demo ? [] : ['--no-demo']), ...more]
        running = await serve(args)
        await page.goto(running.url)
      }
      await start()
      return {
        page,
        library,
        kill: async () => running?.kill(),
        async restart() {
          const { port } = new URL(running?.url ?? '')
          await running?.kill()
          await start('--port', port)
        },
        command: (args, stdin) => command(library, args, stdin),
      }
    })
    try {
      base.expect(complaints).toEqual([])
    } finally {
      await page.close()
      await running?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
})
