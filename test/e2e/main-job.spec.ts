/** The main job, from the registry to the receipt, in the window of a first start; its pictures are the README's. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { allDemoContours, demoGrid, demoPhases, demoSlices, demoSubject, demoTruth } from './demo-study.ts'
import { drawn, handleOn } from './hand.ts'
import { ReadingRoom } from './reading-room.ts'
import { expect, passphrase, test } from './workstation.ts'

const pictures = resolve(fileURLToPath(new URL('screenshots', import.meta.url)))

test('a shared study goes from the registry to a signed, uploaded measurement', async ({ sit }) => {
  test.setTimeout(240_000)
  const desk = await sit({ demo: true })
  const { page } = desk
  const room = new ReadingRoom(page)
  const study = page.getByRole('row', { name: demoSubject })

  await test.step('who reads is said first', async () => {
    await expect(study).toContainText('not here')
    await page.keyboard.press('Control+Shift+R')
    const dialog = page.getByRole('dialog', { name: 'Who is reading?' })
    // the dialog takes the keys once it stands, and would take them from a later field
    await dialog.locator('input:focus').waitFor()
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Anna Berg')
    await expect(dialog.getByRole('textbox', { name: 'Short name' })).toHaveValue('anna-berg')
    await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
    await dialog.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Anna Berg' })).toBeVisible()
    // it has the keys until it is gone
    await dialog.waitFor({ state: 'detached' })
  })

  await test.step('the study is downloaded by one key, with its progress', async () => {
    await page.keyboard.press('d')
    await expect(study).toContainText(/\d+\/384|here/, { timeout: 60_000 })
    await expect(study).toContainText(/here · [\d.]+ MB/, { timeout: 90_000 })
    await expect(page.getByRole('region', { name: 'Series' })).toContainText('12 × 25 · 10.0 mm · 67 bpm')
  })

  await test.step('it opens by Enter and its cine plays by itself', async () => {
    await page.keyboard.press('Enter')
    await room.shown()
    await expect(page.getByRole('button', { name: 'Stop the cine' })).toBeVisible({ timeout: 30_000 })
    const { phase, slices, phases } = await room.where()
    expect([slices, phases]).toEqual([demoSlices, demoPhases])
    await expect.poll(async () => (await room.where()).phase).not.toBe(phase)
    await room.stopCine()
  })

  await test.step('wheel and keys go through slices and phases', async () => {
    await page.keyboard.press('Home')
    await expect.poll(() => room.where()).toMatchObject({ slice: 1 })
    await page.keyboard.press('ArrowDown')
    await room.large.hover()
    await page.mouse.wheel(0, 100)
    await expect.poll(() => room.where()).toMatchObject({ slice: 3 })
    await room.goTo(5, (await room.where()).phase - 1)
    const { phase } = await room.where()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => room.where()).toMatchObject({ phase: ((phase + 1) % demoPhases) + 1 })
  })

  await test.step('the borders are opened from a file, and the numbers are those of the truth', async () => {
    await expect.poll(() => room.row('EDV')).toBe('no phase is complete')
    await room.openContours(allDemoContours)
    const { edv, esv, ef, massEd } = demoTruth.readerSlices
    await expect.poll(() => room.number('EDV')).toBeCloseTo(edv, -0.5)
    expect(Math.abs((await room.number('ESV')) - esv)).toBeLessThan(1)
    expect(Math.abs((await room.number('EF')) - ef)).toBeLessThan(0.2)
    expect(Math.abs((await room.number('Mass ED')) - massEd)).toBeLessThan(1)
    expect(await room.row('EDV')).toMatch(/^\d+ mL \d+ mL\/m²$/)
    await expect(room.strip).toContainText(`ED ${demoTruth.edPhase + 1}`)
    await expect(room.strip).toContainText(`ES ${demoTruth.esPhase + 1}`)
    await expect(room.saved).toBeVisible()
  })

  await test.step('a point is dragged and the volume follows, and is saved at the release', async () => {
    await room.goTo(5, demoTruth.edPhase)
    const before = await room.number('EDV')
    await room.editOpened()
    const grip = { slice: 5, phase: demoTruth.edPhase }
    const [from, to] = handleOn(allDemoContours, { ...grip, outward: 4 })
    await room.press(demoGrid, from, to)
    await expect.poll(() => room.number('EDV')).toBeGreaterThan(before)
    // of the last of the moves
    await drawn(page)
    const held = await room.number('EDV')
    await expect(room.numbers.getByRole('table')).toHaveAttribute('data-preview', 'true')
    await page.mouse.up()
    await expect(room.saved).toBeVisible()
    await expect(room.numbers.getByRole('table')).not.toHaveAttribute('data-preview')
    await expect.poll(() => room.number('EDV')).toBe(held)
    await page.keyboard.press('Control+z')
    await expect.poll(() => room.number('EDV')).toBe(before)
    const [again, beside] = handleOn(allDemoContours, { ...grip, outward: 0.8 })
    await room.press(demoGrid, again, beside)
    await page.mouse.up()
    await expect(room.saved).toBeVisible()
  })

  await test.step('the study is graded, and looks as in the README', async () => {
    await page.keyboard.press('q')
    await page.keyboard.press('y')
    await expect(page.getByRole('button', { name: 'good', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(page.getByRole('button', { name: 'sinus' })).toHaveAttribute('aria-pressed', 'true')
    for (let times = 0; times < 3; times++) await page.keyboard.press('+')
    await page.keyboard.press('Control+Shift+X')
    await expect(page.getByRole('region', { name: 'Cine' })).not.toContainText('images here')
    await takePicture(page, 'reading-room')
  })

  await test.step('it is signed with the passphrase', async () => {
    await page.keyboard.press('Control+Enter')
    const dialog = page.getByRole('dialog', { name: 'Sign this read' })
    const passphraseField = dialog.getByRole('textbox', { name: 'Passphrase of Anna Berg' })
    await dialog.locator('input:focus').waitFor()
    await passphraseField.fill('no idea')
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText(/passphrase/i)
    await expect(dialog.getByRole('alert')).toBeVisible()
    await passphraseField.fill(passphrase)
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden({ timeout: 60_000 })
  })

  await test.step('it is sent by itself, read back and compared: there is a receipt', async () => {
    const dialog = page.getByRole('dialog', { name: 'Sending and receipts' })
    await expect(dialog).toContainText('read back and compared', { timeout: 90_000 })
    await expect(dialog).toContainText('Measurement report (SR)')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect(page.getByRole('region', { name: 'Signature' })).toContainText('Signed as version 1')
    await expect(page.getByRole('region', { name: 'Signature' })).toContainText('arrived')
  })

  await test.step('the worklist says so', async () => {
    await page.keyboard.press('l')
    await expect(study).toContainText('signed')
    await expect(study).toContainText('arrived')
    await page.keyboard.press('Control+Shift+X')
    await takePicture(page, 'worklist')
  })
})

/** The same at every run: what names this machine's folders is left out. */
async function takePicture(page: Page, name: string): Promise<void> {
  await drawn(page)
  await page.screenshot({
    path: `${pictures}/${name}.png`,
    style: '[title*="/library"] { visibility: hidden }',
  })
}
