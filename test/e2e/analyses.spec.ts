/** An analysis in the window: made in the background, stopped, made after all, and out of date once its ground moves. */
import { demoContours, demoSubject, demoTruth } from './demo-study.ts'
import { openStudy } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const { esPhase: es } = demoTruth
const middle = 5

test('a reader opens strain, stops it, has it made, and moves the phase that it rests on', async ({
  sit,
}) => {
  test.setTimeout(240_000)
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await room.stopCine()
  await expect(room.saved).toBeVisible()

  await page.keyboard.press('2')
  const strain = page.getByRole('region', { name: 'Strain', exact: true })
  await expect(strain.getByRole('progressbar')).toBeVisible()
  await strain.getByRole('button', { name: 'Cancel' }).click()
  await strain.getByRole('button', { name: 'Measure now' }).click()
  await expect(strain.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await expect(strain).toContainText('GCS')

  // what would change a number is told of the tissue that is followed once more
  await strain
    .getByRole('button', { name: /^GCS, endocardial .* %: explain$/ })
    .first()
    .click()
  const gcs = page.getByRole('dialog', { name: 'How GCS, endocardial came about' })
  await expect(gcs.getByRole('progressbar')).toBeVisible()
  for (const source of ['ED or ES one frame aside', 'Contours half a pixel in or out'])
    await expect(gcs).toContainText(new RegExp(`${source}: [−\\d.]+\\s–\\u2060\\s[−\\d.]+\\s%`), {
      timeout: 60_000,
    })
  await page.keyboard.press('Escape')

  // what stands beside the numbers explains itself as they do
  await strain.getByRole('button', { name: /^Residual, Slice 4 0\.\d+: explain$/ }).click()
  const explanation = page.getByRole('dialog', { name: 'How Residual, Slice 4 came about' })
  await expect(explanation).toContainText('in units of the contrast at ED')
  await expect(explanation).toContainText('1 LV endocardial, 1 LV epicardial')
  await expect(explanation).toContainText(`${reader.id}, `)
  await expect(explanation).toContainText('It stands beside the numbers')
  await expect(explanation).toContainText('Recorded in the log')
  await explanation.getByRole('button', { name: /^SAX cine, slice 4$/ }).click()
  await expect.poll(async () => (await room.where()).slice).toBe(4)
  await page.keyboard.press('Escape')

  // main recorded it beside what the reader does: his next gestures and their undoing find their places
  await page.keyboard.press('1')
  await room.goTo(middle, es)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+S')
  await page.keyboard.press('2')
  await expect(strain).toContainText(/Out of date: ED or ES changed since|Measuring/)
  await page.keyboard.press('Control+z')
  await expect(strain.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await expect(strain).not.toContainText('Out of date')
  await expect(room.saved).toBeVisible()
})
