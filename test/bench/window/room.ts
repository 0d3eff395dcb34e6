/** The keys and clicks of a reader in the window. */
import type { Page } from 'playwright-core'
import type { ProtocolId } from '../../../renderer/hanging/protocols.ts'
import { commands } from '../../../renderer/keys/commands.ts'
import { reader } from './library.ts'
import type { Opening, Shown } from './watching.ts'

export async function beginReading(page: Page): Promise<void> {
  await page.waitForSelector('tr[id^=study-]')
  await page.keyboard.press('Control+Shift+R')
  await page.getByRole('button', { name: reader }).click()
  await page.waitForSelector('[role=dialog]', { state: 'detached' })
}

export async function openStudy(page: Page, subject: string): Promise<Opening> {
  await page.locator('tr', { has: page.getByText(subject, { exact: true }) }).click()
  await page.evaluate(() => window.watch.expectOpening())
  await page.keyboard.press('Enter')
  return page.evaluate(() => window.watch.opened())
}

/** By one key out of the study that is open. */
export async function openNextStudy(page: Page): Promise<Opening> {
  await page.evaluate(() => window.watch.expectOpening())
  await page.keyboard.press('j')
  return page.evaluate(() => window.watch.opened())
}

export async function leaveStudy(page: Page): Promise<void> {
  await page.keyboard.press('l')
  await page.waitForSelector('tr[id^=study-]')
}

export async function play(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Play the cine' })
  if (await start.isVisible()) await start.click()
}

export async function pause(page: Page): Promise<void> {
  const stop = page.getByRole('button', { name: 'Stop the cine' })
  if (await stop.isVisible()) await stop.click()
}

export async function hang(page: Page, layout: ProtocolId): Promise<void> {
  const [key] = commands[`layout-${layout}`].keys
  if (key === undefined) throw new Error(`no key hangs ${layout}`)
  await page.keyboard.press(key)
  await page.locator(`[data-layout="${layout}"]`).waitFor()
}

/** Makes the window so large that its images have this much room together, CSS pixels. */
export async function giveImages(page: Page, room: { readonly width: number; readonly height: number }) {
  const size = page.viewportSize()
  const box = await page.locator('main [data-layout]').boundingBox()
  if (!size || !box) throw new Error('no images hang')
  const width = Math.round(size.width + room.width - box.width)
  const height = Math.round(size.height + room.height - box.height)
  await page.setViewportSize({ width, height })
}

/** @returns what each viewport showed, the large one first */
export async function watchImages(page: Page, milliseconds: number): Promise<readonly Shown[]> {
  await page.evaluate(() => window.watch.recordImages())
  await page.waitForTimeout(milliseconds)
  const shown = await page.evaluate(() => window.watch.recordedImages())
  const isLarge = ({ label }: Shown): number => (label.includes('slice') ? 0 : 1)
  return shown.toSorted((a, b) => isLarge(a) - isLarge(b))
}
