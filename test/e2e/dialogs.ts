/** What every dialog keeps to in the largest words of the longer language. */
import { expect, type Page } from '@playwright/test'
import { grave } from './grave.ts'

export async function showInGermanLightAndLargest(page: Page): Promise<void> {
  await page.keyboard.press('Control+,')
  for (const choice of ['Light', '200 %', 'Deutsch']) await page.getByText(choice, { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Opens a dialog by its key and leaves it by Escape: it takes the focus, is whole, and gives the focus back. */
export async function expectDialogsKeepTo(page: Page, keys: readonly string[]): Promise<void> {
  const dialog = page.getByRole('dialog')
  const before = page.getByRole('banner').getByRole('button').last()
  await before.focus()
  for (const key of keys) {
    await page.keyboard.press(key)
    // while it fades in nothing on it has its contrast
    await expect(dialog).toHaveCSS('opacity', '1')
    const hasFocus = () => dialog.evaluate((one) => one.contains(document.activeElement))
    await expect.poll(hasFocus, key).toBe(true)
    expect([key, await grave(page)]).toEqual([key, []])
    expect([key, await beyond(page)]).toEqual([key, []])
    expect([key, await cut(page, '[role=dialog] button *')]).toEqual([key, []])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect(before, key).toBeFocused()
  }
}

/** What reaches sideways out of a dialog; not what something in it ends with dots, or scrolls. */
const beyond = (page: Page): Promise<string[]> =>
  page.getByRole('dialog').evaluate((dialog) => {
    const { left, right } = dialog.getBoundingClientRect()
    const isHeld = ({ parentElement }: HTMLElement): boolean =>
      parentElement !== null &&
      parentElement !== dialog &&
      (getComputedStyle(parentElement).overflowX !== 'visible' || isHeld(parentElement))
    return [...dialog.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        const isSeen = box.width > 1 && box.height > 1
        return isSeen && (box.left < left - 1 || box.right > right + 1) && !isHeld(element)
      })
      .map((element) => element.outerHTML.slice(0, 80))
  })

/** Words that end before they are over. */
export const cut = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate(
    (those) =>
      [...document.querySelectorAll<HTMLElement>(those)]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => element.innerText),
    selector,
  )
