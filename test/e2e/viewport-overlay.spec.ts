/** Contours and image move as one, and the viewport leaves the rest of the page alone. */

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
    const overlay = document.querySelector<HTMLCanvasElement>('.viewport-overlay')
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

test('a contour is as sharp as the screen: its canvas has the device pixels of a screen of twice the density', async ({
  browser,
  harness,
}) => {
  const context = await browser.newContext({ deviceScaleFactor: 2 })
  const page = await context.newPage()
  await page.goto(`${harness.url}?study=grating&side=400`)
  await page.waitForFunction(() => (window.harness?.shown.length ?? 0) > 0)
  const size = await page.evaluate(() => {
    const overlay = document.querySelector<HTMLCanvasElement>('.viewport-overlay')
    const image = document.querySelector<HTMLCanvasElement>('.viewport-image canvas')
    return [overlay?.width, image?.width]
  })
  expect(size).toEqual([800, 800])
  await context.close()
})

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
