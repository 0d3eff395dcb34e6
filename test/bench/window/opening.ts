/** Studies opened one after the other: how soon each can be read, and what is left of them in memory. */

import { atMost, figure, type Part } from '../figures.ts'
import type { Window } from './browser.ts'
import { comparedStudies, type Extent } from './extent.ts'
import { toOpen } from './library.ts'
import { fillInspector, megabytesAtRest } from './memory.ts'
import { leaveStudy, openNextStudy, openStudy } from './room.ts'
import type { Opening } from './watching.ts'

const longestFirstImageMs = 300
const longestNextStudyMs = 1_000
const mostGrowth = 1.1
const playedMs = 1_500
const settlingMs = 2_000

export async function openingPart(window: Window, { openings: count, rounds }: Extent): Promise<Part> {
  const { page } = window
  const openings: Opening[] = []
  const memory: number[] = []
  const whileOpen: number[] = []
  const kept = await fillInspector(window)
  const taken = async (): Promise<number> => (await megabytesAtRest(window)) - kept
  for (const [n, { subject }] of toOpen.slice(0, count).entries()) {
    openings.push(await openStudy(page, subject))
    await page.waitForTimeout(playedMs)
    if (n < comparedStudies) whileOpen.push(await taken())
    await leaveStudy(page)
    memory.push(await taken())
  }
  const [cold, ...warm] = openings
  const [, , third = 0] = memory
  const last = memory.at(-1) ?? 0
  const next = await nextStudies(window, rounds)
  const navigation: number[] = []
  for (let round = 0; round < rounds; round++) navigation.push(await navigated(window))
  const firstImage = figure(
    'ms',
    warm.map(({ firstImageMs }) => firstImageMs),
  )
  const growth = figure('x', [last / third])
  const nextStudy = figure(
    'ms',
    next.map(({ firstImageMs }) => firstImageMs),
  )
  return {
    figures: {
      cold,
      firstImage,
      stackPlayable: figure(
        'ms',
        warm.map(({ playableMs }) => playableMs),
      ),
      /** the prefetched one, by one key out of the study before */
      nextStudy,
      nextPlayable: figure(
        'ms',
        next.map(({ playableMs }) => playableMs),
      ),
      /** straight to the study, with nothing in the caches of the browser */
      navigationToFirstImage: figure('ms', navigation),
      /** PSS of all processes of the browser, in each of the first studies and after each study */
      memoryInStudyMb: whileOpen.map(Math.round),
      memoryMb: memory.map(Math.round),
      /** taken off: what the browser keeps because the page is driven */
      inspectorMb: Math.round(kept),
      /** of the process behind the window */
      hostMb: Math.round(window.hostMegabytes()),
      growth,
    },
    aims: [
      atMost('the first image is there within 300 ms, warm', longestFirstImageMs, firstImage),
      atMost('the next study is there within 1 s', longestNextStudyMs, nextStudy),
      atMost('memory after the last study is at most 1.1 x that after the third', mostGrowth, growth),
    ],
  }
}

async function nextStudies({ page }: Window, rounds: number): Promise<readonly Opening[]> {
  const [first] = toOpen
  if (!first) throw new Error('no study was made')
  await openStudy(page, first.subject)
  const opened: Opening[] = []
  for (let round = 0; round < rounds; round++) {
    // a reader looks at a study for longer than the next one takes to be fetched
    await page.waitForTimeout(settlingMs)
    opened.push(await openNextStudy(page))
  }
  await leaveStudy(page)
  return opened
}

/** As a reload in a profile that has nothing in its caches: the application is loaded and the study opened. */
async function navigated({ page, fresh, url }: Window): Promise<number> {
  const [first] = toOpen
  if (!first) throw new Error('no study was made')
  await openStudy(page, first.subject)
  const { hash } = new URL(page.url())
  await leaveStudy(page)
  const other = await fresh()
  await other.page.goto(`${new URL(url).origin}/${hash}`)
  const ms = await other.page.evaluate(() => window.watch.firstImageSinceNavigation())
  await other.close()
  return ms
}
