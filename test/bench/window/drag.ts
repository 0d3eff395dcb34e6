/** A point of a border in the hand: how soon the screen shows it, beside an overlay that does nothing. */
import type { Page } from 'playwright-core'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { atMost, figure, type Part, percentile, rounded } from '../figures.ts'
import { borders, contoured } from './library.ts'
import { leaveStudy, openStudy, pause } from './room.ts'
import type { Latencies } from './watching.ts'

const contourAboveMs = 8
const volumesAboveMs = 16
const movesInBlock = 60
/** CSS pixels, back and forth */
const swing = 14
const pauseMs = 45

export async function dragPart(page: Page, runs: number): Promise<Part> {
  await openStudy(page, contoured.subject)
  await pause(page)
  await page.keyboard.press('d')
  await page.waitForFunction(
    (images) => images.includes(document.querySelector('main .viewport')?.getAttribute('data-image') ?? ''),
    endocardial.map(imageOf),
  )
  const blocks: Latencies[] = []
  // in turn, so that a busy moment of the machine hits both alike
  for (let run = 0; run < runs; run++) {
    await page.evaluate(() => window.watch.recordMoves())
    await dragPoint(page)
    await moveOverNothing(page)
    blocks.push(await page.evaluate(() => window.watch.recordedMoves()))
  }
  await leaveStudy(page)
  const all = (kind: keyof Latencies): Spread => spread(blocks.flatMap((block) => block[kind]))
  const [emptyOverlay, contour, volumes] = [all('emptyOverlay'), all('contour'), all('volumes')]
  const above = (kind: keyof Latencies) =>
    figure(
      'ms',
      blocks.map((block) => spread(block[kind]).p95 - spread(block.emptyOverlay).p95),
    )
  const [contourAbove, volumesAbove] = [above('contour'), above('volumes')]
  return {
    figures: { emptyOverlay, contour, volumes, contourAbove, volumesAbove },
    aims: [
      atMost('p95 of the contour is at most 8 ms above an empty overlay', contourAboveMs, contourAbove),
      atMost('p95 of the volumes is at most 16 ms above an empty overlay', volumesAboveMs, volumesAbove),
    ],
  }
}

interface Spread {
  readonly unit: 'ms'
  readonly moves: number
  readonly p50: number
  readonly p95: number
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    unit: 'ms',
    moves: sorted.length,
    p50: rounded(percentile(sorted, 50)),
    p95: rounded(percentile(sorted, 95)),
  }
}

async function dragPoint(page: Page): Promise<void> {
  const { x, y } = await borderOnScreen(page)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await swingAround(page, x, y)
  await page.mouse.up()
  await page.keyboard.press('Control+z')
}

async function moveOverNothing(page: Page): Promise<void> {
  await page.evaluate(() => window.watch.showEmptyOverlay(true))
  const { x, y } = await borderOnScreen(page)
  await page.mouse.move(x, y)
  await swingAround(page, x, y)
  await page.evaluate(() => window.watch.showEmptyOverlay(false))
}

async function swingAround(page: Page, x: number, y: number): Promise<void> {
  for (let move = 0; move < movesInBlock; move++) {
    await page.mouse.move(x + swing * Math.sin(move), y + swing * Math.cos(1.7 * move))
    await page.waitForTimeout(pauseMs)
  }
}

/** A point of the endocardial border of the slice on screen, at end-diastole. */
async function borderOnScreen(page: Page): Promise<{ x: number; y: number }> {
  const large = page.locator('main .viewport').first()
  const stage = await large.locator('.viewport-stage').boundingBox()
  const image = await large.getAttribute('data-image')
  const border = endocardial.find((contour) => imageOf(contour) === image)
  const [point] = border?.points ?? []
  const [column, row] = point ?? []
  if (!stage || column === undefined || row === undefined) throw new Error(`no border on ${image}`)
  const scale = Math.min(stage.width, stage.height) / matrix
  return {
    x: stage.x + stage.width / 2 + (column - (matrix - 1) / 2) * scale,
    y: stage.y + stage.height / 2 + (row - (matrix - 1) / 2) * scale,
  }
}

const endocardial = borders.contours.filter(({ border }) => border === 'lv-endocardial')
const imageOf = ({ sopInstanceUid }: (typeof endocardial)[number]): string =>
  imageKeyText({ sopInstanceUid, frame: 0 })

/** Rows and columns of the phantom's images. */
const matrix = 192
