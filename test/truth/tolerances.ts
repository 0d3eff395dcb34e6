/** How far the numbers that a reader signs may lie from the truth: in the table of truths, and in the window. */
import type { TruthRow } from './row.ts'

type Tolerance = TruthRow['tolerance']

export const tolerances = {
  /** of a ventricle with perfect borders, at the same slices */
  volume: { relative: 0.01 },
  ejectionFraction: { absolute: 0.5 },
  mass: { relative: 0.02 },
  /** points, of the whole ventricle at end-systole */
  endocardialGcs: { absolute: 1 },
  epicardialGcs: { absolute: 1.5 },
  grs: { absolute: 6 },
  gls: { absolute: 1.5 },
  scarMass: { relative: 0.03 },
  /** points of the wall */
  scarShare: { absolute: 0.5 },
} as const satisfies Readonly<Record<string, Tolerance>>
