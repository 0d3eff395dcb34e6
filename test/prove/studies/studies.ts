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

/** MB */
interface Memory {
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
    findings.progress(`before the first: ${inMb(await browserAtRest(browser))}`)
    const warmed = Math.min(warm, Math.ceil(count / 2))
    /** All in one piece: whoever lets go of a browser leaves some MB of his own in its page. */
    const openAll = (from: number, to: number): Promise<number> =>
      driven(async (page) => {
        const host: number[] = []
        for (const [n, subject] of subjects.entries()) {
          const opened = n + 1
          if (opened <= from || opened > to) continue
          await openAndPlay(page, subject)
          if (isAmongLast(opened, to)) host.push(await hostAtRest(app))
          if (opened % 20 === 0) findings.progress(`${opened} studies: host ${inMb(proportionalMb(app.pid))}`)
        }
        await page.requestGC()
        return Math.min(...host)
      })
    const early = { host: await openAll(0, warmed), browser: await browserAtRest(browser) }
    const late = { host: await openAll(warmed, count), browser: await browserAtRest(browser) }
    judge('browser', early, late, count, findings)
    judge('host', early, late, count, findings)
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

function judge(what: keyof Memory, before: Memory, after: Memory, count: number, findings: Findings): void {
  const [early, late] = [before[what], after[what]]
  const growth = late / early
  const claim = `after ${count} studies the ${what} has ${inMb(late)}, ${growth.toFixed(2)} x the ${inMb(early)} of before`
  if (growth <= mostGrowth) findings.pass(claim)
  else findings.fail(claim, `more than ${mostGrowth} x`)
}

/** So many looks are taken: a process that collects when it likes has the memory of its least. */
const looks = 5
const isAmongLast = (opened: number, end: number): boolean => opened > end - looks && opened <= end

const inMb = (megabytes: number): string => `${megabytes.toFixed(0)} MB`

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, settlingMs))

async function hostAtRest({ pid }: App): Promise<number> {
  await settled()
  return proportionalMb(pid)
}

/** Nobody inspects it now: what is kept for an inspector is no reader's. */
async function browserAtRest({ megabytes }: ReaderBrowser): Promise<number> {
  const seen: number[] = []
  while (seen.length < looks) {
    await settled()
    seen.push(megabytes())
  }
  return Math.min(...seen)
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
