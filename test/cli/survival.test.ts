/** A cohort in a table by command: Freireich's trial to its printed digits, and files that spreadsheets spoil. */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { survivalDocumentSchema } from '#contract/analysis-documents/survival.ts'
import { leukaemia, smallCohortByR as r, smallCohort } from '../truth/statistics/published.ts'
import { exits, midwall } from './midwall.ts'
import { temporaryFiles } from './written.ts'

const write = temporaryFiles()
const command = fileURLToPath(new URL('../../midwall.mjs', import.meta.url))
const rows = leukaemia.map(({ time, event, x: [onPlacebo] }) => [time, event ? 1 : 0, 1 - onPlacebo])
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

it('judges predicted risks by horizon: Brier, AUC, calibration and the decision curve of R', async () => {
  const header = 'id,time,event,model,half'
  const lines = smallCohort.map(({ id, time, cause }, i) =>
    [id, time, cause, r.risks[i], (r.risks[i] ?? 0) / 2].join(','),
  )
  const path = write('risks.csv', [header, ...lines].join('\n'))
  const args = ['survival', path, '--horizons', '20,25', '--calibration-groups', '3', '--thresholds', '0.3']
  const { code, stdout } = await midwall([...args, '--risk', 'model,half', '--json'])
  expect(code).toBe(exits.done)
  const { analysis, columns } = survivalDocumentSchema.parse(JSON.parse(stdout))
  if (!analysis.measured) throw new Error(analysis.reason)
  expect(columns.risks).toEqual(['model', 'half'])
  const [at20, at25] = analysis.value.predictions ?? []
  expect(at20).toMatchObject({
    horizon: 20,
    patients: 18,
    brier: { value: { brier: expect.closeTo(r.brier, 9) } },
    auc: { value: expect.closeTo(r.auc, 9) },
    calibration: {
      value: { ratio: expect.closeTo(r.ratio, 9), slope: { value: { value: expect.closeTo(r.slope, 7) } } },
    },
    decision: {
      value: {
        points: [{ threshold: 0.3, positive: 8, model: { value: expect.closeTo(r.netBenefit.model, 9) } }],
      },
    },
  })
  expect(at25).toMatchObject({ horizon: 25, patients: 18 })
  const { stdout: words } = await midwall([...args, '--risk', 'model,half'])
  for (const said of ['predicted risks of 18 patients', 'calibration slope 0.817', 'net benefit 0.1111'])
    expect(words).toContain(said)
  // competing deaths: eleven had an event of some kind, seven of them sudden
  expect(analysis.value).toMatchObject({ events: 7, competing: 4 })
  expect(analysis.value.incidence.map(({ cause }) => cause)).toEqual([1, 2])
  const other = await midwall([...args, '--cause', '2', '--risk', 'model,half', '--json'])
  expect(survivalDocumentSchema.parse(JSON.parse(other.stdout)).analysis).toMatchObject({
    value: { events: 4 },
  })
})

it('wants a column for each horizon, and risks from 0 to 1 by line', async () => {
  const path = write('risk.csv', 'time,event,risk\n5,1,0.2\n6,0,20\n')
  expect((await midwall(['survival', path, '--risk', 'risk'])).code).toBe(exits.usage)
  expect((await midwall(['survival', path, '--horizons', '5', '--thresholds', 'x'])).code).toBe(exits.usage)
  const { code, stderr } = await midwall(['survival', path, '--risk', 'risk', '--horizons', '5'])
  expect([code, stderr.includes('line 3: risk is 20, no risk from 0 to 1')]).toEqual([exits.refused, true])
})

it('a long bootstrap says how far it is, and ends at Ctrl-C', async () => {
  const child = spawn(process.execPath, [
    command,
    'survival',
    write('long.csv', csv(',')),
    '--covariates',
    'group',
    '--bootstrap',
    '900000000',
  ])
  const said = await new Promise<string>((resolve) =>
    child.stderr.once('data', (text) => resolve(String(text))),
  )
  expect(said).toMatch(/^survival: \d+ %/)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.kill('SIGINT')
  expect(await ended).toBe(130)
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
  expect(await refused('time,event\n5\n')).toContain('line 2: 1 value for 2 columns')
  expect(await refused('time,event\n')).toContain('it has a header and no patients')
  expect(await refused('time,event\n1e999,1\n')).toContain("line 2: time is '1e999', too large a number")
})

it('says of a path that holds no readable text what it is, by its name', async () => {
  const refused = async (path: string) => {
    const { code, stderr } = await midwall(['survival', path])
    expect(code).toBe(exits.refused)
    expect(stderr).toContain(path)
    return stderr
  }
  const latin = write('latin.csv', Buffer.from('time,event,Größe\n3,1,2\n', 'latin1'))
  expect(await refused(latin)).toContain('it is not text in UTF-8: save it as UTF-8 and try again')
  expect(await refused(dirname(latin))).toContain('it is a folder, not a file')
  expect(await refused(join(latin, 'below'))).toContain('There is nothing at')
})

it('says that nobody has the event, and which event that is', async () => {
  const path = write('none.csv', 'time,event\n3,0\n5,2\n7,0\n')
  const none = 'nobody has the event: no line has event 1, which --cause can change'
  const first = await midwall(['survival', path, '--json'])
  expect(first.code).toBe(exits.done)
  expect(first.stderr).toContain(none)
  expect(survivalDocumentSchema.parse(JSON.parse(first.stdout)).warnings).toEqual([none])
  expect((await midwall(['survival', path, '--cause', '2'])).stderr).not.toContain('nobody has')
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
