/** What runs through time, and what is said of segments in words: beside the numbers that are read from them. */
import type { FlowResult } from '../flow/flow.ts'
import { type Scope, scopeText } from '../measurements/scope.ts'
import type { ArterialInput } from '../perfusion/arterial-input.ts'
import { type PerfusionState, perfusionStates } from '../perfusion/perfusion.ts'
import type { SlicePerfusion } from '../perfusion/slice.ts'
import { scopeOf } from '../perfusion/state.ts'
import type { ScarPattern } from '../scar/pattern.ts'
import type { Scar } from '../scar/scar.ts'
import type { CurveKind } from '../strain/named.ts'
import type { StrainResult } from '../strain/strain.ts'
import type { Outcome } from '../units/outcome.ts'
import type { PerfusionTask } from './perfusion.ts'

export interface TimeCurve {
  readonly name: CurveKind | 'flow-rate' | 'flow-v-mean' | 'vessel-area' | FirstPassCurve
  readonly scope?: string
  /** UCUM; 1 of a signal, which has the arbitrary scale of its images */
  readonly unit: '%' | 'mL/s' | 'cm/s' | 'mm2' | '1' | 'mmol/L'
  /** ms after the R wave by phase; of a first pass ms after its first dynamic, and of its arterial input the same */
  readonly times: readonly number[]
  readonly values: readonly number[]
}

/**
 * Of a first pass: the arterial input over its baseline and, where signal was converted, as concentration; the mean
 * signal of the wall of a slice, of its segments and of their layers. A pre-bolus stands as it was scaled and moved.
 */
export const firstPassCurves = ['perf-input', 'perf-input-gd', 'perf-signal'] as const
export type FirstPassCurve = (typeof firstPassCurves)[number]

const curve = ({ name, unit, times, values }: Omit<TimeCurve, 'scope'>, scope: Scope): TimeCurve => {
  const text = scopeText(scope)
  return { name, ...(text === '' ? {} : { scope: text }), unit, times: [...times], values: [...values] }
}

/** Of contours, levels, slices and segments that could be followed; the measurements say why others could not. */
export const strainCurves = ({ curves }: Pick<StrainResult, 'curves'>): TimeCurve[] =>
  curves.flatMap(({ kind, scope, curve: found }) => {
    if (!found.measured) return []
    const { beat, values } = found.value
    return [curve({ name: kind, unit: '%', times: beat.times, values }, scope)]
  })

/** Empty where nothing could be measured. */
export function flowCurves(vessel: string, { curve: samples }: Pick<FlowResult, 'curve'>): TimeCurve[] {
  if (samples.length === 0) return []
  const times = samples.map(({ time }) => time)
  const read = [
    { name: 'flow-rate', unit: 'mL/s', values: samples.map(({ rate }) => rate) },
    { name: 'flow-v-mean', unit: 'cm/s', values: samples.map(({ meanVelocity }) => meanVelocity) },
    { name: 'vessel-area', unit: 'mm2', values: samples.map(({ area }) => area) },
  ] as const
  return read.map((one) => curve({ ...one, times }, { region: vessel }))
}

type InputCurve = Pick<ArterialInput, 'times' | 'enhancement' | 'concentration'>

/**
 * @param slices  of the tasks, in their order; slices count as in the measurements, among those of their state
 */
export function perfusionCurves(
  { states }: { readonly states: { readonly [S in PerfusionState]?: { readonly input?: InputCurve } } },
  tasks: readonly Pick<PerfusionTask, 'state' | 'preBolus'>[],
  slices: readonly Outcome<Pick<SlicePerfusion, 'times' | 'regions'>>[],
): TimeCurve[] {
  return perfusionStates.flatMap((state) => {
    const input = states[state]?.input
    const own = slices.filter((_, k) => tasks[k]?.state === state && !tasks[k]?.preBolus)
    return [
      ...(input === undefined ? [] : inputCurves(input, state)),
      ...own.flatMap((slice, index) =>
        slice.measured
          ? slice.value.regions.map((region) =>
              curve(
                { name: 'perf-signal', unit: '1', times: slice.value.times, values: [...region.signal] },
                { ...scopeOf(index, region), state },
              ),
            )
          : [],
      ),
    ]
  })
}

function inputCurves({ times, enhancement, concentration }: InputCurve, state: PerfusionState): TimeCurve[] {
  const percent = Array.from(enhancement, (share) => 100 * share)
  return [
    curve({ name: 'perf-input', unit: '%', times, values: percent }, { state }),
    ...(concentration === undefined
      ? []
      : [curve({ name: 'perf-input-gd', unit: 'mmol/L', times, values: [...concentration] }, { state })]),
  ]
}

/** Where in the wall of a segment the enhancement lies, as one method finds it. */
export interface SegmentPattern {
  readonly method: string
  readonly segment: number
  readonly pattern: ScarPattern
}

export const scarSegmentPatterns = ({ methods }: Pick<Scar, 'methods'>): SegmentPattern[] =>
  methods.flatMap(({ name, segments }) =>
    segments.map(({ segment, pattern }) => ({ method: name, segment, pattern })),
  )
