/** Drawings and key images in rows, each with its words below it. */
import type { Block, Figure } from '#analysis/report/printed/document.ts'
import { barShapes, frameOf, type Pictures, pathOfLine, shareBelow } from '../pictures.ts'
import { type Flow, small } from './flow.ts'
import { bodyWidth, type Pages } from './page.ts'

export type Figures = Extract<Block, { kind: 'figures' }>

const figureGap = 14
const across = 4
const figureCell = (bodyWidth - figureGap * (across - 1)) / across
/** A curve is twice as wide as a bull's-eye or a map; of the key images three fill the page. */
function cellsOf(figure: Figure): number {
  if (figure.kind === 'picture') return figure.window === 'cine' || figure.window === 'lge' ? across / 3 : 1
  return figure.width > figure.height ? 2 : 1
}
const cellWidth = (figure: Figure): number => cellsOf(figure) * (figureCell + figureGap) - figureGap

export const widthOfFigures = ({ figures }: Figures): number =>
  figures.reduce((sum, figure) => sum + cellWidth(figure) + figureGap, -figureGap)

export function figureRows({ figures }: Figures): Figure[][] {
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

export const rowHeight = (row: readonly Figure[], pages: Pages): number =>
  Math.max(
    ...row
      .map((figure) => sizeOf(figure, pages))
      .map((one) => one.height + one.barHeight + one.captionHeight),
  ) + 6

export const figuresHeight = (block: Figures, pages: Pages): number =>
  figureRows(block).reduce((sum, row) => sum + rowHeight(row, pages), 0)

export function setFigures(flow: Flow, block: Figures, pictures: Pictures): void {
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
  readonly barHeight: number
  readonly captionHeight: number
}
const mostHigh = 170

function sizeOf(figure: Figure, pages: Pages): FigureSize {
  const cell = cellWidth(figure)
  const box = figure.kind === 'drawing' ? figure : frameOf(figure)
  const scale = Math.min(cell / box.width, mostHigh / box.height)
  const lines = pages.lines(figure.caption, small, cell).length
  const hasBar = figure.kind === 'picture' && figure.bar !== undefined
  const width = box.width * scale
  return {
    width,
    height: box.height * scale,
    barHeight: hasBar ? width * shareBelow : 0,
    captionHeight: lines * pages.lineHeight(small.size) + 3,
  }
}

function setFigure(flow: Flow, figure: Figure, size: FigureSize, x: number, pictures: Pictures): void {
  const { pages, y } = flow
  const alt = figure.kind === 'drawing' ? figure.description : figure.caption
  pages.within('Figure', { alt }, () => {
    pages.figure(() => drawFigure(pages, figure, size, x, y, pictures))
    const width = cellWidth(figure)
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
  if (figure.bar) pages.shapes(barShapes(figure.bar, size.width), x, y + size.height, 1)
}
