/**
 * One measured number beside the truth that it should be. Truth comes from a closed form, a published example or
 * a separate implementation: never from code that the measurement runs through.
 */

export const truthAnalyses = [
  'series',
  'stacks',
  'contours',
  'volumes',
  'segments',
  'strain',
  'scar',
  'perfusion',
  'mapping',
  'flow',
  'agreement',
  'survival',
] as const
export type TruthAnalysis = (typeof truthAnalyses)[number]

export interface TruthRow {
  readonly analysis: TruthAnalysis
  readonly quantity: string
  /** what was measured on: 'normal preset, 8 mm + 2 mm gap, noise of SNR 12' */
  readonly case: string
  readonly unit: string
  readonly truth: number
  /** undefined when there was no number: the row fails */
  readonly measured: number | undefined
  readonly tolerance: { readonly absolute: number } | { readonly relative: number }
  /** the file that the truth comes from, relative to the project, or the publication */
  readonly source: string
}

export type TruthCases = () => readonly TruthRow[] | Promise<readonly TruthRow[]>

/** The largest error that passes, in the unit of the row. */
export const allowed = ({ tolerance, truth }: TruthRow): number =>
  'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(truth)

export const holds = (row: TruthRow): boolean =>
  row.measured !== undefined && Math.abs(row.measured - row.truth) <= allowed(row)
