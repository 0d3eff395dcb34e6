/** A session by every kind of gesture: undone to the start, redone to the end, and there again after a kill. */
import type { Page } from '@playwright/test'
import type { ReadEvent } from '#analysis/reading/events.ts'
import { foldRead } from '#analysis/reading/fold.ts'
import { createReadLog } from '../../main/services/reads/log.ts'
import { openLibrary } from '../../main/store/library.ts'
import { demoContours, demoGrid, demoSubject, demoTruth } from './demo-study.ts'
import { borderOn, drawn, handleOn } from './hand.ts'
import { openStudy, type ReadingRoom } from './reading-room.ts'
import { expect, reader, test } from './workstation.ts'

const { edPhase: ed } = demoTruth
const middle = 5

/** The log of the one read of a library that no process holds, each event held against the one before. */
function logOf(folder: string): readonly ReadEvent[] {
  const library = openLibrary(folder)
  try {
    const log = createReadLog(library, 'a proof')
    const [row, ...others] = log.rows()
    if (!row || others.length > 0) throw new Error('the library has not one read')
    const chain = log.verify(row.read)
    if ('brokenAt' in chain) throw new Error(chain.detail)
    return chain.events
  } finally {
    library.close()
  }
}

/** What a reader sees of his work; not how it came about. */
function seen(events: readonly ReadEvent[]): object {
  const { seq: _, changed: __, undoable: ___, redoable: ____, comments: _____, ...rest } = foldRead(events)
  return rest
}

/** The image and what is drawn on it; tools, hints and messages are nothing of the read. */
const onlyPicture =
  'body * { visibility: hidden } .viewport-image, .viewport-image *, .viewport-overlay { visibility: visible }'

/** What the window shows: pixels of two images with all that lies over them, numbers, marks and grades. */
async function shown(room: ReadingRoom): Promise<object> {
  const { page } = room
  const pictures: string[] = []
  // the border in the hand has handles, and is nothing of the read
  await press(page, 'e', 'v')
  for (const key of ['ArrowDown', 'ArrowUp']) {
    await page.keyboard.press(key)
    await room.shown()
    await drawn(page)
    const clip = (await room.large.locator('.viewport-stage').boundingBox()) ?? undefined
    const picture = await page.screenshot({ style: onlyPicture, ...(clip ? { clip } : {}) })
    pictures.push(picture.toString('base64'))
  }
  return {
    pictures,
    numbers: await room.numbers.innerText(),
    strip: await room.strip
      .getByRole('button')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label'))),
    grades: await page
      .getByRole('region', { name: 'About the study' })
      .getByRole('button', { pressed: true })
      .allInnerTexts(),
  }
}

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

/** By key until the window says that there is no more. @returns how many */
async function until(page: Page, key: string, sentence: string): Promise<number> {
  const messages = page.getByRole('region', { name: 'Messages' })
  await press(page, 'Control+Shift+X')
  for (let times = 0; times < 60; times++) {
    await press(page, key)
    await drawn(page)
    if (await messages.getByText(sentence).isVisible()) {
      await press(page, 'Control+Shift+X')
      return times
    }
  }
  throw new Error(`${key} never came to "${sentence}"`)
}

/** One of each, as far as a study of cines has something for it. */
async function work(room: ReadingRoom): Promise<void> {
  const { page } = room
  const at = (column: number, row: number) => room.at(demoGrid, [column, row])
  const inner = borderOn('lv-endocardial', { slice: middle, phase: ed, points: 12 })
  await test.step('phases, contours of a file, and one of them pulled', async () => {
    await press(page, 'Shift+D')
    await room.openContours(demoContours)
    await room.goTo(middle, ed)
    await room.editOpened()
    const [from, to] = handleOn(demoContours, { slice: middle, phase: ed, outward: 5 })
    await room.press(demoGrid, from, to)
    await page.mouse.up()
  })
  await test.step('deleted, drawn anew, nudged, smoothed, at a distance', async () => {
    await press(page, 'Delete', 'e')
    for (const [column, row] of inner) await page.mouse.click(...(await at(column, row)))
    await press(page, 'Enter', 'p')
    const [[x, y] = [0, 0]] = inner
    await page.mouse.move(...(await at(x, y)))
    await page.mouse.down()
    await page.mouse.move(...(await at(x + 3, y)), { steps: 4 })
    await page.mouse.up()
    await press(page, 'Alt+s', 'Alt+r', 'v')
  })
  await test.step('points of anatomy, lengths, marks', async () => {
    await press(page, 'Alt+a')
    await page.mouse.click(...(await at(60, 60)))
    await press(page, 'Alt+g')
    await page.mouse.move(...(await at(40, 120)))
    await page.mouse.down()
    await page.mouse.move(...(await at(70, 140)), { steps: 4 })
    await page.mouse.up()
    // what a key does is done to what is on the screen
    // nothing stays chosen: what is picked out is no part of the read
    await press(page, 'Escape', 'Escape', 'v', 'Home')
    await room.stands(0, ed)
    await press(page, 'Alt+v')
    await room.goTo(middle, ed)
  })
  await test.step('carried to the next phase, and accepted there', async () => {
    await press(page, 'Alt+b')
    const messages = page.getByRole('region', { name: 'Messages' })
    await expect(messages).toContainText(/\d+ contours propagated/, { timeout: 60_000 })
    await press(page, 'ArrowRight')
    await room.stands(middle, ed + 1)
    await press(page, 'Shift+Enter')
    await expect(messages).toContainText(/contours? accepted/)
    await press(page, 'ArrowLeft')
    await room.stands(middle, ed)
  })
  await test.step('segments, grades, body size', async () => {
    await press(page, '7')
    await page.getByRole('button', { name: 'The rest: normal' }).click()
    await page.getByRole('navigation', { name: 'Analyses' }).getByRole('button', { name: 'Function' }).click()
    await press(page, 'Shift+P', 'q', 'y', 'b')
    const size = page.getByRole('dialog', { name: 'Height and weight' })
    // the dialog takes the keys once it stands, and would take them from a later field
    await size.locator('input:focus').waitFor()
    await size.getByRole('textbox', { name: 'Height (cm)' }).fill('171')
    await size.getByRole('textbox', { name: 'Weight (kg)' }).fill('70')
    await size.getByRole('textbox', { name: 'Where you have it from' }).fill('chart')
    await size.getByRole('button', { name: 'Enter' }).click()
    await size.waitFor({ state: 'detached' })
  })
}

const wanted = [
  'phase-chosen',
  'contours-changed',
  'contours-accepted',
  'landmarks-changed',
  'annotations-changed',
  'slices-marked',
  'segments-scored',
  'papillaries-chosen',
  'quality-graded',
  'rhythm-graded',
  'body-size-entered',
] as const

test('undone to the start the window shows the study as it was opened, redone to the end as it was left, and both again after a kill', async ({
  sit,
  complaints,
}) => {
  test.setTimeout(420_000)
  const desk = await sit()
  const { page, library } = desk
  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  await press(page, 'Home')
  for (let slice = 0; slice < middle; slice++) await press(page, 'ArrowDown')
  while ((await room.where()).phase !== ed + 1) await press(page, 'ArrowRight')
  await press(page, 'v')
  await page.mouse.move(5, 5)
  const start = await shown(room)

  await work(room)
  await page.mouse.move(5, 5)
  await expect(room.saved).toBeVisible()
  const end = await shown(room)
  expect(end).not.toEqual(start)

  const undone = await until(page, 'Control+z', 'There is nothing to undo.')
  expect(undone).toBeGreaterThan(wanted.length)
  await expect.poll(() => shown(room)).toEqual(start)
  const redone = await until(page, 'Control+y', 'There is nothing to redo.')
  expect(redone).toBe(undone)
  await expect.poll(() => shown(room)).toEqual(end)
  await expect(room.saved).toBeVisible()

  await desk.kill()
  const events = logOf(library)
  const kinds = new Set(events.map(({ body }) => body.kind))
  expect(wanted.filter((kind) => !kinds.has(kind))).toEqual([])
  const firstUndo = events.findIndex(({ body }) => body.kind === 'undone')
  expect(events.slice(firstUndo).map(({ body }) => body.kind)).toEqual([
    ...Array.from({ length: undone }, () => 'undone'),
    ...Array.from({ length: undone }, () => 'redone'),
  ])
  expect(seen(events)).toEqual(seen(events.slice(0, firstUndo)))

  await desk.restart()
  const again = await openStudy(page, demoSubject, reader.name)
  await again.stopCine()
  await again.goTo(middle, ed)
  await press(page, 'v')
  await page.mouse.move(5, 5)
  await expect.poll(() => shown(again)).toEqual(end)
  // every step is in the log: what was done before the kill is taken back after it, and done again
  expect(await until(page, 'Control+z', 'There is nothing to undo.')).toBe(undone)
  await expect.poll(() => shown(again)).toEqual(start)
  expect(await until(page, 'Control+y', 'There is nothing to redo.')).toBe(undone)
  await expect.poll(() => shown(again)).toEqual(end)
  await expect(again.saved).toBeVisible()
  // the browser's own words about the connection that was lost
  complaints.length = 0
})

test('of gestures that came faster than they were saved a kill loses none but those that the window called waiting', async ({
  sit,
  complaints,
}) => {
  const desk = await sit()
  const { page, library } = desk
  await openStudy(page, demoSubject, reader.name)
  const presses = 24
  let killed: Promise<void> | undefined
  for (let n = 0; n < presses; n++) {
    await press(page, 'q')
    if (n === presses / 2) killed = desk.kill()
  }
  await killed
  const standing = page.getByRole('status').getByRole('button', { name: /^(saved|not saved)/ })
  await expect(page.getByText('library not reached')).toBeVisible()
  const waiting = Number(/(\d+) waiting/.exec(await standing.innerText())?.[1] ?? 0)
  const held = logOf(library).filter(({ body }) => body.kind === 'quality-graded').length
  expect(held).toBeGreaterThanOrEqual(presses - waiting)
  expect(held).toBeLessThanOrEqual(presses)
  complaints.length = 0
})
