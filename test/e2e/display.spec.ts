/** How images are shown: turned with a mark, inverted, windowed by name, bare, whole, and what their files say. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { type PhantomFile, phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { element, written } from '../hostile/encode.ts'
import { trial } from '../trial.ts'
import { grave } from './grave.ts'
import { openStudy } from './reading-room.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

const options: PhantomStudyOptions = {
  preset: 'normal',
  seed: 5,
  small: true,
  examination: 'whole',
  vendor: 'siemens',
  ...trial,
}
const part = {
  slices: { 'cine-sax': [2], 'flow-magnitude': [0], 'flow-phase': [0], 't1-native-map': [1] },
}

/** In front of the pixels, which come last: an overlay of 8 by 8, set in its upper half. */
function withOverlay(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes)
  const pixels = file.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x57]))
  const overlay = [
    element('60000010', written('US', 8)),
    element('60000011', written('US', 8)),
    element('60000040', written('CS', 'G')),
    element('60000050', written('SS', [1, 1])),
    element('60000100', written('US', 1)),
    element('60000102', written('US', 0)),
    element('60003000', written('OW', Buffer.from([255, 255, 255, 255, 0, 0, 0, 0]))),
  ]
  const whole = Buffer.concat([file.subarray(0, pixels), ...overlay, file.subarray(pixels)])
  // says that graphics were cleaned, so that it is let in
  whole.write('113103', whole.indexOf('113107'), 'latin1')
  return whole
}

function writtenTo(folder: string, { fileName, role, bytes }: PhantomFile): void {
  const path = join(folder, fileName)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, role === 't1-native-map' ? withOverlay(bytes) : bytes)
}

test('a reader turns, inverts, windows and bares an image, gives it the screen and finds it so again; the tags name nobody', async ({
  sit,
}) => {
  test.setTimeout(150_000)
  const [library, folder] = [test.info().outputPath('library'), test.info().outputPath('dicom')]
  for (const file of phantomStudy(options, part)) writtenTo(folder, file)
  await command(library, ['import', folder, '--project', trial.project])
  await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
  const { page } = await sit({ library })
  const room = await openStudy(page, trial.subject, reader.name)
  const main = page.getByRole('main')
  const active = page.locator('[data-active]')
  await room.stopCine()
  const edge = (side: string) => active.getByRole('img', { name: new RegExp(`^${side} edge: `) })
  const letters = () => Promise.all(['Left', 'Top', 'Right', 'Bottom'].map((side) => edge(side).innerText()))

  // what was at the left is above after a quarter, and what is below after both flips; the mark says it
  await expect(edge('Left')).toBeVisible()
  const [left, top, right, bottom] = await letters()
  await page.keyboard.press('Alt+Shift+R')
  await expect(active.getByRole('status').filter({ hasText: 'turned right by 90°' })).toBeVisible()
  await expect.poll(letters).toEqual([bottom, left, top, right])
  await page.keyboard.press('Alt+Shift+L')
  await page.keyboard.press('Alt+Shift+H')
  await expect.poll(letters).toEqual([right, top, left, bottom])
  await page.keyboard.press('Alt+Shift+V')
  await expect.poll(letters).toEqual([right, bottom, left, top])
  await expect(active).toContainText('turned by 180°')
  await page.keyboard.press('F8')
  await expect(active).toContainText('bright for dark')

  // a window by name, one from the values, and its limits by hand
  await page.keyboard.press('F2')
  await expect(main).toContainText('From the values · W ')
  await page.keyboard.press('Alt+h')
  const upper = page.getByRole('slider', { name: 'Upper limit: white' })
  const before = Number(await upper.getAttribute('aria-valuenow'))
  // once it stands
  await upper.hover({ trial: true })
  const grip = await upper.boundingBox()
  if (!grip) throw new Error('the histogram has no limit')
  await page.mouse.move(grip.x + grip.width / 2, grip.y + 30)
  await page.mouse.down()
  await page.mouse.move(grip.x - 60, grip.y + 30, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Number(await upper.getAttribute('aria-valuenow'))).toBeLessThan(before)
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Alt+h')
  await expect(upper).toBeHidden()
  await page.getByRole('button', { name: 'How this image is shown' }).click()
  const item = page.getByRole('menuitem', { name: 'Bright for dark' })
  await expect(item).toBeVisible()
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(item).toBeHidden()
  await page.keyboard.press('Alt+Shift+P')
  await expect(main).toContainText('pixels · ×')

  // bare but for the mark, over the whole window, and back by Escape
  await page.keyboard.press('F9')
  await expect(edge('Left')).toBeHidden()
  await expect(main).not.toContainText('slice 1 of 1')
  await expect(active).toContainText('turned by 180°')
  await page.keyboard.press('F9')
  await page.keyboard.press('Alt+z')
  await expect
    .poll(async () => (await active.boundingBox())?.width)
    .toBeGreaterThan(0.99 * (page.viewportSize()?.width ?? 0))
  // what is said there stands below the image
  await page.keyboard.press('Shift+Z')
  const said = page.getByRole('region', { name: 'Messages' })
  await expect(said.getByRole('status').last()).toBeInViewport({ ratio: 1 })
  await expect
    .poll(async () => {
      const [image, words] = await Promise.all([main.boundingBox(), said.boundingBox()])
      return image && words ? image.y + image.height - words.y : Number.NaN
    })
    .toBeLessThanOrEqual(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('banner')).toBeVisible()
  await expect(main).not.toHaveAttribute('data-full')

  // the tags: found, nested, and without whom and where
  await page.keyboard.press('Alt+Shift+T')
  const dialog = page.getByRole('dialog', { name: 'DICOM tags' })
  await expect(dialog).toContainText('TransferSyntaxUID')
  await dialog.getByRole('textbox').fill('patient')
  await expect(dialog.getByRole('row', { name: /PatientName/ })).toContainText('withheld')
  await dialog.getByRole('textbox').fill('code value')
  await expect(dialog.getByRole('row', { name: /DeidentificationMethodCodeSequence/ })).toContainText(
    '4 items',
  )
  await dialog.getByRole('textbox').fill('')
  await expect(dialog).not.toContainText(trial.subject)
  await expect(dialog).not.toContainText(trial.site)
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  // velocities about zero in their unit, and a map by the range of its field
  await page.keyboard.press('6')
  const velocity = page.getByRole('application', { name: /^Flow, velocity/ })
  await velocity.click({ position: { x: 20, y: 60 } })
  await expect(main).toContainText('± 150 cm/s')
  await expect(main).toContainText('VENC 150')
  await page.keyboard.press('F4')
  await expect(main).toContainText('± half of VENC · ± 75 cm/s')
  await page.keyboard.press('Alt+Shift+M')
  await expect(velocity.locator('.viewport-overlay[data-sheet=ground]')).toBeVisible()
  await page.keyboard.press('5')
  await expect(main).toContainText('overlay of the file hidden')
  await page.keyboard.press('Alt+Shift+O')
  await expect(main).toContainText('overlay of the file shown')
  await page.keyboard.press('F4')
  await expect(main).toContainText('Muscle · W 600')
  await expect(main).toContainText('L 1000 ms')

  // another day: as this reader left it
  await page.keyboard.press('1')
  await page.keyboard.press('l')
  await page.getByRole('row', { name: trial.subject }).waitFor()
  await page.reload()
  await openStudy(page, trial.subject, reader.name)
  await expect(active).toContainText('turned by 180°')
  await expect(active).toContainText('bright for dark')
  await expect(main).toContainText('pixels · ×')
  await page.keyboard.press('0')
  await expect(active).not.toContainText('turned by')
})
