/**
 * What the options of the analyses are called, in the shape of the options themselves: an option or a choice that an
 * analysis comes to have lacks its word in every language until it is given one, and nothing compiles before.
 */

import type { InclusionFindings } from '#analysis/examination/ranges.ts'
import type { FlowRelations } from '#analysis/examination/relations.ts'
import type { WallMotionScore } from '#analysis/examination/scores.ts'
import type { FlowSettings } from '#analysis/flow/input.ts'
import type { EcvOptions } from '#analysis/mapping/extracellular-volume.ts'
import type { MappingOptions } from '#analysis/mapping/mapping.ts'
import type { PerfusionResult } from '#analysis/perfusion/perfusion.ts'
import type { RangeReport } from '#analysis/ranges/ranges.ts'
import type { ScarOptions } from '#analysis/scar/options.ts'
import type { RegionalFunction } from '#analysis/segments/regional-function.ts'
import type { StrainOptions } from '#analysis/strain/options.ts'
import type { VolumesOptions } from '#analysis/volumes/volumes.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'

/** By analysis, and by part where a part has options of its own. */
export interface OptionsOf extends Record<AnalysisName, object> {
  readonly volumes: VolumesOptions
  readonly segments: RegionalFunction['options']
  readonly strain: StrainOptions
  readonly scar: ScarOptions
  readonly perfusion: PerfusionResult['options']
  readonly mapping: MappingOptions
  readonly 'mapping/ecv': EcvOptions
  readonly flow: FlowSettings
  readonly 'flow/relations': FlowRelations['options']
  readonly scores: WallMotionScore['options']
  readonly ranges: RangeReport['options']
  readonly inclusion: InclusionFindings['options']
}

type Plain = string | number | boolean

/** A name with the unit of its number, in brackets. */
export type OptionName =
  | string
  /** of a phase, which is recorded from 0 and shown from 1 */
  | { readonly fromOne: string }

type KeysOf<T> = T extends unknown ? keyof T & string : never
type FieldOf<T, K> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never
type Fields<T> = { readonly [K in KeysOf<T>]: WordsOf<FieldOf<T, K>> }

/** An object that goes by numbers, as of segments, has one name; so has a list of plain values. */
type WordsOf<T> = [T] extends [Plain]
  ? OptionName
  : [T] extends [readonly (infer E)[]]
    ? [E] extends [Plain]
      ? OptionName
      : { readonly name: string; readonly each: Fields<E> }
    : number extends keyof T
      ? OptionName
      : { readonly name: string; readonly of: Fields<T> }

type Choices<T> = T extends string
  ? string extends T
    ? never
    : T
  : T extends Plain
    ? never
    : T extends readonly (infer E)[]
      ? Choices<E>
      : T extends object
        ? Choices<T[keyof T]>
        : never

/** Every value that is one of a few names. */
export type OptionChoice = Choices<OptionsOf[keyof OptionsOf]>

export interface OptionTexts {
  readonly names: { readonly [A in keyof OptionsOf & string]: Fields<OptionsOf[A]> }
  readonly choices: Readonly<Record<OptionChoice, string>>
  readonly yes: string
  readonly no: string
  readonly none: string
}
