/** Contours between drawn ones, by command: a file in, a file out that says of each who made it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dice } from '#analysis/contours/agreement.ts'
import type { FiledContour } from '#analysis/contours/file.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import {
  type InterpolationDocument,
  interpolationDocumentSchema,
} from '#contract/analysis-documents/interpolation.ts'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import { layoutOf } from '#dicom/write/mr/layout.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { type CommandLine, exits, openCommandLine } from './midwall.ts'
import { faultsBy } from './published.ts'

const options: PhantomStudyOptions = {
  preset: 'normal',
  seed: 3,
  small: true,
  project: 'TRIAL',
  site: 'SITE01',
  subject: 'S-0001',
  studyDate: '20250101',
}
const everyPhase = phantomContours(options, 'all')
const { study } = everyPhase

const roles = ['cine-sax'] as const
/** the short-axis images: generator's slice and phase of each */
const places = new Map(
  layoutOf(options, { roles }).flatMap(({ images }) =>
    images.map(({ sopInstanceUid, slice, phase }) => [sopInstanceUid, { slice, phase }] as const),
  ),
)
const border = 'lv-endocardial'
const truth = everyPhase.contours.filter((one) => one.border === border && places.has(one.sopInstanceUid))
const at = (slices: readonly number[], phases: readonly number[]): FiledContour[] =>
  truth.filter(({ sopInstanceUid }) => {
    const place = places.get(sopInstanceUid)
    return place !== undefined && slices.includes(place.slice) && phases.includes(place.phase)
  })

let commandLine: CommandLine
const pathOf = (name: string): string => join(commandLine.folder, name)
function written(name: string, content: object | string): string {
  writeFileSync(pathOf(name), typeof content === 'string' ? content : JSON.stringify(content))
  return pathOf(name)
}
const fileOf = (contours: readonly FiledContour[], more: object = {}): object => ({
  ...everyPhase,
  contours,
  landmarks: [],
  empty: [],
  ...more,
})
const out = (): string => pathOf('out.json')
const command = (from: string, ...more: string[]): string[] => [
  ...['interpolate', study, '--contours', from, '--out', out()],
  ...more,
]

type Found = Extract<InterpolationDocument, { out: string }>
async function made(args: readonly string[], exit: number = exits.done): Promise<Found> {
  const document = await commandLine.json(args, { exit })
  expect(await faultsBy('interpolation', document)).toEqual([])
  const said = interpolationDocumentSchema.parse(document)
  if (!('out' in said)) throw new Error(`${said.unmeasured}: ${said.detail}`)
  return said
}
async function refused(args: readonly string[]): Promise<unknown> {
  rmSync(out(), { force: true })
  const document = await commandLine.json(args, { exit: exits.refused })
  expect(existsSync(out())).toBe(false)
  return document
}
const fileNow = (): ContourFile => contourFileSchema.parse(JSON.parse(readFileSync(out(), 'utf8')))
const polygon = ({ points }: Pick<FiledContour, 'points'>): IndexPoint[] =>
  points.map(([x = Number.NaN, y = Number.NaN]) => [x, y])

beforeAll(async () => {
  commandLine = openCommandLine()
  for (const { fileName, bytes } of phantomStudy(options, { roles })) {
    const path = pathOf(join('files', fileName))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  await commandLine.json(['import', pathOf('files'), '--project', options.project])
}, 120_000)
afterAll(() => commandLine.remove())

describe('contours between those that were drawn', { timeout: 60_000 }, () => {
  it('are written beside them, marked as nobody’s work, where the heart has its border', async () => {
    const drawn = at([2, 4], [0, 3, 6, 9, 12])
    const { borders } = await made(command(written('some.json', fileOf(drawn))))
    const whole = fileNow()
    expect(await faultsBy('contours', JSON.parse(readFileSync(out(), 'utf8')))).toEqual([])
    const own = whole.contours.filter(({ origin }) => origin === 'imported')
    expect(own.map(polygon)).toEqual(expect.arrayContaining(drawn.map(polygon)))
    expect(own).toHaveLength(drawn.length)
    const others = whole.contours.filter(({ origin }) => origin === 'interpolated')
    const [found] = borders
    if (found === undefined || 'unmeasured' in found) throw new Error('nothing was made')
    expect(others).toHaveLength(found.made.length)
    const phases = new Set([...places.values()].map(({ phase }) => phase)).size
    expect(own.length + others.length).toBe(3 * phases)
    expect(found).toMatchObject({ border, method: 'border-interpolation', options: { shape: 'polar' } })
    const shares = others.map((one) => {
      const true_ = truth.find(({ sopInstanceUid }) => sopInstanceUid === one.sopInstanceUid)
      const share = true_ === undefined ? undefined : dice(polygon(one), polygon(true_))
      return share?.measured ? share.value : 0
    })
    expect(Math.min(...shares)).toBeGreaterThan(0.85)
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.95)
    // what it says of itself is of the same kind
    expect(found.leftOut).toHaveLength(drawn.length)
    expect(Math.min(...found.leftOut.map(({ dice }) => dice))).toBeGreaterThan(0.8)
    const opened = await commandLine.run(['volumes', study, '--contours', out(), '--reader', 'anna'])
    expect(opened.code).toBe(exits.done)
  })

  it('are made between slices or between phases alone where that is asked for', async () => {
    const from = written('two.json', fileOf(at([2, 4], [0, 6])))
    const places = ({ borders }: Found) => borders.flatMap((one) => ('made' in one ? one.made : []))
    const slices = places(await made(command(from, '--between', 'slices')))
    expect(slices.map(({ phase, along }) => `${phase} ${along}`)).toEqual(['0 slices', '6 slices'])
    const phases = places(await made(command(from, '--between', 'phases', '--borders', border)))
    expect(new Set(phases.map(({ along }) => along))).toEqual(new Set(['phases']))
    expect(new Set(phases.map(({ slice }) => slice)).size).toBe(2)
    const { stdout } = await commandLine.run(command(from, '--between', 'slices'))
    expect(stdout).toContain('0 between phases, 2 between slices')
    expect(stdout).toContain(`written to ${out()}`)
  })

  it('are not made where somebody saw that the ventricle is not there', async () => {
    const [between] = at([3], [0])
    if (between === undefined) throw new Error('slice 3 has a border')
    const { sopInstanceUid } = between
    const marked = fileOf(at([2, 4], [0]), { empty: [{ sopInstanceUid, chamber: 'lv' }] })
    expect(await refused(command(written('marked.json', marked)))).toMatchObject({
      format: 'midwall-interpolation/1',
      unmeasured: 'no-contours',
    })
  })

  it('are refused by name where nothing lies between, and nothing is written', async () => {
    expect(await refused(command(written('one.json', fileOf(at([2], [0])))))).toMatchObject({
      unmeasured: 'no-contours',
      detail: 'no slice or phase without a contour lies between two of the same border',
    })
    const from = written('left.json', fileOf(at([2, 4], [0])))
    expect(await refused(command(from, '--borders', 'rv-endocardial'))).toMatchObject({
      unmeasured: 'no-contours',
      detail: 'no cine has a closed contour of these borders',
    })
    const foreign = written('foreign.json', fileOf(at([2, 4], [0]), { study: '1.2.3' }))
    expect(await refused(command(foreign))).toMatchObject({ error: { code: 'contour-file-invalid' } })
    expect(await refused(command(written('text.json', 'a drawing')))).toMatchObject({
      error: { code: 'contour-file-invalid' },
    })
    expect(await refused(command(pathOf('nowhere.json')))).toMatchObject({
      error: { code: 'path-not-found' },
    })
  })

  it('are wrong usage without a file to write, or of a way or a border that there is not', async () => {
    const from = written('left.json', fileOf(at([2, 4], [0])))
    for (const wrong of [
      ['interpolate', study, '--contours', from],
      command(from, '--between', 'beats'),
      command(from, '--between', 'slices,'),
      command(from, '--borders', 'lge-scar'),
    ])
      expect((await commandLine.run(wrong)).code).toBe(exits.usage)
    const { stderr } = await commandLine.run(command(from, '--borders', 'lge-scar'))
    expect(stderr).toContain("--borders knows no 'lge-scar', only lv-endocardial, lv-epicardial")
  })
})
