/** A cohort in a table by command: Freireich's trial to its printed digits, and files that spreadsheets spoil. */
import { expect, it } from 'vitest'
import { survivalDocumentSchema } from '#contract/analysis-documents/survival.ts'
import { exits, midwall } from './midwall.ts'
import { temporaryFiles } from './written.ts'

const write = temporaryFiles()
/** Remission of leukaemia in weeks; + is still in remission. Freireich 1963, as in Gehan 1965. */
const drug = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
const placebo = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23'
const rows = [drug, placebo].flatMap((times, i) =>
  times.split(' ').map((time) => [time.replace('+', ''), time.endsWith('+') ? '0' : '1', `${1 - i}`]),
)
const csv = (separator: string) =>
  [['time', 'event', 'group'], ...rows].map((cells) => cells.join(separator)).join('\r\n')

it.each([
  ['commas', csv(',')],
  ['semicolons', csv(';')],
  ['tabs and a byte order mark', `\uFEFF${csv('\t')}`],
])('gives 16.793 for Freireich’s trial with %s', async (_, text) => {
  const { code, stdout } = await midwall([
    'survival',
    write('f.csv', text),
    '--covariates',
    'group',
    '--ties',
    'breslow',
    '--json',
  ])
  expect(code).toBe(exits.done)
  const { analysis } = survivalDocumentSchema.parse(JSON.parse(stdout))
  if (!analysis.measured) throw new Error(analysis.reason)
  const { n, events, logRank, regression } = analysis.value
  expect([n, events]).toEqual([42, 30])
  expect(logRank).toMatchObject({ value: { chiSquared: expect.closeTo(16.793, 3) } })
  expect(regression?.fit).toMatchObject({
    value: { coefficients: [{ name: 'group', beta: expect.closeTo(-1.5092, 3) }] },
  })
})

it('names bad lines and missing columns', async () => {
  const refused = async (text: string, ...args: string[]) => {
    const { code, stderr } = await midwall(['survival', write('bad.csv', text), ...args])
    expect(code).toBe(exits.refused)
    return stderr
  }
  const bad = await refused('time,event\n5,1\nsix,1\n0,1\n7,x\n')
  expect(bad).toContain("line 3: time is 'six', not a number")
  expect(bad).toContain('line 4: time is 0, not above 0')
  expect(bad).toContain("line 5: event is 'x', not a number")
  expect(await refused('time,dead\n5,1\n')).toContain("there is no column 'event'; it has 'time', 'dead'")
  expect(await refused('time,event\n5\n')).toContain('line 2: 1 values for 2 columns')
  expect(await refused('time,event\n')).toContain('it has a header and no patients')
})

it('says of a cohort without events that nothing can be fitted', async () => {
  const path = write('none.csv', 'time,event,age\n5,0,60\n6,0,61\n7,0,70\n')
  const { stdout } = await midwall(['survival', path, '--covariates', 'age', '--json'])
  const { analysis } = survivalDocumentSchema.parse(JSON.parse(stdout))
  expect(analysis.measured ? analysis.value.regression?.fit : analysis).toMatchObject({
    measured: false,
    reason: 'no-events',
  })
})
