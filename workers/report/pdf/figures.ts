/** Drawings and key images in rows, each with its words below it. */
import type { Block, Figure } from '#analysis/report/printed/document.ts'
import { barShapes, frameOf, heightOfBar, type Pictures, pathOfLine } from '../pictures.ts'
import { columnGap, type Flow, type PictureSize, small, styleOf, text } from './flow.ts'
import { bodyWidth, type Pages } from './page.ts'

export type Figures = Extract<Block, { kind: 'figures' }>

const figureGap = columnGap
/** a bull's-eye is a cell; so many stand in a row */
export const across = 4
const figureCell = (bodyWidth - figureGap * (across - 1)) / across
/** how many fill a row */
const inRow = {
  /** with all of the chest about them */
  key: { large: 3, small: 4 },
  /** they come by threes, of the levels of the heart */
  firstPassMap: { large: 3, small: 6 },
} as const

/** A curve is twice as wide as a bull's-eye or a map. */
function cellsOf(figure: Figure, size: PictureSize): number {
  if (figure.kind === 'drawing') return figure.width > figure.height ? 2 : 1
  const { window, bar } = figure
  if (window === 'first-pass' && bar !== undefined) return across / inRow.firstPassMap[size]
  return window === 'cine' || window === 'lge' ? across / inRow.key[size] : 1
}
const cellWidth = (figure: Figure, size: PictureSize): number =>
  cellsOf(figure, size) * (figureCell + figureGap) - figureGap

export const widthOfFigures = ({ figures }: Figures, { pictureSize }: Flow): number =>
  figures.reduce((sum, figure) => sum + cellWidth(figure, pictureSize) + figureGap, -figureGap)

function figureRows({ figures }: Figures, { pictureSize }: Flow): Figure[][] {
  const rows: Figure[][] = []
  let used = across
  for (const figure of figures) {
    const cells = cellsOf(figure, pictureSize)
    if (used + cells > across + 1e-9) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(figure)
    used += cells
  }
  return rows
}

const rowHeight = (row: readonly Figure[], flow: Flow): number =>
  Math.max(
    ...row.map((figure) => sizeOf(figure, flow)).map((one) => one.height + one.barHeight + one.captionHeight),
  ) + 6

/** It is no use without its figures. */
const noteHeight = ({ note }: Figures, { pages }: Flow): number =>
  note === undefined ? 0 : pages.lines(note, text, bodyWidth).length * pages.lineHeight(text.size)

export const figuresHeight = (block: Figures, flow: Flow): number =>
  figureRows(block, flow).reduce((sum, row) => sum + rowHeight(row, flow), 0)

/** Of what stands together at its beginning. */
export function firstOfFigures(block: Figures, flow: Flow): number {
  const [row = [], ...others] = figureRows(block, flow)
  return rowHeight(row, flow) + (others.length === 0 ? noteHeight(block, flow) : 0)
}

export function setFigures(flow: Flow, block: Figures, pictures: Pictures): void {
  const rows = figureRows(block, flow)
  for (const [k, row] of rows.entries()) {
    const height = rowHeight(row, flow)
    flow.need(height + (k === rows.length - 1 ? noteHeight(block, flow) : 0))
    let x = flow.left
    for (const figure of row) {
      setFigure(flow, figure, sizeOf(figure, flow), x, pictures)
      x += cellWidth(figure, flow.pictureSize) + figureGap
    }
    flow.y += height
  }
  if (block.note !== undefined) flow.paragraph(block.note, styleOf('faint'))
}

interface FigureSize {
  readonly width: number
  readonly height: number
  readonly barHeight: number
  readonly captionHeight: number
}
const mostHigh = { large: 170, small: 104 } as const
/** letters of the numbers at the ends of a colour bar */
const barWords = 6.4

function sizeOf(figure: Figure, { pages, pictureSize }: Flow): FigureSize {
  const cell = cellWidth(figure, pictureSize)
  const box = figure.kind === 'drawing' ? figure : frameOf(figure)
  const scale = Math.min(cell / box.width, mostHigh[pictureSize] / box.height)
  const lines = pages.lines(figure.caption, small, cell).length
  const hasBar = figure.kind === 'picture' && figure.bar !== undefined
  const width = box.width * scale
  return {
    width,
    height: box.height * scale,
    barHeight: hasBar ? heightOfBar(width, barWords) : 0,
    captionHeight: lines * pages.lineHeight(small.size) + 3,
  }
}

function setFigure(flow: Flow, figure: Figure, size: FigureSize, x: number, pictures: Pictures): void {
  const { pages, y } = flow
  const alt = figure.kind === 'drawing' ? figure.description : figure.caption
  pages.within('Figure', { alt }, () => {
    pages.figure(() => drawFigure(pages, figure, size, x, y, pictures))
    const width = cellWidth(figure, flow.pictureSize)
    pages.within('Caption', {}, () => {
      pages.lines(figure.caption, small, width).forEach((line, k) => {
        const top = y + size.height + size.barHeight + 3 + k * pages.lineHeight(small.size)
        pages.write(line, x, top, width, small)
      })
    })
  })
}

function drawFigure(
  pages: Pages,
  figure: Figure,
  size: FigureSize,
  x: number,
  y: number,
  pictures: Pictures,
): void {
  if (figure.kind === 'drawing') {
    pages.shapes(figure.shapes, x, y, size.width / figure.width)
    return
  }
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
  if (figure.bar) pages.shapes(barShapes(figure.bar, size.width, barWords), x, y + size.height, 1)
}
