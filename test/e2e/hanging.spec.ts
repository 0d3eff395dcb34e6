/** How images hang: by mode and by key, in step and at one position, with the keys in the image that was pressed last. */
import type { Page } from '@playwright/test'
import {
  allDemoContours,
  demoContours,
  demoPhases,
  demoSlices,
  demoSubject,
  demoTruth,
} from './demo-study.ts'
import { openStudy, type ReadingRoom } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const images = (page: Page) => page.getByRole('main').getByRole('application')
const image = (page: Page, name: RegExp) => page.getByRole('application', { name })

/** Of every image on the screen, as it is called. */
const names = (page: Page): Promise<(string | null)[]> =>
  images(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))

test.describe('the images of a study', () => {
  let room: ReadingRoom
  test.beforeEach(async ({ sit, page }) => {
    await sit()
    room = await openStudy(page, demoSubject, reader.name)
    await room.stopCine()
  })

  test('hang by mode and by key, without a hole, and as this reader left them when the study is opened again', async ({
    page,
  }) => {
    await expect
      .poll(() => names(page))
      .toEqual([expect.stringMatching(/^SAX cine, slice \d+ of \d+$/), '4-chamber', '2-chamber', '3-chamber'])
    await page.keyboard.press('3')
    const scar = page.getByRole('navigation', { name: 'Analyses' }).getByRole('button', { name: 'Scar' })
    await expect(scar).toHaveAttribute('aria-current', 'page')
    const results = page.getByRole('complementary')
    // said once, and nothing is offered that would not help
    await expect(results).toHaveText('This study has no late enhancement.')
    await expect(images(page)).toHaveCount(4)
    await page.keyboard.press('2')
    await expect(results.getByRole('status')).toHaveText(
      /^End-diastole and end-systole are not known\.Set ED and ES, or [^.]+\.Set ES to this phase$/,
    )
    await page.keyboard.press('1')
    await page.keyboard.press('Alt+2')
    await expect(images(page)).toHaveCount(4)
    await page.keyboard.press('Alt+3')
    await expect(images(page)).toHaveCount(3)
    await page.keyboard.press('Shift+O')
    await expect(images(page)).toHaveCount(4)
    await page.keyboard.press('l')
    await page.getByRole('row', { name: demoSubject }).click()
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-layout=four-up]')).toBeVisible()
  })

  test('go to the slice that is clicked in a long axis, and to base, middle and apex by key', async ({
    page,
  }) => {
    await page.keyboard.press('Home')
    await expect.poll(() => room.where()).toMatchObject({ slice: 1 })
    await image(page, /^4-chamber/).click()
    // whoever was pressed has the keys
    await expect(image(page, /^4-chamber, slice 1 of 1$/)).toBeVisible()
    await expect.poll(async () => (await room.where()).slice).toBeGreaterThan(1)
    await page.keyboard.press('u')
    await expect(image(page, /^2-chamber, slice 1 of 1$/)).toBeVisible()
    await page.keyboard.press('a')
    await expect(image(page, /^SAX cine, slice/)).toBeVisible()
    await room.openContours(demoContours)
    await page.keyboard.press('End')
    await expect.poll(() => room.where()).toMatchObject({ slice: demoSlices })
    await page.keyboard.press('PageDown')
    await expect.poll(() => room.where()).not.toMatchObject({ slice: demoSlices })
    const { slice: apex } = await room.where()
    await page.keyboard.press('PageUp')
    await expect.poll(async () => (await room.where()).slice).toBeLessThan(apex)
    const { slice: base } = await room.where()
    await page.keyboard.press('k')
    await expect.poll(() => room.where()).toMatchObject({ slice: Math.round((base + apex) / 2) })
  })

  test('are a matrix of every slice at every phase, of which one is opened by a click', async ({ page }) => {
    await page.keyboard.press('Alt+5')
    const matrix = page.getByRole('region', { name: 'Slices at all phases' })
    await expect(matrix.locator('canvas')).toHaveAttribute('data-state', 'drawn')
    await matrix.getByRole('button', { name: /^Slice 5, phase 3:/ }).click()
    await room.stands(4, 2)
    await expect(page.locator('[data-layout=function]')).toBeVisible()
    await page.keyboard.press('Alt+4')
    const pairs = page.getByRole('region', { name: 'Slices at ED and ES' }).getByRole('button')
    // before anything is contoured only the phase on the screen stands for ED and ES
    await expect(pairs).toHaveCount(demoSlices)
  })

  test('are a matrix with its contours on the slices that have some, which a key hides', async ({ page }) => {
    await room.openContours(demoContours)
    await page.keyboard.press('Alt+4')
    const canvas = page.getByRole('region', { name: 'Slices at ED and ES' }).locator('canvas')
    await expect(canvas).toHaveAttribute('aria-busy', 'false')
    // the images are grey
    const reds = (): Promise<number> =>
      canvas.evaluate((element) => {
        if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas')
        const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? []
        let found = 0
        for (let at = 0; at < pixels.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = pixels.slice(at, at + 3)
          if (red > 150 && red > 1.5 * Math.max(green, blue)) found += 1
        }
        return found
      })
    await expect.poll(reds).toBeGreaterThan(200)
    await page.keyboard.press('t')
    await expect.poll(reds).toBe(0)
    await page.keyboard.press('t')
    await expect.poll(reds).toBeGreaterThan(200)
  })

  test('have no other reading beside them for a blinded reader', async ({ page }) => {
    await page.keyboard.press('Alt+c')
    await expect(page.getByRole('dialog', { name: 'Compare with' })).toContainText(
      'no other reading that you may see',
    )
  })
})

test('a part of the beat is played, and the curve of volumes is gone through by a drag', async ({
  sit,
  page,
}) => {
  await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await room.openContours(allDemoContours)
  const volumes = page.getByRole('img', { name: `Cavity volume over ${demoPhases} phases` })
  await expect(volumes).toBeVisible()
  await page.keyboard.press('d')
  await expect.poll(() => room.where()).toMatchObject({ phase: demoTruth.edPhase + 1 })
  await page.keyboard.press('Shift+Space')
  const cine = page.getByRole('region', { name: 'Cine' })
  await expect(cine.getByRole('button', { name: 'Played: systole, from ED to ES' })).toBeVisible()
  const seen = await page.evaluate(
    (frames) =>
      new Promise<number[]>((done) => {
        const found: number[] = []
        const look = (): void => {
          const [, phase] = /phase (\d+) of/.exec(document.querySelector('main')?.innerText ?? '') ?? []
          found.push(Number(phase))
          if (found.length < frames) requestAnimationFrame(look)
          else done(found)
        }
        requestAnimationFrame(look)
      }),
    90,
  )
  const { edPhase: ed, esPhase: es } = demoTruth
  const steps = (es - ed + demoPhases) % demoPhases
  expect(seen.every((phase) => (phase - 1 - ed + demoPhases) % demoPhases <= steps)).toBe(true)
  expect(new Set(seen).size).toBeGreaterThan(2)
  const curve = await volumes.boundingBox()
  if (!curve) throw new Error('there is no curve')
  const across = (share: number): readonly [number, number] => [
    curve.x + share * curve.width,
    curve.y + curve.height / 2,
  ]
  await page.mouse.move(...across(0.15))
  await page.mouse.down()
  // systole goes through the same phases by itself
  await expect(page.getByRole('button', { name: 'Play the cine' })).toBeVisible()
  await expect.poll(async () => (await room.where()).phase).toBeLessThan(0.3 * demoPhases)
  await page.mouse.move(...across(0.75), { steps: 4 })
  await expect.poll(async () => (await room.where()).phase).toBeGreaterThan(0.5 * demoPhases)
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Play the cine' })).toBeVisible()
})
