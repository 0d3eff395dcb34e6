/** The beat of the heart on the screen: at its true rate, in step in every view, and still when it is asked to be. */
import { demoPhases, demoSubject, demoTruth } from './demo-study.ts'
import { drawn } from './hand.ts'
import { openStudy, type ReadingRoom } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const watched = 4_000

interface Seen {
  /** ms of the page's clock */
  readonly at: number
  /** of each view, as its corner says, from 1 */
  readonly phases: readonly number[]
}

test.describe('a cine', () => {
  let room: ReadingRoom
  test.beforeEach(async ({ sit, page }) => {
    test.setTimeout(180_000)
    await sit()
    room = await openStudy(page, demoSubject, reader.name)
    await expect(page.getByRole('region', { name: 'Cine' })).not.toContainText('images here', {
      timeout: 60_000,
    })
  })

  test('plays at the true heart rate, and the long axes show the same phase at every moment', async ({
    page,
  }) => {
    await expect(page.getByRole('button', { name: 'Stop the cine' })).toBeVisible()
    const seen = await page.evaluate(
      (duration) =>
        new Promise<Seen[]>((done) => {
          const main = document.querySelector('main')
          const found: Seen[] = []
          const begun = performance.now()
          const look = (): void => {
            const at = performance.now()
            const text = main?.innerText ?? ''
            const phases = [...text.matchAll(/phase (\d+) of/g)].map(([, phase]) => Number(phase))
            if (found.at(-1)?.phases[0] !== phases[0]) found.push({ at, phases })
            if (at - begun < duration) requestAnimationFrame(look)
            else done(found)
          }
          requestAnimationFrame(look)
        }),
      watched,
    )
    expect(seen.every(({ phases }) => phases.length === 4)).toBe(true)
    expect(seen.filter(({ phases }) => new Set(phases).size > 1)).toEqual([])
    // each step is less than half a beat, so that none is missed
    const come = seen.slice(1).reduce((sum, { phases: [phase = 0] }, index) => {
      const [before = 0] = seen[index]?.phases ?? []
      return sum + ((phase - before + demoPhases) % demoPhases)
    }, 0)
    const [first, last] = [seen[0], seen.at(-1)]
    const elapsed = (last?.at ?? 0) - (first?.at ?? 0)
    const due = (elapsed * demoPhases * demoTruth.heartRate) / 60_000
    expect(elapsed).toBeGreaterThan(watched / 2)
    // the first and the last were each seen up to one phase and one display frame late
    expect(Math.abs(come - due)).toBeLessThan(2.5)
  })

  test('stands still, goes phase by phase, and begins again after the last', async ({ page }) => {
    await room.stopCine()
    const { phase, slice } = await room.where()
    for (let step = 1; step <= demoPhases; step++) {
      await page.keyboard.press('ArrowRight')
      await expect
        .poll(() => room.where())
        .toMatchObject({ slice, phase: ((phase - 1 + step) % demoPhases) + 1 })
    }
    await page.keyboard.press('ArrowLeft')
    await expect
      .poll(() => room.where())
      .toMatchObject({ phase: ((phase - 2 + demoPhases) % demoPhases) + 1 })
  })

  test('plays slower and faster by key, and says how fast', async ({ page }) => {
    const cine = page.getByRole('region', { name: 'Cine' })
    const rate = Math.round(demoTruth.heartRate)
    await expect(cine).toContainText(`${rate} bpm · true rate`)
    await page.keyboard.press('<')
    await page.keyboard.press('<')
    await page.keyboard.press('<')
    await expect(cine).toContainText(`${rate} bpm · 1/4 ×`)
    for (let press = 0; press < 3; press++) await page.keyboard.press('>')
    await expect(cine).toContainText(`${rate} bpm · 2 ×`)
    await page.keyboard.press('<')
    await expect(cine).toContainText('true rate')
  })

  test('keeps its phase while the slice changes by wheel and key, and stops at both ends of the heart', async ({
    page,
  }) => {
    await room.stopCine()
    const { phase, slices } = await room.where()
    await page.keyboard.press('End')
    await expect.poll(() => room.where()).toMatchObject({ slice: slices, phase })
    await page.keyboard.press('ArrowDown')
    await room.large.hover()
    await page.mouse.wheel(0, 300)
    await drawn(page)
    await expect.poll(() => room.where()).toMatchObject({ slice: slices, phase })
    // the next notch is heard after that one, which stopped at the end
    await page.mouse.wheel(0, -300)
    await expect.poll(() => room.where()).toMatchObject({ slice: slices - 1, phase })
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => room.where()).toMatchObject({ slice: 1, phase })
  })

  test('gives the large place to another series by key, and the short axis back', async ({ page }) => {
    await page.keyboard.press(']')
    await expect(page.getByRole('application', { name: /^2-chamber, slice 1 of 1$/ })).toHaveAttribute(
      'data-state',
      'shown',
    )
    await page.keyboard.press('a')
    await expect(page.getByRole('application', { name: /^SAX cine/ })).toHaveAttribute('data-state', 'shown')
  })
})
