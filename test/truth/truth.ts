/**
 * `npm run truth`: every analysis beside the truth, as one table, or with `--json` as one document. Ends with
 * exit code 1 when a row fails, when an analysis has too few rows, or when all have too few.
 *
 *   npm run truth [-- ANALYSIS ...] [--json]
 */
import { parseArgs } from 'node:util'
import { chosenParts } from '../running/parts.ts'
import { agreement } from './cases/agreement.ts'
import { contours } from './cases/contours.ts'
import { flow } from './cases/flow.ts'
import { mapping } from './cases/mapping.ts'
import { perfusion } from './cases/perfusion.ts'
import { scar } from './cases/scar.ts'
import { segments } from './cases/segments.ts'
import { series } from './cases/series.ts'
import { stacks } from './cases/stacks.ts'
import { strain } from './cases/strain.ts'
import { survival } from './cases/survival.ts'
import { volumes } from './cases/volumes.ts'
import { allowed, holds, type TruthAnalysis, type TruthCases, type TruthRow } from './row.ts'

export const truthCases: Readonly<Record<TruthAnalysis, TruthCases>> = {
  series,
  stacks,
  contours,
  volumes,
  segments,
  strain,
  scar,
  perfusion,
  mapping,
  flow,
  agreement,
  survival,
}

const fewestRows = 150
const fewestRowsOfOne = 8

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  const chosen = chosenParts(truthCases, positionals)
  const rows: TruthRow[] = []
  for (const [name, cases] of chosen) {
    const began = performance.now()
    rows.push(...(await cases()))
    process.stderr.write(`${name} took ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
  }
  const complaints = [
    ...rows.filter((row) => !holds(row)).map((row) => `${row.analysis}: ${row.quantity}, ${row.case}: fails`),
    ...tooFew(
      rows,
      chosen.map(([name]) => name),
      positionals.length === 0,
    ),
  ]
  if (values.json)
    process.stdout.write(
      `${JSON.stringify({ format: 'midwall-truth/1', rows: rows.map(judged), complaints }, null, 2)}\n`,
    )
  else process.stdout.write(`${[...table(rows), '', ...complaints, summary(rows)].join('\n')}\n`)
  return complaints.length === 0 ? 0 : 1
}

export function tooFew(rows: readonly TruthRow[], names: readonly string[], whole: boolean): string[] {
  const of = (name: string): number => rows.filter(({ analysis }) => analysis === name).length
  return [
    ...names
      .filter((name) => of(name) < fewestRowsOfOne)
      .map((name) => `${name} has ${of(name)} rows, fewer than ${fewestRowsOfOne}`),
    ...(whole && rows.length < fewestRows ? [`${rows.length} rows, fewer than ${fewestRows}`] : []),
  ]
}

const judged = (row: TruthRow): object => ({
  ...row,
  measured: row.measured ?? null,
  error: row.measured === undefined ? null : row.measured - row.truth,
  allowed: allowed(row),
  verdict: holds(row) ? 'holds' : 'fails',
})

const summary = (rows: readonly TruthRow[]): string =>
  `${rows.filter(holds).length} of ${rows.length} rows hold`

const number = (value: number | undefined): string =>
  value === undefined ? 'none' : String(Number(value.toPrecision(6)))

function table(rows: readonly TruthRow[]): string[] {
  const cells = [
    [
      'analysis',
      'quantity',
      'case',
      'truth',
      'measured',
      'error',
      'tolerance',
      'unit',
      'verdict',
      'truth from',
    ],
    ...rows.map((row) => [
      row.analysis,
      row.quantity,
      row.case,
      number(row.truth),
      number(row.measured),
      number(row.measured === undefined ? undefined : row.measured - row.truth),
      number(allowed(row)),
      row.unit,
      holds(row) ? 'holds' : 'FAILS',
      row.source,
    ]),
  ]
  const widths = (cells[0] ?? []).map((_, k) => Math.max(...cells.map((line) => line[k]?.length ?? 0)))
  return cells.map((line) =>
    line
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
