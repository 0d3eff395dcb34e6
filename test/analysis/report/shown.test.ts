/** Curves and pictures of a report: of what the log has the numbers of, on the images that they were made on. */
import { describe, expect, it } from 'vitest'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Drawing, Figure, Picture } from '#analysis/report/printed/document.ts'
import { printedReport } from '#analysis/report/printed/report.ts'
import { shortened } from '#analysis/report/printed/shorten.ts'
import { nothingShown, type PrintSource, type Shown } from '#analysis/report/printed/source.ts'
import { usualTemplate } from '#analysis/report/printed/template.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { ml, mm } from '#analysis/units/units.ts'
import { analysed, measuredAs, printSource } from '../../report/print-source.ts'
import { cine } from '../synthetic.ts'

const image = { sopInstanceUid: '1.2.3.4', frame: 0 }
const plane: ImagePlane = {
  position: [0, 0, 0],
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
  rowSpacing: mm(1.5),
  columnSpacing: mm(1.5),
  rows: 40,
  columns: 40,
}
const square = (from: number, to: number) =>
  [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
  ] as const

const map = (value: number, status: number): Shown => ({
  ...nothingShown,
  maps: [
    {
      parameter: 't1-native',
      slice: 0,
      image,
      plane,
      value: new Float32Array(1600).fill(value),
      status: new Uint8Array(1600).fill(status),
      borders: { endocardial: square(18, 22), epicardial: square(15, 25) },
    },
  ],
})
const mapped = (shown: Shown): PrintSource =>
  printSource({ analyses: [analysed('mapping/t1-native', [measuredAs('t1-native', 1200)])], shown })

const figuresOf = (source: PrintSource): Figure[] =>
  printedReport(source, usualTemplate).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : [])),
  )
const isPicture = (figure: Figure): figure is Picture => figure.kind === 'picture'
const isDrawing = (figure: Figure): figure is Drawing => figure.kind === 'drawing'
const wordsOf = ({ shapes }: Drawing): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))

describe('a map', () => {
  it('is coloured where it was fitted, with the scale that says what its colours mean', () => {
    const [picture] = figuresOf(mapped(map(1200, 0))).filter(isPicture)
    // 1200 ms lies in the middle of 600 to 1800 ms
    expect([...(picture?.paint?.subarray(0, 4) ?? [])]).toEqual([165, 98, 103, 255])
    expect(picture?.bar).toMatchObject({ from: '600', to: '1800\u00a0ms' })
    // the epicardium is 10 pixels across, and 1.9 times that are shown
    expect(picture?.crop).toEqual({ column: 11, row: 11, columns: 19, rows: 19 })
    expect(picture?.caption).toBe('Native T1 · slice 1 of 1')
  })

  it('shows the image where nothing could be fitted', () => {
    const [picture] = figuresOf(mapped(map(1200, 1))).filter(isPicture)
    expect(Math.max(...(picture?.paint ?? [1]))).toBe(0)
  })

  it('is not there without its numbers', () => {
    expect(figuresOf(printSource({ shown: map(1200, 0) })).filter(isPicture)).toEqual([])
  })
})

describe('curves', () => {
  it('of strain are the three directions, each by its name, though they end beside each other', () => {
    const curve = (name: 'gls' | 'gcs' | 'grs', scope: string | undefined, peak: number) => ({
      name,
      ...(scope === undefined ? {} : { scope }),
      unit: '%' as const,
      times: [0, 400, 800],
      values: [0, peak, 0],
    })
    const curves = [
      curve('gls', 'view:all', -18),
      curve('gcs', 'layer:mid-wall', -20),
      curve('gcs', 'layer:endocardial', -30),
      curve('grs', undefined, 40),
    ]
    const source = printSource({
      analyses: [analysed('strain', [measuredAs('gls-peak', -18, 'view:all')])],
      shown: { ...nothingShown, curves },
    })
    const [plot] = figuresOf(source).filter(isDrawing)
    expect(plot && wordsOf(plot)).toEqual(expect.arrayContaining(['GLS', 'GCS', 'GRS', '40', '−20']))
    const heights = (plot?.shapes ?? []).flatMap((shape) =>
      shape.kind === 'text' && /^G.S$/.test(shape.text) ? [shape.y] : [],
    )
    const sorted = heights.toSorted((a, b) => a - b)
    for (const [k, height] of sorted.slice(1).entries())
      expect(height - (sorted[k] ?? 0)).toBeGreaterThanOrEqual(10 - 1e-9)
  })

  it('of volume are marked where they are read, and where the ventricle empties and fills fastest', () => {
    const [stack] = sortIntoStacks(cine({ slices: 1, phases: 6 })).stacks
    if (stack?.phaseTimes === undefined) throw new Error('the cine has times')
    const volumes = [150, 110, 60, 70, 120, 145]
    const curve = volumes.map((volume, phase) => ({
      phase,
      cavity: measured(ml(volume)),
      wall: unmeasured('no-epicardial-contours'),
      mass: unmeasured('no-epicardial-contours'),
      complete: true,
      open: [],
      assumed: [],
      papillaries: false,
      slices: [],
    }))
    const rates = [measuredAs('lv-per', 400), measuredAs('lv-per-time', 120), measuredAs('lv-pfr', 500)]
    const analyses = [analysed('volumes', [...rates, measuredAs('lv-pfr-time', 480)])]
    const source = printSource({ stacks: [stack], stack, phases: { ed: 0, es: 2 }, curve, analyses })
    const [plot] = figuresOf(source).filter(isDrawing)
    expect(plot && wordsOf(plot)).toEqual(expect.arrayContaining(['ED', 'ES', 'PER', 'PFR', 'LV']))
  })

  it('of flow are named after their vessels', () => {
    const curves = ['aorta', 'pulmonary-artery'].map((vessel) => ({
      name: 'flow-rate' as const,
      scope: `region:${vessel}`,
      unit: 'mL/s' as const,
      times: [0, 100, 200],
      values: [0, 300, 0],
    }))
    const source = printSource({
      analyses: [analysed('flow/aorta', [measuredAs('flow-net', 60, 'region:aorta')])],
      shown: { ...nothingShown, curves },
    })
    const [plot] = figuresOf(source).filter(isDrawing)
    expect(plot && wordsOf(plot)).toEqual(expect.arrayContaining(['Aorta', 'Pulmonary artery']))
  })

  it('that can no longer be made as they were are missed by name', () => {
    const shown = { ...nothingShown, missing: ['strain'] }
    const said = JSON.stringify(printedReport(printSource({ shown }), usualTemplate))
    expect(said).toContain('no longer be made as they were signed: strain')
  })
})

describe('a report that is too long', () => {
  const report = printedReport(mapped(map(1200, 0)), usualTemplate)
  const captions = ({ sections }: typeof report): string[] =>
    sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'figures' ? block.figures.map(({ caption }) => caption) : [],
      ),
    )

  it('is left as it is when it fits', () => {
    expect(shortened(report, () => true)).toEqual({ report, leftOut: [] })
  })

  it('gives up first what it can spare, and says so before the signature', () => {
    const fits = (one: typeof report): boolean => captions(one).length === 0
    const { report: shorter, leftOut } = shortened(report, fits)
    expect(leftOut).toEqual(['Native T1 · slice 1 of 1'])
    const [limits, signature] = shorter.sections.slice(-2)
    expect(JSON.stringify(limits)).toContain('for want of space')
    expect(signature?.title).toBe('Signature')
  })

  it('is as short as it can be when nothing is enough, with its numbers and its signature', () => {
    const { report: shortest } = shortened(report, () => false)
    const titles = shortest.sections.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['Ventricular function', 'Signature']))
  })
})
