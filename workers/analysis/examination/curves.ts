/** What runs through the beat, and what is said of segments in words: beside the numbers that are read from them. */
import type { FlowResult } from '../flow/flow.ts'
import { type Scope, scopeText } from '../measurements/scope.ts'
import type { ScarPattern } from '../scar/pattern.ts'
import type { Scar } from '../scar/scar.ts'
import type { CurveKind } from '../strain/named.ts'
import type { StrainResult } from '../strain/strain.ts'

export interface BeatCurve {
  readonly name: CurveKind | 'flow-rate' | 'flow-v-mean' | 'vessel-area'
  readonly scope?: string
  /** UCUM */
  readonly unit: '%' | 'mL/s' | 'cm/s' | 'mm2'
  /** ms after the R wave, by phase */
  readonly times: readonly number[]
  readonly values: readonly number[]
}

const curve = ({ name, unit, times, values }: Omit<BeatCurve, 'scope'>, scope: Scope): BeatCurve => {
  const text = scopeText(scope)
  return { name, ...(text === '' ? {} : { scope: text }), unit, times: [...times], values: [...values] }
}

/** Of contours, levels, slices and segments that could be followed; the measurements say why others could not. */
export const strainCurves = ({ curves }: Pick<StrainResult, 'curves'>): BeatCurve[] =>
  curves.flatMap(({ kind, scope, curve: found }) => {
    if (!found.measured) return []
    const { beat, values } = found.value
    return [curve({ name: kind, unit: '%', times: beat.times, values }, scope)]
  })

/** Empty where nothing could be measured. */
export function flowCurves(vessel: string, { curve: samples }: Pick<FlowResult, 'curve'>): BeatCurve[] {
  if (samples.length === 0) return []
  const times = samples.map(({ time }) => time)
  const read = [
    { name: 'flow-rate', unit: 'mL/s', values: samples.map(({ rate }) => rate) },
    { name: 'flow-v-mean', unit: 'cm/s', values: samples.map(({ meanVelocity }) => meanVelocity) },
    { name: 'vessel-area', unit: 'mm2', values: samples.map(({ area }) => area) },
  ] as const
  return read.map((one) => curve({ ...one, times }, { region: vessel }))
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
