/** The window while it is pictured: what a reader does in it, and when it has come to rest. */
import type { Page } from 'playwright-core'
import { reader } from './studies.ts'

/** Fonts, images, small pictures and charts are there, nothing fades any more. */
export async function rest(page: Page): Promise<void> {
  // what a key or another size began has begun
  await drawn(page)
  await page.waitForFunction(
    () => {
      const isBusy = (selector: string): boolean =>
        [...document.querySelectorAll<HTMLElement>(selector)].some((one) => one.checkVisibility())
      const dialog = document.querySelector('[role=dialog]')
      return (
        document.fonts.status === 'loaded' &&
        !isBusy('aside progress, main progress, aside [role=progressbar], [aria-busy=true]') &&
        !isBusy('.viewport[data-state=loading], canvas[data-state=loading]') &&
        (dialog === null || getComputedStyle(dialog).opacity === '1')
      )
    },
    undefined,
    { timeout: 120_000, polling: 200 },
  )
  await drawn(page)
}

async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        let frames = 12
        const next = (): void => {
          if (--frames === 0) done()
          else requestAnimationFrame(next)
        }
        requestAnimationFrame(next)
      }),
  )
}

export async function sayWhoReads(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+R')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: reader.name }).click()
  await dialog.waitFor({ state: 'detached' })
}

const rowOf = (page: Page, words: readonly string[]) =>
  words.reduce((rows, word) => rows.filter({ hasText: word }), page.locator('tr[id^=study-]'))

export async function chooseProject(page: Page, project: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: project }).click()
  await page.locator('tr[id^=study-]').first().waitFor()
}

export async function chooseStudy(page: Page, ...words: readonly string[]): Promise<void> {
  await rowOf(page, words).first().click()
}

export async function openChosen(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await page.locator('main .viewport[data-image]').first().waitFor({ timeout: 60_000 })
}

export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 5_000 })
}
