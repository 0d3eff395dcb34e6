/** How a relaxation time is fitted: every choice by name, as it is returned with the result. */
import type { RelaxationModel } from './models.ts'

export interface RelaxationOptions {
  readonly model: RelaxationModel
  /** `magnitude`: the sign of early samples is restored; `signed`: phase-sensitive, taken as it is */
  readonly signal: 'magnitude' | 'signed'
  /** fits that explain less of the variance are rejected */
  readonly leastRSquared: number
  /** a pixel whose largest sample is below this share of the brightest hundredth of all is air, and not fitted */
  readonly leastSignal: number
  /** time constants tried before the refinement, even in their logarithm */
  readonly gridPoints: number
  /** first samples whose sign may be restored: those whose time is below ln 2 of the longest T1 */
  readonly flips: number
  /** where late echoes are left out: while R² is below this, and as long as more echoes are left than this */
  readonly truncation: { readonly leastRSquared: number; readonly fewestEchoes: number }
}

export const usualRelaxation: Omit<RelaxationOptions, 'model'> = {
  signal: 'magnitude',
  leastRSquared: 0.9,
  leastSignal: 0.05,
  gridPoints: 64,
  flips: 5,
  truncation: { leastRSquared: 0.995, fewestEchoes: 3 },
}
