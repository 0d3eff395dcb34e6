/** The heart beats at its own rate, however slow the machine: what comes too late is skipped and counted. */
import { expect, settled, test, wholeStudy } from '../viewport/harness/fixture.ts'

const beats = [
  { phases: 20, rate: 60 },
  { phases: 20, rate: 90 },
  { phases: 30, rate: 60 },
  { phases: 30, rate: 90 },
]

for (const { phases, rate } of beats) {
  test(`${phases} phases at ${rate} /min: shown and skipped phases add up to the true heart rate`, async ({
    open,
  }) => {
    const page = await open(`cine-${phases}-${rate}`, { side: 300 })
    await wholeStudy(page)
    await page.evaluate(() => window.harness?.playhead.play())
    await page.waitForFunction(() => (window.harness?.playhead.counts().elapsed ?? 0) > 2000)
    const counts = await page.evaluate(() => {
      window.harness?.playhead.pause()
      return window.harness?.playhead.counts() ?? { shown: 0, skipped: 0, elapsed: 0 }
    })
    // between the first and the last image shown lie all the others, shown or not
    const come = counts.shown + counts.skipped - 1
    const due = (counts.elapsed / (60_000 / rate)) * phases
    expect(Math.abs(come - due)).toBeLessThanOrEqual(1)
    const share = (100 * counts.skipped) / (counts.shown + counts.skipped)
    test.info().annotations.push({ type: 'skipped', description: `${share.toFixed(1)} % of phases` })
  })
}

test('four views of like rhythm show the same fraction of the beat, in the same display frame', async ({
  open,
}) => {
  const page = await open('four-views', { side: 240 })
  await wholeStudy(page)
  expect(await page.evaluate(() => window.harness?.playhead.linkedBy)).toBe('fraction')
  await page.evaluate(() => window.harness?.playhead.showPhase(17))
  await settled(page)
  const phases = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.viewport')].map((viewport) => viewport.dataset['image']),
  )
  // the last number of the synthetic UIDs counts phases from 1
  expect(phases.map((key) => key?.match(/\.(\d+)\/0$/)?.[1])).toEqual(['18', '18', '18', '18'])
})

test('after the last phase comes the first', async ({ open }) => {
  const page = await open('cine-20-60', { side: 240 })
  await page.evaluate(() => window.harness?.playhead.step(-1))
  expect(await page.evaluate(() => window.harness?.playhead.get().phase)).toBe(19)
  await page.evaluate(() => window.harness?.playhead.step(1))
  expect(await page.evaluate(() => window.harness?.playhead.get().phase)).toBe(0)
})
