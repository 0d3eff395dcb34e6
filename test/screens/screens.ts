/**
 * `npm run screens`: a picture of every screen at two sizes, into test-results/screens, for a person to look at.
 *
 *   npm run screens [-- WORD ...] [--folder DIR]
 *
 * Words choose the parts (list reading de-light larger largest de-largest signing de-signed); a folder keeps the library between two runs.
 */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumOptions } from '../chromium.ts'
import { type App, serveApp, serveDemoRegistry } from '../running/app.ts'
import { chosenParts } from '../running/parts.ts'
import takeTemporaryFolder from '../temporary-folder.ts'
import {
  dialogsAnywhere,
  elsewhere,
  lostScenes,
  readingScenes,
  type Scene,
  signedAnywhere,
  signingScenes,
  worklistScenes,
} from './scenes.ts'
import { rest } from './stage.ts'
import { faulty, makeLibrary } from './studies.ts'

const pictures = resolve(fileURLToPath(new URL('../../test-results/screens', import.meta.url)))

const sizes = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const

interface Part {
  readonly prefix: string
  readonly preferences: object
  readonly scenes: (folder: string) => readonly Scene[]
  /** of a library of its own, for what is signed stays signed: as it was made, or with what was signed in it before */
  readonly signed?: 'anew' | 'before'
  /** pictured when the workstation has ended */
  readonly lost?: readonly Scene[]
}

const parts = {
  empty: {
    prefix: 'empty-',
    preferences: {},
    scenes: () => [{ name: 'list', show: async () => {} }],
  },
  list: { prefix: '', preferences: {}, scenes: (folder) => worklistScenes(join(folder, faulty)) },
  reading: { prefix: '', preferences: {}, scenes: () => readingScenes },
  'de-light': {
    prefix: 'de-light-',
    preferences: { language: 'de', theme: 'light' },
    scenes: () => elsewhere,
  },
  larger: { prefix: 'larger-', preferences: { scale: 150 }, scenes: () => elsewhere },
  largest: { prefix: 'largest-', preferences: { scale: 200 }, scenes: () => elsewhere },
  'de-largest': {
    prefix: 'de-largest-',
    preferences: { language: 'de', theme: 'light', scale: 200 },
    scenes: () => dialogsAnywhere,
  },
  signing: { prefix: '', preferences: {}, scenes: () => signingScenes, signed: 'anew', lost: lostScenes },
  'de-signed': {
    prefix: 'de-largest-',
    preferences: { language: 'de', theme: 'light', scale: 200 },
    scenes: () => signedAnywhere,
    signed: 'before',
  },
} satisfies Readonly<Record<string, Part>>

const say = (line: string): void => void process.stderr.write(`${line}\n`)

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { folder: { type: 'string' }, scene: { type: 'string' } },
  })
  const chosen = chosenParts<Part>(parts, positionals)
  const removeTemporaryFolder = takeTemporaryFolder()
  const folder = resolve(values.folder ?? tmpdir())
  mkdirSync(folder, { recursive: true })
  const registry = await serveDemoRegistry(join(folder, 'registry'))
  const browser = await chromium.launch(chromiumOptions)
  const failed: string[] = []
  try {
    const kept = join(folder, 'library')
    const library = existsSync(kept) ? kept : await makeLibrary(folder, registry.url, say)
    for (const [name, part] of chosen) {
      const app = await serveApp(name === 'empty' ? join(folder, 'empty') : libraryFor(part, library))
      try {
        failed.push(...(await takeAll(browser, app, folder, part, values.scene)))
      } finally {
        await app.close()
      }
    }
  } finally {
    await browser.close()
    await registry.close()
    rmSync(join(folder, 'empty'), { recursive: true, force: true })
    removeTemporaryFolder()
  }
  say(`${pictures}: ${failed.length === 0 ? 'every screen is there' : `${failed.length} could not be shown`}`)
  for (const line of failed) say(`FAILED  ${line}`)
  return failed.length === 0 ? 0 : 1
}

/** What is signed is signed in a copy: the kept library shows the same in every run. */
function libraryFor({ signed }: Part, library: string): string {
  if (signed === undefined) return library
  const copy = `${library}-signed`
  if (signed === 'before') {
    if (!existsSync(copy)) throw new Error('nothing is signed yet: the part "signing" comes first')
    return copy
  }
  rmSync(copy, { recursive: true, force: true })
  cpSync(library, copy, { recursive: true })
  return copy
}

async function takeAll(
  browser: Browser,
  app: App,
  folder: string,
  { prefix, preferences, scenes, lost = [] }: Part,
  only: string | undefined,
): Promise<readonly string[]> {
  const page = await browser.newPage({ viewport: sizes[0] })
  page.setDefaultTimeout(20_000)
  const state = { tourSeen: true, playOnOpen: false, ...preferences }
  await page.addInitScript(
    (kept) => localStorage.setItem('midwall.preferences', kept),
    JSON.stringify({ state, version: 0 }),
  )
  await page.goto(app.url)
  await page.getByRole('banner').waitFor()
  const failed: string[] = []
  for (const scene of scenes(folder)) failed.push(...(await take(page, prefix, scene, only)))
  if (lost.length > 0) await app.close()
  for (const scene of lost) failed.push(...(await take(page, prefix, scene, only)))
  await page.close()
  return failed
}

/** A scene that fails is pictured as it is and named: the others are worth seeing. */
async function take(
  page: Page,
  prefix: string,
  { name, show, after }: Scene,
  only: string | undefined,
): Promise<readonly string[]> {
  const failed: string[] = []
  const tell = (cause: unknown): void => void failed.push(`${prefix}${name}: ${firstLine(cause)}`)
  await show(page).catch(tell)
  if (only === undefined || new RegExp(only).test(`${prefix}${name}`)) {
    for (const size of sizes) {
      await page.setViewportSize(size)
      await rest(page).catch(tell)
      const into = join(pictures, `${size.width}x${size.height}`)
      mkdirSync(into, { recursive: true })
      await page.screenshot({ path: join(into, `${prefix}${name}.png`) })
    }
    await page.setViewportSize(sizes[0])
    say(`${failed.length === 0 ? 'taken ' : 'FAILED'}  ${prefix}${name}`)
  }
  await after?.(page).catch(tell)
  return failed
}

const firstLine = (cause: unknown): string =>
  String(cause instanceof Error ? cause.message : cause).split('\n')[0] ?? ''
