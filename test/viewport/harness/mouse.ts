/**
 * A hand for the tests: where index points are on the page, and what the mouse does there. The browser tells the page
 * of moves when it makes its next frame, so a hand that only moved waits for that.
 */
import type { Page } from '@playwright/test'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { indexToCanvas } from '../../../renderer/viewport/transform.ts'
import { settled } from './fixture.ts'

export interface Hand {
  /** page coordinates of an index point of the first viewport */
  at(point: IndexPoint): Promise<readonly [number, number]>
  click(point: IndexPoint): Promise<void>
  moveTo(point: IndexPoint): Promise<void>
  /** presses at the first point and moves through the others; without the release */
  press(through: readonly IndexPoint[], steps?: number): Promise<void>
  drag(through: readonly IndexPoint[], steps?: number): Promise<void>
}

export function handOn(page: Page): Hand {
  const at: Hand['at'] = async (point) => {
    const box = await page.locator('.viewport-stage').first().boundingBox()
    const transform = await page.evaluate(() => window.harness?.views[0]?.get().shown?.transform)
    if (!box || !transform) throw new Error('nothing is shown')
    const { x, y } = indexToCanvas(transform, point)
    return [box.x + x, box.y + y]
  }
  const press: Hand['press'] = async ([first, ...rest], steps = 1) => {
    if (!first) return
    await page.mouse.move(...(await at(first)))
    await page.mouse.down()
    for (const point of rest) await page.mouse.move(...(await at(point)), { steps })
    await settled(page)
  }
  return {
    at,
    press,
    click: async (point) => page.mouse.click(...(await at(point))),
    moveTo: async (point) => {
      await page.mouse.move(...(await at(point)))
      await settled(page)
    },
    drag: async (through, steps) => {
      await press(through, steps)
      await page.mouse.up()
      await settled(page)
    },
  }
}
