/**
 * First-pass perfusion at rest and at stress: blood flow, upslope and times by segment and layer, and what the two
 * states give together.
 *
 * @source  Jerosch-Herold 2010, doi:10.1186/1532-429X-12-57
 */
import type { Measurement } from '../measurements/measurement.ts'
import { fermiDeconvolution } from './methods.ts'
import { reserves } from './reserve.ts'
import {
  type PerfusionOptions,
  type PerfusionState,
  perfusionDefaults,
  perfusionStates,
  type Settings,
} from './settings.ts'
import { type PerfusionSliceInput, perfusionSlice } from './slice.ts'
import { type SeparateInput, type StateResult, type StateSlices, stateReport } from './state.ts'

export { type PerfusionOptions, type PerfusionState, perfusionDefaults, perfusionStates } from './settings.ts'
export type { StateSlices } from './state.ts'

export interface PerfusionResult {
  readonly method: string
  readonly version: string
  readonly options: Settings
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  readonly states: Partial<Record<PerfusionState, StateResult>>
}

export type PerfusionImages = Partial<
  Record<
    PerfusionState,
    { readonly slices: readonly PerfusionSliceInput[]; readonly arterial?: SeparateInput }
  >
>

/** All slices one after the other, then all together. Threads call `perfusionSlice` and `assemblePerfusion` instead. */
export function perfusion(
  images: PerfusionImages,
  options: PerfusionOptions = {},
  progress?: (done: number, total: number) => void,
): PerfusionResult {
  const total = perfusionStates.reduce((sum, state) => sum + (images[state]?.slices.length ?? 0), 0)
  let done = 0
  const prepared: Partial<Record<PerfusionState, StateSlices>> = {}
  for (const state of perfusionStates) {
    const given = images[state]
    if (given === undefined) continue
    const slices = given.slices.map((slice) => {
      const found = perfusionSlice(slice, options.slice)
      progress?.(++done, total)
      return found
    })
    prepared[state] = { slices, ...(given.arterial === undefined ? {} : { arterial: given.arterial }) }
  }
  return assemblePerfusion(prepared, options)
}

/**
 * @param states    either or both; what needs both says so where one is missing
 * @param progress  over the regions of all slices
 */
export function assemblePerfusion(
  states: Partial<Record<PerfusionState, StateSlices>>,
  given: PerfusionOptions = {},
  progress?: (done: number, total: number) => void,
): PerfusionResult {
  const options = { ...perfusionDefaults, ...given }
  const measurements: Measurement[] = []
  const warnings = new Set<string>()
  const results: Partial<Record<PerfusionState, StateResult>> = {}
  const total = perfusionStates
    .flatMap((state) => states[state]?.slices ?? [])
    .reduce((sum, slice) => sum + (slice.measured ? slice.value.regions.length : 0), 0)
  let done = 0
  const onRegion = (): void => progress?.(++done, total)
  for (const state of perfusionStates) {
    const slices = states[state]
    if (slices === undefined) continue
    const report = stateReport(state, slices, options, onRegion)
    results[state] = report.result
    measurements.push(...report.measurements)
    for (const warning of report.warnings) warnings.add(warning)
  }
  measurements.push(...reserves(results, options.restWork))
  return { ...fermiDeconvolution, options, measurements, warnings: [...warnings], states: results }
}
