/** Readable at both sizes, usable without a mouse and by those who do not see the screen; every key is listed. */
import type { Page } from '@playwright/test'
import { commands } from '../../renderer/keys/commands.ts'
import { demoContours, demoSubject, demoTruth } from './demo-study.ts'
import { grave } from './grave.ts'
import { openStudy } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const

/** Places that stand beside each other; none may lie over another or leave the window. */
const places = {
  worklist: ['banner', 'navigation:Projects', 'main', 'complementary'],
  reading: [
    'banner',
    'navigation:Series',
    'main',
    'complementary',
    'region:Slices at',
    'region:Cine',
    'region:Signature',
  ],
} as const

interface Box {
  readonly name: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

async function boxesOf(page: Page, names: readonly string[]): Promise<Box[]> {
  const boxes: Box[] = []
  for (const name of names) {
    const [role = '', label] = name.split(':')
    const place =
      label === undefined
        ? page.getByRole(role as 'main').first()
        : page.getByRole(role as 'region', { name: label })
    const box = await place.boundingBox()
    if (!box) throw new Error(`${name} is not shown`)
    boxes.push({ name, left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height })
  }
  return boxes
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1

const within = (a: Box, b: Box): boolean =>
  a.left >= b.left && a.top >= b.top && a.right <= b.right && a.bottom <= b.bottom

/** Words that do not fit into what holds them, and things that reach over the edge of the window. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
      const style = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      return style.visibility === 'visible' && width > 0 && height > 0 && style.clipPath === 'none'
    })
    const outside = shown.filter((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      if (element.closest('[aria-label^="Slices at"]')) return false
      if (left < -1 || right > innerWidth + 1) return true
      // results go on below the edge of their column, which scrolls
      return !element.closest('[aria-label=Results]') && (top < -1 || bottom > innerHeight + 1)
    })
    const hidden = shown.filter((element) => {
      const list = element.closest('ul, ol, dl')?.parentElement
      if (!element.matches('li, dt') || !list || element.closest('[role=dialog]')) return false
      return element.getBoundingClientRect().bottom > list.getBoundingClientRect().bottom + 1
    })
    const squeezed = shown.filter((element) => {
      const { overflow, textOverflow } = getComputedStyle(element)
      const words = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      )
      return (
        words &&
        overflow !== 'visible' &&
        textOverflow !== 'ellipsis' &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      )
    })
    const name = (element: HTMLElement): string =>
      `${element.tagName.toLowerCase()} "${(element.innerText ?? '').slice(0, 40)}"`
    return [
      ...outside.map((element) => `outside: ${name(element)}`),
      ...hidden.map((element) => `hidden: ${name(element)}`),
      ...squeezed.map((element) => `squeezed: ${name(element)}`),
    ]
  })
}

async function misfits(page: Page, names: readonly string[]): Promise<string[]> {
  const boxes = await boxesOf(page, names)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const window: Box = { name: 'window', left: -1, top: -1, right: width + 1, bottom: height + 1 }
  const outside = boxes.filter((box) => !within(box, window)).map(({ name }) => `${name} leaves the window`)
  const over = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => (overlap(a, b) ? [`${a.name} and ${b.name}`] : [])),
  )
  return [...outside, ...over, ...(await cutOff(page))]
}

/** Once the window has taken its size. */
const expectFits = (page: Page, names: readonly string[]): Promise<void> =>
  expect.poll(() => misfits(page, names)).toEqual([])

test('worklist and reading room fit both screens without overlap or cut words, and axe finds nothing serious', async ({
  sit,
}) => {
  test.setTimeout(180_000)
  const { page } = await sit()
  await page.getByRole('row', { name: demoSubject }).waitFor()
  for (const size of sizes) {
    await page.setViewportSize(size)
    await expectFits(page, places.worklist)
  }
  expect(await grave(page)).toEqual([])
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  const { empty: _, contours, ...file } = demoContours
  const states = [
    ['open slices', { ...file, contours: contours.slice(4) }],
    ['complete', demoContours],
  ] as const
  for (const [state, opened] of states) {
    await room.openContours(opened)
    await room.goTo(5, demoTruth.edPhase)
    for (const size of sizes) {
      await page.setViewportSize(size)
      await room.shown()
      await expectFits(page, places.reading)
      await page.screenshot({ path: test.info().outputPath(`${state}-${size.width}.png`) })
    }
  }
  expect(await grave(page)).toEqual([])
})

test('a message hides nothing that is read or clicked, in the list, beside images and over a dialog', async ({
  sit,
}) => {
  const { page } = await sit()
  await page.getByRole('row', { name: demoSubject }).waitFor()
  const messages = 'region:Messages'
  const stand = expect(page.getByRole('region', { name: 'Messages' }).getByRole('status'))
  // nothing is held back here, which is told
  await page.keyboard.press('v')
  await stand.toHaveCount(1)
  await expectFits(page, [...places.worklist, messages])
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.keyboard.press('Shift+Z')
    await stand.toContainText(['Nothing is measured on an image yet.'])
    await expectFits(page, [...places.reading, messages])
    await page.keyboard.press('Control+Shift+X')
  }
  await page.keyboard.press('Alt+Shift+T')
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click()
  await stand.toHaveCount(1)
  const boxes = await boxesOf(page, ['dialog', messages])
  expect(boxes.flatMap((a, k) => boxes.slice(k + 1).filter((b) => overlap(a, b)))).toEqual([])
})

test('a dialog stands in the middle of the window, whole and clear of its edges', async ({ sit }) => {
  const { page } = await sit()
  await page.getByRole('row', { name: demoSubject }).waitFor()
  for (const key of ['?', 'i']) {
    await page.keyboard.press(key)
    await expect
      .poll(async () => {
        const [box] = await boxesOf(page, ['dialog'])
        const { width = 0, height = 0 } = page.viewportSize() ?? {}
        if (!box) return undefined
        const [below, beside] = [height - box.bottom, width - box.right]
        return {
          middle: Math.abs(box.top - below) < 2 && Math.abs(box.left - beside) < 2,
          clear: Math.min(box.top, below) >= 40,
        }
      })
      .toEqual({ middle: true, clear: true })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
})

test('every dialog can be read by axe without a serious finding, and closes by Escape', async ({ sit }) => {
  test.setTimeout(180_000)
  const { page } = await sit()
  await page.getByRole('row', { name: demoSubject }).waitFor()
  for (const key of [
    '?',
    'Control+k',
    'Control+Shift+R',
    'Control+Shift+L',
    'Control+Shift+O',
    'Control+,',
    'i',
    'q',
  ]) {
    await page.keyboard.press(key)
    // while it fades in nothing on it has its contrast
    await expect(page.getByRole('dialog')).toHaveCSS('opacity', '1')
    expect([key, await grave(page)]).toEqual([key, []])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
})

test('`?` lists every command of the place with its key, and each has one', async ({ sit }) => {
  const { page } = await sit()
  await openStudy(page, demoSubject, reader.name)
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  const text = await dialog.innerText()
  for (const { title, keys } of Object.values(commands)) {
    expect(keys.length, title).toBeGreaterThan(0)
    expect(text).toContain(title)
  }
})

test('a command is found by a few letters and run, and the one chosen by arrows is in sight', async ({
  sit,
}) => {
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused()
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true })
  await expect(chosen).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('ArrowUp')
  await expect(chosen).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('ArrowDown')
  await expect(chosen).toBeInViewport({ ratio: 1 })
  await page.keyboard.type('apical')
  await expect(chosen).toContainText('Most apical slice')
  await page.keyboard.press('Enter')
  await expect.poll(() => room.where()).toMatchObject({ slice: 12 })
})

/** Elements that show a number in figures that are not all of one width, or in another font than ours. */
function looseFigures(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const widthsIn = (element: Element): { ones: number; eights: number } => {
      const probe = document.createElement('span')
      const { fontFamily, fontSize, fontWeight, fontFeatureSettings, fontVariantNumeric } =
        getComputedStyle(element)
      Object.assign(probe.style, {
        fontFamily,
        fontSize,
        fontWeight,
        fontFeatureSettings,
        fontVariantNumeric,
      })
      Object.assign(probe.style, { position: 'absolute', visibility: 'hidden' })
      document.body.append(probe)
      const widthOf = (text: string): number => {
        probe.textContent = text
        return probe.getBoundingClientRect().width
      }
      const widths = { ones: widthOf('11111'), eights: widthOf('88888') }
      probe.remove()
      return widths
    }
    const shows = (element: Element): string =>
      element instanceof HTMLInputElement
        ? element.value
        : [...element.childNodes]
            .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ''))
            .join('')
    return [...document.body.querySelectorAll('*')]
      .filter((element) => /\d/.test(shows(element)) && !element.matches('kbd, script, style'))
      .filter((element) => {
        const { ones, eights } = widthsIn(element)
        return ones !== eights || !getComputedStyle(element).fontFamily.startsWith('"Inter')
      })
      .map((element) => `${element.tagName.toLowerCase()} "${shows(element).slice(0, 40)}"`)
  })
}

test('numbers stand in figures of one width, of the font that came with the window', async ({ sit }) => {
  const { page } = await sit()
  await page.getByRole('row', { name: demoSubject }).waitFor()
  const inter = await page.evaluate(async () => {
    await document.fonts.ready
    return [...document.fonts].filter(({ family, status }) => family.includes('Inter') && status === 'loaded')
      .length
  })
  expect(inter).toBeGreaterThan(0)
  // without the feature its ones are narrow: where all are of one width, it is on
  const narrow = await page.evaluate(() => {
    const probe = document.createElement('span')
    Object.assign(probe.style, { position: 'absolute', fontFeatureSettings: 'normal' })
    document.body.append(probe)
    const widths = ['11111', '88888'].map((text) => {
      probe.textContent = text
      return probe.getBoundingClientRect().width
    })
    probe.remove()
    return widths
  })
  expect(narrow[0]).toBeLessThan(narrow[1] ?? 0)
  expect(await looseFigures(page)).toEqual([])
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await room.openContours(demoContours)
  await expect.poll(() => room.number('EDV')).toBeGreaterThan(0)
  for (const mode of ['1', '2', '7']) {
    await page.keyboard.press(mode)
    expect(await looseFigures(page)).toEqual([])
  }
})
