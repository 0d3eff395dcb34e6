/**
 * Many synthetic studies opened in a row in the window, each played for a second: what each leaves behind would show
 * in the memory of the browser or of the process behind it. And one study of 3,000 images among them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { proportionalMb } from '../../bench/window/browser.ts'
import { type OddSeries, oddProject, writeOddStudy } from '../../odd-studies/odd-study.ts'
import { gigantic } from '../../odd-studies/studies.ts'
import { type App, midwall, serveApp } from '../../running/app.ts'
import type { Findings } from '../findings.ts'
import { type ReaderBrowser, readerBrowser } from './reader-browser.ts'

const reader = 'prover'
/** after so many everything that is kept on purpose is kept: code, fonts, layouts */
const warm = 10
const mostGrowth = 1.2
const playedMs = 1_000
const settlingMs = 3_000
const [giganticSlices, giganticPhases] = [50, 60]
const patienceMs = 120_000

const matrix = (): readonly [number, number] => [128, 128]
/** 128 images of 33 kB: a hundred of them that were kept would double the memory of the browser */
const series: readonly OddSeries[] = [
  { name: 'cine-sax', slices: 6, phases: 16, matrix },
  { name: 'cine-2ch', phases: 16, matrix },
  { name: 'cine-4ch', phases: 16, matrix },
]

export interface Memory {
  readonly browser: number
  readonly host: number
}

export async function proveStudies(count: number, folder: string, findings: Findings): Promise<void> {
  const subjects = Array.from({ length: count }, (_, n) => `ROW-${String(n + 1).padStart(3, '0')}`)
  const huge = gigantic(giganticSlices, giganticPhases)
  const [files, library] = [join(folder, 'studies'), join(folder, 'studies-library')]
  const images = subjects.reduce((sum, subject) => sum + writeOddStudy(files, { subject, series }), 0)
  const ofHuge = writeOddStudy(files, huge)
  findings.progress(`${images + ofHuge} files of ${count + 1} studies`)
  await midwall(['readers', 'add', reader, '--library', library], 'correct horse battery\n')
  await midwall(['import', files, '--project', oddProject, '--library', library, '--reader', reader])
  rmSync(files, { recursive: true, force: true })
  const app = await serveApp(library)
  const complaints: string[] = []
  const profile = mkdtempSync(join(folder, 'profile-'))
  const browser = await readerBrowser(profile)
  const driven = <T>(act: (page: Page) => Promise<T>): Promise<T> =>
    browser.drive((page) => {
      page.on('pageerror', ({ message }) => complaints.push(message))
      return act(page)
    })
  try {
    await driven(async (page) => {
      await page.goto(app.url)
      await page.evaluate(tourWasSeen)
      await page.reload()
      await beginReading(page)
    })
    const memory = (): Promise<Memory> => atRest(browser, app)
    findings.progress(`before the first: ${inMb(await memory())}`)
    const warmed = Math.min(warm, Math.ceil(count / 2))
    const [early, late]: [Memory[], Memory[]] = [[], []]
    for (const [n, subject] of subjects.entries()) {
      const opened = n + 1
      await driven((page) => openAndPlay(page, subject))
      if (isAmongLast(opened, warmed)) early.push(await memory())
      if (isAmongLast(opened, count)) late.push(await memory())
      if (opened % 20 === 0) findings.progress(`${opened} studies: ${inMb(await memory())}`)
    }
    judge('browser', leastOf(early), leastOf(late), count, findings)
    judge('host', leastOf(early), leastOf(late), count, findings)
    const seconds = await driven(async (page) => {
      // the first of the list, which shows only the rows in sight
      await page.keyboard.press('Home')
      const began = performance.now()
      await openAndPlay(page, huge.subject)
      return ((performance.now() - began) / 1000).toFixed(1)
    })
    findings.pass(`a study of ${ofHuge} images opens, plays and is left within ${seconds} s`)
    const claim = `${count + 1} studies in a row open without a complaint of the page`
    if (complaints.length === 0) findings.pass(claim)
    else findings.fail(claim, [...new Set(complaints)].join('; '))
  } finally {
    await browser.close()
    await app.close()
    for (const own of [library, profile]) rmSync(own, { recursive: true, force: true })
  }
}

function judge(what: keyof Memory, early: Memory, late: Memory, count: number, findings: Findings): void {
  const growth = late[what] / early[what]
  const claim = `after ${count} studies the ${what} has ${late[what].toFixed(0)} MB, ${growth.toFixed(2)} x the ${early[what].toFixed(0)} MB of before`
  if (growth <= mostGrowth) findings.pass(claim)
  else findings.fail(claim, `more than ${mostGrowth} x`)
}

/** So many looks are taken: a process that collects when it likes has the memory of its least. */
const looks = 5
const isAmongLast = (opened: number, end: number): boolean => opened > end - looks && opened <= end

const leastOf = (memories: readonly Memory[]): Memory => ({
  browser: Math.min(...memories.map(({ browser }) => browser)),
  host: Math.min(...memories.map(({ host }) => host)),
})

const inMb = ({ browser, host }: Memory): string =>
  `browser ${browser.toFixed(0)} MB, host ${host.toFixed(0)} MB`

/** After a collection, and let go of: neither what nobody needs any more nor what is kept for an inspector counts. */
async function atRest(browser: ReaderBrowser, app: App): Promise<Memory> {
  await browser.drive((page) => page.requestGC())
  await new Promise((resolve) => setTimeout(resolve, settlingMs))
  return { browser: browser.megabytes(), host: proportionalMb(app.pid) }
}

function tourWasSeen(): void {
  const preferences = 'midwall.preferences'
  localStorage.setItem(preferences, JSON.stringify({ state: { tourSeen: true }, version: 0 }))
}

async function beginReading(page: Page): Promise<void> {
  await page.locator('tr[id^=study-]').first().waitFor()
  await page.keyboard.press('Control+Shift+R')
  await page.getByRole('button', { name: reader }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/**
 * As a reader does: by its row, until every image is here and the cine has run for a second; and back. Nothing here
 * may keep a handle of an element: the page would keep its whole tree.
 */
async function openAndPlay(page: Page, subject: string): Promise<void> {
  await page.locator('tr', { has: page.getByText(subject, { exact: true }) }).click()
  await page.keyboard.press('Enter')
  const cine = page.getByRole('region', { name: 'Cine' })
  await cine.getByRole('button', { name: 'Stop the cine' }).waitFor({ timeout: patienceMs })
  await cine.getByText('images here').waitFor({ state: 'detached', timeout: patienceMs })
  await page.waitForTimeout(playedMs)
  await page.keyboard.press('l')
  await page.locator('tr[id^=study-]').first().waitFor()
}
