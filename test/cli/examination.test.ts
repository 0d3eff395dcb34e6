/**
 * A whole synthetic examination by command, from files to a document: every quantity that a core lab reports is
 * there, with its unit and method or with the reason why not, and contours of some phases reach all others.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContourFile, FiledContour } from '#analysis/contours/file.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { cm, kg } from '#analysis/units/units.ts'
import {
  type AnalysesDocument,
  type AnalysisDocument,
  type AnalysisName,
  analysesDocumentSchema,
  analysisNames,
} from '#contract/analysis-documents/analyses.ts'
import { propagationDocumentSchema } from '#contract/analysis-documents/propagation.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { type CommandLine, exits, openCommandLine } from './midwall.ts'
import { faultsBy } from './published.ts'
import { writeStudy } from './study-files.ts'

const options: PhantomStudyOptions = {
  preset: 'infarct',
  seed: 7,
  examination: 'whole',
  vendor: 'siemens',
  project: 'TRIAL',
  site: 'SITE01',
  subject: 'S-0001',
  studyDate: '20250101',
  patient: { sex: 'M', age: 61, height: cm(178), weight: kg(84) },
}
const borders = phantomContours(options, 'all')
const ends = phantomContours(options, 'ed-es')
const { study } = borders

/** A muscle in the cavity of each short-axis contour: both conventions are computed where one is drawn. */
const papillary = ({ points, ...cavity }: FiledContour): FiledContour => {
  const along = (axis: 0 | 1): number => points.reduce((sum, p) => sum + (p[axis] ?? 0), 0) / points.length
  const [x, y] = [along(0), along(1)]
  return {
    ...cavity,
    border: 'lv-papillary',
    points: points.map(([px = 0, py = 0]) => [x + 0.2 * (px - x), y + 0.2 * (py - y)]),
  }
}
/** Of both ends of systole in the short axis, where a reader draws it. */
const papillaries = (): FiledContour[] =>
  ends.contours
    .filter((one) => one.border === 'lv-endocardial' && shortAxis.has(one.sopInstanceUid))
    .map(papillary)

const scores = {
  format: 'midwall-scores/1',
  study,
  scale: { name: 'scmr-registry-motion', version: '1' },
  segments: [
    { segment: 1, grade: 'normal' },
    { segment: 7, grade: 'akinesis' },
    { segment: 8, grade: 'not assessable' },
  ],
}

let commandLine: CommandLine
/** images of the short-axis cine, and of three slices in the middle of it */
const shortAxis = new Set<string>()
const middle = new Set<string>()
let drawn: ContourFile
let imported: unknown
let document: AnalysesDocument
const pathOf = (name: string): string => join(commandLine.folder, name)
function written(name: string, content: object): string {
  writeFileSync(pathOf(name), JSON.stringify(content))
  return pathOf(name)
}
const analyse = (...args: string[]): string[] => ['analyse', study, '--reader', 'anna', ...args]
const given = ['--haematocrit', '0.42', '--relaxivity', '4.5', '--saturation-time', '100']

beforeAll(async () => {
  commandLine = openCommandLine()
  for (const { fileName, role, sopInstanceUid } of writeStudy(pathOf('files'), options).files) {
    if (role !== 'cine-sax') continue
    shortAxis.add(sopInstanceUid)
    if (/slice-0[567]-/.test(fileName)) middle.add(sopInstanceUid)
  }
  drawn = { ...borders, contours: [...borders.contours, ...papillaries()] }
  imported = await commandLine.json(['import', pathOf('files'), '--project', options.project])
  const files = ['--contours', written('contours.json', drawn), '--scores', written('scores.json', scores)]
  document = analysesDocumentSchema.parse(
    await commandLine.json(analyse(...files, ...given, '--ethnicity', 'white')),
  )
}, 600_000)
afterAll(() => commandLine.remove())

function partOf(analysis: AnalysisName, part?: string): AnalysisDocument {
  const found = document.analyses.find((one) => one.analysis === analysis && one.part === part)
  if (!found) throw new Error(`there is no ${analysis} ${part ?? ''}`)
  return found
}

function measurementsOf(analysis: AnalysisName, part?: string): readonly Measurement[] {
  const found = partOf(analysis, part)
  if ('unmeasured' in found) throw new Error(`${analysis}: ${found.unmeasured} ${found.detail ?? ''}`)
  return found.measurements as readonly Measurement[]
}

const counted = (from: number, to: number, before = '', after = ''): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${before}${from + i}${after}`)
const segments = counted(1, 16, 'segment:')
const levels = ['level:basal', 'level:mid', 'level:apical']
const views = ['view:2ch', 'view:3ch', 'view:4ch', 'view:all']
const layers = ['layer:endocardial', 'layer:mid-wall', 'layer:epicardial']
const each = (scopes: readonly string[], ...more: readonly string[]): string[] =>
  scopes.flatMap((scope) => more.map((other) => `${scope} ${other}`))
const whole = ['']
const biplane = ['view:biplane', 'view:2ch', 'view:4ch']
const bothRules = [
  '',
  'method:reader-slices/mass',
  'method:plane-clipped/cavity',
  'method:plane-clipped/mass',
]
const scarMethods = ['2-sd', '3-sd', '5-sd', '6-sd', 'fwhm-maximum', 'fwhm-remote', 'otsu', 'weighted'].map(
  (name) => `method:${name}`,
)
const beat = counted(0, 24, 'phase:')
const statistics = ['', '-median', '-sd', '-error', '-pixels']
const regions = ['', 'region:septum', 'region:blood', ...counted(0, 2, 'slice:'), ...segments]
const curve = [
  'per',
  'per-edv',
  'per-time',
  'per-time-es',
  'pfr',
  'pfr-edv',
  'pfr-time',
  'pfr-time-es',
  'atrial-part',
]
const states = ['state:rest', 'state:stress']

/** What a core lab reports: an analysis, quantities, and the scopes in which each has a number. */
const checklist: readonly (readonly [
  AnalysisName,
  part: string | undefined,
  quantities: readonly string[],
  scopes: readonly string[],
])[] = [
  ['volumes', undefined, ['lv-edv', 'lv-esv', 'lv-sv', 'lv-ef', 'lv-mass-ed', 'lv-mass-es'], bothRules],
  ['volumes', undefined, ['lv-edv-index', 'lv-esv-index', 'lv-sv-index', 'lv-mass-ed-index'], bothRules],
  ['volumes', undefined, ['lv-co', 'lv-ci', 'bsa', 'heart-rate', 'rr'], whole],
  ['volumes', undefined, ['rv-edv', 'rv-esv', 'rv-sv', 'rv-ef', 'rv-edv-index'], whole],
  ['volumes', undefined, ['lv-edv-lax', 'lv-esv-lax', 'lv-sv-lax', 'lv-ef-lax'], biplane],
  ['volumes', undefined, ['la-max', 'la-pre-a', 'la-min', 'la-ef', 'la-ef-passive', 'la-ef-active'], biplane],
  ['volumes', undefined, ['la-max-index', 'la-min-index'], biplane],
  ['volumes', undefined, ['lv-volume', 'rv-volume', 'phase-time'], beat],
  ['volumes', undefined, curve.flatMap((name) => [`lv-${name}`, `rv-${name}`]), whole],
  [
    'volumes',
    undefined,
    ['lv-gfi', 'lv-mass-volume', 'lv-sphericity', 'lv-length-ed', 'lv-length-es'],
    whole,
  ],
  [
    'segments',
    undefined,
    ['wall-ed', 'wall-es', 'wall-thickening', 'wall-motion'],
    [...segments, ...levels, '', 'territory:lad', 'territory:rca', 'territory:lcx'],
  ],
  ['segments', undefined, ['wall-ed', 'wall-es'], ['segment:17']],
  ['segments', undefined, ['wall-ed-max', 'wall-ed-min'], segments],
  ['segments', undefined, ['lv-wall-max'], whole],
  ['scores', undefined, ['wall-score-index', 'wall-scored'], whole],
  [
    'strain',
    undefined,
    ['gcs-peak', 'gcs-es', 'gcs-ttp', 'gcs-rate-s', 'gcs-rate-e', 'gcs-rate-a'],
    [...layers, ...each(levels, ...layers), ...each(['slice:4', 'slice:5'], ...layers)],
  ],
  [
    'strain',
    undefined,
    ['grs-peak', 'grs-es', 'grs-ttp', 'grs-rate-s'],
    ['', ...levels, 'slice:4', 'slice:5'],
  ],
  ['strain', undefined, ['gls-peak', 'gls-es', 'gls-ttp', 'gls-rate-s', 'gls-rate-e', 'gls-rate-a'], views],
  ['strain', undefined, ['ecc-peak', 'ecc-es'], each(segments, 'layer:endocardial', 'layer:mid-wall')],
  ['strain', undefined, ['err-peak', 'err-es', 'err-ttp'], segments],
  ['strain', undefined, ['mapse'], views],
  ['strain', undefined, ['twist', 'torsion', 'cure'], whole],
  ['strain', undefined, ['rotation', 'track-quality', 'track-closing'], ['slice:4', 'slice:5']],
  [
    'strain',
    undefined,
    ['track-quality'],
    [...views.slice(0, 3), ...each(['slice:4'], 'segment:7', 'segment:10')],
  ],
  ['scar', undefined, ['scar-mass', 'scar-volume', 'scar-extent', 'mvo-mass', 'mvo-extent'], scarMethods],
  ['scar', undefined, ['scar-mass'], each(counted(1, 6, 'slice:'), ...scarMethods)],
  ['scar', undefined, ['scar-transmural', 'scar-extent'], each(segments, ...scarMethods)],
  ['scar', undefined, ['scar-segments', 'scar-mid-wall-n'], scarMethods],
  ['scar', undefined, ['scar-core-mass', 'scar-grey-mass', 'lge-wall-mass'], whole],
  ['scar', undefined, ['lge-remote-mean', 'lge-remote-sd'], counted(1, 6, 'slice:')],
  [
    'perfusion',
    undefined,
    ['perf-mbf', 'perf-upslope-gd', 'perf-upslope-rel', 'perf-ttp', 'perf-peak'],
    each(states, ...counted(0, 2, 'slice:', ' layer:whole-wall')),
  ],
  [
    'perfusion',
    undefined,
    ['perf-mbf'],
    each(states, 'slice:0 segment:1 layer:endocardial', 'slice:1 segment:7 layer:epicardial'),
  ],
  [
    'perfusion',
    undefined,
    ['perf-mpr', 'perf-mpri'],
    ['slice:0 segment:1 layer:whole-wall', 'slice:2 segment:16 layer:endocardial'],
  ],
  ['perfusion', undefined, ['perf-motion', 'perf-residual'], each(states, 'slice:0', 'slice:1', 'slice:2')],
  ['mapping', 't1-native', statistics.map((name) => `t1-native${name}`), regions],
  ['mapping', 't1-post', statistics.map((name) => `t1-post${name}`), regions],
  ['mapping', 't2', statistics.map((name) => `t2${name}`), regions],
  ['mapping', 't2star', statistics.map((name) => `t2star${name}`), ['', 'region:septum']],
  ['mapping', 'ecv', ['ecv', 'ecv-sd', 'ecv-region', 'ecv-region-error'], ['', 'region:septum', ...segments]],
  ['mapping', 'ecv', ['haematocrit', 'partition-coeff'], whole],
  [
    'flow',
    'aorta',
    ['flow-forward', 'flow-backward', 'flow-net', 'flow-rf', 'flow-v-peak', 'flow-co', 'flow-offset'],
    ['region:aorta'],
  ],
  ['flow', 'relations', ['mitral-rvol', 'mitral-rf', 'lvsv-ao-diff'], whole],
  [
    'ranges',
    'healthy-hearts-2024',
    ['z-score'],
    ['lv-edv-index', 'lv-esv-index', 'lv-ef', 'lv-mass-ed-index', 'rv-edv-index', 'rv-ef'].map(
      (name) => `of:${name} sex:M`,
    ),
  ],
]

describe('the document of a whole examination', () => {
  it.each(checklist)('%s %s has a number for %j', (analysis, part, quantities, scopes) => {
    const found = measurementsOf(analysis, part)
    const measured = new Set(found.filter(isMeasured).map((m) => `${m.quantity} ${m.scope ?? ''}`))
    const missing = quantities.flatMap((quantity) =>
      scopes.map((scope) => `${quantity} ${scope}`).filter((key) => !measured.has(key)),
    )
    expect(missing).toEqual([])
  })

  it('has longitudinal strain of most segments, and says of the others that they could not be followed', () => {
    const found = measurementsOf('strain').filter(({ quantity }) => quantity === 'ell-peak')
    expect(new Set(found.map(({ scope }) => scope))).toEqual(new Set(segments))
    expect(found.filter(isMeasured).length).toBeGreaterThanOrEqual(12)
    for (const m of found) if (!isMeasured(m)) expect(m.unmeasured).toBe('tracking-failed')
  })

  it('names the method and version of every number, and the reason of every one that is missing', () => {
    expect(new Set(document.analyses.map(({ analysis }) => analysis))).toEqual(new Set(analysisNames))
    for (const one of document.analyses) {
      if ('unmeasured' in one) throw new Error(`${one.analysis}: ${one.unmeasured}`)
      for (const m of one.measurements) {
        if ('value' in m) expect([m.method, m.version, m.unit].every((word) => word.length > 0)).toBe(true)
        else expect(m.unmeasured).toMatch(/^[a-z-]+$/)
      }
    }
  })

  it('has the curves of strain by layer, level, view and segment, and of flow, at every phase', () => {
    const curvesOf = (one: AnalysisDocument) => ('curves' in one ? (one.curves ?? []) : [])
    const curves = [...curvesOf(partOf('strain')), ...curvesOf(partOf('flow', 'aorta'))]
    const there = new Set(curves.map(({ name, scope }) => `${name} ${scope ?? ''}`))
    const wanted = [
      ...layers.map((layer) => `gcs ${layer}`),
      ...each(levels, ...layers).map((scope) => `gcs ${scope}`),
      ...['', ...levels].map((scope) => `grs ${scope}`),
      ...views.slice(0, 3).map((view) => `gls ${view}`),
      ...each(segments, 'layer:endocardial').map((scope) => `ecc ${scope}`),
      'flow-rate region:aorta',
      'vessel-area region:aorta',
    ]
    expect(wanted.filter((key) => !there.has(key))).toEqual([])
    for (const { times, values } of curves) expect([times.length, values.length]).toEqual([25, 25])
  })

  it('has the pattern of enhancement of every segment by every method', () => {
    const scar = partOf('scar')
    const found = 'patterns' in scar ? (scar.patterns ?? []) : []
    expect(new Set(found.map(({ method }) => `method:${method}`))).toEqual(new Set(scarMethods))
    const infarct = found.filter(({ method, segment }) => method === '5-sd' && [7, 8].includes(segment))
    for (const { pattern } of infarct) expect(['subendocardial', 'transmural']).toContain(pattern)
  })

  it('says what it cannot say: there is no pulmonary flow', () => {
    const ratio = measurementsOf('flow', 'relations').find(({ quantity }) => quantity === 'qp-qs')
    expect(ratio).toMatchObject({ unmeasured: 'no-partner' })
  })

  it('decides nothing by a table that nobody has verified, and shows what it would say', () => {
    const found = partOf('inclusion')
    expect(found).toMatchObject({
      inclusion: {
        rule: 'mps-cmr-dcm',
        decision: 'not-evaluable',
        reason: 'range source unverified',
        computed: 'does-not-meet',
        edvIndex: { compared: true, table: { status: 'unverified source' } },
        ef: { compared: true, verdict: 'below' },
      },
      measurements: [{ quantity: 'dcm-imaging', unmeasured: 'not-evaluable' }],
    })
    expect(partOf('ranges', 'healthy-hearts-2024')).toMatchObject({
      options: { person: { age: 61, sex: 'M', ethnicity: 'white' } },
      warnings: expect.arrayContaining([expect.stringContaining('unverified source: Raisi-Estabragh 2024')]),
    })
  })

  it('fits the published schemas, as do the files that it was made from', async () => {
    expect(await faultsBy('analyses', JSON.parse(JSON.stringify(document)))).toEqual([])
    expect(await faultsBy('scores', scores)).toEqual([])
    expect(await faultsBy('contours', JSON.parse(JSON.stringify(drawn)))).toEqual([])
    for (const [name, ...args] of [
      ['volumes', study, '--reader', 'anna'],
      ['series', study],
      ['check'],
    ] as const)
      expect([name, await faultsBy(name, await commandLine.json([name, ...args]))]).toEqual([name, []])
    expect(await faultsBy('import-report', imported)).toEqual([])
    const { read: _, ...nameless } = document
    expect(await faultsBy('analyses', nameless)).toHaveLength(1)
    expect(await faultsBy('analyses', { ...document, extra: 1 })).toHaveLength(1)
  })
})

describe('what is given by hand', () => {
  it('is refused where it contradicts the images, and they are not overruled', async () => {
    const wrong = await commandLine.json(analyse('--only', 'ranges,inclusion', '--sex', 'F'), {
      exit: exits.refused,
    })
    expect(wrong).toMatchObject({
      analyses: Array.from({ length: 3 }, () => ({
        unmeasured: 'contradictory-input',
        detail: 'sex is M by DICOM and F by hand',
      })),
    })
    expect(
      await commandLine.json(analyse('--only', 'inclusion', '--age', '30'), { exit: exits.refused }),
    ).toMatchObject({ analyses: [{ detail: 'age is 61 by DICOM and 30 by hand' }] })
  })

  it('is needed where no image says it: without ethnicity there is no range', async () => {
    expect(await commandLine.json(analyse('--only', 'inclusion'))).toMatchObject({
      analyses: [{ inclusion: { decision: 'not-evaluable', reason: 'ethnicity is not known' } }],
    })
  })

  it('is refused as wrong usage where it is no such word or number', async () => {
    for (const args of [
      ['--sex', 'male'],
      ['--ethnicity', 'martian'],
      ['--age', 'old'],
    ])
      expect((await commandLine.run(analyse(...args))).code, args.join(' ')).toBe(exits.usage)
  })

  it('is refused where scores are of another study or of no scale', async () => {
    const other = written('other.json', { ...scores, study: '1.2.3' })
    const strange = written('strange.json', { ...scores, scale: { name: 'ours', version: '1' } })
    const [first, second] = [
      await commandLine.run(analyse('--scores', other)),
      await commandLine.run(analyse('--scores', strange)),
    ]
    expect([first.code, second.code]).toEqual([exits.refused, exits.refused])
    expect(first.stderr).toContain('the scores are of study 1.2.3')
    expect(second.stderr).toContain('there is no scale ours 1')
  })
})

describe('wrong input, by command', () => {
  const swapped = { 'lv-endocardial': 'lv-epicardial', 'lv-epicardial': 'lv-endocardial' } as const
  const sentences = (found: unknown): string => JSON.stringify(found)

  it('is named: a haematocrit in percent, one of an empty field, and a blank', async () => {
    const maps = { ...options, small: true, subject: 'S-0002' }
    // phases are those of a cine
    const { phases: _, ...borders } = writeStudy(pathOf('maps'), maps, ['molli-native', 'molli-post']).drawn
    await commandLine.json(['import', pathOf('maps'), '--project', maps.project])
    const file = written('maps.json', borders)
    const args = ['analyse', borders.study, '--reader', 'anna', '--contours', file, '--only', 'mapping']
    const ecv = async (haematocrit: string) =>
      sentences(await commandLine.json([...args, '--haematocrit', haematocrit]))
    expect(await ecv('45')).toContain('a haematocrit of 45 is a percentage; as a fraction it would be 0.45')
    expect(await ecv('0')).toContain('a haematocrit of 0 is an empty field')
    expect((await commandLine.run(analyse('--haematocrit', ' '))).code).toBe(exits.usage)
  })

  it('is named: an endocardium outside of the epicardium, and borders that cross', async () => {
    const changed = (name: string, change: (contour: FiledContour) => FiledContour) =>
      written(name, {
        ...ends,
        contours: ends.contours.map((one) => (shortAxis.has(one.sopInstanceUid) ? change(one) : one)),
      })
    const outside = changed('outside.json', (one) => ({
      ...one,
      border: one.border in swapped ? swapped[one.border as keyof typeof swapped] : one.border,
    }))
    const crossing = changed('crossing.json', (one) =>
      one.border === 'lv-endocardial'
        ? { ...one, points: one.points.map(([x = 0, y = 0]) => [x + 8, y]) }
        : one,
    )
    const volumesOf = async (file: string) =>
      sentences(await commandLine.json(analyse('--only', 'volumes', '--contours', file)))
    expect(await volumesOf(outside)).toContain('the endocardial contour lies outside the epicardial')
    expect(await volumesOf(crossing)).toContain('the endocardial contour crosses the epicardial')
  })

  it('is refused: a contour of an image that the study does not have, and one of no numbers', async () => {
    const [first] = ends.contours
    const strange = written('strange.json', { ...ends, contours: [{ ...first, sopInstanceUid: '1.2.3' }] })
    const refused = await commandLine.run(analyse('--contours', strange))
    expect(refused.code).toBe(exits.refused)
    expect(refused.stderr).toContain('image 1.2.3 is not in this study')
    const blank = written('blank.json', {
      ...ends,
      contours: [
        {
          ...first,
          points: [
            [Number.NaN, 0],
            [1, 1],
            [2, 0],
          ],
        },
      ],
    })
    expect((await commandLine.run(analyse('--contours', blank))).code).toBe(exits.refused)
  })
})

describe('contours of end-diastole', () => {
  it('are carried to all phases, marked as nobody’s work, and say how well', async () => {
    const some = ends.contours.filter(
      ({ sopInstanceUid, border }) => middle.has(sopInstanceUid) && border === 'lv-endocardial',
    )
    const from = written('ed.json', { ...ends, contours: some, landmarks: [] })
    const out = pathOf('all.json')
    const said = propagationDocumentSchema.parse(
      await commandLine.json(['propagate', study, '--contours', from, '--out', out]),
    )
    if (!('out' in said)) throw new Error(said.unmeasured)
    expect(said.out).toBe(out)
    expect(await faultsBy('propagation', JSON.parse(JSON.stringify(said)))).toEqual([])
    const file = contourFileSchema.parse(JSON.parse(readFileSync(out, 'utf8')))
    expect(await faultsBy('contours', JSON.parse(readFileSync(out, 'utf8')))).toEqual([])
    const carried = file.contours.filter(({ origin }) => origin === 'propagated')
    expect(file.contours.length - carried.length).toBe(some.length)
    expect(carried).toHaveLength(said.quality.filter(({ quality }) => quality > 0).length)
    expect(new Set(said.quality.map(({ phase }) => phase)).size).toBeGreaterThan(20)
    const { code } = await commandLine.run(analyse('--only', 'volumes', '--contours', out))
    expect(code).toBe(exits.done)
  })

  it('are refused by name where there is nothing to carry, or the file is of another study', async () => {
    const bare = written('bare.json', { ...drawn, contours: [], landmarks: [], empty: [] })
    expect(
      await commandLine.json(['propagate', study, '--contours', bare, '--out', pathOf('none.json')], {
        exit: exits.refused,
      }),
    ).toMatchObject({ unmeasured: 'no-contours', detail: 'no cine is contoured' })
    const foreign = written('foreign.json', { ...drawn, study: '1.2.3' })
    const refused = await commandLine.run([
      'propagate',
      study,
      '--contours',
      foreign,
      '--out',
      pathOf('n.json'),
    ])
    expect(refused.code).toBe(exits.refused)
    expect(refused.stderr).toContain('1.2.3')
  })
})
