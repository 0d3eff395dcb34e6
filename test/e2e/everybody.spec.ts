/** For whoever sits there: a tour at the first start, keys of one's own, another language, a light and larger window. */
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { midwall } from '../cli/midwall.ts'
import { file, slice } from '../hostile/image.ts'
import { ownFolder } from '../own-folder.ts'
import { demoSubject } from './demo-study.ts'
import { cut, expectDialogsKeepTo, showInGermanLightAndLargest } from './dialogs.ts'
import { grave } from './grave.ts'
import { openStudy } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

test('a first start shows the window in one minute by keyboard, once, and again when asked', async ({
  sit,
}) => {
  test.setTimeout(240_000)
  const { page } = await sit({ demo: true, tour: true })
  const tour = page.getByRole('region', { name: 'Tour' })
  await expect(tour).toContainText('Your studies', { timeout: 60_000 })
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(tour).toContainText('Who is reading')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
  await page.keyboard.type('Anna Berg')
  await page.keyboard.press('Enter')
  await expect(tour).toContainText('Say who I am')
  await expect(tour.getByRole('button', { name: 'Say who I am' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await tour.getByRole('button', { name: 'Download' }).click()
  await expect(page.getByRole('row', { name: demoSubject })).toContainText('here ·', { timeout: 60_000 })
  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByRole('button', { name: 'Open the study' }).click()
  for (const title of ['The heart beats', 'Draw', 'Numbers follow', 'From gap', 'Everything has a key']) {
    await expect(tour).toContainText(title)
    await page.keyboard.press(title === 'Everything has a key' ? 'Enter' : 'ArrowRight')
  }
  await expect(tour).toBeHidden()
  await page.keyboard.press('F1')
  await expect(tour).toContainText('The heart beats')
  await page.keyboard.press('Escape')
  await expect(tour).toBeHidden()
  await page.reload()
  await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  await expect(tour).toBeHidden()
})

test('a command gets another key; who has it already is named, and hints and buttons follow', async ({
  sit,
}) => {
  const { page } = await sit()
  await openStudy(page, demoSubject, reader.name)
  const undo = page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Undo' })
  await expect(undo).toHaveAttribute('aria-keyshortcuts', 'Control+Z')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  const cell = keys.getByRole('button', { name: 'Change the key of: Undo' })
  await cell.click()
  await page.keyboard.press('Control+Enter')
  await expect(keys.getByRole('alert')).toContainText('Ctrl ↵ belongs to “Sign”.')
  await keys.getByRole('button', { name: 'Leave it' }).click()
  await cell.click()
  await page.keyboard.press('Alt+Backspace')
  await expect(cell).toContainText('Alt ⌫')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  await expect(undo).toHaveAttribute('aria-keyshortcuts', 'Alt+Backspace')
  await page.keyboard.press('Control+k')
  // at once: the field has the focus with the first key, if not before
  await page.keyboard.type('undo')
  await expect(page.getByRole('combobox')).toHaveValue('undo')
  await expect(page.getByRole('option', { name: 'Undo' })).toContainText('Alt ⌫')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await keys.getByRole('button', { name: 'Key as delivered: Undo' }).click()
  await expect(cell).toContainText('Ctrl Z')
})

test('in German, light and at 150 % the window says and shows the same, and axe finds nothing serious', async ({
  sit,
}) => {
  const { page } = await sit()
  await page.getByRole('row', { name: demoSubject }).waitFor()
  await page.keyboard.press('Control+,')
  for (const choice of ['Light', '150 %', 'Deutsch']) await page.getByText(choice, { exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Einstellungen' })).toBeVisible()
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
  await expect(page.getByRole('row', { name: demoSubject })).toContainText('hier · 29,2 MB')
  await expect.poll(() => outside(page)).toEqual([])
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('enddiastole')
  await expect(page.getByRole('option', { name: 'Zur Enddiastole' })).toContainText(
    'Nur in einer geöffneten Studie.',
  )
  expect(await grave(page)).toEqual([])
})

test('at 200 % every analysis, column and name of a series can still be read', async ({ sit }) => {
  const { page } = await sit()
  await page.getByRole('row', { name: demoSubject }).waitFor()
  await page.keyboard.press('Control+,')
  await page.getByText('200 %', { exact: true }).click()
  await page.keyboard.press('Escape')
  const upload = page.getByRole('columnheader', { name: 'Upload' })
  await expect(upload).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('columnheader', { name: 'Site' })).toBeHidden()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  const modes = page.getByRole('navigation', { name: 'Analyses' }).getByRole('button')
  await expect(modes).toHaveCount(8)
  for (const mode of await modes.all()) await expect(mode).toBeInViewport({ ratio: 1 })
  await expect.poll(() => cut(page, 'nav b, header b')).toEqual([])
  // the slice that the reader stands on is whole in the strip
  await expect(room.strip.locator('[aria-current=true]')).toBeInViewport({ ratio: 1 })
})

test('in German, light and at 200 % every dialog of a reading is opened and left by keys, and gives the focus back', async ({
  sit,
}) => {
  test.setTimeout(240_000)
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await showInGermanLightAndLargest(page)
  await expect.poll(() => outside(page)).toEqual([])
  const keys = ['h', 'c', 'Shift+E', 'b', 'Alt+Shift+C', 'Alt+Shift+T', 'Control+j', '?', 'Control+k']
  await expectDialogsKeepTo(page, keys)
})

test('and so is every dialog of the list', async ({ sit }) => {
  test.setTimeout(240_000)
  const folder = ownFolder(tmpdir(), 'midwall-e2e')
  writeFileSync(join(folder, 'named.dcm'), file(slice(0, { PatientName: 'Meyer^Hanna' })))
  const { page } = await sit({
    // what is held back makes it end with a code of its own
    before: (library) =>
      midwall(['import', folder, '--project', 'HELD', '--library', library, '--reader', reader.id]),
  })
  await page.getByRole('row', { name: demoSubject }).waitFor()
  await showInGermanLightAndLargest(page)
  const keys = ['i', 'q', 'c', 'Control+Shift+O', 'Control+Shift+L', 'Control+Shift+R', 'Control+,', '?']
  await expectDialogsKeepTo(page, keys)
  rmSync(folder, { recursive: true })
})

/** What reaches over the edge of the window. */
const outside = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>('header *, nav *, aside *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 80)),
  )
