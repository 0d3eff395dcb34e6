/** The ventricles in 3D: coloured surfaces that beat with the cine, a place that is pointed at, and memory given back. */
import type { Locator, Page } from '@playwright/test'
import { demoContours, demoSubject, demoTruth } from './demo-study.ts'
import { openStudy } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

/** What a person sees of an element, as shares of its pixels. */
interface Look {
  /** neither black nor grey */
  readonly coloured: number
  /** mean colour of those */
  readonly mean: readonly number[]
}

async function lookOf(page: Page, element: Locator): Promise<Look> {
  const picture = (await element.screenshot()).toString('base64')
  return page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    const sum = [0, 0, 0]
    let count = 0
    for (let i = 0; i < data.length; i += 4) {
      const rgb = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0]
      if (Math.max(...rgb) - Math.min(...rgb) < 40) continue
      count++
      rgb.forEach((value, c) => {
        sum[c] = (sum[c] ?? 0) + value
      })
    }
    return {
      coloured: (4 * count) / data.length,
      mean: sum.map((value) => value / Math.max(1, count)),
    }
  }, picture)
}

const distance = (a: Look, b: Look): number =>
  Math.hypot(...a.mean.map((value, c) => value - (b.mean[c] ?? 0)))

test('a reader sees the ventricle beat in 3D, coloured by what is asked for, and goes where he points', async ({
  sit,
}) => {
  test.setTimeout(240_000)
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await page.keyboard.press('Alt+Shift+G')
  const view = page.getByRole('region', { name: 'Ventricles in 3D' })
  // nothing is drawn: it says so, and how that is mended
  await expect(view).toContainText('nothing is drawn on two neighbouring slices')
  await expect(view.getByRole('button', { name: /^Draw the LV endocardium/ })).toBeVisible()

  await room.openContours(demoContours)
  const picture = view.getByTestId('surfaces')
  await expect(picture).toHaveAttribute('data-drawn', /\d/, { timeout: 60_000 })
  // it plays with the cine: of another phase than the last time, more than once
  const phases = new Set<string | null>()
  await expect
    .poll(async () => phases.add(await picture.getAttribute('data-phase')).size, { timeout: 30_000 })
    .toBeGreaterThan(3)
  await room.stopCine()
  await page.keyboard.press('d')
  await expect(view).toContainText(`phase ${demoTruth.edPhase + 1} of`)
  await expect(view.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await expect.poll(async () => (await lookOf(page, picture)).coloured).toBeGreaterThan(0.05)
  const thickness = await lookOf(page, picture)

  // a phase that nobody drew moves between two that somebody drew, and says so
  await page.keyboard.press('ArrowRight')
  await expect(view).toContainText(
    `not drawn here: moves from phase ${demoTruth.edPhase + 1} to phase ${demoTruth.esPhase + 1}`,
  )
  await page.keyboard.press('s')
  await expect(view).not.toContainText('not drawn here')

  // other numbers are other colours, and what they need is said where it is not there
  await view.getByRole('button', { name: 'none' }).first().click()
  await expect(view).not.toContainText('Wall thickness')
  await expect.poll(async () => distance(thickness, await lookOf(page, picture))).toBeGreaterThan(40)
  await view.getByRole('button', { name: 'scar' }).click()
  await expect(view).toContainText('Late enhancement')
  await view.getByRole('button', { name: 'thickening', exact: true }).click()
  await expect(view).toContainText('Wall thickening since ED')

  // by keys from another side; the apex is pointed at, and all images go there
  await page.keyboard.press('Control+Alt+X')
  const box = await picture.boundingBox()
  if (!box) throw new Error('the picture has no place')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect(view.getByRole('status').filter({ hasText: 'LV cavity' })).toBeVisible()
  await expect(page.getByRole('application', { name: /^SAX cine, slice (9|10|11|12) of 12$/ })).toBeVisible()

  const kept = page.waitForEvent('download')
  await view.getByRole('button', { name: 'Keep this picture as PNG' }).click()
  expect((await kept).suggestedFilename()).toMatch(/^ventricles-thickening-phase-\d+\.png$/)

  // closed, it leaves nothing on the graphics processor
  const canvas = await picture.locator('canvas').elementHandle()
  await page.keyboard.press('Alt+1')
  await expect(view).toHaveCount(0)
  const isLost = () =>
    canvas?.evaluate((element) =>
      element instanceof HTMLCanvasElement ? element.getContext('webgl2')?.isContextLost() : undefined,
    )
  await expect.poll(isLost).toBe(true)
})
