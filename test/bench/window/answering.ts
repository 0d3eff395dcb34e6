/** What else a hand does all day: the palette, going through slices, a sheet of every slice at every phase. */
import type { Page } from 'playwright-core'
import { atMost, figure, type Part } from '../figures.ts'
import type { Extent } from './extent.ts'
import { contoured } from './library.ts'
import { hang, leaveStudy, openStudy, pause } from './room.ts'
import { threadOf } from './thread.ts'

const longestPaletteMs = 50
const longTaskMs = 50
const turns = 30
const pauseMs = 50

export async function answeringPart(page: Page, { rounds }: Extent): Promise<Part> {
  await openStudy(page, contoured.subject)
  await pause(page)
  const palette: number[] = []
  // the first makes what the others find made
  for (let round = 0; round <= 2 * rounds; round++) {
    await page.evaluate(() => window.watch.expectShown('[role=combobox]'))
    await page.keyboard.press('Control+k')
    const ms = await page.evaluate(() => window.watch.shown())
    if (round > 0) palette.push(ms)
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
  }
  await hang(page, 'function')
  const slices = await turned(page)
  await page.keyboard.press('Alt+5')
  await page.locator('main canvas[data-state=drawn]').first().waitFor({ timeout: 60_000 })
  const matrix = await turned(page)
  await page.keyboard.press('Alt+1')
  await leaveStudy(page)
  const paletteMs = figure('ms', palette)
  return {
    figures: { palette: paletteMs, slices, matrix },
    aims: [
      atMost('the palette is there within 50 ms', longestPaletteMs, paletteMs),
      atMost(
        'no task over 50 ms while the matrix is scrolled',
        longTaskMs,
        figure('ms', [matrix.longestTaskMs]),
      ),
    ],
  }
}

/** The wheel over the images, notch by notch, down and up again. */
async function turned(page: Page) {
  const box = await page.locator('main').boundingBox()
  if (!box) throw new Error('no images hang')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const thread = await threadOf(page)
  await page.evaluate(() => window.painted.answers.begin())
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, turn < turns / 2 ? 100 : -100)
    await page.waitForTimeout(pauseMs)
  }
  const spent = await thread.lap()
  const longestTaskMs = await page.evaluate(() => window.painted.longestTask())
  await page.evaluate(() => window.painted.answers.end())
  return { threadMsPerNotch: figure('ms', [spent / turns]), longestTaskMs }
}
