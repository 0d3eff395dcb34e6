/** What stands beside what on the pages of a report, what stays together, and what gives way where they are short. */
import { describe, expect, it } from 'vitest'
import type { Block, Drawing, Picture, PrintedReport } from '#analysis/report/printed/document.ts'
import { mostPages } from '#analysis/report/printed/shorten.ts'
import { Flow } from '../../workers/report/pdf/flow.ts'
import { groupsOf } from '../../workers/report/pdf/groups.ts'
import { openPages } from '../../workers/report/pdf/page.ts'
import { reportPdf } from '../../workers/report/pdf/report-pdf.ts'
import { textOfPdf } from './pdf-text.ts'

const drawing = (caption: string, width: number, height: number): Drawing => ({
  kind: 'drawing',
  caption,
  description: caption,
  width,
  height,
  shapes: [],
})
const picture = (caption: string, window: Picture['window'], more: Partial<Picture> = {}): Picture => ({
  kind: 'picture',
  caption,
  image: { sopInstanceUid: '1.2', frame: 0 },
  crop: { column: 0, row: 0, columns: 10, rows: 10 },
  pixel: { width: 1, height: 1 },
  window,
  lines: [],
  ...more,
})
const table = (rows: number, value = '100 mL'): Block => ({
  kind: 'table',
  columns: [
    { head: 'Quantity', align: 'left', share: 2 },
    { head: 'Value', align: 'right', share: 1 },
  ],
  rows: Array.from({ length: rows }, (_, k) => [{ text: `number ${k + 1}` }, { text: value }]),
})
const written = (text: string): Block => ({ kind: 'text', text, tone: 'plain' })

const reportOf = (...sections: readonly (readonly Block[])[]): PrintedReport => ({
  language: 'en',
  title: 'Report',
  subtitle: 'S-0001',
  sections: [...sections, [written('Signed.')]].map((blocks, k) => ({ title: `Section ${k + 1}`, blocks })),
  footer: 'Midwall',
  at: '2026-03-04T05:06:07.000Z',
})
async function set(report: PrintedReport) {
  const { bytes, leftOut } = await reportPdf(report, new Map(), 'Midwall')
  return { ...textOfPdf(bytes), leftOut }
}

describe('the pages of a report', () => {
  it('show pictures smaller before they show fewer of them', async () => {
    const figures = Array.from(
      { length: 60 },
      (_, k) => ({ ...picture(`Image ${k + 1}`, 'cine'), spare: 1 }) as const,
    )
    const { pages, leftOut } = await set(reportOf([{ kind: 'figures', figures }]))
    expect(pages.length).toBeLessThanOrEqual(mostPages)
    expect(leftOut).toEqual([])
  })

  it('are four at most of figures that are all about the heart, and name those that have no room', async () => {
    const eyes = Array.from({ length: 120 }, (_, k) => drawing(`Eye ${k + 1}`, 100, 100))
    const { pages, leftOut } = await set(reportOf([{ kind: 'figures', figures: eyes }]))
    expect(pages).toHaveLength(mostPages)
    expect(leftOut).toContain('Eye 120')
    expect(leftOut).not.toContain('Eye 1')
    expect(pages.at(-1)).toContain('for want of space')
  })

  it('never part the words below figures from them', async () => {
    const note = 'In colour: what is meant.'
    const maps = [1, 2, 3].map((n) => picture(`Map ${n}`, 'cine'))
    for (let lines = 20; lines < 60; lines++) {
      const above = Array.from({ length: lines }, (_, k) => written(`Line ${k + 1}.`))
      const { pages } = await set(reportOf([...above, { kind: 'figures', figures: maps, note }]))
      const page = pages.find((one) => one.includes('Map 1'))
      expect(page, `below ${lines} lines`).toContain(note)
    }
  })

  it('have a curve beside the tables that it follows, and a table beside three bull’s-eyes', () => {
    const info = { title: 'Report', language: 'en', producer: 'Midwall', at: new Date(0) }
    const groups = (blocks: readonly Block[]) =>
      groupsOf(new Flow(openPages(info), 'large'), blocks, new Map())
    const curve: Block = { kind: 'figures', figures: [drawing('Curve', 320, 170)] }
    const [both, ...others] = groups([table(7), table(4), table(3), curve])
    expect(others).toEqual([])
    const alone = [table(7), table(4), table(3), curve].map((block) => groups([block])[0]?.height ?? 0)
    // of tables by themselves only their beginning need stand together
    expect(both?.height).toBeLessThan(alone.reduce((sum, height) => sum + height, 0))
    const eyes = [1, 2, 3].map((n) => drawing(`Eye ${n}`, 100, 100))
    expect(groups([{ kind: 'figures', figures: eyes }, table(3)])).toHaveLength(1)
    const wide = table(3, 'a sentence of words that nobody can break here')
    expect(groups([{ kind: 'figures', figures: eyes }, wide])).toHaveLength(1)
    const four = [...eyes, drawing('Eye 4', 100, 100)]
    expect(groups([{ kind: 'figures', figures: four }, table(3)])).toHaveLength(2)
  })

  it('break a sentence in a table between its words, however narrow its column is', async () => {
    const why = { text: 'Die arterielle Eingangsfunktion fehlt' }
    const columns = ['Quantity', 'Basal', 'Mid', 'Apical'].map(
      (head, k) => ({ head, align: k === 0 ? 'left' : 'right', share: k === 0 ? 9 : 1 }) as const,
    )
    const row = [{ text: 'Myocardial blood flow' }, why, why, why]
    const { pages } = await set(reportOf([{ kind: 'table', columns, rows: [row] }]))
    expect(pages.join('\n').match(/Eingangsfunktion/g)).toHaveLength(3)
  })
})
