/** A border in the hand: how soon the screen shows it, tool by tool, beside an overlay that does nothing. */
import type { Page } from 'playwright-core'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { type Aim, atMost, type Figure, figure, type Part } from '../figures.ts'
import type { Extent } from './extent.ts'
import { aboveP95, type Round, type Spread, spreadOf } from './latencies.ts'
import { borders, contoured } from './library.ts'
import { leaveStudy, openStudy, pause } from './room.ts'
import { threadOf } from './thread.ts'

const contourAboveMs = 8
const volumesAboveMs = 16
/** what a browser calls a long task */
const longTaskMs = 50
/** CSS pixels, back and forth */
const swing = 14
const pauseMs = 45

interface Tool {
  readonly name: string
  readonly keys: readonly string[]
  /** numbers follow before the release */
  readonly measures: boolean
  /** where it is pressed, from the middle of the border to the line */
  readonly reach: number
}

/** Contours that were opened are held back until the reader says to edit them. */
const editOpened = 'Alt+w'

const tools: readonly Tool[] = [
  { name: 'points', keys: ['v'], measures: true, reach: 1 },
  { name: 'nudge', keys: ['e', 'p'], measures: true, reach: 0.95 },
  { name: 'brush', keys: ['e', 'Shift+F'], measures: true, reach: 0.9 },
  { name: 'erase', keys: ['e', 'Shift+X'], measures: true, reach: 1.05 },
  { name: 'freehand', keys: ['e', 'f'], measures: false, reach: 1 },
]

interface Dragged {
  readonly contour: Spread
  readonly volumes?: Spread
  readonly contourAbove: Figure
  readonly volumesAbove?: Figure
  /** processor time of the page for a move, whatever it does with it */
  readonly threadMsPerMove: Figure
  readonly longestTaskMs: number
}

export async function dragPart(page: Page, { rounds, movesInRound }: Extent): Promise<Part> {
  await openStudy(page, contoured.subject)
  await pause(page)
  await page.keyboard.press('d')
  await page.waitForFunction(
    (images) => images.includes(document.querySelector('main .viewport')?.getAttribute('data-image') ?? ''),
    endocardial.map(imageOf),
  )
  await page.keyboard.press(editOpened)
  const tried: Record<string, Dragged> = {}
  for (const tool of tools) tried[tool.name] = await dragged(page, tool, rounds, movesInRound)
  await page.keyboard.press('v')
  await leaveStudy(page)
  const longest = Math.max(...Object.values(tried).map(({ longestTaskMs }) => longestTaskMs))
  return {
    figures: { ...tried },
    aims: [
      ...Object.entries(tried).flatMap(aimsOf),
      atMost('no task over 50 ms in any drag', longTaskMs, figure('ms', [longest])),
    ],
  }
}

const aimsOf = ([tool, { contourAbove, volumesAbove }]: [string, Dragged]): Aim[] => [
  atMost(
    `p95 of the contour by ${tool} is at most 8 ms above an empty overlay`,
    contourAboveMs,
    contourAbove,
  ),
  ...(volumesAbove
    ? [
        atMost(
          `p95 of the volumes by ${tool} is at most 16 ms above an empty overlay`,
          volumesAboveMs,
          volumesAbove,
        ),
      ]
    : []),
]

async function dragged(page: Page, tool: Tool, rounds: number, moves: number): Promise<Dragged> {
  for (const key of tool.keys) await page.keyboard.press(key)
  const thread = await threadOf(page)
  const answered: Round[] = []
  const spent: number[] = []
  let longestTaskMs = 0
  await warm(page, tool, moves)
  // in turn, so that a busy moment of the machine hits both alike
  for (let round = 0; round < rounds; round++) {
    const { x, y } = await borderOnScreen(page, tool.reach)
    await page.evaluate(() => window.watch.recordMoves())
    await page.mouse.move(x, y)
    await page.mouse.down()
    await thread.lap()
    await swingAround(page, x, y, moves)
    spent.push((await thread.lap()) / moves)
    longestTaskMs = Math.max(longestTaskMs, await page.evaluate(() => window.painted.longestTask()))
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.evaluate(() => window.watch.showEmptyOverlay(true))
    await page.mouse.move(x, y)
    await swingAround(page, x, y, moves)
    await page.evaluate(() => window.watch.showEmptyOverlay(false))
    answered.push(await page.evaluate(() => window.watch.recordedMoves()))
  }
  return {
    contour: spreadOf(answered, 'contour'),
    contourAbove: aboveP95(answered, 'contour', 'emptyOverlay'),
    ...(tool.measures
      ? {
          volumes: spreadOf(answered, 'volumes'),
          volumesAbove: aboveP95(answered, 'volumes', 'emptyOverlay'),
        }
      : {}),
    threadMsPerMove: figure('ms', spent),
    longestTaskMs,
  }
}

/** Once without a watch: code that never ran is compiled at its first moves, which no reader feels at the tenth contour. */
async function warm(page: Page, tool: Tool, moves: number): Promise<void> {
  const { x, y } = await borderOnScreen(page, tool.reach)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await swingAround(page, x, y, moves)
  await page.keyboard.press('Escape')
  await page.mouse.up()
}

export async function swingAround(page: Page, x: number, y: number, moves: number): Promise<void> {
  for (let move = 0; move < moves; move++) {
    await page.mouse.move(x + swing * Math.sin(move), y + swing * Math.cos(1.7 * move))
    await page.waitForTimeout(pauseMs)
  }
}

/**
 * A point of the endocardial border of the slice on screen, at end-diastole.
 * @param reach  from the middle of the border, 0, to its line, 1
 */
async function borderOnScreen(page: Page, reach: number): Promise<{ x: number; y: number }> {
  const large = page.locator('main .viewport').first()
  const stage = await large.locator('.viewport-stage').boundingBox()
  const image = await large.getAttribute('data-image')
  const border = endocardial.find((contour) => imageOf(contour) === image)
  const points = border?.points ?? []
  const [[column, row] = []] = points
  if (!stage || column === undefined || row === undefined) throw new Error(`no border on ${image}`)
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + (point[at] ?? 0), 0) / points.length
  const [middleColumn, middleRow] = [mean(0), mean(1)]
  const scale = Math.min(stage.width, stage.height) / matrix
  const place = (middle: number, value: number): number =>
    (middle + reach * (value - middle) - (matrix - 1) / 2) * scale
  return {
    x: stage.x + stage.width / 2 + place(middleColumn, column),
    y: stage.y + stage.height / 2 + place(middleRow, row),
  }
}

const endocardial = borders.contours.filter(({ border }) => border === 'lv-endocardial')
const imageOf = ({ sopInstanceUid }: (typeof endocardial)[number]): string =>
  imageKeyText({ sopInstanceUid, frame: 0 })

/** Rows and columns of the phantom's images. */
const matrix = 192
