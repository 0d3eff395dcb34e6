/** From the timeStamp of a move to the end of the frame that answers it, beside an overlay that does nothing. */
import { type Figure, figure, percentile, rounded } from '../figures.ts'

export interface Spread {
  readonly unit: 'ms'
  readonly moves: number
  readonly p50: number
  readonly p95: number
}

/** Of one round, in ms. */
export type Round = Readonly<Record<string, readonly number[]>>

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    unit: 'ms',
    moves: sorted.length,
    p50: rounded(percentile(sorted, 50)),
    p95: rounded(percentile(sorted, 95)),
  }
}

/** Of all rounds together. @throws Error where the page never answered so */
export function spreadOf(rounds: readonly Round[], kind: string): Spread {
  const values = rounds.flatMap((round) => round[kind] ?? [])
  if (values.length === 0) throw new Error(`no move was answered by ${kind}`)
  return spread(values)
}

/** Of each round, by how much the one is later than the other. */
export const aboveP95 = (rounds: readonly Round[], kind: string, base: string): Figure =>
  figure(
    'ms',
    rounds.map((round) => spreadOf([round], kind).p95 - spreadOf([round], base).p95),
  )
