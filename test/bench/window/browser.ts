/** The window in a browser, and what processes take of the memory. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright-core'

const viewport = { width: 1440, height: 900 }

type Watch = (page: Page) => Promise<void>

export interface Measured {
  readonly browser: Browser
  readonly page: Page
  /** of all its processes: what is shared counts once */
  megabytes(): number
  close(): Promise<void>
}

export interface Window extends Measured {
  readonly url: string
  readonly hostMegabytes: () => number
  readonly fresh: () => Promise<{ readonly page: Page; readonly close: () => Promise<void> }>
}

export async function openBrowser(watch: Watch, options: LaunchOptions): Promise<Measured> {
  const before = new Set(childrenOf(process.pid))
  const browser = await chromium.launch(options)
  const own = childrenOf(process.pid).filter((pid) => !before.has(pid))
  const page = await browser.newPage({ viewport })
  await watch(page)
  return {
    browser,
    page,
    megabytes: () => own.reduce((sum, pid) => sum + proportionalMb(pid), 0),
    close: () => browser.close(),
  }
}

/** A page with the same cookies and choices, and nothing else of what the first has gathered. */
export async function freshPage({ browser, page }: Measured, watch: Watch) {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ viewport, storageState })
  const fresh = await context.newPage()
  await watch(fresh)
  return { page: fresh, close: () => context.close() }
}

/** PSS of a process and of all below it. A process that ended meanwhile has none. */
export function proportionalMb(pid: number): number {
  const below = childrenOf(pid).reduce((sum, child) => sum + proportionalMb(child), 0)
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    return below + Number(kilobytes ?? 0) / 1024
  } catch {
    return below
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc').flatMap((name) => (parentOf(name) === pid ? [Number(name)] : []))
}

function parentOf(name: string): number | undefined {
  if (!/^\d+$/.test(name)) return undefined
  try {
    // the second field is the name in brackets, which may hold anything
    const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return Number(parent)
  } catch {
    return undefined
  }
}
