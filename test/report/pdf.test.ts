/** A PDF is read back as a reader's clipboard would: text of any script, numbers with units, the same bytes each time. */
import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { Picture } from '#analysis/report/printed/document.ts'
import { printedReport } from '#analysis/report/printed/report.ts'
import { usualTemplate } from '#analysis/report/printed/template.ts'
import { mm } from '#analysis/units/units.ts'
import { reportPdf } from '../../workers/report/pdf/report-pdf.ts'
import { sfntOf } from '../../workers/report/pdf/woff.ts'
import { greyPng, pictureGrey } from '../../workers/report/png.ts'
import { textOfPdf } from './pdf-text.ts'
import { printSource, signature } from './print-source.ts'

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
    const png = greyPng(Uint8Array.from([1, 2, 3, 4, 5, 6]), 2, 3)
    const at = png.indexOf('IDAT')
    const data = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
    expect([...data]).toEqual([0, 1, 2, 3, 0, 4, 5, 6])
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([3, 2, 8, 0])
  })
})

it('takes no other file for a font', () => {
  expect(() => sfntOf(deflateSync(Buffer.alloc(100)))).toThrow(RangeError)
})
