/** A value that was measured, or the reason why there is none. Never 0, -1, NaN or a default. */
export type Outcome<T> = Measured<T> | Unmeasured

export interface Measured<T> {
  readonly measured: true
  readonly value: T
  readonly warnings: readonly string[]
}

export interface Unmeasured {
  readonly measured: false
  readonly reason: UnmeasuredReason
  /** what the reason rests on, for a person: 'slice 4 of 11 has no endocardial contour at phase 8' */
  readonly detail?: string
}

/** Closed list, so that a panel, a CSV and an SR can all say it in words. */
export type UnmeasuredReason =
  | 'no-contours'
  | 'no-cavity'
  | 'no-epicardial-contours'
  | 'missing-slice'
  | 'open-slice'
  | 'single-slice'
  | 'no-geometry'
  | 'no-phases'
  | 'no-complete-phase'
  | 'no-heart-rate'
  | 'no-body-size'
  | 'body-size-out-of-range'
  | 'phases-not-chosen'
  /** of the mitral valve, and in records before 'tricuspid-plane-missing' of either */
  | 'valve-plane-missing'
  | 'tricuspid-plane-missing'
  | 'not-evaluable'
  | 'self-intersecting-contour'
  | 'degenerate-contour'
  | 'no-images'
  | 'unusable-images'
  | 'no-times'
  | 'contradictory-input'
  | 'too-few-slices'
  | 'too-few-phases'
  | 'too-few-points'
  | 'too-few-pixels'
  | 'no-landmarks'
  | 'contours-cross'
  | 'tracking-failed'
  | 'fit-failed'
  | 'no-remote'
  | 'no-enhancement'
  | 'no-arterial-input'
  | 'saturated-input'
  | 'no-baseline'
  | 'no-haematocrit'
  | 'out-of-range'
  | 'no-partner'
  | 'no-venc'
  | 'aliased'
  | 'no-convergence'
  | 'no-events'
  | 'too-few-subjects'
  | 'no-spread'
  | 'analysis-failed'
  | 'model-locked'
  | 'outside-population'

/** @param warnings  sentences for a person; the value stands all the same */
export const measured = <T>(value: T, warnings: readonly string[] = []): Measured<T> => ({
  measured: true,
  value,
  warnings,
})

/** @param detail  for a person, with its place: slices and phases count from 1 */
export const unmeasured = (reason: UnmeasuredReason, detail?: string): Unmeasured =>
  detail === undefined ? { measured: false, reason } : { measured: false, reason, detail }

/** A number of two others; the first that is unmeasured says why there is none. */
export function combined<A, B, C>(
  a: Outcome<A>,
  b: Outcome<B>,
  make: (a: A, b: B) => Outcome<C>,
): Outcome<C> {
  if (!a.measured) return a
  if (!b.measured) return b
  const made = make(a.value, b.value)
  return made.measured
    ? measured(made.value, [...new Set([...a.warnings, ...b.warnings, ...made.warnings])])
    : made
}
