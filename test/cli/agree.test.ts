/** Two readers' files by command: what belongs together is compared, what does not is named. */
import { expect, it } from 'vitest'
import { agreementDocumentSchema } from '#contract/analysis-documents/agreement.ts'
import { exits, midwall } from './midwall.ts'
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
const compared = async (a: string, b: string) => {
  const { code, stdout } = await midwall(['agree', a, b, '--json'])
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
  expect(await refused('none.json', { study: 's' })).toContain('measurements:')
  expect(await refused('mixed.json', [analyses('s', 'b', 1), volumes('s', 'b', 1)])).toContain(
    'it holds analyses and measurements',
  )
  expect(await refused('contours.json', contoursOf(0))).toContain('there is nothing that all have')
  expect((await midwall(['agree', good, '/nowhere.json'])).stderr).toContain('There is nothing at')
  expect((await midwall(['agree', good])).code).toBe(exits.usage)
})
