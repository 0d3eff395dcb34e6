/** What a measurement came to: several runs, their median, and how far they lay apart. */

export interface Figure {
  readonly unit: string
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

/** @throws RangeError without runs */
export function figure(unit: string, values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b)
  const [min] = sorted
  const max = sorted.at(-1)
  if (min === undefined || max === undefined) throw new RangeError('a figure needs a run')
  return {
    unit,
    median: rounded(percentile(sorted, 50)),
    min: rounded(min),
    max: rounded(max),
    runs: sorted.length,
  }
}

/** @param sorted ascending, at least one; between two of them the value is interpolated */
export function percentile(sorted: readonly number[], percent: number): number {
  const at = ((sorted.length - 1) * percent) / 100
  const low = sorted[Math.floor(at)]
  const high = sorted[Math.ceil(at)]
  if (low === undefined || high === undefined) throw new RangeError('a percentile needs values')
  return low + (high - low) * (at - Math.floor(at))
}

/** Four digits tell more than any of these measurements repeats. */
export const rounded = (value: number): number => Number(value.toPrecision(4))

/** What Midwall is meant to reach, and whether it did. */
export interface Aim {
  readonly aim: string
  readonly reached: boolean
  readonly value: number
  readonly unit: string
}

export const atLeast = (aim: string, wanted: number, { median, unit }: Figure): Aim => ({
  aim,
  reached: median >= wanted,
  value: median,
  unit,
})

export const atMost = (aim: string, wanted: number, { median, unit }: Figure): Aim => ({
  aim,
  reached: median <= wanted,
  value: median,
  unit,
})

/** What one part of the benchmark says. */
export interface Part {
  readonly figures: Readonly<Record<string, unknown>>
  readonly aims: readonly Aim[]
  /** why a part of it could not be measured here */
  readonly skipped?: readonly string[]
}
