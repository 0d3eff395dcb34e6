/** What is measured in a segment that speaks for one of its scores. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import type { Scope } from '#analysis/measurements/scope.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'

export interface Suggestion {
  readonly name: 'thickening' | 'thickness' | 'motion' | 'transmurality' | 'strain' | 'mpri'
  readonly analysis: Extract<AnalysisName, 'segments' | 'scar' | 'strain' | 'perfusion'>
  readonly quantity: QuantityName
  readonly scope: Scope
}

/** @param scarMethod  by which scar is shown elsewhere in the room; absent where none was measured */
export const suggestionsBy = (scarMethod: string | undefined): readonly Suggestion[] => [
  { name: 'thickening', analysis: 'segments', quantity: 'wall-thickening', scope: {} },
  { name: 'thickness', analysis: 'segments', quantity: 'wall-ed', scope: {} },
  { name: 'motion', analysis: 'segments', quantity: 'wall-motion', scope: {} },
  { name: 'strain', analysis: 'strain', quantity: 'ecc-peak', scope: { layer: 'endocardial' } },
  ...(scarMethod === undefined
    ? []
    : [
        {
          name: 'transmurality',
          analysis: 'scar',
          quantity: 'scar-transmural',
          scope: { method: scarMethod },
        } as const,
      ]),
  { name: 'mpri', analysis: 'perfusion', quantity: 'perf-mpri', scope: { layer: 'whole-wall' } },
]
