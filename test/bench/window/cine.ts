/** How a cine plays: phases skipped at the true heart rate, and images a second when there are always new ones. */
import type { Page } from 'playwright-core'
import { type Aim, atMost, type Figure, figure, type Part } from '../figures.ts'
import { type Cine, cines, freeRunning } from './library.ts'
import { leaveStudy, openStudy, play, watchImages } from './room.ts'
import type { Shown } from './watching.ts'

const mostSkipped = 2
const settlingMs = 2_000
const trueRateMs = 10_000
const freeRunningMs = 5_000

export async function cinePart(page: Page, runs: number): Promise<Part> {
  const skipped: Record<string, Figure> = {}
  for (const cine of cines)
    skipped[`${cine.phases} phases at ${cine.beatsPerMinute} bpm`] = figure(
      '%',
      await during(page, cine, runs, trueRateMs, (large) => skippedPercent(large, cine)),
    )
  const freeFps = {
    oneViewport: figure('fps', await during(page, freeRunning.one, runs, freeRunningMs, perSecond)),
    fourViewports: figure('fps', await during(page, freeRunning.four, runs, freeRunningMs, perSecond)),
  }
  return { figures: { skipped, freeFps }, aims: Object.entries(skipped).map(aimOf) }
}

const aimOf = ([cine, skipped]: [string, Figure]): Aim =>
  atMost(`under 2 % of ${cine} are skipped in four viewports`, mostSkipped, skipped)

async function during(
  page: Page,
  cine: Cine,
  runs: number,
  milliseconds: number,
  measure: (large: Shown) => number,
): Promise<number[]> {
  await openStudy(page, cine.subject)
  await play(page)
  await page.waitForTimeout(settlingMs)
  const values: number[] = []
  for (let run = 0; run < runs; run++) {
    const [large] = await watchImages(page, milliseconds)
    if (!large || large.times.length < 2) throw new Error(`the large view of ${cine.subject} does not play`)
    values.push(measure(large))
  }
  await leaveStudy(page)
  return values
}

/** Of the phases that came up between the first image seen and the last. */
function skippedPercent({ times }: Shown, { phases, beatsPerMinute }: Cine): number {
  const due = Math.round((spanOf(times) / 60_000) * beatsPerMinute * phases)
  return (100 * Math.max(0, due - (times.length - 1))) / due
}

const perSecond = ({ times }: Shown): number => ((times.length - 1) / spanOf(times)) * 1000

const spanOf = (times: readonly number[]): number => (times.at(-1) ?? 0) - (times[0] ?? 0)
