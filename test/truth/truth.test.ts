/** What `npm run truth` prints, analysis by analysis: no row may fail, and none may go missing. */
import { describe, expect, it } from 'vitest'
import { allowed, holds, type TruthAnalysis, type TruthRow } from './row.ts'
import { tooFew, truthCases } from './truth.ts'

const names = Object.keys(truthCases) as TruthAnalysis[]
const rows: TruthRow[] = []

describe('every number beside its truth', () => {
  it.each(names)('holds in %s', { timeout: 180_000 }, async (name) => {
    const own = await truthCases[name]()
    rows.push(...own)
    const failing = own.filter((row) => !holds(row))
    expect(
      failing.map(
        (row) =>
          `${row.quantity}, ${row.case}: ${row.measured} for ${row.truth} ± ${allowed(row)} ${row.unit}`,
      ),
    ).toEqual([])
    expect(own.every(({ analysis, source }) => analysis === name && source.length > 0)).toBe(true)
  })

  it('is enough: at least eight rows of each analysis and 150 of all, no two alike', () => {
    expect(tooFew(rows, names, true)).toEqual([])
    const keys = rows.map(
      ({ analysis, quantity, case: what, truth }) => `${analysis}/${quantity}/${what}/${truth}`,
    )
    expect(keys.filter((key, k) => keys.indexOf(key) !== k)).toEqual([])
  })
})

it('a row without a number, or beyond its tolerance, fails', () => {
  const row = { analysis: 'flow', quantity: 'q', case: 'c', unit: 'mL', truth: -10, source: 's' } as const
  expect(holds({ ...row, measured: undefined, tolerance: { absolute: 100 } })).toBe(false)
  expect(holds({ ...row, measured: -11, tolerance: { relative: 0.1 } })).toBe(true)
  expect(holds({ ...row, measured: -11.1, tolerance: { relative: 0.1 } })).toBe(false)
  expect(holds({ ...row, measured: -10.5, tolerance: { absolute: 0.4 } })).toBe(false)
})
