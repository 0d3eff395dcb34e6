/** Results beside the images: scored by keys, explained when pressed, taken out as a drawing or as text. */
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { demoContours, demoSubject } from './demo-study.ts'
import { openStudy } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

test('a reader scores segments by keys, has the wall measured, asks what a number rests on, and takes it with him', async ({
  sit,
}) => {
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
  const explanation = page.getByRole('dialog', { name: /^Largest wall thickness/ })
  await expect(explanation).toContainText('centreline')
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

  await results.getByRole('textbox', { name: /^Comment on the segment/ }).fill('thin and bright')
  await page.keyboard.press('Enter')
  await expect(results).toContainText('thin and bright')
  await expect(room.saved).toBeVisible()

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await results.getByRole('button', { name: /^Copy “Measured here/ }).click()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toMatch(/^Quantity\tValue\nThickening %\tthe RV insertion points are not marked/)

  const { violations } = await new AxeBuilder({ page }).include('aside').analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})
