/** Images come in the order in which they are looked at, say when they cannot come, and go when the study is left. */
import { expect, settled, test, wholeStudy } from '../viewport/harness/fixture.ts'
import { handOn } from '../viewport/harness/mouse.ts'

test('the slice on screen is fetched before the others, and nothing twice', async ({ open, harness }) => {
  harness.asked.length = 0
  const page = await open('reading', { side: 300 })
  await wholeStudy(page)
  const progress = await page.evaluate(() => window.harness?.loads[0]?.get())
  expect(progress).toMatchObject({
    loaded: 250,
    total: 250,
    failed: 0,
    slicePlayable: true,
    stackPlayable: true,
  })
  const known = await page.evaluate(() => {
    const { harness } = window
    const [first] = harness?.stacks[0]?.frames ?? []
    return (first ?? []).map((frame) => frame?.sopInstanceUid)
  })
  expect(known).toHaveLength(25)
  const objects = (await (await page.request.get(`${harness.url}studies/reading`)).json()).objects
  const firstSlice = new Set(known.map((uid) => `/frames/${objects[uid ?? '']}/0`))
  // six are under way at once and may overtake each other
  const last = harness.asked.findLastIndex((path) => firstSlice.has(path))
  expect(last).toBeLessThan(25 + 6)
  expect(new Set(harness.asked).size).toBe(harness.asked.length)
})

test('an image that the server refuses is named as refused, and shows when it comes after all', async ({
  open,
  harness,
}) => {
  const page = await open('short', { side: 300 })
  harness.refuse = 404
  await page.goto(`${harness.url}?study=short&side=300`)
  const viewport = page.locator('.viewport').first()
  await expect(viewport).toHaveAttribute('data-state', 'failed')
  await expect(viewport).toContainText('HTTP 404')
  harness.refuse = undefined
  await page.evaluate(() => window.harness?.goToSlice(1))
  // or it would never have looked away
  await page.waitForFunction(() => window.harness?.slice === 1)
  await page.evaluate(() => window.harness?.goToSlice(0))
  await expect(viewport).toHaveAttribute('data-state', 'shown')
})

test('an image that is waited for leaves no other undimmed in its place', async ({ open, harness }) => {
  const page = await open('short', { side: 300 })
  const awaited = await page.evaluate(() => window.harness?.stacks[0]?.frames[1]?.[0]?.sopInstanceUid)
  const objects = (await (await page.request.get(`${harness.url}studies/short`)).json()).objects
  let arrive = (): void => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(`**/frames/${objects[awaited ?? '']}/0`, async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(`${harness.url}?study=short&side=300`)
  const viewport = page.locator('.viewport').first()
  const image = page.locator('.viewport-image').first()
  await expect(viewport).toHaveAttribute('data-state', 'shown')
  await expect(image).toHaveCSS('opacity', '1')
  await page.evaluate(() => window.harness?.goToSlice(1))
  await expect(viewport).toHaveAttribute('data-state', 'loading')
  await expect(image).toHaveCSS('opacity', '0.35')
  arrive()
  await expect(viewport).toHaveAttribute('data-state', 'shown')
  await expect(image).toHaveCSS('opacity', '1')
})

test('images that fail are asked for again, but not at every beat of the cine', async ({ open, harness }) => {
  const page = await open('short', { side: 300 })
  harness.refuse = 503
  harness.asked.length = 0
  await page.goto(`${harness.url}?study=short&side=300`)
  await expect(page.locator('.viewport').first()).toHaveAttribute('data-state', 'failed')
  // what is asked for from now on is asked for again
  await page.waitForFunction(() =>
    window.harness?.loads.every((load) => load.get().failed === load.get().total),
  )
  await settled(page)
  const before = harness.asked.length
  // several beats of ten phases, if each image is asked for whenever it is due
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const playhead = window.harness?.playhead
        let steps = 0
        const step = (): void => {
          playhead?.step(1)
          if (++steps < 60) requestAnimationFrame(step)
          else done()
        }
        step()
      }),
  )
  await settled(page)
  const phases = (await page.evaluate(() => window.harness?.playhead.lead.phaseCount)) ?? 0
  expect(harness.asked.length - before).toBeLessThanOrEqual(2 * phases)
})

test('leaving the study frees its pixels and forgets its frames', async ({ open }) => {
  const page = await open('reading', { side: 300 })
  await wholeStudy(page)
  const memory = await page.evaluate(() => window.harness?.memory())
  // 250 images of 256 x 256 x 2 bytes
  expect(memory).toEqual({ pixelBytes: 250 * 256 * 256 * 2, describedFrames: 250 })
  await page.evaluate(() => window.harness?.leave())
  await expect(page.locator('.viewport')).toHaveCount(0)
  expect(await page.evaluate(() => window.harness?.memory())).toEqual({ pixelBytes: 0, describedFrames: 0 })
})

test('leaving in the middle of loading stops the loading', async ({ open, harness }) => {
  const page = await open('reading', { side: 300 })
  await page.evaluate(() => window.harness?.leave())
  harness.asked.length = 0
  await settled(page)
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
  // what was under way when it was left may still be answered, nothing else is asked
  expect(harness.asked.length).toBeLessThanOrEqual(6)
  expect(await page.evaluate(() => window.harness?.memory().pixelBytes)).toBe(0)
})

test('the wheel goes through the slices and stops at the ends; Ctrl and wheel zoom at the pointer', async ({
  open,
}) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  const slice = () => page.evaluate(() => window.harness?.slice)
  await hand.moveTo([100, 90])
  for (let notch = 0; notch < 3; notch += 1) {
    await page.mouse.wheel(0, 100)
    await expect.poll(slice).toBe(notch + 1)
  }
  for (let notch = 0; notch < 4; notch += 1) {
    await page.mouse.wheel(0, -100)
    await expect.poll(slice).toBe(Math.max(0, 2 - notch))
    await settled(page)
  }
  expect(await slice()).toBe(0)

  // wheel events carry whole pixels
  const pointer = [211, 187] as const
  await page.mouse.move(...pointer)
  const under = () =>
    page.evaluate(([x, y]) => {
      const stage = document.querySelector('.viewport-stage')?.getBoundingClientRect()
      const transform = window.harness?.views[0]?.get().shown?.transform
      if (!stage || !transform) throw new Error('nothing is shown')
      const { surface, centre, columnScale, rowScale } = transform
      return [
        centre[0] + (x - stage.left - surface.width / 2) / columnScale,
        centre[1] + (y - stage.top - surface.height / 2) / rowScale,
      ]
    }, pointer)
  const before = await under()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -100)
  await page.mouse.wheel(0, -100)
  await page.keyboard.up('Control')
  await settled(page)
  await expect.poll(() => page.evaluate(() => window.harness?.views[0]?.get().zoom ?? 0)).toBeGreaterThan(1.2)
  const after = await under()
  expect(after[0]).toBeCloseTo(before[0] ?? 0, 9)
  expect(after[1]).toBeCloseTo(before[1] ?? 0, 9)
  expect(await slice()).toBe(0)
})

test('a right drag changes the window, a middle drag moves the image, Escape takes a drag back', async ({
  open,
}) => {
  const page = await open('short', { side: 480 })
  const hand = handOn(page)
  const view = () => page.evaluate(() => window.harness?.views[0]?.get())
  const start = await view()
  await page.mouse.move(...(await hand.at([128, 128])))
  await page.mouse.down({ button: 'right' })
  await page.mouse.move(400, 340, { steps: 3 })
  await page.mouse.up({ button: 'right' })
  const windowed = await view()
  expect(windowed?.window?.width).toBeGreaterThan(start?.shown?.window.width ?? 0)
  expect(windowed?.window?.center).toBeGreaterThan(start?.shown?.window.center ?? 0)

  const from = await hand.at([128, 128])
  await page.mouse.move(...from)
  await page.mouse.down({ button: 'middle' })
  await page.mouse.move(from[0] + 40, from[1] - 25, { steps: 3 })
  await settled(page)
  const moved = await hand.at([128, 128])
  expect(moved[0] - from[0]).toBeCloseTo(40, 5)
  expect(moved[1] - from[1]).toBeCloseTo(-25, 5)
  await page.keyboard.press('Escape')
  await page.mouse.up({ button: 'middle' })
  const back = await hand.at([128, 128])
  expect(back[0]).toBeCloseTo(from[0], 5)
})
