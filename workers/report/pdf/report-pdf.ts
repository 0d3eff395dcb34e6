/** A report as a PDF of A4 pages: the same blocks as the HTML, set by one hand from top to bottom. */
import type { Block, Cell, Figure, PrintedReport, Tone } from '#analysis/report/printed/document.ts'
import { reportWords } from '#analysis/report/printed/words.ts'
import { frameOf, type Pictures, pathOfLine } from '../pictures.ts'
import { bodyWidth, colours, openPages, type Pages, paper, type Style } from './page.ts'
import type { TextLine } from './writing.ts'

export interface SetPdf {
  readonly bytes: Uint8Array
  /** characters that stand as their codes because no font has them */
  readonly unset: readonly string[]
}

const text = { size: 8.4, weight: 400, colour: colours.ink } as const satisfies Style
const head = { size: 11.5, weight: 600, colour: colours.ink } as const satisfies Style
const small = { size: 7.6, weight: 400, colour: colours.faint } as const satisfies Style

const styleOf = (tone: Tone = 'plain'): Style => {
  switch (tone) {
    case 'plain':
      return text
    case 'strong':
      return { ...text, weight: 600 }
    case 'faint':
      return { ...text, colour: colours.faint }
    case 'warning':
      return { ...text, colour: colours.warning }
  }
}

export async function reportPdf(
  report: PrintedReport,
  pictures: Pictures,
  producer: string,
): Promise<SetPdf> {
  const { title, subtitle, draft, language, sections, footer, at } = report
  const words = reportWords[language]
  const pages = openPages({ title, language, producer, at: new Date(at) })
  const flow = new Flow(pages)
  flow.paragraph(title, { ...head, size: 17 })
  flow.paragraph(subtitle, { ...text, colour: colours.faint })
  if (draft !== undefined) flow.paragraph(draft, { ...text, size: 10, weight: 600, colour: colours.warning })
  for (const { title: name, blocks } of sections) {
    const groups = groupsOf(flow, blocks, pictures)
    flow.heading(name, groups[0]?.height ?? 0)
    for (const group of groups) group.set()
  }
  if (pages.unset.size > 0) flow.paragraph(words.cannotSet([...pages.unset].join(' ')), styleOf('warning'))
  pages.eachPage((page, count) => setFoot(pages, footer, words.page(page, count), draft !== undefined))
  return { unset: [...pages.unset], bytes: await pages.end() }
}

function setFoot(pages: Pages, footer: string, page: string, draft: boolean): void {
  const y = paper.height - paper.foot + 12
  pages.rule(paper.margin, y - 4, bodyWidth, colours.rule)
  const style = draft ? { ...small, colour: colours.warning } : small
  const [line] = pages.lines(footer, style, bodyWidth - 70)
  if (line) pages.write(line, paper.margin, y, bodyWidth, style)
  const [number] = pages.lines(page, style)
  if (number) pages.write(number, paper.margin, y, bodyWidth, { ...style, align: 'right' })
}

/** Where the next thing goes. */
class Flow {
  readonly pages: Pages
  y: number = paper.margin
  /** the column that is set now */
  left: number = paper.margin
  width: number = bodyWidth

  constructor(pages: Pages) {
    this.pages = pages
    pages.addPage()
  }

  /** A new page when so much does not fit on this one. */
  need(height: number): void {
    if (this.y + height <= paper.height - paper.foot) return
    this.pages.addPage()
    this.y = paper.margin
  }

  /** @param first  height of what must not be apart from it */
  heading(name: string, first: number): void {
    this.need(first + 32)
    this.y += 9
    const [line] = this.pages.lines(name, head, bodyWidth)
    if (line) this.pages.write(line, paper.margin, this.y, bodyWidth, head)
    this.y += this.pages.lineHeight(head.size)
    this.pages.rule(paper.margin, this.y, bodyWidth, colours.rule)
    this.y += 4
  }

  paragraph(said: string, style: Style, indent = 0, mark?: string): void {
    const height = this.pages.lineHeight(style.size)
    this.pages.lines(said, style, bodyWidth - indent).forEach((line, k) => {
      this.need(height)
      const [bullet] = mark !== undefined && k === 0 ? this.pages.lines(mark, style) : []
      if (bullet) this.pages.write(bullet, paper.margin + 2, this.y, indent, style)
      this.pages.write(line, paper.margin + indent, this.y, bodyWidth - indent, style)
      this.y += height
    })
    this.y += 1.5
  }
}

function setBlock(flow: Flow, block: Block, pictures: Pictures): void {
  switch (block.kind) {
    case 'facts':
      setFacts(flow, block.rows)
      return
    case 'text':
      flow.paragraph(block.text, styleOf(block.tone))
      return
    case 'list':
      for (const item of block.items) flow.paragraph(item, styleOf(block.tone), 10, '•')
      return
    case 'table':
      setTable(flow, block)
      return
    case 'figures':
      setFigures(flow, block, pictures)
  }
}

/** Two columns of names and values; a value that is too long for one has the whole width. */
function setFacts(flow: Flow, rows: readonly (readonly [string, string])[]): void {
  const gap = columnGap
  const nameWidth = 92
  const { pages } = flow
  const height = pages.lineHeight(text.size)
  const name = { ...text, colour: colours.faint }
  let column = 0
  for (const [key, value] of rows) {
    const [line] = pages.lines(value, text)
    const isLong = (line?.width ?? 0) > half - nameWidth
    if (isLong && column === 1) {
      flow.y += height
      column = 0
    }
    if (column === 0) flow.need(height)
    const x = paper.margin + column * (half + gap)
    const width = isLong ? bodyWidth : half
    const [label] = pages.lines(key, name, width)
    if (label && label.width > nameWidth - 6 && isLong) {
      pages.write(label, x, flow.y, width, name)
      for (const part of pages.lines(value, text, width - label.width - 8)) {
        pages.write(part, x + label.width + 8, flow.y, width, text)
        flow.y += height
      }
      continue
    }
    if (label) pages.write(label, x, flow.y, nameWidth, name)
    const start = Math.max(nameWidth, (label?.width ?? 0) + 8)
    if (isLong) {
      for (const part of pages.lines(value, text, width - start)) {
        pages.write(part, x + start, flow.y, width - start, text)
        flow.y += height
      }
      continue
    }
    if (line) pages.write(line, x + start, flow.y, half - start, text)
    if (column === 1) flow.y += height
    column = 1 - column
  }
  if (column === 1) flow.y += height
  flow.y += 3
}

type Table = Extract<Block, { kind: 'table' }>
type Figures = Extract<Block, { kind: 'figures' }>

const cellGap = 8

interface SetRow {
  readonly cells: readonly { readonly style: Style; readonly lines: readonly TextLine[] }[]
  readonly height: number
  readonly line: string
}

/** A table as it will stand in so much width, so that its height is known before it is set. */
function rowsOf(
  { columns, rows }: Table,
  width: number,
  pages: Pages,
): { readonly widths: number[]; readonly rows: SetRow[] } {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => ((width - cellGap * (columns.length - 1)) * share) / shares)
  const heads = columns.map(({ head: said }): Cell => ({ text: said, tone: 'faint' }))
  const row = (cells: readonly Cell[], size: number, line: string): SetRow => {
    const set = cells.map(({ text: said, tone }, k) => {
      const style = { ...styleOf(tone), size }
      return { style, lines: pages.lines(said, style, widths[k] ?? width) }
    })
    const most = Math.max(1, ...set.map(({ lines }) => lines.length))
    return { cells: set, line, height: most * pages.lineHeight(size) + 1.5 }
  }
  return {
    widths,
    rows: [row(heads, small.size, colours.rule), ...rows.map((cells) => row(cells, text.size, colours.fine))],
  }
}

const captionHeight = ({ caption }: Table, pages: Pages): number =>
  caption === undefined ? 0 : pages.lineHeight(text.size) + 1.5

function tableHeight(table: Table, width: number, pages: Pages): number {
  return rowsOf(table, width, pages).rows.reduce(
    (sum, { height }) => sum + height,
    captionHeight(table, pages) + 5,
  )
}

function setTable(flow: Flow, table: Table): void {
  const { pages, left, width } = flow
  const { caption, columns } = table
  const { widths, rows } = rowsOf(table, width, pages)
  if (caption !== undefined) {
    flow.need(pages.lineHeight(text.size) * 3)
    const [line] = pages.lines(caption, styleOf('strong'), width)
    if (line) pages.write(line, left, flow.y, width, styleOf('strong'))
    flow.y += captionHeight(table, pages)
  }
  for (const { cells, height, line } of rows) {
    flow.need(height)
    let x = left
    cells.forEach(({ style, lines }, k) => {
      const align = columns[k]?.align ?? 'left'
      lines.forEach((one, l) => {
        pages.write(one, x, flow.y + l * pages.lineHeight(style.size), widths[k] ?? width, {
          ...style,
          align,
        })
      })
      x += (widths[k] ?? width) + cellGap
    })
    flow.y += height
    pages.rule(left, flow.y - 0.5, width, line)
  }
  flow.y += 5
}

const columnGap = 18
const half = (bodyWidth - columnGap) / 2
/** as high as what is set beside each other may be, so that a page is never left half empty for it */
const mostBeside = 330

/** What stays together, how high it is, and how it is set. */
interface Group {
  readonly height: number
  set(): void
}

/** Narrow tables beside each other, and few figures beside the tables that follow them. */
function groupsOf(flow: Flow, blocks: readonly Block[], pictures: Pictures): Group[] {
  const groups: Group[] = []
  let k = 0
  while (k < blocks.length) {
    const block = blocks[k]
    if (block === undefined) break
    const pictured = block.kind === 'figures' && block.figures.length <= 2
    const tables = tablesFrom(blocks, pictured ? k + 1 : k)
    const beside = pictured
      ? besideFigures(flow, block, tables, pictures)
      : tables.length > 1
        ? inTwoColumns(flow, tables, pictures)
        : undefined
    if (beside !== undefined) {
      groups.push(beside)
      k += tables.length + (pictured ? 1 : 0)
      continue
    }
    groups.push({ height: leastHeight(block, flow.pages), set: () => setBlock(flow, block, pictures) })
    k++
  }
  return groups
}

/** Of what must stand together at its beginning. */
function leastHeight(block: Block, pages: Pages): number {
  const line = pages.lineHeight(text.size)
  if (block.kind === 'table') return Math.min(4 * line, tableHeight(block, bodyWidth, pages))
  const [row] = block.kind === 'figures' ? figureRows(block) : []
  return row === undefined ? 2 * line : rowHeight(row, pages)
}

const besideFigures = (
  flow: Flow,
  figures: Figures,
  tables: readonly Table[],
  pictures: Pictures,
): Group | undefined =>
  tables.length === 0 ? undefined : beside(flow, widthOfFigures(figures), [figures], tables, pictures)

/** Parted where both columns are about as high. */
function inTwoColumns(flow: Flow, tables: readonly Table[], pictures: Pictures): Group | undefined {
  const parted = tables
    .slice(1)
    .flatMap((_, k) => beside(flow, half, tables.slice(0, k + 1), tables.slice(k + 1), pictures) ?? [])
  return parted.sort((a, b) => a.height - b.height)[0]
}

/** Tables one after another that are narrow enough for half a page. */
function tablesFrom(blocks: readonly Block[], from: number): Table[] {
  const tables: Table[] = []
  for (const block of blocks.slice(from)) {
    if (block.kind !== 'table' || block.columns.length > 5) break
    tables.push(block)
  }
  return tables
}

/** @returns undefined when it is too high to stay together, or too wide */
function beside(
  flow: Flow,
  firstWidth: number,
  first: readonly (Table | Figures)[],
  second: readonly Table[],
  pictures: Pictures,
): Group | undefined {
  const { pages } = flow
  const secondWidth = bodyWidth - firstWidth - columnGap
  if (second.some(({ columns }) => secondWidth < columns.length * 48)) return undefined
  const heightOf = (blocks: readonly (Table | Figures)[], width: number): number =>
    blocks.reduce(
      (sum, block) =>
        sum + (block.kind === 'table' ? tableHeight(block, width, pages) : figuresHeight(block, pages)),
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

const figureGap = 14
const across = 4
const figureCell = (bodyWidth - figureGap * (across - 1)) / across
/** A curve is twice as wide as a bull's-eye. */
const cellsOf = (figure: Figure): number =>
  figure.kind === 'drawing' && figure.width > figure.height ? 2 : 1
const cellWidth = (figure: Figure): number => cellsOf(figure) * (figureCell + figureGap) - figureGap

const widthOfFigures = ({ figures }: Figures): number =>
  figures.reduce((sum, figure) => sum + cellWidth(figure) + figureGap, -figureGap)

function figureRows({ figures }: Figures): Figure[][] {
  const rows: Figure[][] = []
  let used = across
  for (const figure of figures) {
    const cells = cellsOf(figure)
    if (used + cells > across + 1e-9) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(figure)
    used += cells
  }
  return rows
}

const rowHeight = (row: readonly Figure[], pages: Pages): number =>
  Math.max(...row.map((figure) => sizeOf(figure, pages)).map((one) => one.height + one.captionHeight)) + 6

const figuresHeight = (block: Figures, pages: Pages): number =>
  figureRows(block).reduce((sum, row) => sum + rowHeight(row, pages), 0)

function setFigures(flow: Flow, block: Figures, pictures: Pictures): void {
  for (const row of figureRows(block)) {
    const height = rowHeight(row, flow.pages)
    flow.need(height)
    let x = flow.left
    for (const figure of row) {
      setFigure(flow, figure, sizeOf(figure, flow.pages), x, pictures)
      x += cellWidth(figure) + figureGap
    }
    flow.y += height
  }
}

interface FigureSize {
  readonly width: number
  readonly height: number
  readonly captionHeight: number
}
const mostHigh = 170

function sizeOf(figure: Figure, pages: Pages): FigureSize {
  const cell = cellWidth(figure)
  const box = figure.kind === 'drawing' ? figure : frameOf(figure)
  const scale = Math.min(cell / box.width, mostHigh / box.height)
  const lines = pages.lines(figure.caption, small, cell).length
  return {
    width: box.width * scale,
    height: box.height * scale,
    captionHeight: lines * pages.lineHeight(small.size) + 3,
  }
}

function setFigure(flow: Flow, figure: Figure, size: FigureSize, x: number, pictures: Pictures): void {
  const { pages, y } = flow
  if (figure.kind === 'drawing') pages.shapes(figure.shapes, x, y, size.width / figure.width)
  else {
    const png = pictures.get(figure)
    const frame = frameOf(figure)
    if (png) pages.image(png, x, y, size.width, size.height)
    pages.clipped(x, y, size.width, size.height, () =>
      pages.shapes(
        figure.lines.map((line) => ({
          kind: 'path',
          d: pathOfLine(line, figure),
          stroke: line.colour,
          width: frame.width / 150,
        })),
        x,
        y,
        size.width / frame.width,
      ),
    )
  }
  const width = cellWidth(figure)
  pages.lines(figure.caption, small, width).forEach((line, k) => {
    pages.write(line, x, y + size.height + 3 + k * pages.lineHeight(small.size), width, small)
  })
}
