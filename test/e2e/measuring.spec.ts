/** Measuring on the images: each tool against the truth of the phantom, and what becomes of what was measured. */
import type { Page } from '@playwright/test'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'
import { demoContours, demoGrid, demoSubject, demoTruth } from './demo-study.ts'
import { grave } from './grave.ts'
import { borderOn, drawn } from './hand.ts'
import { openStudy, ReadingRoom } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const { edPhase: ed, esPhase: es } = demoTruth
const middle = 5

/** The true endocardium at a phase: as a polygon, with the box round it. */
function truthAt(phase: number) {
  const ring = borderOn('lv-endocardial', { slice: middle, phase, points: 200 })
  const [columns, rows] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [left, right] = [Math.min(...columns), Math.max(...columns)]
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)]
  const pixels = ring.reduce((sum, [x, y], k) => {
    const [u, v] = ring[(k + 1) % ring.length] ?? [0, 0]
    return sum + (x * v - u * y) / 2
  }, 0)
  const centre: IndexPoint = [(left + right) / 2, (top + bottom) / 2]
  return {
    ring,
    left,
    right,
    top,
    bottom,
    centre,
    /** mm */
    diameter: (right - left) * demoGrid.columnSpacing,
    /** cm² */
    area: (Math.abs(pixels) * demoGrid.columnSpacing * demoGrid.rowSpacing) / 100,
  }
}

class Measurements {
  readonly page: Page
  /** of the image in the middle of the screen */
  zoom = 1

  constructor(page: Page) {
    this.page = page
  }

  get list() {
    return this.page.getByRole('region', { name: 'Measurements' })
  }

  row(name: string | RegExp) {
    return this.list.getByRole('listitem').filter({ hasText: name })
  }

  /** The number before a unit in a row of the list. */
  async number(number: number, unit: 'mm' | '°' | 'cm²'): Promise<number> {
    const text = await this.list
      .getByRole('listitem')
      .nth(number - 1)
      .innerText()
    return Number(new RegExp(`([\\d.]+)\\s*${unit}`).exec(text)?.[1])
  }

  async at(point: IndexPoint): Promise<readonly [number, number]> {
    const box = await new ReadingRoom(this.page).large.locator('.viewport-stage').boundingBox()
    if (!box) throw new Error('no image is shown')
    const transform = imageTransform(demoGrid, { ...box, ratio: 1 }, { zoom: this.zoom, centre: undefined })
    const { x, y } = indexToCanvas(transform, point)
    return [box.x + x, box.y + y]
  }

  /** mm that one CSS pixel is worth: no hand places an end closer */
  async pixel(): Promise<number> {
    const [[a], [b]] = [await this.at([0, 0]), await this.at([1, 0])]
    return demoGrid.columnSpacing / (b - a)
  }

  async drag(way: readonly IndexPoint[]): Promise<void> {
    for (const [k, point] of way.entries()) {
      await this.page.mouse.move(...(await this.at(point)))
      if (k === 0) await this.page.mouse.down()
    }
    await this.page.mouse.up()
  }
}

test('each tool finds the truth of the phantom at two zooms; what is measured is kept, led to, copied and taken back', async ({
  sit,
  page,
  context,
  complaints,
}) => {
  test.setTimeout(240_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const desk = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await room.stopCine()
  const hand = new Measurements(page)
  const messages = page.getByRole('region', { name: 'Messages' })

  for (const [steps, phase, first] of [
    [0, ed, 1],
    [2, es, 5],
  ] as const) {
    const { ring, left, right, top, bottom, centre, diameter, area } = truthAt(phase)
    await room.goTo(middle, phase)
    for (let step = 0; step < steps; step++) await page.keyboard.press('+')
    hand.zoom = 1.25 ** steps
    // a press belongs to the image as it is on the screen
    await drawn(page)
    const pixel = await hand.pixel()
    await test.step(`length, angle, ellipse and region at zoom ${hand.zoom}`, async () => {
      await page.keyboard.press('Alt+g')
      await hand.drag([[left, centre[1]], centre, [right, centre[1]]])
      // one CSS pixel at either end
      await expect
        .poll(async () => Math.abs((await hand.number(first, 'mm')) - diameter))
        .toBeLessThan(2 * pixel + 0.05)
      await page.keyboard.press('Alt+j')
      await hand.drag([[right - 6, centre[1]], [centre[0] + 1, centre[1]], centre])
      await page.mouse.click(...(await hand.at([centre[0], top + 6])))
      await expect.poll(async () => Math.abs((await hand.number(first + 1, '°')) - 90)).toBeLessThan(2)
      await page.keyboard.press('Alt+o')
      await hand.drag([[left, top], centre, [right, bottom]])
      await expect
        .poll(async () => Math.abs((await hand.number(first + 2, 'cm²')) / area - 1))
        .toBeLessThan(0.03)
      await page.keyboard.press('Alt+Shift+F')
      // from between the ends of the ellipse, which a press would take
      const way = [...ring.slice(25), ...ring.slice(0, 25)].filter((_, k) => k % 4 === 0)
      await hand.drag([...way, ...way.slice(0, 1)])
      await expect
        .poll(async () => Math.abs((await hand.number(first + 3, 'cm²')) / area - 1))
        .toBeLessThan(0.03)
    })
  }
  const { left, right, bottom, centre, diameter } = truthAt(ed)
  await room.goTo(middle, ed)
  // the strip signs the images that carry them, and no others
  const cells = room.strip.getByRole('button')
  const signed = cells.and(page.getByTitle('4 measurements by hand', { exact: true }))
  await expect(signed).toHaveCount(2)
  await expect(signed.first()).toHaveAccessibleName(
    `Slice ${middle + 1}, phase ${ed + 1}: contoured, 4 measurements by hand`,
  )
  await expect(cells.and(page.getByTitle(/by hand/))).toHaveCount(2)
  const map = page.getByRole('img', { name: /^Slices and phases: / })
  await expect(map).toHaveAccessibleName(/ · 2 images measured by hand$/)
  await expect(hand.row('Ellipse').first()).toContainText(/[\d,.]+ ± [\d.]+/)

  await test.step('a note, and the value under the pointer', async () => {
    await page.keyboard.press('0')
    hand.zoom = 1
    await drawn(page)
    await page.keyboard.press('Alt+y')
    await hand.drag([
      [right, bottom],
      [right + 10, bottom + 10],
      [right + 25, bottom + 20],
    ])
    await page.keyboard.type('normal wall')
    await page.keyboard.press('Enter')
    await expect(hand.row('normal wall')).toBeVisible()
    await page.keyboard.press('Shift+Y')
    await page.mouse.move(...(await hand.at([Math.round(centre[0]), Math.round(centre[1])])))
    const probe = page.getByRole('status', { name: 'Value under the pointer' })
    await expect(probe).toContainText(`column ${Math.round(centre[0])}, row ${Math.round(centre[1])}`)
    await expect(probe).toContainText(`slice ${middle + 1} of`)
    await expect(probe).toContainText(/[LR] [\d.]+ · [PA] [\d.]+ · [HF] [\d.]+ mm/)
    await page.keyboard.press('Escape')
    await expect(probe).toHaveCount(0)
  })

  await test.step('pulled, deleted and taken back', async () => {
    await hand.row('Length').first().getByRole('button').first().click()
    const before = await hand.number(1, 'mm')
    await hand.drag([
      [left, centre[1]],
      [left - 5, centre[1]],
      [left - 10, centre[1]],
    ])
    await expect.poll(() => hand.number(1, 'mm')).toBeGreaterThan(before + 12)
    await page.keyboard.press('Control+z')
    await expect.poll(() => hand.number(1, 'mm')).toBe(before)
    await page.keyboard.press('Delete')
    await expect(hand.list.getByRole('listitem')).toHaveCount(8)
    await page.keyboard.press('Control+z')
    await expect(hand.list.getByRole('listitem')).toHaveCount(9)
  })

  await test.step('shown on every phase, and gone to from another image', async () => {
    await hand.row('normal wall').getByRole('button').first().click()
    await page.keyboard.press('Alt+Shift+E')
    await expect(hand.row('normal wall')).toContainText('all phases')
    await room.goTo(2, ed)
    await hand.row('normal wall').getByRole('button').first().click()
    await room.stands(middle, ed)
  })

  await test.step('copied as text, and told in the history', async () => {
    await page.keyboard.press('Alt+Shift+Y')
    await expect(messages).toContainText('9 measurements copied')
    const text = await page.evaluate(() => navigator.clipboard.readText())
    const [head = '', first = ''] = text.split('\n')
    expect(head.split('\t')).toContain('length [mm]')
    expect(Math.abs(Number(first.split('\t')[6]) - diameter)).toBeLessThan(2)
    await page.keyboard.press('h')
    const history = page.getByRole('dialog', { name: /^History/ })
    await expect(history.getByRole('listitem').first()).toContainText('Arrow 9 shown on one phase or all')
    await page.keyboard.press('Escape')
  })

  await test.step('there again after the process was killed', async () => {
    await expect(room.saved).toBeVisible()
    const before = await hand.list.innerText()
    expect(await grave(page)).toEqual([])
    await desk.restart()
    await openStudy(page, demoSubject, reader.name)
    // of the connection that was gone
    complaints.length = 0
    await expect(hand.list.getByRole('listitem')).toHaveCount(9)
    await expect
      .poll(async () => (await hand.list.innerText()).replace(/\s+/g, ' '))
      .toBe(before.replace(/\s+/g, ' '))
  })
})

test('a note that is being written waits while another image is looked at, and is kept when the study is left', async ({
  sit,
  page,
}) => {
  await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await drawn(page)
  const hand = new Measurements(page)
  const field = page.getByRole('textbox', { name: 'Text on the image' })
  await page.keyboard.press('Alt+y')
  await hand.drag([
    [60, 60],
    [70, 70],
    [90, 80],
  ])
  await page.keyboard.type('thrombus?')
  await page.mouse.wheel(0, 120)
  await expect(field).toHaveCount(0)
  await page.mouse.wheel(0, -120)
  await expect(field).toHaveValue('thrombus?')
  await page.getByRole('button', { name: 'Back to the worklist' }).click()
  await openStudy(page, demoSubject, reader.name)
  await expect(hand.row('thrombus?')).toBeVisible()
})
