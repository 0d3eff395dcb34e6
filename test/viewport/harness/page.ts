/** What the tests ask of the page again and again. */
import type { Page } from '@playwright/test'
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { Gesture } from '#contract/read-events.ts'
import type { ContourTool } from '../../../renderer/contouring/contour-editor.ts'
import { settled } from './fixture.ts'

export const chooseTool = (page: Page, tool: ContourTool, border: Border = 'lv-endocardial') =>
  page.evaluate(
    ([tool, border]) => {
      window.harness?.editor.setBorder(border)
      window.harness?.editor.setTool(tool)
    },
    [tool, border] as const,
  )

export const gesturesOf = (page: Page): Promise<Gesture[]> =>
  page.evaluate(() => window.harness?.read.gestures ?? [])

export const noticesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window.harness?.notices ?? []).map(({ text }) => text))

/** The contour of the first image of the first stack, as the read has it. */
export const contourOf = (page: Page, border: Border = 'lv-endocardial'): Promise<Contour | undefined> =>
  page.evaluate((border) => {
    const frame = window.harness?.stacks[0]?.frames[0]?.[0]
    return frame
      ? window.harness?.read.contoursOn(frame).find((contour) => contour.border === border)
      : undefined
  }, border)

/** Opens a contour as a file would: a polygon without controls. */
export const openPolygon = (page: Page, points: readonly (readonly [number, number])[]) =>
  page.evaluate((points) => {
    const { harness } = window
    const frame = harness?.stacks[0]?.frames[0]?.[0]
    if (!harness || !frame) throw new Error('no study')
    const image = { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame }
    harness.read.append({
      kind: 'contours-changed',
      set: [{ image, border: 'lv-endocardial', closed: true, points, origin: 'imported' }],
      removed: [],
      gesture: 'open-file',
    })
    harness.editor.look(harness.read)
  }, points)

/** Until it is on the screen: a press before would be on the image as it was. */
export async function zoomBy(page: Page, factor: number): Promise<void> {
  await page.evaluate((factor) => window.harness?.views[0]?.zoomBy(factor), factor)
  await settled(page)
}
