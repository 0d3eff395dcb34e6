/** Curves and pictures of a report: of what the log has the numbers of, on the images that they were made on. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { perfusedPixel } from '#analysis/perfusion/pixel-maps.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { Drawing, Figure, Picture } from '#analysis/report/printed/document.ts'
import { printedReport } from '#analysis/report/printed/report.ts'
import { shortened } from '#analysis/report/printed/shorten.ts'
import {
  nothingShown,
  type PrintSource,
  type Shown,
  type ShownFirstPass,
} from '#analysis/report/printed/source.ts'
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
      slices: 3,
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

const figuresOf = (source: PrintSource, language: 'en' | 'de' = 'en'): Figure[] =>
  printedReport(source, { ...usualTemplate, language }).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : [])),
  )
const notesIn = (source: PrintSource, language: 'en' | 'de' = 'en'): string[] =>
  printedReport(source, { ...usualTemplate, language }).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'figures' && block.note !== undefined ? [block.note] : [])),
  )
const isPicture = (figure: Figure): figure is Picture => figure.kind === 'picture'
const isDrawing = (figure: Figure): figure is Drawing => figure.kind === 'drawing'
const wordsOf = ({ shapes }: Drawing): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))

describe('a map', () => {
  it('is coloured where it was fitted, with the scale that says what its colours mean', () => {
    const [picture] = figuresOf(mapped(map(1200, 0))).filter(isPicture)
    // 1200 ms lies in the middle of 700 to 1700 ms
    expect([...(picture?.paint?.subarray(0, 4) ?? [])]).toEqual([165, 98, 103, 255])
    expect(picture?.bar).toMatchObject({ from: '700', to: '1700\u00a0ms' })
    // the epicardium is 10 pixels across, and 1.9 times that are shown
    expect(picture?.crop).toEqual({ column: 11, row: 11, columns: 19, rows: 19 })
    expect(picture?.caption).toBe('Native T1 · slice 1 of 3')
  })

  it('shows the image where nothing could be fitted', () => {
    const [picture] = figuresOf(mapped(map(1200, 1))).filter(isPicture)
    expect(Math.max(...(picture?.paint ?? [1]))).toBe(0)
  })

  it('is not there without its numbers', () => {
    expect(figuresOf(printSource({ shown: map(1200, 0) })).filter(isPicture)).toEqual([])
  })
})

/** Row 20 of the image is the wall, between borders that somebody drew on it. */
const perfused = (
  maps: (value: number) => ShownFirstPass['maps'],
  states: readonly ('stress' | 'rest')[] = ['stress', 'rest'],
): PrintSource => {
  const wall = Uint32Array.from({ length: 40 }, (_, column) => 20 * 40 + column)
  const firstPasses = states.map((state): ShownFirstPass => {
    const value = state === 'stress' ? 2 : 1
    return { state, slice: 1, slices: 3, image, plane, wall, maps: maps(value) }
  })
  const contours = [border('lv-endocardial', square(18, 22)), border('lv-epicardial', square(15, 25))]
  const analyses = [analysed('perfusion', [measuredAs('perf-mpri', 2, 'slice:1 layer:whole-wall')])]
  return printSource({ analyses, contours, shown: { ...nothingShown, firstPasses } })
}
const border = (of: Contour['border'], points: Contour['points']): Contour => ({
  border: of,
  image,
  closed: true,
  points,
  origin: 'drawn',
})
const perfusionMap = (
  quantity: 'perf-mbf' | 'perf-upslope-rel',
  value: number,
  status: keyof typeof perfusedPixel = 'measured',
) => ({
  quantity,
  method: quantity === 'perf-mbf' ? 'fermi-deconvolution' : 'upslope/signal',
  version: '2',
  value: new Float32Array(40).fill(value),
  status: new Uint8Array(40).fill(perfusedPixel[status]),
})
const mapsIn = (source: PrintSource, language: 'en' | 'de' = 'en'): Picture[] =>
  figuresOf(source, language).filter((figure) => isPicture(figure) && figure.bar !== undefined) as Picture[]
/** of a pixel of the part that is shown */
const paintAt = ({ paint, crop }: Picture, column: number, row: number): number[] => {
  const place = 4 * ((row - crop.row) * crop.columns + column - crop.column)
  return [...(paint?.subarray(place, place + 4) ?? [])]
}

describe('a map of a first pass', () => {
  it('is coloured where its wall has a number, with scale, unit, slice, and rest or stress', () => {
    const [stress, rest] = mapsIn(perfused((value) => ({ mbf: perfusionMap('perf-mbf', value) })))
    // 2 mL/min/g lies in the middle of 0 to 4 mL/min/g
    expect(stress && paintAt(stress, 20, 20)).toEqual([33, 145, 140, 255])
    expect(rest && paintAt(rest, 20, 20)).toEqual([59, 82, 139, 255])
    expect(stress?.bar).toMatchObject({ from: '0.0', to: '4.0\u00a0mL/min/g' })
    expect(stress?.caption).toBe('MBF, stress · slice 2 of 3')
    expect(rest?.caption).toBe('MBF, rest · slice 2 of 3')
    expect(stress && paintAt(stress, 20, 21)).toEqual([0, 0, 0, 0])
    // the wall is 10 pixels across, and 1.4 times that are shown
    expect(stress?.crop).toMatchObject({ columns: 14, rows: 14 })
  })

  it('shows the image where a pixel of the wall has no number', () => {
    const [map] = mapsIn(perfused((value) => ({ mbf: perfusionMap('perf-mbf', value, 'near-border') })))
    expect(Math.max(...(map?.paint ?? [1]))).toBe(0)
  })

  it('is of the upslope where no flow was told, and in the language of the report', () => {
    const source = perfused(() => ({ 'relative-upslope': perfusionMap('perf-upslope-rel', 0.1) }), ['stress'])
    expect(mapsIn(source, 'de').map(({ caption, bar }) => [caption, bar?.to])).toEqual([
      ['Anstieg, Stress · Schicht 2 von 3', '0,20'],
    ])
  })

  it('says once for all of them what the colours are, and by which method', () => {
    const flows = perfused((value) => ({ mbf: perfusionMap('perf-mbf', value) }))
    expect(notesIn(flows)).toEqual([
      'In colour: myocardial blood flow (MBF) of each pixel of the wall. Grey: pixels at its borders, and those whose flow could not be told. Method: Fermi deconvolution (fermi-deconvolution 2).',
    ])
    const upslopes = perfused((value) => ({ 'relative-upslope': perfusionMap('perf-upslope-rel', value) }))
    expect(notesIn(upslopes, 'de').join()).toMatch(
      /Farbig: relativer Anstieg .* ohne Einheit\. .*Methode: Anstieg, des Signals \(upslope\/signal 2\)\.$/,
    )
  })

  it('has no room on its own: where pages are short, stress and rest go together, and are named', () => {
    const report = printedReport(
      perfused((value) => ({ mbf: perfusionMap('perf-mbf', value) })),
      usualTemplate,
    )
    const { report: shorter, leftOut } = shortened(
      report,
      (one) => !JSON.stringify(one).includes('"MBF, rest'),
    )
    expect(leftOut).toEqual(
      expect.arrayContaining(['MBF, stress · slice 2 of 3', 'MBF, rest · slice 2 of 3']),
    )
    expect(JSON.stringify(shorter)).not.toContain('In colour')
  })

  it('leaves no hole where there is none', () => {
    expect(mapsIn(perfused(() => ({})))).toEqual([])
    expect(figuresOf(perfused(() => ({}))).filter(isPicture)).toHaveLength(2)
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
    expect(said).toContain('no longer be made as they were signed: Strain')
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
    expect(leftOut).toEqual(['Native T1 · slice 1 of 3'])
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
