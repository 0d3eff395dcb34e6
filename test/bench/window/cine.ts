/** How cines play: phases skipped at the true heart rate, and images a second when there are always new ones. */
import type { Page } from 'playwright-core'
import type { ProtocolId } from '../../../renderer/hanging/protocols.ts'
import { type Aim, atLeast, atMost, type Figure, figure, type Part } from '../figures.ts'
import type { Extent } from './extent.ts'
import { type Cine, cines, freeRunning } from './library.ts'
import { giveImages, hang, leaveStudy, openStudy, play, watchImages } from './room.ts'
import type { Shown } from './watching.ts'

const mostSkippedPercent = 2
const settlingMs = 1_500
/** CSS pixels: as much as the viewer that Midwall is held against has for one image */
export const largeCanvas = { width: 1115, height: 842 }
/** at 1440 x 900, by the number of images that play */
const protocols = ['function', 'four-up', 'levels', 'single'] as const satisfies readonly ProtocolId[]
const leastFps = { one: 28, four: 25 }

export async function cinePart(page: Page, { cineMs }: Extent): Promise<Part> {
  const usual = page.viewportSize()
  if (!usual) throw new Error('the window has no size')
  const measured = async (cine: Cine, layout: ProtocolId, large: boolean): Promise<readonly Shown[]> => {
    await hang(page, layout)
    if (large) await giveImages(page, largeCanvas)
    await play(page)
    await page.waitForTimeout(settlingMs)
    const shown = await watchImages(page, cineMs)
    await page.setViewportSize(usual)
    const [first] = shown
    if (!first || first.times.length < 2) throw new Error(`${cine.subject} does not play as ${layout}`)
    return shown
  }
  const skipped: Record<string, Figure> = {}
  for (const cine of cines) {
    await openStudy(page, cine.subject)
    for (const [place, layout] of [
      ['one viewport', 'single'],
      ['four viewports', 'four-up'],
    ] as const) {
      const shown = await measured(cine, layout, true)
      const name = `${cine.phases} phases at ${cine.beatsPerMinute} bpm in ${place}`
      skipped[name] = figure('%', worst(shown, cine))
    }
    await leaveStudy(page)
  }
  const byProtocol: Record<string, { readonly fps: Figure; readonly skipped: Figure }> = {}
  const fastest = cines.at(-1)
  if (!fastest) throw new Error('no cine was made')
  await openStudy(page, fastest.subject)
  for (const layout of protocols) {
    const shown = await measured(fastest, layout, false)
    byProtocol[layout] = {
      fps: figure('fps', shown.map(perSecond)),
      skipped: figure('%', worst(shown, fastest)),
    }
  }
  await leaveStudy(page)
  const free = async (cine: Cine, layout: ProtocolId): Promise<Figure> => {
    await openStudy(page, cine.subject)
    const shown = await measured(cine, layout, true)
    await leaveStudy(page)
    return figure('fps', shown.map(perSecond))
  }
  const freeFps = {
    oneViewport: await free(freeRunning.one, 'single'),
    fourViewports: await free(freeRunning.four, 'four-up'),
  }
  return {
    figures: { canvas: largeCanvas, skipped, byProtocol, freeFps },
    aims: [
      ...Object.entries(skipped).map(aimOf),
      atLeast('free-running in one viewport of 1115 x 842', leastFps.one, freeFps.oneViewport),
      atLeast('free-running in each of four viewports', leastFps.four, {
        ...freeFps.fourViewports,
        median: freeFps.fourViewports.min,
      }),
    ],
  }
}

const aimOf = ([cine, skipped]: [string, Figure]): Aim =>
  atMost(`under 2 % of ${cine} are skipped`, mostSkippedPercent, { ...skipped, median: skipped.max })

/** Of the phases that came up between the first image seen and the last, of each viewport. */
const worst = (shown: readonly Shown[], { phases, beatsPerMinute }: Cine): number[] =>
  shown.map(({ times }) => {
    const due = Math.round((spanOf(times) / 60_000) * beatsPerMinute * phases)
    return due === 0 ? 0 : (100 * Math.max(0, due - (times.length - 1))) / due
  })

const perSecond = ({ times }: Shown): number => ((times.length - 1) / spanOf(times)) * 1000

const spanOf = (times: readonly number[]): number => (times.at(-1) ?? 0) - (times[0] ?? 0)
