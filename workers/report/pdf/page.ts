/** The pages of a PDF: what is written and drawn on them, in points from the top left, in one order for one report. */
import PDFDocument from 'pdfkit'
import type { Shape } from '#analysis/report/printed/document.ts'
import { charactersOf } from './cmap.ts'
import { openFonts, type Weight } from './fonts.ts'
import { createTags, type TagKind, type TagWords } from './tags.ts'
import { createWriting, type TextLine } from './writing.ts'

export const colours = {
  ink: '#14181d',
  faint: '#4a545f',
  warning: '#8a3600',
  rule: '#cfd6de',
  fine: '#e6eaee',
} as const

export const paper = { width: 595.28, height: 841.89, margin: 42, foot: 46 } as const
export const bodyWidth = paper.width - 2 * paper.margin

/** distance of lines to the size of their letters, and of the baseline from the top of the line */
const leading = 1.36
const ascent = 1.02

export interface Style {
  readonly size: number
  readonly weight: Weight
  readonly colour: string
  readonly align?: 'left' | 'right' | 'middle'
}

export interface Pages {
  readonly lineHeight: (size: number) => number
  lines(text: string, style: Pick<Style, 'size' | 'weight'>, width?: number): TextLine[]
  /** @param y  top of the line */
  write(line: TextLine, x: number, y: number, width: number, style: Style): void
  rule(x: number, y: number, width: number, colour: string): void
  /** One figure: what is drawn within is part of it. */
  figure(draw: () => void): void
  /** in a box of its own units */
  shapes(shapes: readonly Shape[], x: number, y: number, scale: number): void
  image(png: Uint8Array, x: number, y: number, width: number, height: number): void
  clipped(x: number, y: number, width: number, height: number, draw: () => void): void
  /** Says what everything is that `set` puts on the pages. */
  within(kind: TagKind, words: TagWords, set: () => void): void
  /** Seen and not heard: what was said before. */
  unheard(set: () => void): void
  addPage(): void
  /** goes over all pages once more */
  eachPage(draw: (page: number, pages: number) => void): void
  /** Pages that `set` would fill: nothing is written or drawn meanwhile. */
  counted(set: () => void): number
  readonly unset: ReadonlySet<string>
  end(): Promise<Uint8Array>
}

export interface PageInfo {
  readonly title: string
  readonly language: string
  readonly producer: string
  /** of the file: nothing of the clock goes in */
  readonly at: Date
}

export function openPages({ title, language, producer, at }: PageInfo): Pages {
  const shelf = openFonts()
  const covered = new Map<string, ReadonlySet<number>>()
  const covers = (font: string, codePoint: number): boolean => {
    const known = covered.get(font) ?? charactersOf(shelf.bytesOf(font))
    covered.set(font, known)
    return known.has(codePoint)
  }
  const doc = new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    // no standard font: it is neither embedded nor able to say what a comment says
    font: '',
    bufferPages: true,
    autoFirstPage: false,
    displayTitle: true,
    tagged: true,
    lang: language,
    pdfVersion: '1.7',
    info: { Title: title, Producer: producer, Creator: producer, CreationDate: at, ModDate: at },
  })
  const parts: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (part: Uint8Array) => parts.push(part))
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  const registered = new Set<string>()
  const chooseFont = (name: string, size: number): void => {
    if (!registered.has(name)) {
      doc.registerFont(name, shelf.bytesOf(name))
      registered.add(name)
    }
    doc.font(name, size)
  }
  const widths = new Map<string, number>()
  const writing = createWriting(shelf, covers, (font, size, text) => {
    const key = `${font} ${size} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    chooseFont(font, size)
    const width = doc.widthOfString(text)
    widths.set(key, width)
    return width
  })

  function writeRuns({ runs }: TextLine, x: number, baseline: number, { size, colour }: Style): void {
    let place = x
    for (const { font, text } of runs) {
      chooseFont(font, size)
      doc.fillColor(colour).text(text, place, baseline, { lineBreak: false, baseline: 'alphabetic' })
      place += doc.widthOfString(text)
    }
  }
  function writeWord(shape: Extract<Shape, { kind: 'text' }>, x: number, y: number, scale: number): void {
    const size = shape.size * scale
    const [line] = writing.lines(shape.text, size, 400)
    if (line === undefined) return
    const anchor = shape.anchor === 'end' ? line.width : shape.anchor === 'middle' ? line.width / 2 : 0
    const style: Style = { size, weight: 400, colour: shape.colour }
    writeRuns(line, x + shape.x * scale - anchor, y + shape.y * scale, style)
  }

  function drawPath(shape: Extract<Shape, { kind: 'path' }>, x: number, y: number, scale: number): void {
    const { d, fill, stroke, width = 1, dash } = shape
    doc.save().translate(x, y).scale(scale).path(d).lineWidth(width)
    if (dash !== undefined) doc.dash(dash, {})
    if (fill !== undefined && stroke !== undefined) doc.fillAndStroke(fill, stroke)
    else if (fill !== undefined) doc.fill(fill)
    else doc.stroke(stroke ?? colours.ink)
    doc.restore()
  }

  const startOf = (line: TextLine, x: number, width: number, align: Style['align']): number =>
    align === 'right' ? x + width - line.width : align === 'middle' ? x + (width - line.width) / 2 : x

  const tags = createTags(doc)
  /** pages so far, while they are only counted */
  let counting: number | undefined
  const pages: Pages = {
    lineHeight: (size) => size * leading,
    lines: (text, { size, weight }, width) => writing.lines(text, size, weight, width),
    write(line, x, y, width, style) {
      if (counting !== undefined) return
      tags.drawn(() => writeRuns(line, startOf(line, x, width, style.align), y + style.size * ascent, style))
    },
    rule(x, y, width, colour) {
      if (counting !== undefined) return
      const line = () =>
        doc
          .moveTo(x, y)
          .lineTo(x + width, y)
          .lineWidth(0.5)
          .strokeColor(colour)
          .stroke()
      tags.besides(line)
    },
    figure(draw) {
      if (counting === undefined) tags.drawn(draw)
    },
    shapes(shapes, x, y, scale) {
      for (const shape of shapes) {
        if (shape.kind === 'text') writeWord(shape, x, y, scale)
        else drawPath(shape, x, y, scale)
      }
    },
    image(png, x, y, width, height) {
      // the types know a Buffer only
      doc.image(Buffer.from(png.buffer, png.byteOffset, png.byteLength), x, y, { width, height })
    },
    clipped(x, y, width, height, draw) {
      doc.save().rect(x, y, width, height).clip()
      draw()
      doc.restore()
    },
    within(kind, words, set) {
      if (counting === undefined) tags.within(kind, words, set)
      else set()
    },
    unheard(set) {
      if (counting === undefined) tags.besides(set)
      else set()
    },
    addPage() {
      if (counting === undefined) doc.addPage()
      else counting++
    },
    eachPage(draw) {
      const { start, count } = doc.bufferedPageRange()
      for (let page = 0; page < count; page++) {
        doc.switchToPage(start + page)
        draw(page + 1, count)
      }
    },
    counted(set) {
      counting = 0
      set()
      const pages = counting
      counting = undefined
      writing.forget()
      return pages
    },
    unset: writing.unset,
    async end() {
      doc.end()
      await ended
      return new Uint8Array(Buffer.concat(parts))
    },
  }
  return pages
}
