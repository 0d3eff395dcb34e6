/** The hand of a reader: drawing, copying, marking, taking back; and what must be there before a signature. */
import { crossings } from '#analysis/contours/crossings.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { ContourFile } from '#contract/contour-file.ts'
import { imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'
import {
  demoContours,
  demoGrid,
  demoPhases,
  demoShortAxis,
  demoSubject,
  demoTruth,
  fourChamber,
} from './demo-study.ts'
import { borderOn, drawn, handleOn, imageAt } from './hand.ts'
import { openStudy, type ReadingRoom } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const { edPhase: ed, esPhase: es } = demoTruth
const middle = 5
const signature = 'Signature'

/** Takes a point of a whole set of contours outwards and holds it. @returns the EDV before, mL */
async function pull(room: ReadingRoom): Promise<number> {
  await room.openContours(demoContours)
  await expect.poll(() => room.number('EDV')).toBeGreaterThan(0)
  await room.goTo(middle, ed)
  await room.editOpened()
  const before = await room.number('EDV')
  const [from, to] = handleOn(demoContours, { slice: middle, phase: ed, outward: 5 })
  await room.press(demoGrid, from, to)
  return before
}

/** To the middle slice at end-diastole, from a cine that stands, until it is seen: a hand draws on what is seen. */
async function goByKeys(room: ReadingRoom): Promise<void> {
  const { phase, phases } = await room.where()
  const steps = (ed + 1 - phase + phases) % phases
  await room.page.keyboard.press('Home')
  for (let slice = 0; slice < middle; slice++) await room.page.keyboard.press('ArrowDown')
  for (let step = 0; step < steps; step++) await room.page.keyboard.press('ArrowRight')
  await room.stands(middle, ed)
}

test.describe('a reader', () => {
  let room: ReadingRoom
  test.beforeEach(async ({ sit }) => {
    const { page } = await sit()
    room = await openStudy(page, demoSubject, reader.name)
  })

  test('sets end-diastole and end-systole by key before contouring, and takes it back', async ({ page }) => {
    await room.stopCine()
    await room.goTo(middle, (await room.where()).phase - 1)
    const start = (await room.where()).phase - 1
    await page.keyboard.press('Shift+D')
    await expect(room.strip).toContainText(`ED ${start + 1}`)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+S')
    await expect(room.strip).toContainText(`ES ${((start + 2) % 25) + 1}`)
    await page.keyboard.press('d')
    await expect.poll(() => room.where()).toMatchObject({ phase: start + 1 })
    await page.keyboard.press('Control+z')
    await expect(room.strip).not.toContainText('ES')
    await page.keyboard.press('Control+Shift+Z')
    await expect(room.strip).toContainText('ES')
    await expect(room.saved).toBeVisible()
  })

  test('draws both borders by points and by hand, and the areas are those of the truth', async ({ page }) => {
    await room.stopCine()
    await goByKeys(room)
    await page.keyboard.press('e')
    const inner = borderOn('lv-endocardial', { slice: middle, phase: ed, points: 12 })
    for (const point of inner) await page.mouse.click(...(await room.at(demoGrid, point)))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toContainText(/Endo \d+\.\d cm² · drawn/)
    await page.keyboard.press('r')
    await page.keyboard.press('f')
    const outer = borderOn('lv-epicardial', { slice: middle, phase: ed, points: 60 })
    const [first] = outer
    if (!first) throw new Error('the border has points')
    await page.mouse.move(...(await room.at(demoGrid, first)))
    await page.mouse.down()
    for (const point of [...outer, first]) await page.mouse.move(...(await room.at(demoGrid, point)))
    await page.mouse.up()
    await expect(page.getByRole('main')).toContainText(/Epi \d+\.\d cm²/)
    const offTruth = async (name: string, border: 'lv-endocardial' | 'lv-epicardial'): Promise<number> => {
      const text = await page.getByRole('main').innerText()
      const truth = areaOf(borderOn(border, { slice: middle, phase: ed, points: 200 })) / 100
      return Math.abs(Number(new RegExp(`${name} ([\\d.]+) cm²`).exec(text)?.[1]) / truth - 1)
    }
    await expect.poll(() => offTruth('Endo', 'lv-endocardial')).toBeLessThan(0.02)
    await expect.poll(() => offTruth('Epi', 'lv-epicardial')).toBeLessThan(0.02)
    await expect(room.numbers).toContainText('provisional')
    await expect(room.saved).toBeVisible()
  })

  test('copies a contour to the next slice and phase, deletes it, and marks a slice as without LV', async ({
    page,
  }) => {
    await room.openContours(only(demoContours, ({ slice, phase }) => slice === middle && phase === ed))
    await expect(room.strip).toContainText(`ED ${ed + 1}`)
    await room.goTo(middle, ed)
    await page.keyboard.press('Alt+ArrowDown')
    await room.stands(middle + 1, ed)
    await expect(page.getByRole('main')).toContainText(/Endo .* copied/)
    await page.keyboard.press('Alt+ArrowRight')
    await room.stands(middle + 1, ed + 1)
    await expect(page.getByRole('main')).toContainText(/Endo .* copied/)
    await page.keyboard.press('Delete')
    await expect(page.getByRole('main')).not.toContainText('Endo')
    await page.keyboard.press('Delete')
    await room.goTo(middle + 2, ed)
    await page.keyboard.press('n')
    const cell = room.strip.getByRole('button', { name: `Slice ${middle + 3}, phase ${ed + 1}:` })
    await expect(cell).toHaveAccessibleName(/no LV$/)
    await expect(page.getByRole('main')).toContainText('marked no LV')
    await page.keyboard.press('n')
    await expect(cell).toHaveAccessibleName(/open$/)
    await expect(room.saved).toBeVisible()
  })

  test('sees on the long axes where they cut what he drew on the short axis, and hides both by one key', async ({
    page,
  }) => {
    await room.openContours(demoContours)
    await room.goTo(middle, ed)
    const view = page.getByRole('application', { name: /^4-chamber/ })
    const stage = await view.locator('.viewport-stage').boundingBox()
    if (!stage) throw new Error('no image is shown')
    const { x, y } = indexToCanvas(
      imageTransform(demoGrid, { ...stage, ratio: 1 }, { zoom: 1, centre: undefined }),
      cutOnFourChamber(),
    )
    const colour = (): Promise<readonly number[]> =>
      view
        .locator('.viewport-overlay[data-sheet=ground]')
        .evaluate(
          (canvas, [left, top]) =>
            canvas instanceof HTMLCanvasElement && !canvas.hidden
              ? [
                  ...(canvas
                    .getContext('2d')
                    ?.getImageData(left - canvas.offsetLeft, top - canvas.offsetTop, 1, 1).data ?? []),
                ]
              : [],
          [Math.round(x), Math.round(y)] as const,
        )
    // endocardial red
    await expect.poll(async () => (await colour())[3]).toBe(255)
    const [red = 0, green = 0, blue = 0] = await colour()
    expect(red).toBeGreaterThan(1.5 * Math.max(green, blue))
    await page.keyboard.press('t')
    await expect.poll(async () => (await colour())[3] ?? 0).toBeLessThan(255)
  })

  test('pulls a point: the volume follows the hand; undo and redo bring both back', async ({ page }) => {
    const before = await pull(room)
    await expect.poll(() => room.number('EDV')).toBeGreaterThan(before)
    // of the last of the moves
    await drawn(page)
    const pulled = await room.number('EDV')
    await page.mouse.up()
    await expect(room.saved).toBeVisible()
    await expect.poll(() => room.number('EDV')).toBe(pulled)
    await page.keyboard.press('Control+z')
    await expect.poll(() => room.number('EDV')).toBe(before)
    await page.keyboard.press('Control+y')
    await expect.poll(() => room.number('EDV')).toBe(pulled)
    await page.keyboard.press('h')
    const history = page.getByRole('dialog', { name: /^History/ })
    await expect(history.getByRole('listitem').first()).toContainText(/redid|redone|again/i)
    await page.keyboard.press('Escape')
  })

  test('shapes borders by the tools, each by its key, in the window as it is read in', async ({ page }) => {
    const main = page.getByRole('main')
    const area = async (name: string): Promise<number> =>
      Number(new RegExp(`${name} ([\\d.]+) cm²`).exec(await main.innerText())?.[1] ?? 0)
    const at = (column: number, row: number) => room.at(demoGrid, [column, row])
    const inner = borderOn('lv-endocardial', { slice: middle, phase: ed, points: 12 })
    const [[x, y] = [0, 0]] = inner
    const centre = inner.reduce((sum, point) => [sum[0] + point[0] / 12, sum[1] + point[1] / 12], [0, 0])
    const outwards = (by: number) => {
      const [dx, dy] = [x - (centre[0] ?? 0), y - (centre[1] ?? 0)]
      const far = 1 + by / Math.hypot(dx, dy)
      return at((centre[0] ?? 0) + far * dx, (centre[1] ?? 0) + far * dy)
    }
    await room.stopCine()
    await goByKeys(room)
    await page.keyboard.press('e')
    for (const [column, row] of inner) await page.mouse.click(...(await at(column, row)))
    await page.keyboard.press('Enter')
    await expect(main).toContainText(/Endo .* drawn/)
    const first = await area('Endo')
    await test.step('nudge', async () => {
      await page.keyboard.press('p')
      await page.mouse.move(...(await outwards(0)))
      await page.mouse.down()
      await page.mouse.move(...(await outwards(3)), { steps: 4 })
      await page.mouse.up()
      await expect(main).toContainText(/Endo .* edited/)
      await expect.poll(() => area('Endo')).toBeGreaterThan(first)
    })
    await test.step('erase and paint', async () => {
      await drawn(page)
      const nudged = await area('Endo')
      await page.keyboard.press('Shift+X')
      await page.mouse.click(...(await outwards(3)))
      await expect.poll(() => area('Endo')).toBeLessThan(nudged)
      await page.keyboard.press('Shift+F')
      await page.mouse.move(...(await outwards(-2)))
      await page.mouse.down()
      await page.mouse.move(...(await outwards(6)), { steps: 4 })
      await page.mouse.up()
      await expect.poll(() => area('Endo')).toBeGreaterThan(first)
      for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
      await expect.poll(() => area('Endo')).toBe(first)
    })
    await test.step('epicardium at a distance, and snapped to the edge', async () => {
      await page.keyboard.press('Alt+r')
      await expect.poll(() => area('Epi')).toBeGreaterThan(first)
      await page.keyboard.press('Alt+e')
      await expect(main).toContainText(/Epi .* edited/)
    })
    await test.step('a border and a point of another chamber, and no RV beside', async () => {
      // a brush in the hand would go on painting
      await page.keyboard.press('v')
      await page.keyboard.press('Shift+R')
      await expect(main).toContainText('Click points along the RV endocardial border')
      for (const [column, row] of [
        [20, 20],
        [40, 20],
        [40, 40],
        [20, 40],
      ] as const)
        await page.mouse.click(...(await at(column, row)))
      await page.keyboard.press('Enter')
      await page.keyboard.press('Alt+a')
      await page.mouse.click(...(await at(60, 20)))
      await page.keyboard.press('Alt+v')
      await expect(page.getByRole('region', { name: 'Messages' })).toContainText('This image has RV contours')
      await expect(room.saved).toBeVisible()
    })
    await page.keyboard.press('h')
    const history = page.getByRole('dialog', { name: /^History/ })
    await expect(history).toContainText('landmark')
    await expect(history).toContainText('RV endocardial')
  })

  test('has a contour followed through the beat, and accepts what was made after a look', async ({
    page,
  }) => {
    await room.openContours(only(demoContours, ({ slice, phase }) => slice === middle && phase === ed))
    await room.goTo(middle, ed)
    await page.keyboard.press('Alt+b')
    const messages = page.getByRole('region', { name: 'Messages' })
    await expect(messages).toContainText(/\d+ contours propagated/, { timeout: 60_000 })
    for (const step of [1, 2]) {
      await page.keyboard.press('ArrowRight')
      await room.stands(middle, ed + step)
    }
    await expect(page.getByRole('main')).toContainText(/Endo .* propagated/)
    await page.keyboard.press('Shift+Enter')
    await expect(messages).toContainText(/\d+ contours accepted/)
    await expect(page.getByRole('main')).toContainText(/Endo .* propagated, accepted/)
    await page.keyboard.press('h')
    const history = page.getByRole('dialog', { name: /^History/ })
    await expect(history).toContainText('accepted')
    await page.keyboard.press('Escape')
    // it has the keys until it is gone
    await history.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('main')).not.toContainText(/Endo .* propagated/)
    await expect(room.saved).toBeVisible()
  })

  test('has by one key what lies between his contours, in slices and in phases, called what it is, and takes it back as one', async ({
    page,
  }) => {
    const apart = [middle - 1, middle + 1]
    const drawnHere = only(demoContours, ({ slice }) => apart.includes(slice))
    await room.openContours({
      ...drawnHere,
      contours: drawnHere.contours.filter(({ border }) => border === 'lv-endocardial'),
    })
    const main = page.getByRole('main')
    const messages = page.getByRole('region', { name: 'Messages' })
    await room.goTo(middle, ed)
    await expect(main).not.toContainText('Endo')
    await page.keyboard.press('Alt+k')
    // of two slices all phases but the two that were drawn, of the one between them all
    const count = 2 * (demoPhases - 2) + demoPhases
    await expect(messages).toContainText(`${count} contours interpolated`, { timeout: 60_000 })
    await expect(main).toContainText(/Endo .* interpolated/)
    const truth = areaOf(borderOn('lv-endocardial', { slice: middle, phase: ed, points: 200 })) / 100
    const made = async () => Number(/Endo ([\d.]+) cm²/.exec(await main.innerText())?.[1])
    // the wall is curved between the two slices, which an interpolation of two cannot know
    expect(Math.abs((await made()) / truth - 1)).toBeLessThan(0.05)
    await page.keyboard.press('ArrowRight')
    await room.stands(middle, ed + 1)
    await expect(main).toContainText(/Endo .* interpolated/)
    await page.keyboard.press('ArrowUp')
    await room.stands(middle - 1, ed + 1)
    await expect(main).toContainText(/Endo .* interpolated/)
    await expect(room.saved).toBeVisible()

    await page.keyboard.press('Control+z')
    await expect(main).not.toContainText('Endo')
    await room.goTo(middle, ed)
    await expect(main).not.toContainText('Endo')
    // what was drawn stands as it was given
    await room.goTo(middle - 1, ed)
    await expect(main).toContainText(/Endo .* from a file/)
    await page.keyboard.press('Control+y')
    await room.goTo(middle, ed)
    await expect(main).toContainText(/Endo .* interpolated/)
    await expect(room.saved).toBeVisible()
  })

  test('gives up a pull by Escape, and nothing was changed', async ({ page }) => {
    const before = await pull(room)
    await expect.poll(() => room.number('EDV')).not.toBe(before)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect.poll(() => room.number('EDV')).toBe(before)
  })

  test('is told what is missing, led there, and cannot sign before it is done', async ({ page }) => {
    await room.stopCine()
    const { empty: _, ...unmarked } = only(demoContours, ({ slice }) => slice !== middle)
    await room.openContours(unmarked)
    await expect(room.numbers).toContainText('provisional')
    const footer = page.getByRole('region', { name: signature })
    await expect(footer.getByRole('button', { name: /^Sign/ })).toBeDisabled()
    await expect(footer).toContainText(`Slice ${middle + 1} at E`)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    // from where nothing is missing, or he would be there already
    await room.goTo(middle, ed)
    await page.keyboard.press('ArrowRight')
    await room.stands(middle, ed + 1)
    await page.keyboard.press('g')
    await expect.poll(async () => [ed + 1, es + 1].includes((await room.where()).phase)).toBe(true)
    for (const phase of [ed, es]) {
      await room.goTo(middle - 1, phase)
      await page.keyboard.press('Alt+ArrowDown')
      await room.stands(middle, phase)
      await expect(page.getByRole('main')).toContainText(/Endo .* copied/)
    }
    await page.keyboard.press('Shift+N')
    await expect(footer.getByRole('button', { name: /^Sign/ })).toBeEnabled()
    await expect(room.numbers).not.toContainText('provisional')
    await expect(room.saved).toBeVisible()

    // with a curve in the hand the screen shows other numbers than would be signed
    await page.keyboard.press('e')
    const besideTheHeart: IndexPoint[] = [
      [20, 20],
      [40, 20],
      [40, 40],
    ]
    for (const point of besideTheHeart) await page.mouse.click(...(await room.at(demoGrid, point)))
    await expect(footer.getByRole('button', { name: /^Sign/ })).toBeDisabled()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('A curve is not finished')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(footer.getByRole('button', { name: /^Sign/ })).toBeEnabled()
  })

  test('signs a study as not evaluable with a reason, without a number', async ({ page }) => {
    await page.keyboard.press('Shift+E')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('breathing throughout')
    await dialog.getByRole('button', { name: /evaluable/i }).click()
    await expect(page.getByRole('region', { name: 'About the study' })).toContainText('breathing throughout')
    await expect(
      page.getByRole('region', { name: signature }).getByRole('button', { name: /^Sign/ }),
    ).toBeEnabled()
    expect(await room.row('EDV')).not.toMatch(/\d/)
  })
})

/** Where the four-chamber view cuts the true endocardium of the middle slice at ED. */
function cutOnFourChamber(): IndexPoint {
  const onto = fourChamber?.plane
  const from = demoShortAxis.find(({ slice, phase }) => slice === middle && phase === ed)?.plane
  const points = borderOn('lv-endocardial', { slice: middle, phase: ed, points: 200 })
  const [point] = from && onto ? crossings({ points, closed: true }, from, onto) : []
  if (!point) throw new Error('the planes do not meet in the ventricle')
  return point
}

/** Of the images that are wanted, the contours and marks. */
function only(file: ContourFile, wanted: (image: { slice: number; phase: number }) => boolean): ContourFile {
  const kept = ({ sopInstanceUid }: { sopInstanceUid: string }): boolean => wanted(imageAt(sopInstanceUid))
  return { ...file, contours: file.contours.filter(kept), empty: (file.empty ?? []).filter(kept) }
}

/** mm², by the shoelace formula. */
function areaOf(points: readonly (readonly [number, number])[]): number {
  const { rowSpacing, columnSpacing } = demoGrid
  const twice = points.reduce((sum, [x, y], index) => {
    const [nextX = 0, nextY = 0] = points[(index + 1) % points.length] ?? []
    return sum + x * nextY - nextX * y
  }, 0)
  return (Math.abs(twice) / 2) * rowSpacing * columnSpacing
}
