/** Processor time of the page's thread: unlike the clock, another program that runs beside it hardly changes it. */
import type { Page } from 'playwright-core'

export interface Thread {
  /** ms of its own since the last call */
  lap(): Promise<number>
}

export async function threadOf(page: Page): Promise<Thread> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  let before = 0
  const lap = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
    const spent = 1000 * (seconds - before)
    before = seconds
    return spent
  }
  await lap()
  return { lap }
}
