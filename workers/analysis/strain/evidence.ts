/** What tracking leaves behind at each point, for its quality to be judged by. */

export interface Evidence {
  /** root mean square over the phases of the brightness difference at the point */
  readonly residual: Float64Array
  /** least change of area at the point over the phases */
  readonly jacobian: Float64Array
  /** distance by which the point misses its place after the beat, mm */
  readonly closing: Float64Array
}

export interface PhaseEvidence {
  /** root mean square over the points of the line */
  readonly residual: number
  /** change of area that nine tenths of them exceed */
  readonly jacobian: number
  readonly folded: boolean
}

/** The value that a tenth of the others lies below. */
export const lowerDecile = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? Number.NaN
