/**
 * A report that is too long for its pages, made shorter step by step: first what other parts of it say as well, then
 * what a reader wrote, last whatever else is drawn. What was left out is named, and stands in the HTML report and in
 * the results all the same.
 */
import type { Block, Figure, PrintedReport, Section, Spared } from './document.ts'
import { reportWords } from './report-words.ts'

/** Of a report at most, so that somebody reads it. */
export const mostPages = 4

export interface Shortened {
  readonly report: PrintedReport
  /** captions and titles of what is not in it */
  readonly leftOut: readonly string[]
}

interface Limits {
  /** characters of a paragraph */
  readonly text: number
  /** paragraphs of a section, and items of a list */
  readonly items: number
  readonly rows: number
}

const whole = Number.POSITIVE_INFINITY
const unlimited: Limits = { text: whole, items: whole, rows: whole }
/** after everything that can be spared; the last is short whatever was written */
const cuts: readonly Limits[] = [
  { text: 2_500, items: 12, rows: whole },
  { text: 1_200, items: 8, rows: 24 },
  { text: 500, items: 4, rows: 10 },
]

/** What can be spared, first first: of one rank from the end. */
function sparesOf({ sections }: PrintedReport): readonly Spared[] {
  const all = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block): Spared[] =>
      block.kind === 'figures' && block.spare === undefined ? [...block.figures] : [block],
    ),
  )
  return all
    .toReversed()
    .filter(({ spare }) => spare !== undefined)
    .toSorted((one, other) => (one.spare ?? 0) - (other.spare ?? 0))
}

/**
 * The report with as much of it as `fits` says, and with what can be said of the rest: parts that can be spared go one by
 * one, and come back where others made room; texts are cut only when that is not enough.
 */
export function shortened(report: PrintedReport, fits: (report: PrintedReport) => boolean): Shortened {
  if (fits(report)) return { report, leftOut: [] }
  const spares = sparesOf(report)
  const spared = new Set<Spared>()
  const isShort = (limits: Limits = unlimited): boolean => fits(without(report, spared, limits).report)
  const restored = (limits: Limits): Shortened => {
    for (const one of spares.toReversed()) if (spared.delete(one) && !isShort(limits)) spared.add(one)
    return without(report, spared, limits)
  }
  for (const one of spares) {
    spared.add(one)
    if (isShort()) return restored(unlimited)
  }
  for (const limits of cuts) if (isShort(limits)) return restored(limits)
  // as short as texts and tables may be: figures that it would not spare go from the end
  const shortest = cuts.at(-1) ?? unlimited
  for (const figure of figuresOf(report).toReversed()) {
    spared.add(figure)
    if (isShort(shortest)) break
  }
  return without(report, spared, shortest)
}

const figuresOf = ({ sections }: PrintedReport): Figure[] =>
  sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : [])))

function without(report: PrintedReport, spared: ReadonlySet<Spared>, limits: Limits): Shortened {
  const leftOut: string[] = []
  const sections = report.sections.flatMap((section) => {
    const blocks = shorterBlocks(section, spared, limits, leftOut)
    return blocks.length === 0 ? [] : [{ ...section, blocks }]
  })
  const names = [...new Set(leftOut)]
  if (names.length === 0) return { report, leftOut: names }
  const { leftOutForSpace } = reportWords[report.language]
  const said = names.length > mostNamed ? [...names.slice(0, mostNamed), '…'] : names
  const note: Block = { kind: 'text', text: leftOutForSpace(said.join('; ')), tone: 'warning' }
  // before the signature, which is the last thing that a reader sees
  const place = Math.max(0, sections.length - 2)
  const noted = sections.map((section, k) =>
    k === place ? { ...section, blocks: [...section.blocks, note] } : section,
  )
  return { report: { ...report, sections: noted }, leftOut: names }
}

const mostNamed = 12

function shorterBlocks(
  { title, blocks }: Section,
  spared: ReadonlySet<Spared>,
  limits: Limits,
  leftOut: string[],
): Block[] {
  let paragraphs = 0
  return blocks.flatMap((block): Block[] => {
    if (spared.has(block) && block.kind === 'figures') {
      leftOut.push(...block.figures.map(({ caption }) => caption))
      return []
    }
    if (spared.has(block) || (block.kind === 'text' && ++paragraphs > limits.items)) {
      leftOut.push(title)
      return []
    }
    if (block.kind !== 'figures') return [shorterBlock(block, title, limits, leftOut)]
    const kept = block.figures.filter((figure) => !spared.has(figure))
    leftOut.push(...block.figures.flatMap((figure) => (spared.has(figure) ? [figure.caption] : [])))
    return kept.length === 0 ? [] : [{ ...block, figures: kept }]
  })
}

function shorterBlock(block: Block, title: string, { text, items, rows }: Limits, leftOut: string[]): Block {
  switch (block.kind) {
    case 'text': {
      if (block.text.length <= text) return block
      leftOut.push(title)
      // no character is parted in the middle
      return { ...block, text: `${Array.from(block.text).slice(0, text).join('')} …` }
    }
    case 'list': {
      if (block.items.length > items) leftOut.push(title)
      const cut = block.items.slice(0, items)
      return { ...block, items: cut.map((item) => (item.length <= text ? item : `${item.slice(0, text)} …`)) }
    }
    case 'table':
      if (block.rows.length > rows) leftOut.push(block.caption ?? title)
      return { ...block, rows: block.rows.slice(0, rows) }
    default:
      return block
  }
}
