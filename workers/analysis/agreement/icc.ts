/**
 * Intraclass correlation, the six forms of Shrout and Fleiss, with intervals from the F distribution.
 *
 *   (1,1) each case read by readers of its own     (BMS − WMS) / (BMS + (k − 1) WMS)
 *   (2,1) the same readers, drawn from many         (BMS − EMS) / (BMS + (k − 1) EMS + k (JMS − EMS)/n)
 *   (3,1) these readers and no others               (BMS − EMS) / (BMS + (k − 1) EMS)
 *   (·,k) of the mean of k readers                  k ρ / (1 + (k − 1) ρ)
 *
 * Between readers (2,1) is meant: a constant difference between readers counts as disagreement. (3,1) forgives it.
 * @source Shrout & Fleiss 1979, doi:10.1037/0033-2909.86.2.420; McGraw & Wong 1996 (Satterthwaite's degrees of
 *         freedom of (2,1)), doi:10.1037/1082-989X.1.1.30
 */
import { fQuantile } from '../numerics/f-distribution.ts'
import type { Interval } from '../numerics/interval.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type MeanSquares, meanSquares, refusedTable } from './mean-squares.ts'
import { intraclassMethod } from './methods.ts'

export const intraclassForms = ['1,1', '2,1', '3,1', '1,k', '2,k', '3,k'] as const
export type IntraclassForm = (typeof intraclassForms)[number]

export interface Correlation extends Interval {
  readonly value: number
}

export interface IntraclassCorrelations {
  readonly method: string
  readonly version: string
  readonly options: { readonly confidence: number }
  readonly squares: MeanSquares
  readonly forms: Readonly<Record<IntraclassForm, Correlation>>
}

/**
 * @param table  one row a case, one column a reader; all cells read
 * @returns unmeasured 'too-few-subjects' for fewer than 3 cases, 'no-partner' for fewer than 2 readers,
 *          'contradictory-input' for a ragged table or a number that is not finite, 'no-spread' when cases do not differ;
 *          a warning when a form is negative: it is then no correlation, and is read as 0
 */
export function intraclassCorrelations(
  table: readonly (readonly number[])[],
  confidence = 0.95,
): Outcome<IntraclassCorrelations> {
  const refused = refusedTable(table)
  if (refused !== undefined) return refused
  const squares = meanSquares(table)
  if (isNothing(squares.between, table)) return unmeasured('no-spread', 'the means of all cases are equal')
  const one = oneWay(squares, confidence)
  const two = twoWayAgreement(squares, confidence)
  const three = twoWayConsistency(squares, confidence)
  const k = squares.readers
  const forms = {
    '1,1': one,
    '2,1': two,
    '3,1': three,
    '1,k': ofMean(one, k),
    '2,k': ofMean(two, k),
    '3,k': ofMean(three, k),
  }
  const negative = intraclassForms.filter((form) => forms[form].value < 0)
  return measured(
    { ...intraclassMethod, options: { confidence }, squares, forms },
    negative.length === 0
      ? []
      : [
          `ICC ${negative.map((form) => `(${form})`).join(', ')} is negative: cases differ less than readers do; it is read as 0`,
        ],
  )
}

/** Sums of squares that are only rounding of the readings. */
function isNothing(square: number, table: readonly (readonly number[])[]): boolean {
  const size = Math.max(...table.flat().map(Math.abs))
  return square <= (1e-12 * size) ** 2
}

/** (F/q − 1) / (F/q + k − 1), for F = over/under that may be without end. */
const fromRatio = (over: number, under: number, k: number): number =>
  (over - under) / (over + (k - 1) * under)

function oneWay({ cases: n, readers: k, between, within }: MeanSquares, confidence: number): Correlation {
  const p = (1 + confidence) / 2
  return {
    value: fromRatio(between, within, k),
    low: fromRatio(between, within * fQuantile(p, n - 1, n * (k - 1)), k),
    high: fromRatio(between * fQuantile(p, n * (k - 1), n - 1), within, k),
  }
}

function twoWayConsistency(squares: MeanSquares, confidence: number): Correlation {
  const { cases: n, readers: k, between, rest } = squares
  const p = (1 + confidence) / 2
  const under = (n - 1) * (k - 1)
  return {
    value: fromRatio(between, rest, k),
    low: fromRatio(between, rest * fQuantile(p, n - 1, under), k),
    high: fromRatio(between * fQuantile(p, under, n - 1), rest, k),
  }
}

function twoWayAgreement(squares: MeanSquares, confidence: number): Correlation {
  const { cases: n, readers: k, between, readerBetween, rest } = squares
  const value = (between - rest) / (between + (k - 1) * rest + (k * (readerBetween - rest)) / n)
  if (rest === 0 && readerBetween === 0) return { value: 1, low: 1, high: 1 }
  // Satterthwaite's degrees of freedom, multiplied out by EMS² so that EMS may be 0
  const c = n * (1 + (k - 1) * value) - k * value
  const [ofReaders, ofRest] = [k * value * readerBetween, c * rest]
  const squared = (n - 1) * ofReaders ** 2 + ofRest ** 2
  // at least one: only of negative correlations, whose two parts cancel, would fewer come out
  const degrees = Math.max(1, ((k - 1) * (n - 1) * (ofReaders + ofRest) ** 2) / squared)
  const p = (1 + confidence) / 2
  const error = k * readerBetween + (k * n - k - n) * rest
  const lower = fQuantile(p, n - 1, degrees)
  const upper = fQuantile(p, degrees, n - 1)
  return {
    value,
    low: (n * (between - lower * rest)) / (lower * error + n * between),
    high: (n * (upper * between - rest)) / (error + n * upper * between),
  }
}

/** Spearman and Brown: what the mean of k readers reaches. */
function ofMean({ value, low, high }: Correlation, k: number): Correlation {
  const stepUp = (rho: number): number => (k * rho) / (1 + (k - 1) * rho)
  return { value: stepUp(value), low: stepUp(low), high: stepUp(high) }
}
