/**
 * Agreement of any number of readers on categories without order.
 *
 *   Pᵢ = (Σⱼ nᵢⱼ² − m) / (m (m − 1))    κ = (P̄ − P̄ₑ) / (1 − P̄ₑ),   P̄ₑ = Σ pⱼ²
 *
 * @source Fleiss 1971, doi:10.1037/h0031619; standard error under chance: Fleiss, Nee & Landis 1979,
 *         doi:10.1037/0033-2909.86.5.974
 */
import { mean } from '../numerics/moments.ts'
import { normalTwoSided } from '../numerics/normal-distribution.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { fleissMethod } from './methods.ts'

export interface FleissKappa {
  readonly method: string
  readonly version: string
  readonly items: number
  readonly readers: number
  readonly observed: number
  readonly expected: number
  readonly kappa: number
  /** if agreement were chance: for the test, not for an interval */
  readonly seUnderChance: number
  readonly p: number
}

/**
 * @param counts  one row an item, one column a category: how many readers chose it
 * @returns unmeasured 'too-few-subjects' for no items, 'contradictory-input' when items have different numbers of
 *          readers, fewer than two, or counts that are no whole numbers; 'no-spread' when one category was used only
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Outcome<FleissKappa> {
  const [first] = counts
  if (first === undefined) return unmeasured('too-few-subjects', 'no item was read')
  const readers = first.reduce((sum, count) => sum + count, 0)
  for (const [i, row] of counts.entries()) {
    const sum = row.reduce((total, count) => total + count, 0)
    if (row.length !== first.length || sum !== readers || row.some((c) => !Number.isInteger(c) || c < 0))
      return unmeasured(
        'contradictory-input',
        `item ${i + 1} is not ${readers} readers in ${first.length} categories`,
      )
  }
  if (readers < 2) return unmeasured('no-partner', `${readers} readers; at least 2 are needed`)
  const n = counts.length
  const observed = mean(
    counts.map((row) => (row.reduce((sum, c) => sum + c * c, 0) - readers) / (readers * (readers - 1))),
  )
  const shares = first.map((_, j) => counts.reduce((sum, row) => sum + at(row, j), 0) / (n * readers))
  const expected = shares.reduce((sum, p) => sum + p * p, 0)
  const room = 1 - expected
  if (!(room > 1e-12)) return unmeasured('no-spread', 'all readers used one and the same category only')
  const kappa = (observed - expected) / room
  const skew = shares.reduce((sum, p) => sum + p * (1 - p) * (1 - 2 * p), 0)
  const se =
    (Math.SQRT2 / (room * Math.sqrt(n * readers * (readers - 1)))) *
    Math.sqrt(Math.max(0, room * room - skew))
  return measured({
    ...fleissMethod,
    items: n,
    readers,
    observed,
    expected,
    kappa,
    seUnderChance: se,
    p: normalTwoSided(kappa / se),
  })
}
