/**
 * A browser as a reader has it: somebody drives it only while something is done in it. An inspected page keeps its
 * answers, and some 3 kB of every request for good; both go when whoever inspects it lets go. What does not go are the
 * scripts that drove it: some MB for each time.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { proportionalMb } from '../../bench/window/browser.ts'
import { chromiumOptions } from '../../chromium.ts'

export interface ReaderBrowser {
  /** inspected for as long as this takes */
  drive<T>(act: (page: Page) => Promise<T>): Promise<T>
  /** PSS of all its processes */
  megabytes(): number
  close(): Promise<void>
}

const pollMs = 50
const patienceMs = 30_000

/** @param folder  for its profile: empty, and removed by whoever made it */
export async function readerBrowser(folder: string): Promise<ReaderBrowser> {
  const browser = spawn(
    chromiumOptions.executablePath,
    [
      ...chromiumOptions.args,
      '--headless=new',
      '--window-size=1440,900',
      '--hide-scrollbars',
      '--mute-audio',
      '--no-default-browser-check',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  )
  const ended = once(browser, 'exit')
  const address = `http://127.0.0.1:${await portOf(folder)}`
  return {
    async drive(act) {
      const driven = await chromium.connectOverCDP(address)
      try {
        const page = driven.contexts()[0]?.pages()[0]
        if (!page) throw new Error('the browser has no page')
        return await act(page)
      } finally {
        // of a browser that was only connected to, this lets go of it
        await driven.close()
      }
    },
    megabytes: () => proportionalMb(browser.pid ?? 0),
    async close() {
      browser.kill('SIGKILL')
      await ended
    },
  }
}

async function portOf(folder: string): Promise<string> {
  const file = join(folder, 'DevToolsActivePort')
  for (let waited = 0; waited < patienceMs; waited += pollMs) {
    try {
      const [port] = readFileSync(file, 'utf8').split('\n')
      if (port) return port
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  throw new Error(`the browser wrote no ${file} in ${patienceMs / 1000} s`)
}
