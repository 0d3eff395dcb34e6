/** The reading room by what it says and shows, as a reader sees it. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { type ImageGrid, imageTransform, indexToCanvas } from '../../renderer/viewport/transform.ts'
import { demoImage } from './demo-study.ts'

export interface Where {
  readonly slice: number
  readonly slices: number
  readonly phase: number
  readonly phases: number
}

export class ReadingRoom {
  readonly page: Page
  readonly large: Locator
  readonly numbers: Locator
  readonly strip: Locator
  readonly saved: Locator

  constructor(page: Page) {
    this.page = page
    // Playwright takes a chooser over only while somebody listens, and begins to too late for a key press
    page.on('filechooser', () => {})
    this.large = page.getByRole('application', { name: /, slice \d+ of \d+$/ })
    this.numbers = page.getByRole('region', { name: 'Left ventricle' })
    this.strip = page.getByRole('region', { name: 'Slices at end-diastole and end-systole' })
    this.saved = page.getByRole('status').getByRole('button', { name: 'saved', exact: true })
  }

  /** Until the image is on the screen. */
  async shown(): Promise<void> {
    await expect(this.large).toHaveAttribute('data-state', 'shown')
  }

  /** As the screen says it, counted from 1. */
  async where(): Promise<Where> {
    const text = await this.page.getByRole('main').innerText()
    const [, slice, slices] = /slice (\d+) of (\d+)/.exec(text) ?? []
    const [, phase, phases] = /phase (\d+) of (\d+)/.exec(text) ?? []
    return { slice: Number(slice), slices: Number(slices), phase: Number(phase), phases: Number(phases) }
  }

  /** What stands beside a quantity, as '151 mL 89 mL/m²' or the reason why there is none; not its normal range. */
  async row(name: string): Promise<string> {
    const row = this.numbers
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
    const [, ...cells] = await row.locator('th, td:not([data-range])').allInnerTexts()
    return cells.filter((cell) => cell !== '').join(' ')
  }

  /** The number beside a quantity; NaN where there is none. */
  async number(name: string): Promise<number> {
    return Number.parseFloat((await this.row(name)).replace('−', '-'))
  }

  /**
   * By key, once it plays by itself (before, the key would start it), until it stands: a phase that is read while
   * the cine still runs is another one later.
   */
  async stopCine(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Stop the cine' })).toBeVisible({ timeout: 30_000 })
    await this.page.keyboard.press('Space')
    await expect(this.page.getByRole('button', { name: 'Play the cine' })).toBeVisible()
    let before: Where | undefined
    await expect
      .poll(async () => {
        const now = await this.where()
        const stands = now.phase === before?.phase
        before = now
        return stands
      })
      .toBe(true)
  }

  /** The quality of the images is graded by key, and that is saved. */
  async gradeGood(): Promise<void> {
    await this.page.keyboard.press('q')
    await expect(
      this.page
        .getByRole('region', { name: 'About the study' })
        .getByRole('button', { name: 'good', pressed: true }),
    ).toBeVisible()
    await expect(this.saved).toBeVisible()
  }

  /** Clicks a cell of the strip; slice and phase from 0. */
  async goTo(slice: number, phase: number): Promise<void> {
    await this.strip.getByRole('button', { name: `Slice ${slice + 1}, phase ${phase + 1}:` }).click()
    await this.stands(slice, phase)
  }

  /** Until the corner says so and the image is on the screen: what a key changes is what is seen. */
  async stands(slice: number, phase: number): Promise<void> {
    await expect.poll(() => this.where()).toMatchObject({ slice: slice + 1, phase: phase + 1 })
    await expect(this.large).toHaveAttribute('data-image', demoImage({ slice, phase }))
  }

  /** Where a point of the image lies on the page while the whole image is shown. */
  async at(grid: ImageGrid, point: IndexPoint): Promise<readonly [number, number]> {
    const box = await this.large.locator('.viewport-stage').boundingBox()
    if (!box) throw new Error('no image is shown')
    const transform = imageTransform(grid, { ...box, ratio: 1 }, { zoom: 1, centre: undefined })
    const { x, y } = indexToCanvas(transform, point)
    return [box.x + x, box.y + y]
  }

  /** Presses at the first place and moves to the second, in many small steps; without the release. */
  async press(grid: ImageGrid, from: IndexPoint, to: IndexPoint): Promise<void> {
    await this.page.mouse.move(...(await this.at(grid, from)))
    await this.page.mouse.down()
    await this.page.mouse.move(...(await this.at(grid, to)), { steps: 8 })
  }

  /** Says that the opened contours of this image are to be edited: a hand on them changes nothing before. */
  async editOpened(): Promise<void> {
    const told = await this.notYetTold('can be edited on this image now')
    await this.page.keyboard.press('Alt+w')
    await told()
  }

  async openContours(file: object): Promise<void> {
    const told = await this.notYetTold('contours opened from contours.json')
    const chooser = this.page.waitForEvent('filechooser', { timeout: 20_000 })
    await this.page.keyboard.press('Control+o')
    await (await chooser).setFiles({
      name: 'contours.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    })
    await told({ timeout: 30_000 })
  }

  /** Until no earlier message says so: what went well goes by itself. @returns waits until it is said */
  private async notYetTold(
    words: string,
  ): Promise<(patience?: { readonly timeout: number }) => Promise<void>> {
    const messages = this.page.getByRole('region', { name: 'Messages' })
    await expect(messages).not.toContainText(words)
    return (patience) => expect(messages).toContainText(words, patience)
  }
}

/** From the worklist: says who reads, where nobody was chosen yet, and opens the study. */
export async function openStudy(page: Page, subject: string, reader: string): Promise<ReadingRoom> {
  const row = page.getByRole('row', { name: subject })
  await row.waitFor()
  const standing = page.getByRole('button', { name: /^(who is reading\?|Anna Berg)$/ })
  if ((await standing.innerText()) !== reader) {
    await standing.click()
    await page.getByRole('dialog', { name: 'Who is reading?' }).getByRole('button', { name: reader }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await row.click()
  await page.keyboard.press('Enter')
  const room = new ReadingRoom(page)
  await room.shown()
  return room
}
