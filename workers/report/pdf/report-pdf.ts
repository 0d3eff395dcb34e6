/** A report as a PDF of A4 pages: the same blocks as the HTML, set by one hand from top to bottom. */
import type { Block, Cell, Column, Figure, PrintedReport, Tone } from '#analysis/report/printed/document.ts'
import { reportWords } from '#analysis/report/printed/words.ts'
import { frameOf, type Pictures, pathOfLine } from '../pictures.ts'
import { bodyWidth, colours, openPages, type Pages, paper, type Style } from './page.ts'

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
    flow.heading(name)
    for (const block of blocks) setBlock(flow, block, pictures)
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

  heading(name: string): void {
    this.need(64)
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
      setFigures(flow, block.figures, pictures)
  }
}

/** Two columns of names and values; a value that is too long for one has the whole width. */
function setFacts(flow: Flow, rows: readonly (readonly [string, string])[]): void {
  const gap = 16
  const half = (bodyWidth - gap) / 2
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

function setTable(flow: Flow, { caption, columns, rows }: Extract<Block, { kind: 'table' }>): void {
  const { pages } = flow
  const gap = 8
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  // a table of two columns is read across: it is no wider than that can be done
  const whole = columns.length === 2 ? bodyWidth * 0.6 : bodyWidth
  const widths = columns.map(({ share }) => ((whole - gap * (columns.length - 1)) * share) / shares)
  const height = pages.lineHeight(text.size)
  const heads = columns.map(({ head: said }): Cell => ({ text: said, tone: 'faint' }))
  if (caption !== undefined) {
    flow.need(height * 3)
    flow.paragraph(caption, styleOf('strong'))
  }
  setRow(heads, colours.rule, small.size)
  for (const row of rows) setRow(row, colours.fine, text.size)
  flow.y += 5

  function setRow(cells: readonly Cell[], line: string, size: number): void {
    const set = cells.map(({ text: said, tone }, k) => {
      const style = { ...styleOf(tone), size }
      return { style, lines: pages.lines(said, style, widths[k] ?? whole) }
    })
    const most = Math.max(1, ...set.map(({ lines }) => lines.length))
    const rowHeight = most * pages.lineHeight(size) + 1.5
    flow.need(rowHeight)
    let x = paper.margin
    set.forEach(({ style, lines }, k) => {
      const column: Column | undefined = columns[k]
      const width = widths[k] ?? whole
      lines.forEach((one, l) => {
        const align = column?.align ?? 'left'
        pages.write(one, x, flow.y + l * pages.lineHeight(size), width, { ...style, align })
      })
      x += width + gap
    })
    flow.y += rowHeight
    pages.rule(paper.margin, flow.y - 0.5, whole, line)
  }
}

function setFigures(flow: Flow, figures: readonly Figure[], pictures: Pictures): void {
  const gap = 14
  const across = 3
  const cellWidth = (bodyWidth - gap * (across - 1)) / across
  for (let k = 0; k < figures.length; k += across) {
    const row = figures.slice(k, k + across)
    const set = row.map((figure) => sizeOf(figure, cellWidth, flow.pages))
    const height = Math.max(...set.map((one) => one.height + one.captionHeight)) + 6
    flow.need(height)
    row.forEach((figure, i) => {
      const size = set[i]
      if (size) setFigure(flow, figure, size, paper.margin + i * (cellWidth + gap), pictures)
    })
    flow.y += height
  }
}

interface FigureSize {
  readonly width: number
  readonly height: number
  readonly captionHeight: number
}
const mostHigh = 150

function sizeOf(figure: Figure, cell: number, pages: Pages): FigureSize {
  const box = figure.kind === 'drawing' ? figure : frameOf(figure)
  const scale = Math.min(cell / box.width, mostHigh / box.height)
  const captionHeight = pages.lines(figure.caption, small, cell).length * pages.lineHeight(small.size) + 3
  return { width: box.width * scale, height: box.height * scale, captionHeight }
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
  const width = (bodyWidth - 28) / 3
  pages.lines(figure.caption, small, width).forEach((line, k) => {
    pages.write(line, x, y + size.height + 3 + k * pages.lineHeight(small.size), width, small)
  })
}
