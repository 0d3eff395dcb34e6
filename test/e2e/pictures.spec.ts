/** Small pictures and pictures in 3D say the same as the large image: turned, inverted, measured. */
import type { Locator, Page } from '@playwright/test'
import { demoContours, demoSubject, demoTruth } from './demo-study.ts'
import { openStudy } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const { edPhase: ed } = demoTruth
const middle = 5

/** Grey of a square's pixels, row by row. */
async function greysOf(page: Page, element: Locator): Promise<readonly number[]> {
  const picture = (await element.screenshot()).toString('base64')
  return page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const side = 120
    const context = new OffscreenCanvas(side, side).getContext('2d')
    if (!context) throw new Error('no canvas')
    // without the frame of the cell
    context.drawImage(image, 3, 3, image.width - 6, image.height - 6, 0, 0, side, side)
    const { data } = context.getImageData(0, 0, side, side)
    return Array.from({ length: side * side }, (_, k) => data[4 * k] ?? 0)
  }, picture)
}

const side = (greys: readonly number[]): number => Math.round(Math.sqrt(greys.length))

/** A quarter to the right. */
const turned = (greys: readonly number[]): readonly number[] =>
  greys.map((_, k) => {
    const [row, column] = [Math.floor(k / side(greys)), k % side(greys)]
    return greys[(side(greys) - 1 - column) * side(greys) + row] ?? 0
  })

function likeness(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  const product = (u: readonly number[], mu: number, v: readonly number[], mv: number) =>
    u.reduce((sum, value, k) => sum + (value - mu) * ((v[k] ?? 0) - mv), 0)
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb))
}

test('small pictures turn and invert with their series, say so, and show what is measured', async ({
  sit,
}) => {
  test.setTimeout(180_000)
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await room.stopCine()
  await room.goTo(middle, ed)
  const small = room.strip.getByRole('button', { name: `Slice ${middle + 1}, phase ${ed + 1}:` })
  const series = page.getByRole('navigation', { name: 'Series' })
  await expect(small.locator('canvas')).toHaveAttribute('data-state', 'shown')
  const upright = await greysOf(page, small)
  const noMark = room.strip.getByRole('img', { name: 'turned right by 90°' })
  await expect(noMark).toHaveCount(0)

  await page.keyboard.press('Alt+Shift+R')
  await expect.poll(async () => likeness(turned(upright), await greysOf(page, small))).toBeGreaterThan(0.95)
  await expect(series.getByRole('img', { name: 'turned right by 90°' })).toHaveCount(1)
  await expect(noMark).toHaveCount(2)

  // the same slice in the matrix, which shows a measurement of this image and of no other
  await page.keyboard.press('Alt+4')
  const matrix = page.getByRole('region', { name: 'Slices at ED and ES' })
  const cell = (slice: number) => matrix.getByRole('button', { name: `Slice ${slice + 1}, phase ${ed + 1}:` })
  await expect(page.getByRole('main')).toContainText('turned right by 90°')
  await expect(matrix.locator('canvas')).toHaveAttribute('data-state', 'drawn')
  await expect(matrix.locator('canvas')).toHaveAttribute('aria-busy', 'false')
  await expect
    .poll(async () => likeness(turned(upright), await greysOf(page, cell(middle))))
    .toBeGreaterThan(0.9)
  const before = await greysOf(page, cell(middle))
  await page.keyboard.press('Alt+1')
  await room.stands(middle, ed)
  const box = await room.large.boundingBox()
  if (!box) throw new Error('no image is shown')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.keyboard.press('Alt+g')
  await page.mouse.move(x - 60, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByRole('region', { name: 'Measurements' })).toContainText('mm')
  await page.keyboard.press('Alt+4')
  const apart = async () => {
    const now = await greysOf(page, cell(middle))
    return now.filter((grey, k) => Math.abs(grey - (before[k] ?? 0)) > 25).length
  }
  await expect.poll(apart).toBeGreaterThan(20)

  await page.keyboard.press('F8')
  await expect(page.getByRole('main')).toContainText('bright for dark')
  await expect.poll(async () => likeness(before, await greysOf(page, cell(middle)))).toBeLessThan(-0.5)
})
