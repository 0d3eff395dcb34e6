/** A PDF is read back as a reader's clipboard would: text of any script, numbers with units, the same bytes each time. */
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { Picture } from '#analysis/report/printed/document.ts'
import { printedReport } from '#analysis/report/printed/report.ts'
import { usualTemplate } from '#analysis/report/printed/template.ts'
import { mm } from '#analysis/units/units.ts'
import { reportPdf } from '../../workers/report/pdf/report-pdf.ts'
import { sfntOf } from '../../workers/report/pdf/woff.ts'
import { pictureGrey, pngOf } from '../../workers/report/png.ts'
import { textOfPdf } from './pdf-text.ts'
import { analysed, measuredAs, printSource, signature } from './print-source.ts'

const hasPoppler = ['pdfinfo', 'pdftotext'].every((tool) => spawnSync(tool, ['-v']).status === 0)

const set = (comments: readonly string[], more = {}) =>
  reportPdf(
    printedReport(printSource({ signature, comments, ...more }), usualTemplate),
    new Map(),
    'Midwall 0.1.0',
  )

describe('a PDF', () => {
  it('holds accented, Cyrillic, Greek, Vietnamese and Chinese text, and numbers with their units', async () => {
    const said = [
      'Septum verdünnt, señalado, žluťoučký kůň, Łódź, Þórr',
      'Межжелудочковая перегородка истончена, Її, Ђорђе',
      'καρδιά, σ = 2, ≥ 50 %, ≤ 10 mm, EF ± 3 → stable',
      'Tim mạch, bệnh viện',
      '室间隔变薄，心脏磁共振；體積測量 鄒',
    ]
    const { bytes, unset } = await set(said)
    const { pages } = textOfPdf(bytes)
    const text = pages.join('\n').replaceAll('\n', '')
    for (const line of said) expect(text).toContain(line)
    for (const number of ['150\u00a0mL', '91\u00a0mL/m²', '60.0\u00a0%']) expect(text).toContain(number)
    expect(unset).toEqual([])
  })

  it('shows a character that no font has as its code, and names it', async () => {
    const { bytes, unset } = await set(['Rhythm \u{1fac0} \u0e2b and \u{1d11e}'])
    expect(unset.length).toBeGreaterThan(0)
    const text = textOfPdf(bytes).pages.join('\n')
    expect(text).toContain('[U+1D11E]')
    expect(text).toContain('No font of this report has these characters')
    expect(text).not.toContain('\ufffd')
  })

  it('is the same, byte for byte, of the same read', async () => {
    const [first, second] = [await set(['Größe']), await set(['Größe'])]
    expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true)
  })

  it('says its title and language, the time of the signature, and nobody in its metadata', async () => {
    const raw = Buffer.from((await set([])).bytes).toString('latin1')
    expect(raw).toContain('/Lang (en)')
    expect(raw).toContain('(Cardiac MR report)')
    expect(raw).toContain('D:20260304050607Z')
    expect(raw).not.toContain('/Author')
    expect(raw).not.toContain('R07')
  })

  it('breaks text that no blank parts, and goes on on the next page', async () => {
    const long = [
      'x'.repeat(400),
      '心'.repeat(400),
      ...Array.from({ length: 60 }, (_, k) => `Line ${k + 1}.`),
    ]
    const { pages } = textOfPdf((await set(long)).bytes)
    expect(pages.length).toBeGreaterThan(1)
    const text = pages.join('').replaceAll('\n', '')
    expect(text).toContain('x'.repeat(400))
    expect(text).toContain('心'.repeat(400))
    pages.forEach((page, k) => {
      expect(page).toContain(`Page ${k + 1} of ${pages.length}`)
    })
  })

  it('keeps the recorded name of a method below its words', async () => {
    const text = textOfPdf((await set([])).bytes).pages.join('\n')
    const lines = text.replaceAll(/\s+/g, ' ')
    expect(lines).toMatch(
      /Sum of discs, reader’s slices, BSA by Mosteller ?(1 )?disc-summation\/reader-slices\/bsa-mosteller/,
    )
  })

  it('has four pages at most, whatever was written, and says what they have no room for', async () => {
    const comments = Array.from(
      { length: 300 },
      (_, k) => `Comment ${k + 1}: ${'the apex is thin. '.repeat(20)}`,
    )
    const { bytes, leftOut } = await set(comments)
    const { pages } = textOfPdf(bytes)
    expect(pages.length).toBeLessThanOrEqual(4)
    expect(leftOut).toEqual(['Findings'])
    const text = pages.join('').replaceAll('\n', ' ')
    expect(text).toContain('Comment 1:')
    expect(text).toContain('for want of space')
    expect(text).toContain(signature.head)
    expect((await set(['short'])).leftOut).toEqual([])
  })

  it('tells those who hear it what is a heading, a list, a table with its heads, and what a figure shows', async () => {
    const eye = analysed('segments', [measuredAs('wall-ed', 9.4, 'segment:1')])
    const { bytes } = await set(['Septum verdünnt'], { analyses: [eye] })
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw).toContain('/Marked true')
    const count = (kind: string): number => raw.split(new RegExp(`/S /${kind}\\b`)).length - 1
    expect(count('H1')).toBe(1)
    expect(count('H2')).toBe(count('Sect'))
    for (const kind of ['Document', 'Table', 'TR', 'TD', 'L', 'LI', 'P'])
      expect(count(kind)).toBeGreaterThan(0)
    for (const scope of ['Column', 'Row']) expect(raw).toContain(`/Scope /${scope}`)
    expect(count('Figure')).toBe(1)
    expect(raw).toContain(
      "/Alt (Wall thickness, end-diastole, mm: bull's-eye of 17 segments, 1 with a value)",
    )
  })

  it.skipIf(!hasPoppler)(
    'is heard in its order by another program, and its text is taken out right',
    async () => {
      const { bytes } = await set(['Þórr, перегородка, καρδιά, 室间隔变薄'])
      const file = join(tmpdir(), 'report.pdf')
      writeFileSync(file, bytes)
      const structure = execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8' })
      const headings = [...structure.matchAll(/H[12] \(block\)\n\s+"([^"]*)"/g)].map(([, name]) => name)
      expect(headings).toEqual([
        'Cardiac MR report',
        'Subject and examination',
        'Findings',
        'Ventricular function',
        'Methods',
        'Limits of these numbers',
        'Signature',
      ])
      expect(structure).toContain('"Þórr, перегородка, καρδιά, 室间隔变薄"')
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
      expect(text).toContain('Þórr, перегородка, καρδιά, 室间隔变薄')
      expect(text).toMatch(/Ejection fraction +60\.0\s%/)
    },
  )

  it('says the heads of a table again on the page that it goes on on, for the eye alone', async () => {
    const row = (k: number) => [{ text: `name ${k}` }, { text: `${k} mL` }]
    const columns = [
      { head: 'Quantity', align: 'left', share: 1 },
      { head: 'Value', align: 'right', share: 1 },
    ] as const
    const table = { kind: 'table', columns, rows: Array.from({ length: 80 }, (_, k) => row(k)) } as const
    const report = printedReport(printSource({ signature }), usualTemplate)
    const sections = [{ title: 'Long', blocks: [table] }]
    const { bytes } = await reportPdf({ ...report, sections }, new Map(), 'Midwall')
    const { pages } = textOfPdf(bytes)
    expect(pages.length).toBe(2)
    for (const page of pages) expect(page).toContain('Quantity')
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw.split('/Scope /Column').length - 1).toBe(2)
  })

  it('of a read that is not signed says so on its first page', async () => {
    const { bytes } = await reportPdf(printedReport(printSource(), usualTemplate), new Map(), 'Midwall')
    expect(textOfPdf(bytes).pages[0]).toContain('NOT SIGNED')
  })
})

describe('a key image', () => {
  const picture: Picture = {
    kind: 'picture',
    caption: 'ED',
    image: { sopInstanceUid: '1.2', frame: 0 },
    crop: { column: 1, row: 0, columns: 3, rows: 2 },
    pixel: { width: 1, height: 2 },
    window: 'cine',
    lines: [
      {
        points: [
          [1, 0],
          [3, 0],
          [3, 1],
          [1, 1],
        ],
        closed: true,
        colour: '#ff0000',
      },
    ],
  }
  const plane: ImagePlane = {
    position: [0, 0, 0],
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    rowSpacing: mm(2),
    columnSpacing: mm(1),
    rows: 2,
    columns: 4,
  }
  it('is the part about the heart, from black to white', () => {
    const pixels = Float32Array.from([9999, 0, 50, 100, 9999, 100, 50, 0])
    const grey = pictureGrey({ sopInstanceUid: '1.2', frame: 0, plane, pixels }, picture)
    expect([...grey]).toEqual([0, 128, 255, 255, 128, 0])
  })

  it('is a PNG of those bytes', () => {
    const png = pngOf(Uint8Array.from([1, 2, 3, 4, 5, 6]), 2, 3, 1)
    const at = png.indexOf('IDAT')
    const data = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
    expect([...data]).toEqual([0, 1, 2, 3, 0, 4, 5, 6])
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([3, 2, 8, 0])
  })
})

it('takes no other file for a font', () => {
  expect(() => sfntOf(deflateSync(Buffer.alloc(100)))).toThrow(RangeError)
})
