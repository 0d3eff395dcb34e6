/** Where a contour point is drawn, there is the pixel it was drawn on. */
import type { Page } from '@playwright/test'
import { type Orientation, upright } from '../../renderer/viewport/orientation.ts'
import { indexToCanvas } from '../../renderer/viewport/transform.ts'
import { circle } from '../viewport/harness/circle.ts'
import { expect, settled, test } from '../viewport/harness/fixture.ts'
import { displacement, parts, pictureOf, strayGrey, whole } from '../viewport/harness/grating.ts'
import { handOn } from '../viewport/harness/mouse.ts'
import { chooseTool, contourOf, openPolygon } from '../viewport/harness/page.ts'
import { grating } from '../viewport/harness/studies.ts'

const grid = { rows: 192, columns: 256 }
/** CSS pixels */
const tolerance = 0.01

const looks = [
  { zoom: 1, pan: [0, 0] },
  { zoom: 2.7, pan: [37.25, -21.625] },
  { zoom: 6.3, pan: [100.1875, 55.75] },
] as const

const turnedAndFlipped: readonly Orientation[] = ([0, 1, 2, 3] as const)
  .flatMap((turns): readonly Orientation[] => [
    { turns, mirrored: false },
    { turns, mirrored: true },
  ])
  .slice(1)

const nameOf = ({ turns, mirrored }: Orientation): string =>
  `${turns} quarters${mirrored ? ', mirrored' : ''}`

/** In the window of the study, 0 to 2000. */
const greyOfGrating = (column: number, row: number): number =>
  (255 * grating({ column, row, slice: 0, phase: 0 })) / 1999

async function lookAt(
  page: Page,
  zoom: number,
  pan: readonly [number, number],
  way: Orientation = upright,
): Promise<void> {
  await page.evaluate(
    ([factor, dx, dy, orientation]) => {
      const view = window.harness?.views[0]
      view?.reset()
      view?.orient(() => orientation)
      view?.zoomBy(factor)
      view?.panBy(dx, dy)
    },
    [zoom, ...pan, way] as const,
  )
  await settled(page)
}

const gratings = {
  'upright, square pixels': 'grating',
  'oblique, square pixels': 'grating-oblique',
  'oblique, pixels of 2.0 x 1.25 mm': 'grating-anisotropic',
  'signed pixels': 'grating-signed',
}

for (const [by, gpu] of [
  ['drawn by WebGL', true],
  ['drawn by the processor', false],
] as const) {
  for (const [name, study] of Object.entries(gratings)) {
    test(`an overlay point lies on its pixel to 0.01 px at three zooms and pans ${by}: ${name}`, async ({
      open,
    }) => {
      const page = await open(study, { gpu })
      for (const { zoom, pan } of looks) {
        await lookAt(page, zoom, pan)
        const picture = await pictureOf(page)
        for (const [where, part] of Object.entries(parts)) {
          const { x, y } = displacement(picture, part, grid)
          expect.soft(Math.abs(x), `${where}, zoom ${zoom}: columns off by ${x} px`).toBeLessThan(tolerance)
          expect.soft(Math.abs(y), `${where}, zoom ${zoom}: rows off by ${y} px`).toBeLessThan(tolerance)
        }
      }
    })
  }

  test(`an overlay point lies on its pixel ${by}, turned and flipped in all seven ways`, async ({ open }) => {
    const page = await open('grating-anisotropic', { gpu })
    for (const way of turnedAndFlipped) {
      await lookAt(page, looks[1].zoom, looks[1].pan, way)
      const { x, y } = displacement(await pictureOf(page), whole, grid)
      const where = nameOf(way)
      expect.soft(Math.abs(x), `${where}: columns off by ${x} px`).toBeLessThan(tolerance)
      expect.soft(Math.abs(y), `${where}: rows off by ${y} px`).toBeLessThan(tolerance)
    }
  })

  test(`without interpolation each pixel is a square where the transform says ${by}, in all eight ways`, async ({
    open,
  }) => {
    const page = await open('grating-anisotropic', { gpu, squares: true })
    for (const way of [upright, ...turnedAndFlipped]) {
      await lookAt(page, looks[1].zoom, looks[1].pan, way)
      const stray = strayGrey(await pictureOf(page), grid, (column, row) => greyOfGrating(column, row))
      // rounding of the stored value and of the grey level
      expect.soft(stray, nameOf(way)).toBeLessThanOrEqual(1)
    }
  })

  for (const deviceScaleFactor of [1.25, 2]) {
    test.describe(`on a screen of ${deviceScaleFactor} device pixels per CSS pixel`, () => {
      test.use({ deviceScaleFactor })
      test(`an overlay point lies on its pixel ${by}, whatever the size of the viewport`, async ({
        open,
      }) => {
        const page = await open('grating-anisotropic', { side: 601, gpu })
        for (const { zoom, pan } of looks) {
          await lookAt(page, zoom, pan)
          const picture = await pictureOf(page)
          const { x, y } = displacement(picture, whole, grid)
          expect.soft(Math.abs(x), `zoom ${zoom}: columns off by ${x} px`).toBeLessThan(tolerance)
          expect.soft(Math.abs(y), `zoom ${zoom}: rows off by ${y} px`).toBeLessThan(tolerance)
        }
      })
    })
  }
}

test('a border is drawn around the pixels that it was laid around, in all eight ways', async ({ open }) => {
  const page = await open('grating-anisotropic')
  await page.evaluate(() => {
    const overlay = document.querySelector<HTMLCanvasElement>('.viewport-overlay[data-sheet=hand]')
    const { moveTo, lineTo } = CanvasRenderingContext2D.prototype
    const drawn: [number, number][] = []
    Object.assign(window, { drawn })
    CanvasRenderingContext2D.prototype.moveTo = function (x, y) {
      if (this.canvas === overlay) drawn.splice(0, drawn.length, [x, y])
      moveTo.call(this, x, y)
    }
    CanvasRenderingContext2D.prototype.lineTo = function (x, y) {
      if (this.canvas === overlay) drawn.push([x, y])
      lineTo.call(this, x, y)
    }
  })
  const border = circle([120.25, 88.5], 30, 12)
  await openPolygon(page, border)
  for (const way of [upright, ...turnedAndFlipped]) {
    await lookAt(page, looks[1].zoom, looks[1].pan, way)
    const { transform } = await pictureOf(page)
    const drawn = await page.evaluate(() => (window as { drawn?: [number, number][] }).drawn ?? [])
    const off = border.map((point, k) => {
      const wanted = indexToCanvas(transform, point)
      const [x = Number.NaN, y = Number.NaN] = drawn[k] ?? []
      return Math.hypot(x - wanted.x, y - wanted.y)
    })
    expect.soft(drawn, nameOf(way)).toHaveLength(border.length)
    expect.soft(Math.max(...off), nameOf(way)).toBeLessThan(tolerance)
  }
})

test('a border is laid where the hand pressed the image, turned and flipped', async ({ open }) => {
  const page = await open('grating-anisotropic')
  const hand = handOn(page)
  const corners = circle([127.5, 95.5], 12, 4)
  for (const [border, way] of [
    ['lv-endocardial', { turns: 1, mirrored: false }],
    ['lv-epicardial', { turns: 2, mirrored: true }],
    ['rv-endocardial', { turns: 3, mirrored: true }],
  ] as const) {
    await lookAt(page, 2, [0, 0], way)
    await chooseTool(page, 'draw', border)
    for (const corner of corners) await hand.click(corner)
    await page.keyboard.press('Enter')
    const { transform } = await pictureOf(page)
    const controls = (await contourOf(page, border))?.controls ?? []
    expect.soft(controls, nameOf(way)).toHaveLength(4)
    controls.forEach(([column, row], k) => {
      const [c = Number.NaN, r = Number.NaN] = corners[k] ?? []
      // a mouse stands on whole pixels of the screen
      expect.soft(Math.abs(column - c) * transform.columnScale, nameOf(way)).toBeLessThan(1)
      expect.soft(Math.abs(row - r) * transform.rowScale, nameOf(way)).toBeLessThan(1)
    })
  }
})

test('colours of a map lie on their pixels, turned and flipped in all seven ways', async ({ open }) => {
  const page = await open('grating-anisotropic', { colours: true })
  for (const way of [upright, ...turnedAndFlipped]) {
    await lookAt(page, looks[1].zoom, looks[1].pan, way)
    const picture = await pictureOf(page, 'overlay')
    // at the other side stands the scale of the colours
    const { x, y } = displacement(picture, { left: 0, right: 0.8, top: 0, bottom: 1 }, grid)
    const where = nameOf(way)
    expect.soft(Math.abs(x), `${where}: columns off by ${x} px`).toBeLessThan(tolerance)
    expect.soft(Math.abs(y), `${where}: rows off by ${y} px`).toBeLessThan(tolerance)
  }
})

test('the image comes back where it was when the graphics driver lost it', async ({ open }) => {
  const page = await open('grating', { side: 300, gpu: true })
  await page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('.viewport-image canvas')
    const context = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
    if (!canvas || !context) throw new Error('nothing is shown')
    const restored = new Promise((done) => canvas.addEventListener('webglcontextrestored', done))
    const lost = new Promise((done) => canvas.addEventListener('webglcontextlost', done))
    context.loseContext()
    await lost
    // not while the loss is still being told
    setTimeout(() => context.restoreContext())
    await restored
  })
  await settled(page)
  const picture = await pictureOf(page)
  expect(Math.max(...picture.grey)).toBeGreaterThan(100)
  const { x, y } = displacement(picture, whole, grid)
  expect(Math.hypot(x, y)).toBeLessThan(tolerance)
})
