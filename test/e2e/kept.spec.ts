/** What the screen showed as saved is there again: after a reload, and after the process was killed. */
import { demoContours, demoGrid, demoSubject, demoTruth } from './demo-study.ts'
import { borderOn, handleOn } from './hand.ts'
import { openStudy, ReadingRoom } from './reading-room.ts'
import { command, expect, passphrase, reader, test } from './workstation.ts'

const { edPhase: ed } = demoTruth
const quantities = ['EDV', 'ESV', 'SV', 'EF', 'Mass ED', 'Mass ES', 'CO'] as const

/** Everything that a reader sees of his work. */
async function work(room: ReadingRoom): Promise<unknown> {
  return {
    numbers: await Promise.all(quantities.map((name) => room.row(name))),
    strip: await room.strip
      .getByRole('button')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label'))),
    grades: await room.page
      .getByRole('region', { name: 'About the study' })
      .getByRole('button', { pressed: true })
      .allInnerTexts(),
  }
}

test('a reload in the middle of the work shows everything that was saved', async ({ sit }) => {
  const { page } = await sit()
  const room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await expect.poll(() => room.number('EDV')).toBeGreaterThan(0)
  await room.goTo(5, ed)
  await room.editOpened()
  const drawn = await work(room)
  const [from, to] = handleOn(demoContours, { slice: 5, phase: ed, outward: 5 })
  await room.press(demoGrid, from, to)
  await page.mouse.up()
  await expect.poll(() => work(room)).not.toEqual(drawn)
  await page.keyboard.press('q')
  await room.goTo(1, ed)
  await room.editOpened()
  const cell = ({ strip }: ReadingRoom) => strip.getByRole('button', { name: `Slice 2, phase ${ed + 1}:` })
  // an image with a border is not marked as without a ventricle
  await page.keyboard.press('Delete')
  await expect(page.getByRole('main')).not.toContainText('Endo')
  await page.keyboard.press('r')
  await page.keyboard.press('Delete')
  await expect(cell(room)).toHaveAccessibleName(/open$/)
  await page.keyboard.press('n')
  // what stands as saved before it is marked is what was before
  await expect(cell(room)).toHaveAccessibleName(/no LV$/)
  await expect(room.saved).toBeVisible()
  const before = await work(room)
  await page.reload()
  const again = new ReadingRoom(page)
  await again.shown()
  await expect.poll(() => work(again)).toEqual(before)
  // what was done before the reload can still be taken back
  await page.keyboard.press('Control+z')
  await expect(cell(again)).toHaveAccessibleName(/open$/)
  await page.keyboard.press('Control+z')
  await expect(cell(again)).toHaveAccessibleName(/contoured$/)
})

test('a process killed at the moment when a gesture was shown as saved has lost none', async ({
  sit,
  complaints,
}) => {
  test.setTimeout(180_000)
  const desk = await sit()
  const { page } = desk
  let room = await openStudy(page, demoSubject, reader.name)
  await room.openContours(demoContours)
  await expect.poll(() => room.number('EDV')).toBeGreaterThan(0)
  const gestures = [
    async () => {
      await room.goTo(5, ed)
      await room.editOpened()
      const [from, to] = handleOn(demoContours, { slice: 5, phase: ed, outward: 5 })
      await room.press(demoGrid, from, to)
      await page.mouse.up()
    },
    async () => page.keyboard.press('y'),
    async () => {
      await room.goTo(8, ed)
      await room.editOpened()
      await page.keyboard.press('Delete')
    },
  ]
  for (const gesture of gestures) {
    const before = await work(room)
    await gesture()
    await expect.poll(() => work(room)).not.toEqual(before)
    await expect(room.saved).toBeVisible()
    await desk.kill()
    const shown = await work(room)
    await expect(page.getByText('library not reached')).toBeVisible()
    await desk.restart()
    room = await openStudy(page, demoSubject, reader.name)
    await expect.poll(() => work(room)).toEqual(shown)
  }
  // the browser's own words about the connection that was lost
  complaints.length = 0
})

test('while the process is gone nothing is shown as saved, and the reader is told what to do', async ({
  sit,
  complaints,
}) => {
  const desk = await sit()
  const { page } = desk
  const room = await openStudy(page, demoSubject, reader.name)
  await desk.kill()
  await page.keyboard.press('q')
  await expect(page.getByRole('status').getByRole('button', { name: 'not saved · 1 waiting' })).toBeVisible()
  await expect(room.saved).toBeHidden()
  await expect(page.getByTitle('Start Midwall again and open the address that it prints')).toBeVisible()
  complaints.length = 0
})

test('a curve that is not finished when its study is left is in the hand again when that is opened, of its reader alone', async ({
  sit,
}) => {
  const middle = 5
  const { page } = await sit({
    before: (library) => command(library, ['readers', 'add', 'ben', '--name', 'Ben Roth'], passphrase),
  })
  const messages = page.getByRole('region', { name: 'Messages' })
  const placed = page.getByText(/^\d+ points ·/)
  const closesUnasked = (): Promise<boolean> =>
    page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
  const readAs = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: /^(Anna Berg|Ben Roth)$/ }).click()
    await page.getByRole('dialog', { name: 'Who is reading?' }).getByRole('button', { name }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const border = borderOn('lv-endocardial', { slice: middle, phase: ed, points: 12 })

  const room = await openStudy(page, demoSubject, reader.name)
  await room.stopCine()
  // nothing tells ED yet: the strip shows the phase at which the cine stands
  const phase = (await room.where()).phase - 1
  await room.goTo(middle, phase)
  await expect(room.saved).toBeVisible()
  expect(await closesUnasked()).toBe(true)
  await page.keyboard.press('e')
  for (const point of border.slice(0, 8)) await page.mouse.click(...(await room.at(demoGrid, point)))
  await expect(placed).toHaveText(/^8 points/)
  expect(await closesUnasked()).toBe(false)

  await page.getByRole('button', { name: 'Back to the worklist' }).click()
  await expect(page.getByRole('row', { name: demoSubject })).toBeVisible()
  expect(await closesUnasked()).toBe(false)
  await openStudy(page, demoSubject, reader.name)
  await room.stands(middle, phase)
  await expect(messages).toContainText('in your hand again: LV endocardial, 8 points')
  await expect(placed).toHaveText(/^8 points/)

  await readAs('Ben Roth')
  await expect(page.getByRole('button', { name: 'Stop the cine' })).toBeVisible({ timeout: 30_000 })
  await expect(placed).toHaveCount(0)
  await readAs(reader.name)
  await room.stands(middle, phase)
  for (const point of border.slice(8)) await page.mouse.click(...(await room.at(demoGrid, point)))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toContainText(/Endo \d+\.\d cm² · drawn/)
  await expect(room.saved).toBeVisible()
  expect(await closesUnasked()).toBe(true)
})
