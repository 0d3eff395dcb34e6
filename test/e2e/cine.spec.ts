/** The beat of the heart on the screen: at its true rate, in step in every view, and still when it is asked to be. */
import { referenceLine } from '#analysis/geometry/cross-reference.ts'
import { imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'
import { demoGrid, demoPhases, demoShortAxis, demoSubject, demoTruth, fourChamber } from './demo-study.ts'
import { drawn } from './hand.ts'
import { openStudy, type ReadingRoom } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const watched = 4_000

/** Of the compositor, as the protocol of the browser's inspector tells it. */
interface Layer {
  readonly width: number
  readonly height: number
  readonly drawsContent: boolean
}

interface Seen {
  /** ms of the page's clock */
  readonly at: number
  /** of each view, as its corner says, from 1 */
  readonly phases: readonly number[]
}

const areaOf = ([width = 0, height = 0]: readonly number[]): number => width * height

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

  test('says on a long axis where the short axis lies that is read, in colour and place', async ({
    page,
  }) => {
    const slice = 4
    await room.goTo(slice, 0)
    const stage = page.getByRole('application', { name: /^4-chamber/ }).locator('.viewport-stage')
    const box = await stage.boundingBox()
    const of = demoShortAxis.find((image) => image.slice === slice)?.plane
    const line = of && fourChamber?.plane && referenceLine(of, fourChamber.plane)
    if (!box || !line) throw new Error('the planes do not meet')
    const transform = imageTransform(demoGrid, { ...box, ratio: 1 }, { zoom: 1, centre: undefined })
    const [from, to] = [indexToCanvas(transform, line.from), indexToCanvas(transform, line.to)]
    const ends = () =>
      stage.locator('.viewport-lines i').evaluate((element) => {
        const { transform, width } = getComputedStyle(element)
        const { a, b, e, f } = new DOMMatrix(transform)
        const length = Number.parseFloat(width)
        return [e, f, e + a * length, f + b * length]
      })
    await expect
      .poll(async () => {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = await ends()
        return Math.max(Math.hypot(x1 - from.x, y1 - from.y), Math.hypot(x2 - to.x, y2 - to.y))
      })
      .toBeLessThan(0.02)
  })

  test('has nothing over its images that is as large as one: it would be laid over each frame anew', async ({
    page,
  }) => {
    await page.keyboard.press('Escape')
    const inspector = await page.context().newCDPSession(page)
    let layers: readonly Layer[] = []
    inspector.on('LayerTree.layerTreeDidChange', (changed) => {
      layers = changed.layers ?? layers
    })
    await inspector.send('DOM.enable')
    await inspector.send('LayerTree.enable')
    const images = await page
      .locator('.viewport-image canvas')
      .evaluateAll((canvases) => canvases.map((canvas) => [canvas.clientWidth, canvas.clientHeight].join()))
    const [smallest = 0] = images.map((size) => areaOf(size.split(',').map(Number))).sort((a, b) => a - b)
    // all that stands beside and below the images is one, the largest
    const over = (): readonly number[] =>
      layers
        .filter(({ drawsContent, width, height }) => drawsContent && !images.includes([width, height].join()))
        .map(({ width, height }) => areaOf([width, height]))
        .sort((a, b) => b - a)
        .slice(1)
    await expect.poll(() => over().length).toBeGreaterThan(images.length)
    expect(over()[0]).toBeLessThan(smallest / 2)
    await inspector.detach()
  })
})
