/** The report in the window: what it will say, before and after the signature, and as a file. */
import { readFileSync } from 'node:fs'
import { textOfPdf } from '../report/pdf-text.ts'
import { demoSubject } from './demo-study.ts'
import { openStudy } from './reading-room.ts'
import { slowMain } from './slow-main.ts'
import { expect, reader, test } from './workstation.ts'

test('the report is shown as it will leave, heard by the keys of the room, and kept as a PDF', async ({
  sit,
  page,
}) => {
  await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await page.keyboard.press('8')
  const report = page.frameLocator('iframe')
  await expect(report.getByRole('heading', { level: 1 })).toHaveText('Cardiac MR report')
  await expect(report.getByRole('note')).toContainText('NOT SIGNED')
  await expect(page.getByRole('region', { name: 'Report', exact: true })).toContainText('Not signed')
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', 'allow-same-origin')

  // in the page of the report the keys are still those of the room
  await report.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+Alt+l')
  await page.keyboard.press('Control+Alt+l')
  await expect(report.getByRole('heading', { level: 1 })).toHaveText('Befund der Herz-MRT')

  const kept = page.waitForEvent('download')
  await page.keyboard.press('Control+p')
  const file = await (await kept).path()
  const { pages } = textOfPdf(readFileSync(file))
  expect(pages.length).toBeLessThanOrEqual(4)
  expect(pages[0]).toContain('NICHT UNTERZEICHNET')
  expect(pages[0]).toContain(demoSubject)

  await page.keyboard.press('1')
  await expect(room.large).toBeVisible()
})

test('a key that is pressed in the report before all of its page has come is a key of the room', async ({
  sit,
  page,
}) => {
  await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await page.keyboard.press('8')
  const heading = page.frameLocator('iframe').getByRole('heading', { level: 1 })
  await heading.click()
  // the next page comes, and never all of it
  await page.evaluate(() =>
    document.addEventListener(
      'load',
      (event) => {
        if (event.target instanceof HTMLIFrameElement) event.stopImmediatePropagation()
      },
      true,
    ),
  )
  await page.keyboard.press('Control+Alt+l')
  await page.keyboard.press('Control+Alt+l')
  await expect(heading).toHaveText('Befund der Herz-MRT')
  const box = await page.locator('iframe').boundingBox()
  if (!box) throw new Error('there is no report')
  // where it lay before, and where somebody presses on it
  await page.keyboard.press('Control+Alt+l')
  await expect(heading).toHaveText('Cardiac MR report')
  await page.mouse.click(box.x + box.width / 2, box.y + 20)
  await page.keyboard.press('1')
  await expect(room.large).toBeVisible()
})

test('a report whose preview is stopped says so, is given up in main, and is made when it is asked for again', async ({
  sit,
  page,
}) => {
  const main = await slowMain(page, '/reports/make')
  await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await page.keyboard.press('8')
  const standing = page.getByRole('main').getByRole('status')
  await expect(standing).toContainText('The report is being made')
  await expect(standing.getByRole('progressbar')).toBeVisible()
  await standing.getByRole('button', { name: 'Cancel' }).click()
  await expect(standing).toContainText('The report was not made.')
  await expect.poll(main.givenUp).toBe(1)
  expect(main.asked()).toBe(1)
  main.hurry()
  await standing.getByRole('button', { name: 'Make the report' }).click()
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText('Cardiac MR report')
  expect(main.asked()).toBe(2)
})
