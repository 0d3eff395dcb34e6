/** What of a section stands together on a page, and what beside each other. */
import type { Block } from '#analysis/report/printed/document.ts'
import type { Pictures } from '../pictures.ts'
import { setFacts } from './facts.ts'
import { across, type Figures, figuresHeight, firstOfFigures, setFigures, widthOfFigures } from './figures.ts'
import { columnGap, type Flow, half, styleOf, text } from './flow.ts'
import { bodyWidth, paper } from './page.ts'
import { fitsIn, setTable, type Table, tableHeight } from './tables.ts'

function setBlock(flow: Flow, block: Block, pictures: Pictures): void {
  switch (block.kind) {
    case 'facts':
      setFacts(flow, block.rows)
      return
    case 'text':
      flow.paragraph(block.text, styleOf(block.tone))
      return
    case 'list':
      flow.list(block.items, styleOf(block.tone))
      return
    case 'table':
      setTable(flow, block)
      return
    case 'figures':
      setFigures(flow, block, pictures)
  }
}

/** as high as what is set beside each other may be, so that a page is never left half empty for it */
const mostBeside = 330

/** What stays together, how high it is, and how it is set. */
export interface Group {
  readonly height: number
  set(): void
}

/** Narrow tables beside each other, with the figure after them, and few figures beside the tables that follow them. */
export function groupsOf(flow: Flow, blocks: readonly Block[], pictures: Pictures): Group[] {
  const groups: Group[] = []
  let k = 0
  while (k < blocks.length) {
    const block = blocks[k]
    if (block === undefined) break
    const pictured = block.kind === 'figures' && block.figures.length < across && block.note === undefined
    const tables = tablesFrom(blocks, pictured ? k + 1 : k)
    const beside = pictured
      ? besideFigures(flow, block, tables, pictures)
      : inTwoColumns(flow, tables, blocks[k + tables.length], pictures)
    if (beside !== undefined) {
      groups.push(beside.group)
      k += beside.taken
      continue
    }
    groups.push({ height: leastHeight(block, flow), set: () => setBlock(flow, block, pictures) })
    k++
  }
  return groups
}

/** Of what must stand together at its beginning. */
function leastHeight(block: Block, flow: Flow): number {
  const { pages } = flow
  const line = pages.lineHeight(text.size)
  if (block.kind === 'facts') return block.rows.length * line
  if (block.kind === 'table') return Math.min(4 * line, tableHeight(block, bodyWidth, pages))
  return block.kind === 'figures' ? firstOfFigures(block, flow) : 2 * line
}

interface Beside {
  readonly group: Group
  /** blocks that stand in it */
  readonly taken: number
}

function besideFigures(
  flow: Flow,
  figures: Figures,
  tables: readonly Table[],
  pictures: Pictures,
): Beside | undefined {
  if (tables.length === 0) return undefined
  const group = beside(flow, widthOfFigures(figures, flow), [figures], tables, pictures)
  return group && { group, taken: 1 + tables.length }
}

/** Parted where both columns are about as high; with what follows the tables where it is as narrow. */
function inTwoColumns(
  flow: Flow,
  tables: readonly Table[],
  next: Block | undefined,
  pictures: Pictures,
): Beside | undefined {
  const figure =
    next?.kind === 'figures' && next.note === undefined && widthOfFigures(next, flow) <= half + 1e-9
      ? [next]
      : []
  return [[...tables, ...figure], tables].flatMap((all): Beside[] => {
    const parted = all
      .slice(1)
      .flatMap((_, k) => beside(flow, half, all.slice(0, k + 1), all.slice(k + 1), pictures) ?? [])
    const [group] = parted.sort((a, b) => a.height - b.height)
    return tables.length === 0 || group === undefined ? [] : [{ group, taken: all.length }]
  })[0]
}

/** Tables one after another that are narrow enough for half a page. */
function tablesFrom(blocks: readonly Block[], from: number): Table[] {
  const tables: Table[] = []
  for (const block of blocks.slice(from)) {
    if (block.kind !== 'table') break
    tables.push(block)
  }
  return tables
}

/** @returns undefined when it is too high to stay together, or too wide */
function beside(
  flow: Flow,
  firstWidth: number,
  first: readonly (Table | Figures)[],
  second: readonly (Table | Figures)[],
  pictures: Pictures,
): Group | undefined {
  const { pages } = flow
  const secondWidth = bodyWidth - firstWidth - columnGap
  const fits = (blocks: readonly (Table | Figures)[], width: number): boolean =>
    blocks.every((block) => block.kind === 'figures' || fitsIn(block, width, pages))
  if (!fits(first, firstWidth) || !fits(second, secondWidth)) return undefined
  const heightOf = (blocks: readonly (Table | Figures)[], width: number): number =>
    blocks.reduce(
      (sum, block) =>
        sum + (block.kind === 'table' ? tableHeight(block, width, pages) : figuresHeight(block, flow)),
      0,
    )
  const height = Math.max(heightOf(first, firstWidth), heightOf(second, secondWidth))
  if (height > mostBeside) return undefined
  const column = (blocks: readonly Block[], left: number, width: number, top: number): number => {
    flow.y = top
    flow.left = left
    flow.width = width
    for (const block of blocks) setBlock(flow, block, pictures)
    return flow.y
  }
  return {
    height,
    set() {
      flow.need(height)
      const top = flow.y
      const ends = [
        column(first, paper.margin, firstWidth, top),
        column(second, paper.margin + firstWidth + columnGap, secondWidth, top),
      ]
      flow.left = paper.margin
      flow.width = bodyWidth
      flow.y = Math.max(...ends)
    },
  }
}
