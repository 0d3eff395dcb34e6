/** Estimates with their uncertainty. */

export interface Interval {
  readonly low: number
  readonly high: number
}

export interface Estimate extends Interval {
  readonly value: number
  /** standard error */
  readonly se: number
}

/** value ± factor · se */
export const estimateAround = (value: number, se: number, factor: number): Estimate => ({
  value,
  se,
  low: value - factor * se,
  high: value + factor * se,
})
