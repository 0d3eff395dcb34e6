/** The presses of a reader in OHIF. */
import type { Page } from 'playwright-core'
import { largeCanvas } from '../cine.ts'
import { swingAround } from '../drag.ts'

const patient = (page: Page, subject: string) => page.getByText(subject, { exact: true }).first()

/** Until the list can be pressed. */
export async function listed(page: Page, url: string, subject: string): Promise<void> {
  await page.goto(url)
  await patient(page, subject).waitFor({ timeout: 60_000 })
}

/** @returns ms from the press to the first picture */
export async function openInViewer(page: Page, subject: string): Promise<number> {
  await patient(page, subject).click()
  const button = page.getByRole('button', { name: 'Basic Viewer' })
  await button.waitFor()
  await page.evaluate(() => window.peer.expectPicture())
  await button.click()
  return page.evaluate(() => window.peer.picture())
}

export async function leaveViewer(page: Page, subject: string): Promise<void> {
  await page.locator('[data-cy=return-to-work-list]').click()
  await patient(page, subject).waitFor()
}

/** Makes the window so large that its one canvas is as large as Midwall's was. */
export async function giveCanvas(page: Page): Promise<{ readonly width: number; readonly height: number }> {
  const size = page.viewportSize()
  const box = await canvasOf(page)
  if (!size) throw new Error('the window has no size')
  const width = Math.round(size.width + largeCanvas.width - box.width)
  const height = Math.round(size.height + largeCanvas.height - box.height)
  await page.setViewportSize({ width, height })
  await page.waitForTimeout(500)
  return canvasOf(page)
}

async function canvasOf(page: Page) {
  const box = await page.locator('canvas.cornerstone-canvas').first().boundingBox()
  if (!box) throw new Error('no picture is shown')
  return box
}

const points = 8
const radius = 120

/**
 * A spline with eight points round the middle of the picture, one of which is in the hand afterwards.
 * @param warm   moves before those that are watched, so that the code is compiled
 */
export async function dragSpline(page: Page, moves: number, warm: number): Promise<void> {
  await page.locator('[data-cy=MeasurementTools-split-button-secondary] button').click()
  await page.locator('[data-cy=SplineROI]').last().click()
  const { x, y, width, height } = await canvasOf(page)
  const placed = Array.from({ length: points }, (_, k) => {
    const angle = (2 * Math.PI * k) / points
    return [x + width / 2 + radius * Math.cos(angle), y + height / 2 + radius * Math.sin(angle)] as const
  })
  const [first] = placed
  if (!first) throw new Error('a spline has points')
  for (const [px, py] of [...placed, first]) {
    await page.mouse.move(px, py)
    await page.mouse.click(px, py)
    await page.waitForTimeout(150)
  }
  const asked = page.getByRole('button', { name: 'Yes', exact: true })
  await asked.click({ timeout: 5_000 }).catch(() => {})
  await page.waitForTimeout(500)
  await page.mouse.move(...first)
  await page.mouse.down()
  await swingAround(page, ...first, warm)
  await page.evaluate(() => window.peer.recordMoves())
  await swingAround(page, ...first, moves)
  await page.mouse.up()
}
