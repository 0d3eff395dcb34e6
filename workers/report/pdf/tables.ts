/** Tables, whose height is known before they are set. */
import type { Block, Cell } from '#analysis/report/printed/document.ts'
import { type Flow, small, styleOf, text, tiny } from './flow.ts'
import { colours, type Pages, type Style } from './page.ts'
import type { TextLine } from './writing.ts'

export type Table = Extract<Block, { kind: 'table' }>

const cellGap = 8

/** Lines of one style: what a cell says, and below it the name that is recorded. */
interface CellPart {
  readonly style: Style
  readonly lines: readonly TextLine[]
}

interface SetRow {
  readonly cells: readonly (readonly CellPart[])[]
  readonly height: number
  readonly line: string
}

const heightOf = (parts: readonly CellPart[], pages: Pages): number =>
  parts.reduce((sum, { style, lines }) => sum + lines.length * pages.lineHeight(style.size), 0)

/** of a number with its unit: what is wider is a sentence, and may break */
const mostOfNumber = 84

/** on one line, or one word below another */
type Heads = 'whole' | 'broken'

/** So wide that no number is parted from its unit, and no word in the middle. */
function leastWidth({ columns, rows }: Table, k: number, heads: Heads, pages: Pages): number {
  const widthOf = (said: string, size: number): number =>
    Math.max(0, ...pages.lines(said, { ...text, size }).map((line) => line.width))
  const widestWord = (said: string, size: number): number =>
    Math.max(...said.split(' ').map((word) => widthOf(word, size)))
  const head = columns[k]?.head ?? ''
  return Math.max(
    heads === 'whole' ? widthOf(head, small.size) : widestWord(head, small.size),
    ...rows.map((row) => {
      const said = row[k]?.text ?? ''
      const width = widthOf(said, text.size)
      return width <= mostOfNumber ? width : widestWord(said, text.size)
    }),
  )
}

/** of words beside numbers */
const leastOfWords = 70

/** Whether its numbers stand on one line each and leave room for their names. */
export function fitsIn(table: Table, width: number, pages: Pages): boolean {
  const least = table.columns.map(({ align }, k) =>
    align === 'right' ? leastWidth(table, k, 'broken', pages) : leastOfWords,
  )
  return least.reduce((sum, one) => sum + one + cellGap, -cellGap) <= width
}

/** By their shares, but no number is parted from its unit: the words beside it give way, then the heads. */
function widthsOf(table: Table, width: number, pages: Pages): number[] {
  const { columns } = table
  const whole = width - cellGap * (columns.length - 1)
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const byShare = columns.map(({ share }) => (whole * share) / shares)
  for (const heads of ['whole', 'broken'] as const) {
    const wanted = byShare.map((own, k) => {
      const least = columns[k]?.align === 'right' ? leastWidth(table, k, heads, pages) : 0
      return least > own ? { width: least, gives: false } : { width: own, gives: true }
    })
    const fixed = wanted.reduce((sum, one) => (one.gives ? sum : sum + one.width), 0)
    if (fixed > mostFixed[heads] * whole) continue
    const free = wanted.reduce((sum, one) => (one.gives ? sum + one.width : sum), 0)
    return wanted.map((one) => (one.gives ? (one.width * (whole - fixed)) / free : one.width))
  }
  return byShare
}

/** of its width: numbers alone cannot fill a table that says what they are */
const mostFixed: Readonly<Record<Heads, number>> = { whole: 0.5, broken: 0.8 }

/** A table as it will stand in so much width, so that its height is known before it is set. */
function rowsOf(
  table: Table,
  width: number,
  pages: Pages,
): { readonly widths: number[]; readonly rows: SetRow[] } {
  const { columns, rows } = table
  const widths = widthsOf(table, width, pages)
  const heads = columns.map(({ head: said }): Cell => ({ text: said, tone: 'faint' }))
  const row = (cells: readonly Cell[], size: number, line: string): SetRow => {
    const set = cells.map(({ text: said, tone, recorded }, k): CellPart[] => {
      const part = (words: string, style: Style) => ({
        style,
        lines: pages.lines(words, style, widths[k] ?? width),
      })
      const inWords = part(said, { ...styleOf(tone), size })
      return recorded === undefined ? [inWords] : [inWords, part(recorded, tiny)]
    })
    const highest = Math.max(pages.lineHeight(size), ...set.map((parts) => heightOf(parts, pages)))
    return { cells: set, line, height: highest + 1.5 }
  }
  return {
    widths,
    rows: [row(heads, small.size, colours.rule), ...rows.map((cells) => row(cells, text.size, colours.fine))],
  }
}

const captionHeight = ({ caption }: Table, pages: Pages): number =>
  caption === undefined ? 0 : pages.lineHeight(text.size) + 1.5

export function tableHeight(table: Table, width: number, pages: Pages): number {
  return rowsOf(table, width, pages).rows.reduce(
    (sum, { height }) => sum + height,
    captionHeight(table, pages) + 5,
  )
}

export function setTable(flow: Flow, table: Table): void {
  const { pages, left, width } = flow
  const { caption } = table
  const { widths, rows } = rowsOf(table, width, pages)
  pages.within('Table', {}, () => {
    if (caption !== undefined) {
      flow.need(pages.lineHeight(text.size) * 3)
      const [line] = pages.lines(caption, styleOf('strong'), width)
      if (line) pages.within('Caption', {}, () => pages.write(line, left, flow.y, width, styleOf('strong')))
      flow.y += captionHeight(table, pages)
    }
    const [heads] = rows
    const ruled = ({ height, line }: SetRow): void => {
      flow.y += height
      pages.rule(left, flow.y - 0.5, width, line)
    }
    rows.forEach((row, index) => {
      if (flow.need(row.height) && heads !== undefined && index > 0) {
        // for the eye: who hears it was told
        pages.unheard(() => setCells(flow, table, heads, widths, (_, set) => set()))
        ruled(heads)
      }
      pages.within('TR', {}, () => setRow(flow, table, row, widths, index === 0))
      ruled(row)
    })
  })
  flow.y += 5
}

function setRow(flow: Flow, table: Table, row: SetRow, widths: readonly number[], isHead: boolean): void {
  setCells(flow, table, row, widths, (k, set) => {
    if (isHead) flow.pages.within('TH', { scope: 'Column' }, set)
    else if (k === 0) flow.pages.within('TH', { scope: 'Row' }, set)
    else flow.pages.within('TD', {}, set)
  })
}

function setCells(
  { pages, left, width: whole, y }: Flow,
  { columns }: Table,
  { cells }: SetRow,
  widths: readonly number[],
  within: (k: number, set: () => void) => void,
): void {
  let x = left
  cells.forEach((parts, k) => {
    const width = widths[k] ?? whole
    const align = columns[k]?.align ?? 'left'
    const place = x
    within(k, () => {
      let top = y
      for (const { style, lines } of parts)
        for (const one of lines) {
          pages.write(one, place, top, width, { ...style, align })
          top += pages.lineHeight(style.size)
        }
    })
    x += width + cellGap
  })
}
