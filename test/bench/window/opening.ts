/** Ten studies opened one after the other: how soon each can be read, and what is left of them in memory. */
import type { Page } from 'playwright-core'
import { atMost, figure, type Part } from '../figures.ts'
import type { Window } from './browser.ts'
import { toOpen } from './library.ts'
import { leaveStudy, openStudy } from './room.ts'
import type { Opening } from './watching.ts'

const longestFirstImageMs = 300
const mostGrowth = 1.1
const playedMs = 2_000
const settlingMs = 3_000

export async function openingPart({ page, megabytes }: Window): Promise<Part> {
  const openings: Opening[] = []
  const memory: number[] = []
  for (const { subject } of toOpen) {
    openings.push(await openStudy(page, subject))
    await page.waitForTimeout(playedMs)
    await leaveStudy(page)
    memory.push(await restingMegabytes(page, megabytes))
  }
  const [cold, ...warm] = openings
  const [, , third = 0] = memory
  const tenth = memory.at(-1) ?? 0
  const firstImage = figure(
    'ms',
    warm.map(({ firstImageMs }) => firstImageMs),
  )
  const growth = figure('x', [tenth / third])
  return {
    figures: {
      cold,
      firstImage,
      stackPlayable: figure(
        'ms',
        warm.map(({ playableMs }) => playableMs),
      ),
      /** of all processes of the browser, after each study */
      memoryMb: memory.map(Math.round),
      growth,
    },
    aims: [
      atMost('the first image is there within 300 ms, warm', longestFirstImageMs, firstImage),
      atMost('memory after the tenth study is at most 1.1 x that after the third', mostGrowth, growth),
    ],
  }
}

/** After a collection: what nobody needs any more is not what a study leaves behind. */
async function restingMegabytes(page: Page, megabytes: () => number): Promise<number> {
  await page.requestGC()
  await page.waitForTimeout(settlingMs)
  return megabytes()
}
