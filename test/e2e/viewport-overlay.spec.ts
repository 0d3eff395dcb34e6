/** Contours and image move as one, and the viewport leaves the rest of the page alone. */

import type { Page } from '@playwright/test'
import { indexToCanvas } from '../../renderer/viewport/transform.ts'
import { circle } from '../viewport/harness/circle.ts'
import { expect, settled, test } from '../viewport/harness/fixture.ts'
import { displacement, pictureOf, whole } from '../viewport/harness/grating.ts'
import { handOn } from '../viewport/harness/mouse.ts'
import { openPolygon } from '../viewport/harness/page.ts'

const grid = { rows: 192, columns: 256 }

test('a contour is drawn in the display frame that shows its image: panning never parts the two', async ({
  open,
}) => {
  const page = await open('grating', { side: 400 })
  await openPolygon(page, circle([127.5, 95.5], 30, 64))
  await settled(page)
  // in every frame of a pan: where the overlay was drawn from, and where the view had put the image by then
  await page.evaluate(() => {
    const log: { overlay: number; image: number }[] = []
    Object.assign(window, { glue: log })
    const overlay = document.querySelector<HTMLCanvasElement>('.viewport-overlay[data-sheet=hand]')
    const draw = CanvasRenderingContext2D.prototype.moveTo
    let first: number | undefined
    CanvasRenderingContext2D.prototype.moveTo = function (x, y) {
      if (this.canvas === overlay) first ??= x
      draw.call(this, x, y)
    }
    const look = (): void => {
      // after all animation callbacks of the frame
      setTimeout(() => {
        const transform = window.harness?.views[0]?.get().shown?.transform
        if (first !== undefined && transform) {
          const image = transform.surface.width / 2 + (157.5 - transform.centre[0]) * transform.columnScale
          log.push({ overlay: first, image })
        }
        first = undefined
      })
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.mouse.move(200, 200)
  await page.mouse.down({ button: 'middle' })
  for (let step = 1; step <= 12; step += 1) {
    await page.mouse.move(200 + 7 * step, 200 + 3 * step)
    // moves of one frame would be told as one
    await settled(page)
  }
  await page.mouse.up({ button: 'middle' })
  await settled(page)
  const glue = await page.evaluate(
    () => (window as { glue?: { overlay: number; image: number }[] }).glue ?? [],
  )
  expect(glue.length).toBeGreaterThan(2)
  for (const { overlay, image } of glue) expect(overlay).toBeCloseTo(image, 6)

  const { x, y } = displacement(await pictureOf(page), whole, grid)
  expect(Math.hypot(x, y)).toBeLessThan(0.05)
})

for (const deviceScaleFactor of [1, 1.25, 2])
  test(`a contour is as sharp as a screen of ${deviceScaleFactor} device pixels per CSS pixel, and lies there where it belongs`, async ({
    browser,
    harness,
  }) => {
    const context = await browser.newContext({ deviceScaleFactor })
    const page = await context.newPage()
    await page.goto(`${harness.url}?study=grating&side=400`)
    await page.waitForFunction(() => (window.harness?.shown.length ?? 0) > 0)
    const centre = [150.5, 70.25] as const
    await openPolygon(page, circle(centre, 17, 64))
    await settled(page)
    const sheet = page.locator('.viewport-overlay[data-sheet=hand]')
    const { canvas, placed } = await sheet.evaluate((element) => {
      if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas')
      const { left, top, width, height } = element.getBoundingClientRect()
      return { canvas: [element.width, element.height], placed: [left, top, width, height] }
    })
    const onScreen = placed.map((length) => length * deviceScaleFactor)
    for (const length of onScreen) expect(length).toBeCloseTo(Math.round(length), 9)
    expect(onScreen.slice(2)).toEqual(canvas)
    // no more of the image than the contour takes
    expect(Math.max(...canvas)).toBeLessThan(200 * deviceScaleFactor)

    const red = await middleOfRed(page, await page.screenshot({ scale: 'device' }))
    const transform = await page.evaluate(() => window.harness?.views[0]?.get().shown?.transform)
    const stage = await page.locator('.viewport-stage').boundingBox()
    if (!transform || !stage) throw new Error('nothing is shown')
    const { x, y } = indexToCanvas(transform, centre)
    // the image shines through the edges of the line
    expect(Math.abs(red.x - (stage.x + x) * deviceScaleFactor)).toBeLessThan(0.2)
    expect(Math.abs(red.y - (stage.y + y) * deviceScaleFactor)).toBeLessThan(0.2)
    await context.close()
  })

/** Of what is red on a screenshot, in its pixels from their corners. */
const middleOfRed = (page: Page, png: Buffer): Promise<{ x: number; y: number }> =>
  page.evaluate(
    async (bytes) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(bytes)]))
      const copy = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
      if (!copy) throw new Error('no canvas')
      copy.drawImage(picture, 0, 0)
      const { data, width } = copy.getImageData(0, 0, picture.width, picture.height)
      const sum = { x: 0, y: 0, weight: 0 }
      for (let k = 0; 4 * k < data.length; k++) {
        const [red = 0, green = 0, blue = 0] = data.subarray(4 * k, 4 * k + 3)
        const weight = Math.max(0, red - Math.max(green, blue))
        sum.weight += weight
        sum.x += weight * ((k % width) + 0.5)
        sum.y += weight * (Math.floor(k / width) + 0.5)
      }
      return { x: sum.x / sum.weight, y: sum.y / sum.weight }
    },
    [...png],
  )

test('a press on the image takes the keys away from a text field', async ({ open }) => {
  const page = await open('short', { side: 300 })
  await page.evaluate(() => {
    const field = document.createElement('input')
    document.body.append(field)
    field.focus()
  })
  await handOn(page).click([128, 128])
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application')
})

test('a single press is no double click, and a double click shows the whole image again', async ({
  open,
}) => {
  const page = await open('short', { side: 300 })
  await page.evaluate(() => window.harness?.views[0]?.zoomBy(3))
  await page.mouse.click(150, 150)
  expect(await page.evaluate(() => window.harness?.views[0]?.get().zoom)).toBe(3)
  await page.mouse.dblclick(150, 150)
  expect(await page.evaluate(() => window.harness?.views[0]?.get().zoom)).toBe(1)
})
