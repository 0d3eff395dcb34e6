/** A report as a PDF of A4 pages: the same blocks as the HTML, set by one hand from top to bottom. */
import type { PrintedReport } from '#analysis/report/printed/document.ts'
import { reportWords } from '#analysis/report/printed/report-words.ts'
import { mostPages, shortened } from '#analysis/report/printed/shorten.ts'
import type { Pictures } from '../pictures.ts'
import { Flow, head, type PictureSize, small, styleOf, text } from './flow.ts'
import { groupsOf } from './groups.ts'
import { bodyWidth, colours, openPages, type Pages, paper } from './page.ts'

export interface SetPdf {
  readonly bytes: Uint8Array
  /** characters that stand as their codes because no font has them */
  readonly unset: readonly string[]
  /** what the pages have no room for */
  readonly leftOut: readonly string[]
}

/** As long as it is, and no longer than it may be. */
export async function reportPdf(
  report: PrintedReport,
  pictures: Pictures,
  producer: string,
): Promise<SetPdf> {
  const { title, language, at } = report
  const pages = openPages({ title, language, producer, at: new Date(at) })
  const fits = (one: PrintedReport, size: PictureSize): boolean =>
    pages.counted(() => setReport(pages, one, pictures, size)) <= mostPages
  // smaller before fewer
  const size = fits(report, 'large') ? 'large' : 'small'
  const { report: fitting, leftOut } = shortened(report, (shorter) => fits(shorter, size))
  pages.within('Document', {}, () => setReport(pages, fitting, pictures, size))
  const { draft, footer } = fitting
  const words = reportWords[language]
  pages.eachPage((page, count) => setFoot(pages, footer, words.page(page, count), draft !== undefined))
  return { unset: [...pages.unset], leftOut, bytes: await pages.end() }
}

function setReport(pages: Pages, report: PrintedReport, pictures: Pictures, size: PictureSize): void {
  const { title, subtitle, draft, language, sections } = report
  const flow = new Flow(pages, size)
  flow.paragraph(title, { ...head, size: 17 }, 'H1')
  flow.paragraph(subtitle, { ...text, colour: colours.faint })
  if (draft !== undefined) flow.paragraph(draft, { ...text, size: 10, weight: 600, colour: colours.warning })
  for (const { title: name, blocks } of sections) {
    const groups = groupsOf(flow, blocks, pictures)
    pages.within('Sect', {}, () => {
      flow.heading(name, groups[0]?.height ?? 0)
      for (const group of groups) group.set()
    })
  }
  if (pages.unset.size > 0)
    flow.paragraph(reportWords[language].cannotSet([...pages.unset].join(' ')), styleOf('warning'))
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
