/** Results beside the images: scored by keys, explained when pressed, taken out as a drawing or as text. */
import { readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { midwall } from '../cli/midwall.ts'
import { ownFolder } from '../own-folder.ts'
import { allDemoContours, demoContours, demoSubject } from './demo-study.ts'
import { grave } from './grave.ts'
import { openStudy } from './reading-room.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

test('a reader scores segments by keys, has the wall measured, asks what a number rests on, and takes it with him', async ({
  sit,
}) => {
  test.setTimeout(180_000)
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await room.stopCine()
  const results = page.getByRole('complementary')

  // what the wall does, on the panel where contours are drawn
  const regional = results.getByRole('region', { name: 'Regional function' })
  await regional.getByRole('button', { name: 'Measure now' }).click()
  const thickening = regional.getByRole('figure', { name: 'Thickening by segment' })
  await expect(
    thickening.getByRole('button', { name: /^basal anterior \(1\): the RV insertion points are not marked/ }),
  ).toBeVisible()
  await regional.getByRole('button', { name: /^Largest wall thickness \d+\.\d mm: explain/ }).click()
  const explanation = page.getByRole('dialog', { name: 'How Largest wall thickness came about' })
  await expect(explanation).toContainText('centreline')
  // beside the column: what the other rows say is read on
  const [box, column] = await Promise.all([explanation.boundingBox(), results.boundingBox()])
  expect((box?.x ?? Number.NaN) + (box?.width ?? 0)).toBeLessThanOrEqual(column?.x ?? 0)
  await expect(explanation).toContainText('LV endocardial')
  await expect(explanation).toContainText('Recorded in the log')
  await explanation.getByRole('button', { name: /^SAX cine, slice 5/ }).click()
  await expect.poll(async () => (await room.where()).slice).toBe(5)
  await page.keyboard.press('Escape')

  const drawn = page.waitForEvent('download')
  await thickening.getByRole('button', { name: /as SVG$/ }).click()
  const svg = await readFile(await (await drawn).path(), 'utf8')
  expect(svg).toContain('<title>Thickening by segment</title>')
  expect(svg).not.toMatch(/var\(--|href=|class=/)
  const painted = page.waitForEvent('download')
  await thickening.getByRole('button', { name: /as PNG$/ }).click()
  expect((await painted).suggestedFilename()).toBe('thickening-by-segment.png')

  // one sheet for all questions, on its keys
  await page.keyboard.press('7')
  const sheet = results.getByRole('figure', { name: 'Scores of Motion' })
  await sheet.getByRole('button', { name: /^basal anterior \(1\): not scored/ }).click()
  await page.keyboard.press('4')
  await expect(sheet.getByRole('button', { name: /^basal anterior \(1\): akinesis/ })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('n')
  await expect(sheet.getByRole('button', { name: /^basal anteroseptal \(2\): not assessable/ })).toBeVisible()
  await results.getByRole('button', { name: 'The rest: normal' }).click()
  await expect(sheet).toContainText('17 of 17 scored')
  await expect(results.getByRole('region', { name: 'WMSI' })).toContainText('1.19')
  await page.keyboard.press('Control+z')
  await expect(sheet).toContainText('2 of 17 scored')
  await page.keyboard.press('Control+Shift+Z')
  await expect(sheet).toContainText('17 of 17 scored')

  const comment = results.getByRole('textbox', { name: /^Comment on the segment/ })
  await comment.fill('thick')
  // takes back what was typed, and not what was scored
  await page.keyboard.press('Control+z')
  await comment.fill('thin and bright')
  await page.keyboard.press('Enter')
  await expect(results).toContainText('thin and bright')
  await expect(sheet).toContainText('17 of 17 scored')
  await expect(room.saved).toBeVisible()

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await results.getByRole('button', { name: /^Copy “Measured here/ }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^Quantity\tValue\tUnit\nThickening\tthe RV insertion points are not marked[^\t]*\t%\n/)

  const { violations } = await new AxeBuilder({ page }).include('aside').analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})

test('the volumes say what they rest on and what would change them, and leave as text and as a drawing', async ({
  sit,
}) => {
  test.setTimeout(120_000)
  const { page } = await sit()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(allDemoContours)
  await room.stopCine()

  await room.numbers.getByRole('button', { name: /^Ejection fraction .*: explain$/ }).click()
  const explanation = page.getByRole('dialog', { name: 'How Ejection fraction came about' })
  await expect(explanation).toContainText('EF = 100 · (EDV − ESV) / EDV')
  await expect(explanation).toContainText(/\d+ LV endocardial, \d+ LV epicardial/)
  await expect(explanation).toContainText(`${reader.id}, `)
  for (const source of ['Base slice', 'ED or ES one frame aside', 'Contours half a pixel in or out'])
    await expect(explanation).toContainText(new RegExp(`${source}: [\\d.]+\\s–\\u2060\\s[\\d.]+\\s%`), {
      timeout: 30_000,
    })
  await expect(explanation).toContainText('Papillaries the other way: cannot be told here')
  await expect(explanation).toContainText(/Together ± \d/)
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Escape')

  await room.numbers.getByRole('button', { name: 'Copy “Left ventricle” as text' }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^Quantity\tValue\tUnit\tper m² BSA\t.*\nEDV\t\d+\.\d+\tmL\t/)

  const curve = page.getByRole('complementary').getByRole('figure', { name: 'Cavity volume over the beat' })
  const drawn = page.waitForEvent('download')
  await curve.getByRole('button', { name: /as SVG$/ }).click()
  const svg = await readFile(await (await drawn).path(), 'utf8')
  expect(svg).toContain('<title>Cavity volume over the beat</title>')
  expect(svg).toMatch(/>\s*mL\s*<\/text>/)
  expect(svg).not.toMatch(/var\(--|href=|class=/)
  const painted = page.waitForEvent('download')
  await curve.getByRole('button', { name: /as PNG$/ }).click()
  expect((await painted).suggestedFilename()).toBe('cavity-volume-over-the-beat.png')
})

/** A small examination with every kind of series, aliased in the aorta, measured by command. */
async function examined(folder: string): Promise<string> {
  const [library, files] = [join(folder, 'whole'), join(folder, 'phantom')]
  await midwall(['phantom', files, '--preset', 'infarct', '--vendor', 'siemens', '--venc', '80', '--small'])
  const contours = join(files, 'contours.json')
  const { study } = JSON.parse(readFileSync(contours, 'utf8')) as { readonly study: string }
  await command(library, ['readers', 'add', reader.id, '--name', reader.name], passphrase)
  await command(library, ['import', join(files, 'dicom'), '--project', 'MIDWALL-PHANTOM'])
  await command(library, ['analyse', study, '--contours', contours, '--reader', reader.id])
  return library
}

/** Each of so many drawings as a whole picture, each table as lines of as many cells. */
async function takeAll(page: Page, results: Locator, drawings: number): Promise<void> {
  const asDrawing = results.getByRole('button', { name: /as SVG$/ })
  await expect(asDrawing).toHaveCount(drawings)
  for (const button of await asDrawing.all()) {
    const taken = page.waitForEvent('download')
    await button.click()
    const svg = await readFile(await (await taken).path(), 'utf8')
    expect(svg).toMatch(/^<svg [\s\S]*<title>[^<]+<\/title>/)
    expect(svg).not.toMatch(/var\(--|href=|class=/)
  }
  const messages = page.getByRole('region', { name: 'Messages' })
  const tables = await results.getByRole('button', { name: /^Copy “/ }).all()
  for (const button of tables) {
    const name = /“(.+)”/.exec((await button.getAttribute('aria-label')) ?? '')?.[1] ?? ''
    // of a table that was copied before, neither the message nor the copy is of this press
    await expect(messages).not.toContainText(`“${name}” was copied`, { timeout: 15_000 })
    await page.evaluate(() => navigator.clipboard.writeText('nothing'))
    await button.click()
    await expect(messages).toContainText(`“${name}” was copied`)
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
    const cells = lines.map((line) => line.split('\t').length)
    expect(new Set(cells).size, name).toBe(1)
    expect(cells[0], name).toBeGreaterThan(1)
  }
  expect(tables.length).toBeGreaterThan(0)
}

/** What the probe says from the left side of the first image to its right side, through the middle. */
async function readAlong(page: Page): Promise<readonly string[]> {
  const box = await page.getByRole('main').locator('.viewport-stage').first().boundingBox()
  if (!box) throw new Error('there is no image')
  const probe = page.getByRole('status', { name: 'Value under the pointer' })
  const said: string[] = []
  for (let share = 0.3; share < 0.7; share += 0.02) {
    await page.mouse.move(box.x + share * box.width, box.y + box.height / 2)
    said.push(await probe.innerText())
  }
  return said
}

test('each analysis opens on what a reader asks first, shows on the images what it rests on, and gives all of it away', async ({
  sit,
}) => {
  test.setTimeout(240_000)
  const folder = ownFolder(tmpdir(), 'midwall-e2e')
  const { page } = await sit({ library: await examined(folder) })
  const room = await openStudy(page, 'MW-P001', reader.name)
  await room.stopCine()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const results = page.getByRole('complementary')

  // the right ventricle by its slices, and cut at the valve that the four-chamber view shows
  const ofRight = results.getByRole('table', { name: 'RV · Conventions' })
  await expect(ofRight.getByRole('row')).toHaveText([/EDV/, /^reader’s slices/, /^valve plane/])
  const atStake = results.getByRole('table', { name: 'RV · Valve plane: mL at stake per slice' })
  await expect(atStake.getByRole('row').nth(1)).toContainText(/^Slice \d+/)
  await atStake
    .getByRole('button', { name: /^Difference, Slice \d+ · ED .* mL: explain$/ })
    .first()
    .click()
  const difference = page.getByRole('dialog', { name: /^How Difference, Slice \d+ · ED came about$/ })
  await expect(difference).toContainText(/Clipped less contoured: [\d.]+ − [\d.]+ mL/)
  await expect(difference).toContainText('1 RV endocardial')
  await expect(difference).toContainText(`${reader.id}, `)
  await expect(difference.getByRole('button', { name: /^SAX cine, slice \d+$/ })).toHaveCount(1)
  expect(await grave(page)).toEqual([])
  await page.keyboard.press('Escape')

  // an atrium by its borders, its valve and its turning points
  const atria = results.getByRole('table', { name: 'Atria' })
  await atria
    .getByRole('button', { name: /: explain$/ })
    .first()
    .click()
  const atrium = page.getByRole('dialog', { name: /^How Largest left atrial volume, .+ came about$/ })
  for (const source of [
    'Valve half a pixel up or down',
    'Largest, smallest or pre-A one frame aside',
    'Contours half a pixel in or out',
  ])
    await expect(atrium).toContainText(new RegExp(`${source}: [\\d.]+\\s–\\u2060\\s[\\d.]+\\smL`), {
      timeout: 30_000,
    })
  await expect(atrium).toContainText('LA endocardial')
  await expect(atrium).toContainText(`${reader.id}, `)
  await page.keyboard.press('Escape')

  // scar by the usual method, not by the most generous one; of so coarse a wall only why there is none
  await page.keyboard.press('3')
  await expect(results).toContainText('no sector has 20 pixels clear of the borders')
  await expect(results.getByRole('figure', { name: 'Transmurality by 5 SD' })).toBeVisible()
  await takeAll(page, results, 1)

  // a first pass where there is contrast, on which the contours of another dynamic lie
  await page.keyboard.press('4')
  await expect(results.getByRole('table', { name: 'Motion corrected' })).toContainText('dynamic')
  await expect
    .poll(async () => /dynamic (\d+) of/.exec(await page.getByRole('main').innerText())?.[1])
    .not.toBe('1')
  await results
    .getByRole('button', { name: /^Largest shift, .* [\d.]+ mm: explain$/ })
    .first()
    .click()
  const shift = page.getByRole('dialog', { name: /^How Largest shift, .* came about$/ })
  await expect(shift).toContainText('Farthest that the heart of a dynamic lies off')
  await expect(shift).toContainText('Recorded in the log')
  await page.keyboard.press('Escape')
  await takeAll(page, results, 2)
  // a map of the wall, which follows the heart: a pixel tells its number, or why it has none
  const maps = results.getByRole('group', { name: 'Map over the images' })
  await maps.getByRole('button', { name: 'MBF' }).click()
  await expect(results).toContainText('No map: without saturation time, T1 and relaxivity')
  await maps.getByRole('button', { name: 'Relative upslope' }).click()
  await expect(results.getByRole('spinbutton', { name: /^Colours to/ })).toHaveValue('0.2')
  await page.keyboard.press('Shift+Y')
  // its colours are made a little after they are asked for
  await expect
    .poll(() => readAlong(page), { timeout: 30_000 })
    .toContainEqual(expect.stringMatching(/Relative upslope (0\.\d\d|: near a border)/))
  await page.keyboard.press('Escape')
  // by key: the next that there is, past none but those that no slice has, and away and back
  const pressed = maps.getByRole('button', { pressed: true })
  await page.keyboard.press('Shift+PageDown')
  await expect(pressed).toHaveText('Upslope')
  await page.keyboard.press('Alt+Shift+K')
  await expect(pressed).toHaveText('off')
  await page.keyboard.press('Alt+Shift+K')
  await expect(pressed).toHaveText('Upslope')
  await page.keyboard.press('Shift+PageUp')
  await page.keyboard.press('Shift+PageUp')
  await expect(pressed).toHaveText('off')
  const rate = results.getByRole('textbox', { name: /^Heart rate at rest/ })
  await rate.fill('400')
  await expect(results.getByRole('alert')).toHaveText('From 25 to 220 /min')
  await rate.blur()

  // a map with the fit behind it, over the images it was made of
  await page.keyboard.press('5')
  await expect(results.getByRole('figure', { name: 'Native T1: fit of whole wall' })).toContainText('R²')
  await page.keyboard.press('Alt+Shift+K')
  await expect(results.getByRole('button', { name: 'wall', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(results.getByRole('spinbutton', { name: 'Colours from, ms' })).toHaveValue('700')
  // a key that nobody remembers is found in the palette
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox', { name: 'Find a command' }).fill('next map')
  await page.keyboard.press('Enter')
  await expect(results.getByRole('figure', { name: 'Post-contrast T1: fit of whole wall' })).toBeVisible()
  await results
    .getByRole('button', { name: /^Median R², Slice \d+ [\d.]+: explain$/ })
    .first()
    .click()
  const ofFit = page.getByRole('dialog', { name: /^How Median R², Slice \d+ came about$/ })
  await expect(ofFit).toContainText('1 is a curve through all samples')
  await expect(ofFit).toContainText('Recorded in the log')
  await page.keyboard.press('Escape')
  await results.getByRole('button', { name: 'T2*', exact: true }).click()
  await results.getByRole('button', { name: 'log', exact: true }).click()
  await takeAll(page, results, 2)

  // flow, and the phases at which it was unwrapped
  await page.keyboard.press('6')
  const inBeat = results.getByRole('table', { name: 'Flow in a beat' })
  await expect(inBeat).toContainText('Aorta')
  await inBeat
    .getByRole('button', { name: /: explain$/ })
    .first()
    .click()
  const explanation = page.getByRole('dialog', { name: /^How .+, aorta came about$/i })
  await expect(explanation).toContainText(/Contours half a pixel in or out: [\d.]+\s–\u2060\s[\d.]+\smL/, {
    timeout: 30_000,
  })
  await page.keyboard.press('Escape')
  const unwrapped = results.getByRole('button', { name: /^Show phase \d+$/ }).last()
  await unwrapped.click()
  await expect.poll(async () => String((await room.where()).phase)).toBe(await unwrapped.innerText())
  await takeAll(page, results, 1)

  const { violations } = await new AxeBuilder({ page }).include('aside').analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})
