/** Two readers' files by command: what belongs together is compared, what does not is named. */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ContourFile } from '#analysis/contours/file.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { agreementDocumentSchema } from '#contract/analysis-documents/agreement.ts'
import { exits, midwall, openCommandLine } from './midwall.ts'
import { writeStudy } from './study-files.ts'
import { temporaryFiles } from './written.ts'

const write = temporaryFiles()
const ef = (value: number, more: object = {}) => ({
  quantity: 'lv-ef',
  value,
  unit: '%',
  method: 'discs',
  version: '1',
  papillaries: 'cavity',
  warnings: [],
  ...more,
})
const volumes = (study: string, reader: string, value: number, more: object = {}) => ({
  read: `read-${study}`,
  study,
  reader,
  phases: {},
  provisional: false,
  blockers: [],
  measurements: [ef(value, more)],
})
const analyses = (study: string, reader: string, value: number) => ({
  format: 'midwall-analyses/1',
  study,
  read: `read-${study}`,
  reader,
  analyses: [
    { analysis: 'volumes', method: 'm', version: '1', options: {}, measurements: [ef(value)], warnings: [] },
    { analysis: 'scar', unmeasured: 'no-images' },
  ],
})
const contoursOf = (left: number) => ({
  format: 'midwall-contours/2',
  study: 's',
  papillaries: 'cavity',
  contours: [
    {
      sopInstanceUid: '1.2',
      border: 'lv-endocardial',
      space: 'pixel',
      points: [
        [left, 0],
        [left + 20, 0],
        [left + 20, 20],
        [left, 20],
      ],
    },
  ],
})
const compared = async (a: string, b: string, ...more: string[]) => {
  const { code, stdout } = await midwall(['agree', a, b, '--json', ...more])
  const [pair] = agreementDocumentSchema.parse(JSON.parse(stdout)).pairs
  return { code, measurements: pair?.measurements, contours: pair?.contours }
}
const numbers = [50, 40, 62]
const others = [48, 41, 57]

it('takes lists of volumes and of analyses alike: the bias is the mean of the differences', async () => {
  for (const [name, of] of [
    ['volumes', volumes],
    ['analyses', analyses],
  ] as const) {
    const [a, b] = [numbers, others].map((list, r) =>
      write(
        `${name}${r}.json`,
        list.map((value, i) => of(`s${i}`, `r${r}`, value)),
      ),
    )
    const { code, measurements } = await compared(a ?? '', b ?? '')
    expect(code).toBe(exits.done)
    if (measurements?.measured !== true) throw new Error('not compared')
    const [quantity] = measurements.value.quantities
    if (quantity?.blandAltman.measured !== true) throw new Error('no limits')
    expect(quantity.blandAltman.value.bias.value).toBeCloseTo(2, 12)
    expect(quantity.blandAltman.value.sd).toBeCloseTo(3, 12)
  }
})

it('names other units and conventions, and refuses readings without a common study', async () => {
  const a = write('a.json', volumes('s', 'anna', 50))
  const left = async (more: object) => {
    const { measurements } = await compared(a, write('b.json', volumes('s', 'ben', 50, more)))
    return measurements?.measured ? measurements.value.quantities[0]?.leftOut : undefined
  }
  expect(await left({ unit: 'mL' })).toEqual([{ study: 's', why: 'units differ: % and mL' }])
  expect(await left({ papillaries: 'mass' })).toEqual([
    { study: 's', why: 'papillaries differ: cavity and mass' },
  ])
  const { code, measurements } = await compared(a, write('c.json', volumes('other', 'ben', 50)))
  expect(code).toBe(exits.refused)
  expect(measurements).toMatchObject({ measured: false, reason: 'no-partner' })
})

it('compares contours by study: a square and one shifted by half its side have a Dice of one half', async () => {
  const { contours } = await compared(write('one.json', contoursOf(0)), write('two.json', contoursOf(10)))
  const agreement = contours?.[0]?.agreement
  if (agreement?.measured !== true) throw new Error('not compared')
  expect(agreement.value.borders[0]?.dice).toMatchObject({ value: expect.closeTo(0.5, 1) })
})

const scores = (study: string, grades: readonly string[]) => ({
  format: 'midwall-scores/1',
  study,
  scale: { name: 'aha-motion', version: '1' },
  segments: grades.map((grade, i) => ({ segment: i + 1, grade })),
})

it('compares three readers: folders of documents and of scores, any two of them and all at once', async () => {
  const grades = ['normal', 'hypokinetic', 'akinetic', 'not assessable']
  const folders = [0, 1, 2].map((reader) => {
    const name = `reader-${reader}`
    for (const [i, value] of numbers.entries()) {
      write(`${name}/analyses-${i}.json`, analyses(`s${i}`, name, value + reader * (i + 1)))
      const turned = grades.map((_, k) => grades[(k + (i === 0 && k < 2 ? reader : 0)) % 4] ?? '')
      write(`${name}/scores-${i}.json`, scores(`s${i}`, turned))
    }
    write(`${name}/notes.txt`, 'not read')
    return write(`${name}/list.json`, []).replace('/list.json', '')
  })
  const args = ['agree', ...folders, '--bootstrap', '50', '--seed', '4']
  expect((await midwall(args)).stderr).toContain('it is an empty list')
  for (const folder of folders) rmSync(join(folder, 'list.json'))
  const { code, stdout } = await midwall([...args, '--json'])
  const document = agreementDocumentSchema.parse(JSON.parse(stdout))
  expect(code).toBe(exits.done)
  expect(document.readers[2]).toEqual({
    given: folders[2],
    files: ['analyses-0', 'analyses-1', 'analyses-2', 'scores-0', 'scores-1', 'scores-2'].map(
      (name) => `${folders[2]}/${name}.json`,
    ),
  })
  expect(document.options.bootstrap).toEqual({ drawings: 50, seed: 4 })
  expect(document.pairs.map(({ first, second }) => [first, second])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
  expect(document.pairs[1]?.measurements).toMatchObject({
    value: { quantities: [{ quantity: 'lv-ef', blandAltman: { value: { bias: { value: -4 } } } }] },
  })
  // three segments each can be judged by all: the fourth, and what the turned ones became, are left out
  const [common] = document.pairs[0]?.scores ?? []
  expect(common?.scale).toEqual({ name: 'aha-motion', version: '1', grades: 5, ordered: true })
  expect(common?.kappa.quadratic?.measured).toBe(true)
  expect(common?.leftOut[0]).toEqual({
    study: 's0',
    why: 'segment 4: the first reader found it not assessable',
  })
  expect(document.together?.measurements).toMatchObject({
    value: { readers: ['reader-0', 'reader-1', 'reader-2'] },
  })
  expect(document.together?.scores?.[0]?.kappa).toMatchObject({ value: { readers: 3 } })
  const { stdout: words } = await midwall(args)
  for (const said of ['ICC(3,k)', 'quadratic', 'Fleiss', 'all together, 3 studies', 'left out of study s0'])
    expect(words).toContain(said)
})

it('refuses scores of an unknown scale or grade, folders without documents and half a size', async () => {
  const good = write('scores.json', scores('s', ['normal']))
  const refused = async (name: string, content: unknown) => {
    const { code, stderr } = await midwall(['agree', good, write(name, content)])
    expect(code).toBe(exits.refused)
    return stderr
  }
  const other = { ...scores('s', ['normal']), scale: { name: 'mine', version: '1' } }
  expect(await refused('scale.json', other)).toContain('there is no scale mine 1')
  expect(await refused('grade.json', scores('s', ['tired']))).toContain("no grade 'tired'")
  const empty = dirname(write('empty/readme.txt', 'nothing'))
  expect((await midwall(['agree', good, empty])).stderr).toContain('no file in it ends in .json')
  expect((await midwall(['agree', good, good, '--pixel-spacing', '1.4'])).code).toBe(exits.usage)
  expect((await midwall(['agree', good, good, '--bootstrap', '-4'])).code).toBe(exits.usage)
  expect((await midwall(['agree', good, good, '--images', good])).stderr).toContain('it is no folder')
  expect((await midwall(['agree', good, good, '--images', '/nowhere'])).stderr).toContain(
    'There is nothing at',
  )
})

describe('what `analyse` prints of two readers', { timeout: 300_000 }, () => {
  const commandLine = openCommandLine()
  const phantom: Omit<PhantomStudyOptions, 'preset' | 'seed' | 'subject'> = {
    examination: 'whole',
    vendor: 'siemens',
    small: true,
    project: 'TRIAL',
    site: 'SITE01',
    studyDate: '20250101',
  }
  afterAll(() => commandLine.remove())

  it('is taken as it is printed: limits over studies, and nothing that occurs twice', async () => {
    const folders: string[] = []
    const exact: ContourFile[] = []
    for (const [i, preset] of (['normal', 'dilated', 'infarct'] as const).entries()) {
      const made = { ...phantom, preset, seed: i + 1, subject: `S-000${i + 1}` }
      const { drawn } = writeStudy(join(commandLine.folder, preset), made, ['cine-sax', 'molli-native'])
      await commandLine.json(['import', join(commandLine.folder, preset), '--project', made.project])
      exact.push(drawn)
      for (const [reader, by] of [
        ['anna', 0],
        ['ben', 0.5],
      ] as const) {
        // the second reader draws every border half a pixel to the right and half a pixel down
        const shifted = drawn.contours.map((contour) => ({
          ...contour,
          points: contour.points.map((point) => point.map((value) => value + by)),
        }))
        const file = write(`${reader}-${preset}.json`, { ...drawn, contours: shifted })
        const args = ['analyse', drawn.study, '--contours', file, '--only', 'volumes,mapping']
        const printed = await commandLine.json([...args, '--reader', reader])
        folders.push(dirname(write(`${reader}/${preset}.json`, printed)))
      }
    }
    const [anna, ben] = [...new Set(folders)]
    const { measurements } = await compared(anna ?? '', ben ?? '')
    if (measurements?.measured !== true) throw new Error('not compared')
    const { readers, studies, quantities } = measurements.value
    expect([readers, studies]).toEqual([['anna', 'ben'], 3])
    expect(quantities.length).toBeGreaterThan(100)
    expect(quantities.flatMap(({ leftOut }) => leftOut).filter(({ why }) => why.includes(' of it'))).toEqual(
      [],
    )
    const of = (quantity: string, scope?: string) => {
      const found = quantities.find((one) => one.quantity === quantity && one.scope === scope)
      if (found?.blandAltman.measured !== true) throw new Error(`no limits of ${quantity}`)
      return found.blandAltman.value
    }
    // a border that is only moved encloses as much; the T1 under it is another
    expect(of('lv-edv')).toMatchObject({ n: 3, bias: { value: expect.closeTo(0, 6) } })
    const t1 = of('t1-native', 'part:t1-native')
    expect(t1.n).toBe(3)
    expect(t1.sd).toBeGreaterThan(0)
    expect(Math.abs(t1.bias.value)).toBeLessThan(100)
    const { contours } = await compared(
      write('a-drawn.json', exact[0]),
      join(dirname(anna ?? ''), 'ben-normal.json'),
      '--images',
      join(commandLine.folder, 'normal'),
    )
    const agreement = contours?.[0]?.agreement
    if (agreement?.measured !== true) throw new Error('contours not compared')
    const { borders } = agreement.value
    const left = borders.filter(({ border, stack }) => border === 'lv-endocardial' && stack === 'cine-sax')
    // drawn at end-diastole and end-systole: a moved border encloses as much, and lies as far off as it was moved
    expect(left.map(({ phase }) => phase)).toEqual([0, 5])
    for (const { volume, hausdorff } of left) {
      expect(volume).toMatchObject({ value: expect.closeTo(0, 6) })
      const pixel = hausdorff.measured ? hausdorff.value / Math.SQRT1_2 : 0
      expect(pixel).toBeGreaterThan(2.5)
      expect(pixel).toBeLessThan(4)
    }
  })
})

it('refuses bad files by line and place', async () => {
  const good = write('good.json', volumes('s', 'anna', 50))
  const refused = async (name: string, content: unknown) => {
    const { code, stderr } = await midwall(['agree', good, write(name, content)])
    expect(code).toBe(exits.refused)
    return stderr
  }
  expect(await refused('cut.json', '{\n"study": "s",\n')).toContain('line 2: it is not JSON')
  expect(await refused('comma.json', '{\n"a": 1,\n,}\n')).toContain('line 3: it is not JSON')
  expect(await refused('empty.json', [])).toContain('it is an empty list')
  expect(await refused('nothing.json', '')).toContain('nothing.json cannot be used: it is empty.')
  expect(await refused('none.json', { study: 's' })).toMatch(/measurements: it is missing/)
  expect(await refused('mixed.json', [analyses('s', 'b', 1), volumes('s', 'b', 1)])).toContain(
    'it holds analyses and measurements',
  )
  expect(await refused('contours.json', contoursOf(0))).toContain('there is nothing that all have')
  expect((await midwall(['agree', good, '/nowhere.json'])).stderr).toContain('There is nothing at')
  expect((await midwall(['agree', good])).code).toBe(exits.usage)
})
