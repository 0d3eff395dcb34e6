/** Drawing and editing a border with the mouse: one gesture one event, and a cancelled gesture leaves nothing. */

import type { Page } from '@playwright/test'
import { circle } from '../viewport/harness/circle.ts'
import { expect, settled, test } from '../viewport/harness/fixture.ts'
import { handOn } from '../viewport/harness/mouse.ts'
import {
  chooseTool,
  contourOf,
  gesturesOf,
  noticesOf,
  openPolygon,
  zoomBy,
} from '../viewport/harness/page.ts'

const centre = [128, 128] as const
const eight = circle(centre, 16, 8)
const [east = [144, 128] as const] = eight
const farther = [150, 128] as const

test('eight clicks and Enter draw a closed endocardial curve through the eight points', async ({ open }) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await zoomBy(page, 2.5)
  await chooseTool(page, 'draw')
  for (const point of eight) await hand.click(point)
  expect(await gesturesOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  const contour = await contourOf(page)
  expect(contour?.origin).toBe('drawn')
  expect(contour?.controls).toHaveLength(8)
  expect(contour?.points).toHaveLength(96)
  contour?.controls?.forEach((control, k) => {
    expect(Math.hypot(control[0] - (eight[k]?.[0] ?? 0), control[1] - (eight[k]?.[1] ?? 0))).toBeLessThan(
      0.25,
    )
  })
  expect((await gesturesOf(page)).map((gesture) => gesture.kind)).toEqual(['contours-changed'])
})

test('a curve closes on its first point, and a second click on the last point closes it too', async ({
  open,
}) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await zoomBy(page, 2.5)
  await chooseTool(page, 'draw')
  for (const point of [...eight, east]) await hand.click(point)
  expect((await contourOf(page))?.controls).toHaveLength(8)
  await chooseTool(page, 'draw', 'lv-epicardial')
  const outer = circle(centre, 24, 6)
  for (const point of [...outer, outer.at(-1) ?? east]) await hand.click(point)
  expect((await contourOf(page, 'lv-epicardial'))?.controls).toHaveLength(6)
})

test('Backspace takes back points one by one and Escape gives up the curve, both without an event', async ({
  open,
}) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await chooseTool(page, 'draw')
  for (const point of eight.slice(0, 4)) await hand.click(point)
  const placed = () => page.evaluate(() => window.harness?.editor.get().placed)
  expect(await placed()).toBe(4)
  await page.keyboard.press('Backspace')
  expect(await placed()).toBe(3)
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('Backspace')
  expect(await placed()).toBe(0)
  await hand.click(east)
  await page.keyboard.press('Escape')
  expect(await placed()).toBe(0)
  // the tool is still in the hand and works as before
  for (const point of eight) await hand.click(point)
  await page.keyboard.press('Enter')
  expect(await gesturesOf(page)).toHaveLength(1)
})

test.describe('an existing curve', () => {
  test.beforeEach(async ({ open, page }) => {
    await open('short', { side: 480 })
    await zoomBy(page, 2.5)
    await chooseTool(page, 'draw')
    const hand = handOn(page)
    for (const point of eight) await hand.click(point)
    await page.keyboard.press('Enter')
    await chooseTool(page, 'edit')
  })

  test('follows a dragged point: previews while it moves, one event when it is released', async ({
    page,
  }) => {
    const hand = handOn(page)
    await hand.press([east, farther], 6)
    const held = await page.evaluate(() => window.harness?.previews.at(-1)?.[0]?.controls?.[0])
    expect(held?.[0]).toBeCloseTo(150, 0)
    expect(await gesturesOf(page)).toHaveLength(1)
    await page.mouse.up()
    const gestures = await gesturesOf(page)
    expect(gestures).toHaveLength(2)
    expect(gestures[1]).toMatchObject({ gesture: 'drag-point' })
    expect((await contourOf(page))?.controls?.[0]?.[0]).toBeCloseTo(150, 0)
    expect(await page.evaluate(() => window.harness?.previews.at(-1))).toBeNull()
  })

  test('stays as it was when Escape is pressed during the drag, and the release that follows does nothing', async ({
    page,
  }) => {
    const hand = handOn(page)
    const before = await contourOf(page)
    await hand.press([east, farther], 4)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await hand.moveTo([170, 170])
    expect(await gesturesOf(page)).toHaveLength(1)
    expect(await contourOf(page)).toEqual(before)
    expect(await page.evaluate(() => window.harness?.previews.at(-1))).toBeNull()
  })

  test('does not move when a point is merely clicked, and the next press elsewhere moves nothing', async ({
    page,
  }) => {
    const hand = handOn(page)
    await hand.click(east)
    await hand.drag(
      [
        [175, 90],
        [180, 110],
      ],
      3,
    )
    expect(await gesturesOf(page)).toHaveLength(1)
  })

  test('gets a point where its line is pressed, and loses the pointed one by deletion', async ({ page }) => {
    const hand = handOn(page)
    const between = circle(centre, 16, 16)[1] ?? east
    await hand.click(between)
    expect((await contourOf(page))?.controls).toHaveLength(9)
    await hand.moveTo(between)
    await page.evaluate(() => window.harness?.acts.deleteHere())
    expect((await contourOf(page))?.controls).toHaveLength(8)
    await hand.moveTo([190, 190])
    await page.evaluate(() => window.harness?.acts.deleteHere())
    expect(await contourOf(page)).toBeUndefined()
    expect((await gesturesOf(page)).map((gesture) => 'gesture' in gesture && gesture.gesture)).toEqual([
      'draw',
      'insert-point',
      'delete-point',
      'delete',
    ])
  })

  test('moves as a whole while Alt is held, keeping its shape', async ({ page }) => {
    const hand = handOn(page)
    const before = await contourOf(page)
    await page.keyboard.down('Alt')
    await hand.drag([centre, [133, 126]], 4)
    await page.keyboard.up('Alt')
    const after = await contourOf(page)
    before?.points.forEach(([column, row], k) => {
      expect((after?.points[k]?.[0] ?? 0) - column).toBeCloseTo(5, 0)
      expect((after?.points[k]?.[1] ?? 0) - row).toBeCloseTo(-2, 0)
    })
  })

  test('is copied to the next slice at the same place in the patient, and the view goes there', async ({
    page,
  }) => {
    await page.evaluate(() => window.harness?.acts.copyTo('next-slice'))
    // the second slice at the first phase, once it has come
    await expect(page.locator('.viewport').first()).toHaveAttribute('data-image', '2.25.1.1.2.1/0')
    await settled(page)
    expect(await page.evaluate(() => window.harness?.slice)).toBe(1)
    const [, copy] = await gesturesOf(page)
    expect(copy).toMatchObject({ gesture: 'copy-to-next-slice' })
    const before = await contourOf(page)
    const set = copy?.kind === 'contours-changed' ? copy.set[0] : undefined
    // the stack is straight: a step along its normal keeps the pixel
    expect(set?.points[0]?.[0]).toBeCloseTo(before?.points[0]?.[0] ?? 0, 6)
    await page.evaluate(() => window.harness?.acts.copyTo('previous-slice'))
    expect(await noticesOf(page)).toContain(
      'That image has these contours already. Delete them there to copy.',
    )
  })
})

test('a freehand stroke becomes a curve that encloses what was drawn, and says by how much the area changed', async ({
  open,
}) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await zoomBy(page, 2.5)
  await chooseTool(page, 'freehand', 'lv-epicardial')
  await hand.drag(circle(centre, 22, 40))
  const contour = await contourOf(page, 'lv-epicardial')
  expect(contour?.origin).toBe('freehand')
  expect(contour?.controls?.length).toBeGreaterThanOrEqual(8)
  const [told] = await noticesOf(page)
  expect(told).toMatch(
    /^The drawn line became a curve of \d+ points: \d+\.\d to \d+\.\d cm² \([+−]\d\.\d %\)\.$/,
  )
})

test('an opened polygon cannot be changed by accident, and becomes a curve with the change of area told once it is to be edited', async ({
  open,
}) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await zoomBy(page, 2.5)
  const polygon = circle(centre, 16, 40).map(
    ([x, y]) => [Math.round(x * 2) / 2, Math.round(y * 2) / 2] as const,
  )
  await openPolygon(page, polygon)
  await hand.drag([[144, 128], farther], 4)
  await page.keyboard.down('Alt')
  await hand.drag([centre, [133, 126]], 4)
  await page.keyboard.up('Alt')
  for (const tool of ['nudge', 'erase', 'brush'] as const) {
    await chooseTool(page, tool)
    await hand.drag([[144, 128], farther], 4)
  }
  expect(await gesturesOf(page)).toHaveLength(1)
  expect((await noticesOf(page)).join()).toContain('opened from a file and is measured as it was given')
  await chooseTool(page, 'edit')
  await page.evaluate(() => window.harness?.acts.releaseOpened())
  await hand.click([144, 128])
  expect((await contourOf(page))?.controls).toBeUndefined()
  expect(await gesturesOf(page)).toHaveLength(1)
  await hand.drag([[144, 128], farther], 4)
  const contour = await contourOf(page)
  expect(contour?.origin).toBe('edited')
  expect(contour?.controls?.length).toBeGreaterThanOrEqual(8)
  expect((await noticesOf(page)).join()).toMatch(/The opened contour became a curve of \d+ points/)
})

test('an image marked as without LV takes no LV contour until the mark is taken away', async ({ open }) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await page.evaluate(() => window.harness?.acts.toggleEmpty('lv'))
  await chooseTool(page, 'draw')
  await hand.click(east)
  expect(await page.evaluate(() => window.harness?.editor.get().placed)).toBe(0)
  expect((await noticesOf(page)).join()).toContain('marked as without LV')
  await page.evaluate(() => window.harness?.acts.toggleEmpty('lv'))
  await hand.click(east)
  expect(await page.evaluate(() => window.harness?.editor.get().placed)).toBe(1)
})

test('a locked read lets nothing be drawn and says why', async ({ open }) => {
  const page = await open('short', { side: 480 })
  await page.evaluate(() => window.harness?.editor.setLocked('This read is signed.'))
  await chooseTool(page, 'draw')
  await handOn(page).click(east)
  expect(await noticesOf(page)).toEqual(['This read is signed.'])
  expect(await gesturesOf(page)).toEqual([])
})

test.describe('a disc', () => {
  const radiusTo = (page: Page, radius: number) =>
    page.evaluate((radius) => {
      const { editor } = window.harness ?? {}
      editor?.scaleRadius(radius / editor.get().radius)
    }, radius)
  test.beforeEach(async ({ open, page }) => {
    await open('short', { side: 480 })
    await zoomBy(page, 2.5)
    await chooseTool(page, 'draw')
    for (const point of eight) await handOn(page).click(point)
    await page.keyboard.press('Enter')
  })

  test('nudges what it goes over and nothing else, in one event, and gives it handles again', async ({
    page,
  }) => {
    const hand = handOn(page)
    await chooseTool(page, 'nudge')
    await radiusTo(page, 8)
    await hand.press([east, farther], 6)
    expect(await gesturesOf(page)).toHaveLength(1)
    await page.mouse.up()
    await settled(page)
    const after = await contourOf(page)
    expect(after?.origin).toBe('edited')
    expect(after?.controls?.length).toBeGreaterThanOrEqual(8)
    expect(Math.max(...(after?.points ?? []).map(([column]) => column))).toBeGreaterThan(147)
    const west = (after?.points ?? []).filter(([column]) => column < 120)
    for (const point of west)
      expect(Math.abs(Math.hypot(point[0] - 128, point[1] - 128) - 16)).toBeLessThan(0.5)
    expect((await gesturesOf(page)).at(-1)).toMatchObject({ gesture: 'nudge' })
  })

  test('paints, erases with Alt too, and undoes nothing by Escape but its own stroke', async ({ page }) => {
    const hand = handOn(page)
    const right = async () => Math.max(...((await contourOf(page))?.points ?? []).map(([column]) => column))
    await chooseTool(page, 'brush')
    await radiusTo(page, 6)
    await hand.press([east, [160, 128]], 4)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await gesturesOf(page)).toHaveLength(1)
    await hand.drag([east, [160, 128]], 4)
    expect(await right()).toBeGreaterThan(161)
    await radiusTo(page, 9)
    await page.keyboard.down('Alt')
    await hand.drag(
      [
        [162, 128],
        [152, 128],
      ],
      4,
    )
    await page.keyboard.up('Alt')
    expect(await right()).toBeLessThan(152)
    await chooseTool(page, 'erase')
    await hand.drag(
      [
        [128, 112],
        [128, 116],
      ],
      3,
    )
    expect((await gesturesOf(page)).map((gesture) => 'gesture' in gesture && gesture.gesture)).toEqual([
      'draw',
      'brush',
      'erase',
      'erase',
    ])
  })

  test('grows and shrinks by Alt and the wheel, which then changes no slice', async ({ page }) => {
    await chooseTool(page, 'nudge')
    await handOn(page).moveTo(centre)
    const radius = () => page.evaluate(() => window.harness?.editor.get().radius ?? 0)
    const before = await radius()
    await page.keyboard.down('Alt')
    await page.mouse.wheel(0, -100)
    await expect.poll(radius).toBeGreaterThan(before)
    await page.keyboard.up('Alt')
    expect(await page.evaluate(() => window.harness?.slice)).toBe(0)
  })
})

test('borders of an image are picked out by Shift, move together, and are deleted together, each in one event', async ({
  open,
}) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await zoomBy(page, 2.5)
  for (const [border, radius] of [
    ['lv-endocardial', 16],
    ['lv-epicardial', 24],
  ] as const) {
    await chooseTool(page, 'draw', border)
    for (const point of circle(centre, radius, 8)) await hand.click(point)
    await page.keyboard.press('Enter')
  }
  await chooseTool(page, 'edit')
  await page.keyboard.down('Shift')
  await hand.click(east)
  await hand.click([152, 128])
  await page.keyboard.up('Shift')
  expect(await page.evaluate(() => window.harness?.editor.get().selected.size)).toBe(2)
  await page.keyboard.down('Alt')
  await hand.drag([centre, [133, 128]], 4)
  await page.keyboard.up('Alt')
  const moved = (await gesturesOf(page)).at(-1)
  expect(moved?.kind === 'contours-changed' && moved.set.map(({ border }) => border)).toEqual([
    'lv-endocardial',
    'lv-epicardial',
  ])
  await hand.moveTo([190, 190])
  await page.evaluate(() => window.harness?.acts.deleteHere())
  const gone = (await gesturesOf(page)).at(-1)
  expect(gone?.kind === 'contours-changed' && gone.removed).toHaveLength(2)
  expect(await gesturesOf(page)).toHaveLength(4)
})

test('a point of anatomy is placed by a click, moves by a drag, and goes by deletion', async ({ open }) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  await zoomBy(page, 2.5)
  await page.evaluate(() => window.harness?.editor.setLandmark('rv-insertion-anterior'))
  await chooseTool(page, 'mark')
  await hand.click([120, 110])
  await hand.drag(
    [
      [120, 110],
      [125, 108],
    ],
    4,
  )
  await page.evaluate(() => window.harness?.acts.deleteHere())
  const gestures = await gesturesOf(page)
  expect(gestures.map((gesture) => 'gesture' in gesture && gesture.gesture)).toEqual([
    'place-landmark',
    'move-landmark',
    'delete-landmark',
  ])
  const [placed, moved] = gestures.map((gesture) =>
    gesture.kind === 'landmarks-changed' ? gesture.set[0]?.point : undefined,
  )
  expect(placed?.[0]).toBeCloseTo(120, 0)
  expect(moved?.[0]).toBeCloseTo(125, 0)
})
