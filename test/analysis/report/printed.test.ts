/** A report says what was found as it was found, and why what is missing is missing. */
import { describe, expect, it } from 'vitest'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { curvePlot } from '#analysis/report/printed/curve.ts'
import type { PrintedReport } from '#analysis/report/printed/document.ts'
import { printable } from '#analysis/report/printed/printable.ts'
import { printedReport } from '#analysis/report/printed/report.ts'
import { usualTemplate } from '#analysis/report/printed/template.ts'
import { say } from '#analysis/sentences/say.ts'
import { reportTemplateSchema } from '#contract/report-template.ts'
import { analysed, measuredAs, printSource, signature } from '../../report/print-source.ts'
import { cine } from '../synthetic.ts'

const titles = ({ sections }: PrintedReport): string[] => sections.map(({ title }) => title)
/** Every row of a section's tables, as text. */
function rowsOf({ sections }: PrintedReport, title: string): string[][] {
  const blocks = sections.find((section) => section.title === title)?.blocks ?? []
  return blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text)) : [],
  )
}
const said = (report: PrintedReport): string => JSON.stringify(report)
const drawingsOf = ({ sections }: PrintedReport) =>
  sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'figures' ? block.figures.filter((figure) => figure.kind === 'drawing') : [],
    ),
  )

describe('a printed report', () => {
  it('states each number with its unit, and beside a missing one the reason', () => {
    const rows = rowsOf(printedReport(printSource(), usualTemplate), 'Ventricular function')
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['End-diastolic volume', '150\u00a0mL', '91\u00a0mL/m²'],
      ['End-systolic volume', '60\u00a0mL', ''],
      ['Ejection fraction', '60.0\u00a0%', ''],
      ['Mass, end-diastole', 'No epicardial contours', ''],
    ])
  })

  it('says the same in German, with a decimal comma', () => {
    const report = printedReport(printSource(), { ...usualTemplate, language: 'de' })
    expect(report.title).toBe('Befund der Herz-MRT')
    expect(rowsOf(report, 'Ventrikelfunktion')[2]?.slice(0, 2)).toEqual(['Ejektionsfraktion', '60,0\u00a0%'])
  })

  it('says in its language what analyses recorded, and what has no code as it was recorded', () => {
    const blockers = [
      say('reading/both-ed-es', { phase: say('common/phase-of', { phase: 3, phases: 25 }) }),
      'slice 4 is open',
    ]
    const german = said(printedReport(printSource({ blockers }), { ...usualTemplate, language: 'de' }))
    expect(german).toContain('Phase 3 von 25 ist zugleich ED und ES')
    expect(german).toContain('slice 4 is open')
    expect(said(printedReport(printSource({ blockers }), usualTemplate))).toContain(blockers[0])
  })

  it('is a draft until it is signed, and then names the code, the time, the meaning and the head', () => {
    const draft = printedReport(printSource({ blockers: ['slice 4 is open'] }), usualTemplate)
    expect(draft.draft).toContain('NOT SIGNED')
    expect(said(draft)).toContain('slice 4 is open')
    const signed = printedReport(printSource({ signature }), usualTemplate)
    expect(signed.draft).toBeUndefined()
    expect(signed.at).toBe(signature.at)
    for (const part of ['R07', '2026-03-04 05:06:07 UTC', signature.meaning, signature.head])
      expect(said(signed)).toContain(part)
  })

  it('says a meaning of a signature in its language, beside it as it was signed, and a reader’s own words as they are', () => {
    const meaningIn = (meaning: string, language: 'en' | 'de'): string => {
      const source = printSource({ signature: { ...signature, meaning } })
      return said(printedReport(source, { ...usualTemplate, language }))
    }
    expect(meaningIn('Second reading', 'de')).toContain('["Bedeutung","Zweitbefundung (Second reading)"]')
    expect(meaningIn('Second reading', 'en')).toContain('["Meaning","Second reading"]')
    expect(meaningIn('Nach Rücksprache', 'de')).toContain('["Bedeutung","Nach Rücksprache"]')
  })

  it('names no valve where slices are clipped: the right ventricle is clipped at its own', () => {
    const source = printSource()
    const clipped = { ...source, protocol: { ...source.protocol, base: 'plane-clipped' as const } }
    expect(said(printedReport(clipped, usualTemplate))).toContain(
      'Clipped at the valve plane; papillary muscles',
    )
    expect(said(printedReport(clipped, { ...usualTemplate, language: 'de' }))).toContain(
      'An der Klappenebene beschnitten; Papillarmuskeln',
    )
  })

  it('states what was measured on images by hand: where, how much, and why a value is missing', () => {
    const common = { everyPhase: false, image: { sopInstanceUid: '1.2', frame: 0 } }
    const revision = { seq: 4, author: 'R07', at: '2026-03-04T05:00:00.000Z' }
    const place = { stack: 's', role: 'cine-sax', slice: 3, phase: 19, slices: 9, phases: 20 } as const
    const length = {
      ...common,
      number: 1,
      kind: 'length',
      text: 'septum',
      revision,
      place,
      values: [
        {
          name: 'length',
          outcome: { measured: true, value: 11.26, warnings: ['seen obliquely'] },
          unit: 'mm',
        },
      ],
    } as const
    const region = {
      ...common,
      number: 2,
      kind: 'ellipse',
      revision,
      values: [
        { name: 'area', outcome: { measured: true, value: 120, warnings: [] }, unit: 'mm2' },
        { name: 'mean', outcome: { measured: false, reason: 'no-images' } },
      ],
    } as const
    const descriptions = new Map([['s', 'cine trufi SAX']])
    const source = printSource({ annotations: [length, region], descriptions })
    expect(rowsOf(printedReport(source, usualTemplate), 'Measured on images by hand')).toEqual([
      [
        'Length 1: septum',
        'SAX cine (cine trufi SAX) · slice 4 of 9 · phase 20 of 20',
        'Length',
        '11.3\u00a0mm',
      ],
      ['Ellipse 2', 'image no longer in the study', 'Area', '120.0\u00a0mm²'],
      ['', '', 'Mean', 'No images to measure on'],
    ])
    expect(said(printedReport(source, usualTemplate))).toContain('Length 1: seen obliquely')
    const german = printedReport(source, { ...usualTemplate, language: 'de' })
    expect(rowsOf(german, 'Auf Bildern von Hand gemessen')[0]?.slice(1)).toEqual([
      'Kurzachse (cine trufi SAX) · Schicht 4 von 9 · Phase 20 von 20',
      'Länge',
      '11,3\u00a0mm',
    ])
    const undescribed = printedReport(printSource({ annotations: [length] }), usualTemplate)
    expect(rowsOf(undescribed, 'Measured on images by hand')[0]?.[1]).toMatch(/^SAX cine · slice 4/)
  })

  it('names what was acquired in words, in the order of what it is for, and what is for nothing as it is described', () => {
    const [stack] = sortIntoStacks(cine({ slices: 2, phases: 6 })).stacks
    if (stack === undefined) throw new Error('the cine is a stack')
    const stacks = [
      { ...stack, role: 'other', id: 'root' },
      { ...stack, role: 'other', id: 'unnamed' },
      { ...stack, role: 'lge-sax' },
      { ...stack, role: 'cine-sax' },
      { ...stack, role: 'lge-sax' },
    ] as const
    const source = printSource({
      stacks,
      descriptions: new Map([
        ['root', 'ao root'],
        [stack.id, 'cine trufi'],
      ]),
    })
    const acquired = (language: 'en' | 'de') => said(printedReport(source, { ...usualTemplate, language }))
    const dimensions = String.raw`2 × 6, [\d.,]+\u00a0mm`
    expect(acquired('en')).toMatch(
      new RegExp(
        `: SAX cine ${dimensions}; LGE SAX ${dimensions} \\(2×\\); ao root ${dimensions}; Other ${dimensions}\\.`,
      ),
    )
    expect(acquired('de')).toMatch(
      new RegExp(`: Kurzachse ${dimensions}; LGE Kurzachse ${dimensions} \\(2×\\)`),
    )
  })

  it('states each decision between two reads with both scores and its reason, whatever the template', () => {
    const judged = (read: string, grade: string | null) => ({
      read,
      version: 1,
      head: 'cd'.repeat(32),
      grade,
    })
    const scale = { name: 'aha-motion', version: '1' }
    const source = printSource({
      adjudicated: [
        {
          scale,
          segment: 7,
          grade: 'akinetic',
          reason: 'thins in systole',
          between: [judged('a', 'hypokinetic'), judged('b', null)],
        },
      ],
    })
    const bare = { ...usualTemplate, sections: ['subject'] } as const
    expect(rowsOf(printedReport(source, bare), 'Decided between two reads')).toEqual([
      ['Wall motion scale of the AHA', '7', 'hypokinetic', 'not scored', 'akinetic', 'thins in systole'],
    ])
    const german = printedReport(source, { ...bare, language: 'de' })
    expect(rowsOf(german, 'Zwischen zwei Befundungen entschieden')).toEqual([
      ['Bewegungsskala der AHA', '7', 'hypokinetisch', 'nicht benotet', 'akinetisch', 'thins in systole'],
    ])
    expect(said(german)).toContain('"recorded":"aha-motion 1"')
    expect(said(german)).toContain('Befundung 1 ist a v1 (cdcdcdcdcdcd…).')
  })

  it('has no section for what was not done, and names what was left out', () => {
    const leftOut = [{ analysis: 'scar', why: 'it was made before the read was changed' }]
    const report = printedReport(printSource({ leftOut }), usualTemplate)
    expect(titles(report)).not.toContain('Late enhancement')
    expect(said(report)).toContain('Late enhancement is left out: it was made before the read was changed.')
  })

  it('names every method in words, with the recorded name beside them for who makes the same again', () => {
    const analyses = [
      { ...analysed('scar', []), method: 'lge/remote-drawn', warnings: ['no marker of the septum'] },
      { ...analysed('mapping/t1-native', []), method: 'molli' },
      { ...analysed('flow/aorta', []), method: 'phase-contrast/frame-wise' },
      { ...analysed('flow/relations', []), method: 'flow-relations' },
      { ...analysed('ranges/uk-biobank-2017', []), method: 'reference-ranges' },
      { ...analysed('flow/Left PA', []), method: 'of-a-later-version' },
    ]
    const methodsIn = (language: 'en' | 'de', title: string) => {
      const { sections } = printedReport(printSource({ analyses }), { ...usualTemplate, language })
      const blocks = sections.find((section) => section.title === title)?.blocks ?? []
      return blocks.flatMap((block) =>
        block.kind === 'table' ? block.rows.map(([name, method]) => [name?.text, method]) : [],
      )
    }
    const discs = 'disc-summation/reader-slices/bsa-mosteller'
    const said = (text: string, recorded: string) => ({ text, tone: 'plain', recorded })
    expect(methodsIn('en', 'Methods')).toEqual([
      ['Read', said('Sum of discs, reader’s slices, BSA by Mosteller', discs)],
      ['Late enhancement', said('Late enhancement, remote myocardium as drawn', 'lge/remote-drawn')],
      ['Tissue maps: Native T1', said('MOLLI, three parameters', 'molli')],
      ['Flow: Aorta', said('Phase contrast, phase by phase', 'phase-contrast/frame-wise')],
      ['Flow: both circulations', said('Both circulations compared', 'flow-relations')],
      ['Reference ranges: UK Biobank 2017', said('Reference ranges', 'reference-ranges')],
      ['Flow: Left PA', { text: 'of-a-later-version', tone: 'plain' }],
    ])
    expect(methodsIn('de', 'Methoden').slice(0, 3)).toEqual([
      ['Befundung', said('Scheibensummation, Schichten des Befunders, KOF nach Mosteller', discs)],
      ['Late Enhancement', said('Late Enhancement, gesundes Myokard wie gezeichnet', 'lge/remote-drawn')],
      ['Gewebekarten: T1 nativ', said('MOLLI, drei Parameter', 'molli')],
    ])
    expect(JSON.stringify(printedReport(printSource({ analyses }), usualTemplate))).toContain(
      'Late enhancement: no marker of the septum',
    )
  })

  it('shows published limits that nobody has checked as unverified, and never as a reference', () => {
    const table = {
      id: 'uk-biobank-2017',
      version: '1',
      source: 'Petersen 2017',
      status: 'unverified source',
      interval: '95 %',
    } as const
    const range = { sex: 'F', low: 80, high: 175, z: 0.93, zUncertainty: 0.02 } as const
    const ranges = [
      {
        table: table.id,
        comparisons: [
          {
            compared: true,
            quantity: 'lv-edv',
            value: 150,
            verdict: 'within',
            ranges: [range],
            table,
          } as const,
        ],
      },
    ]
    const report = printedReport(printSource({ ranges }), usualTemplate)
    expect(rowsOf(report, 'Ventricular function')[0]?.slice(3)).toEqual(['80–175\u00a0mL', '0.9'])
    expect(said(report)).toContain('Published limits, unverified source')
    expect(said(report)).not.toMatch(/Reference range/)
  })

  it("draws a bull's-eye with the number of each segment, and crosses out the others", () => {
    const numbers = [measuredAs('wall-ed', 9.4, 'segment:1'), measuredAs('wall-ed', 11.2, 'segment:17')]
    const [eye] = drawingsOf(
      printedReport(printSource({ analyses: [analysed('segments', numbers)] }), usualTemplate),
    )
    const words = eye?.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))
    expect(words).toEqual(['9.4', '11.2'])
    const anterior = eye?.shapes.find((shape) => shape.kind === 'text' && shape.text === '9.4')
    expect(anterior).toMatchObject({ x: 102 })
    expect(eye?.shapes).toHaveLength(17 * 2)
    expect(eye?.description).toContain('2 with a value')
  })

  it('scores stand on their own scale, and what cannot be judged has no number', () => {
    const scale = { name: 'scmr-registry-motion', version: '1' }
    const scores = [
      { segment: 7, scale, grade: 'akinesis' },
      { segment: 8, scale, grade: 'not assessable' },
    ]
    const [eye] = drawingsOf(printedReport(printSource({ scores }), usualTemplate))
    expect(eye?.caption).toBe('Wall motion scale of the SCMR registry (scmr-registry-motion 1)')
    expect(eye?.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))).toEqual(['4'])
  })

  it('of a study that is not evaluable has no numbers', () => {
    const report = printedReport(printSource({ notEvaluable: 'no cine' }), usualTemplate)
    expect(said(report)).toContain('The study is not evaluable: no cine')
    expect(titles(report)).not.toContain('Ventricular function')
  })

  it('keeps the order, title and footer of its template, and never leaves out the signature', () => {
    const template = reportTemplateSchema.parse({
      format: 'midwall-report-template/1',
      name: 'short',
      version: '2',
      language: 'en',
      title: 'Core laboratory',
      footer: 'TRIAL-7',
      sections: ['function', 'subject'],
    })
    const report = printedReport(printSource(), template)
    expect(report.title).toBe('Core laboratory')
    expect(report.footer).toMatch(/^TRIAL-7 · /)
    expect(titles(report)).toEqual([
      'Ventricular function',
      'Subject and examination',
      'Methods',
      'Limits of these numbers',
      'Signature',
    ])
  })

  it('says of the subject what its template asks for, and nothing else', () => {
    const template = reportTemplateSchema.parse({ ...usualTemplate, subject: ['age', 'reader'] })
    const [subject] = printedReport(printSource(), template).sections[0]?.blocks ?? []
    expect(subject).toEqual({
      kind: 'facts',
      rows: [
        ['Subject', 'S-0001'],
        ['Age', '61 years'],
        ['Reader', 'R07'],
      ],
    })
    expect(reportTemplateSchema.safeParse({ ...usualTemplate, subject: ['name'] }).success).toBe(false)
  })

  it('gives answers in the words of the protocol, and why something that it asks for was not done', () => {
    const protocol = {
      ...printSource().protocol,
      checklist: [
        {
          kind: 'question',
          id: 'thrombus',
          need: 'required',
          question: { en: 'Thrombus?', de: 'Thrombus vorhanden?' },
          answer: {
            kind: 'choice',
            options: [{ value: 'apex', text: { en: 'In the apex', de: 'In der Spitze' } }],
          },
        },
        {
          kind: 'question',
          id: 'effusion',
          need: 'wanted',
          question: { en: 'Effusion' },
          answer: { kind: 'number', unit: 'mm' },
        },
        { kind: 'analysis', id: 'strain', need: 'reason', title: { en: 'Strain' }, analysis: 'strain' },
      ],
    } as const
    const source = printSource({
      protocol,
      answers: { thrombus: 'apex', effusion: 4.5 },
      waived: { strain: 'the cines were cut' },
    })
    const rowsIn = (language: 'en' | 'de') => {
      const { sections } = printedReport(source, { ...usualTemplate, language })
      return sections[1]?.blocks.find(({ kind }) => kind === 'facts')
    }
    expect(rowsIn('en')).toMatchObject({
      rows: [
        ['Thrombus?', 'In the apex'],
        ['Effusion', '4.5 mm'],
        ['Strain', 'the cines were cut'],
      ],
    })
    expect(rowsIn('de')).toMatchObject({
      rows: [
        ['Thrombus vorhanden?', 'In der Spitze'],
        ['Effusion', '4,5 mm'],
        ['Strain', 'the cines were cut'],
      ],
    })
  })

  it('takes no template with a section that there is not, or twice', () => {
    const refused = (sections: readonly string[]) =>
      reportTemplateSchema.safeParse({ ...usualTemplate, sections }).success
    expect(refused(['function'])).toBe(true)
    expect(refused(['function', 'function'])).toBe(false)
    expect(refused(['diagnosis'])).toBe(false)
    expect(refused([])).toBe(false)
  })

  it('shows characters that nobody sees as their codes', () => {
    expect(printable('EF \u202e53\u0000\ttrue')).toBe('EF [U+202E]53[U+0000] true')
    expect(printable('e\u0301')).toBe('é')
  })

  it('draws a curve on round ticks, and none of one point', () => {
    const plot = (points: readonly (readonly [number, number])[]) =>
      curvePlot({
        caption: 'Volume',
        description: 'Volume',
        xName: 'ms',
        lines: [{ name: 'LV', points }],
        marks: [{ x: 500, name: 'ES' }],
        language: 'en',
      })
    expect(plot([[0, 100]])).toBeUndefined()
    const shapes = plot([
      [0, 100],
      [500, 50],
      [1000, 100],
    ])?.shapes
    // 0 to 1000 ms lie between 34 and 284, 0 to 100 mL between 140 and 12
    const line = shapes?.find((shape) => shape.kind === 'path' && shape.width === 1.6)
    expect(line).toMatchObject({ d: 'M 34.00 12.00 L 159.00 76.00 L 284.00 12.00' })
    const words = shapes?.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))
    for (const tick of ['0', '100', '1000', 'ES', 'LV']) expect(words).toContain(tick)
  })

  it('draws the name of a mark above the highest tick, also where it begins', () => {
    const points = [
      [0, 100],
      [1000, 100],
    ] as const
    const lines = [{ name: 'LV', points }]
    const marks = [{ x: 0, name: 'ED' }]
    const plot = curvePlot({ caption: '', description: '', xName: 'ms', lines, marks, language: 'en' })
    const baseOf = (text: string) =>
      plot?.shapes.flatMap((shape) => (shape.kind === 'text' && shape.text === text ? [shape] : []))[0]
    const [mark, tick] = [baseOf('ED'), baseOf('100')]
    // capitals and digits are 0.72 of the size high
    expect((tick?.y ?? 0) - 0.72 * (tick?.size ?? 0)).toBeGreaterThan(mark?.y ?? Number.POSITIVE_INFINITY)
    expect((mark?.y ?? 0) - 0.72 * (mark?.size ?? 0)).toBeGreaterThanOrEqual(0)
  })
})
