/** Analyses in threads: where their images lie, and what goes in and comes out of each. Plain data only. */
import type { Comparison, GivenComparisonOptions, ReaderFiles } from '#analysis/agreement/readers.ts'
import type { PixelGrid } from '#analysis/annotations/region-statistics.ts'
import type { InterpolationOptions } from '#analysis/contours/interpolation.ts'
import type { PackedContours } from '#analysis/contours/packed.ts'
import type { FlowTask } from '#analysis/examination/flow.ts'
import type {
  Contoured,
  InterpolatedBorder,
  InterpolatedContours,
} from '#analysis/examination/interpolation.ts'
import type { MappingTask } from '#analysis/examination/mapping.ts'
import type { Packed, PackedExamination } from '#analysis/examination/packed.ts'
import type { GivenForPerfusion, PerfusionPlan, PerfusionTask } from '#analysis/examination/perfusion.ts'
import type { PropagationTask } from '#analysis/examination/propagation.ts'
import type { ScarTask } from '#analysis/examination/scar.ts'
import type {
  AssembledStrain,
  StrainBeside,
  StrainPlan,
  StrainTask,
  TrackedTask,
} from '#analysis/examination/strain.ts'
import type { RegionalFunctionInBeat } from '#analysis/examination/thickness.ts'
import type { FlowResult } from '#analysis/flow/flow.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import type { TissueMapping } from '#analysis/mapping/mapping.ts'
import type { PerfusionResult } from '#analysis/perfusion/perfusion.ts'
import type { SliceForMaps } from '#analysis/perfusion/pixel-curves.ts'
import type { SliceMaps } from '#analysis/perfusion/pixel-maps.ts'
import type { SlicePerfusion } from '#analysis/perfusion/slice.ts'
import type { ImageKey, PixelFacts } from '#analysis/protocol/facts.ts'
import type { SortedPlaces } from '#analysis/protocol/sorted-places.ts'
import type { Scar } from '#analysis/scar/scar.ts'
import type { Propagation } from '#analysis/strain/propagate.ts'
import type { Patient, SurvivalAnalysis, SurvivalOptions } from '#analysis/survival/survival.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import type { Job } from './job.ts'

/** One frame as a thread finds it. */
export interface ImageSource extends ImageKey {
  readonly file: string
  /** the index of the file's frames, as JSON, as it was noted when the file was parsed */
  readonly frames: string
  readonly pixels: PixelFacts
  readonly plane: ImagePlane
  readonly rescaleSlope: number
  readonly rescaleIntercept: number
}

/** Steps so far, of those there are. */
export interface AnalysisProgress {
  readonly done: number
  readonly total: number
}

/** A task of one analysis, with the images that it asked for. */
export interface OnImages<Task> {
  readonly examination: PackedExamination
  readonly task: Task
  readonly sources: readonly ImageSource[]
}

/** What threads have followed, to be put together. */
export interface StrainParts {
  readonly examination: PackedExamination
  readonly plan: StrainPlan
  readonly tracked: readonly TrackedTask[]
}

/** The slices of a first pass, to be put together. */
export interface PerfusionParts {
  readonly plan: PerfusionPlan
  readonly slices: readonly Outcome<SlicePerfusion>[]
  readonly given: GivenForPerfusion
  readonly native: Outcome<TissueMapping>
}

/** A slice that was measured, to be mapped. */
export interface PerfusionMapsTask {
  readonly slice: SliceForMaps
  readonly options: PerfusionResult['options']
}

export interface InterpolationRequest {
  readonly examination: Packed<Contoured>
  /** closed borders on cines */
  readonly borders: readonly InterpolatedBorder[]
  readonly options?: Partial<InterpolationOptions>
}

export interface PackedInterpolation extends Omit<InterpolatedContours, 'contours'> {
  readonly contours: PackedContours
}

export interface AgreementInput {
  readonly readers: readonly ReaderFiles[]
  readonly options: GivenComparisonOptions
  /** a folder with the DICOM files that were drawn on: sizes, slices and phases are theirs */
  readonly images?: string | undefined
}

export interface SurvivalInput {
  readonly patients: readonly Patient[]
  readonly covariates: readonly string[]
  readonly options: Partial<SurvivalOptions>
}

/** null: they cannot be read */
export type PixelValuesJob = Job<{ readonly source: ImageSource }, PixelGrid | null>

export interface AnalysisJobs {
  readonly 'pixel-values': PixelValuesJob
  /** of one study: `InstanceFacts` as JSON go in, and which of them belongs where comes back */
  readonly stacks: Job<{ readonly facts: readonly string[] }, SortedPlaces, AnalysisProgress>
  readonly interpolation: Job<InterpolationRequest, Outcome<PackedInterpolation>, AnalysisProgress>
  readonly volumes: Job<{ readonly examination: PackedExamination }, Outcome<Volumes>>
  readonly segments: Job<
    { readonly examination: PackedExamination },
    Outcome<RegionalFunctionInBeat>,
    AnalysisProgress
  >
  readonly track: Job<
    { readonly task: StrainTask; readonly sources: readonly ImageSource[] },
    TrackedTask,
    AnalysisProgress
  >
  /** by its own borders first */
  readonly 'track-beside': Job<
    StrainBeside & { readonly sources: readonly ImageSource[] },
    readonly TrackedTask[],
    AnalysisProgress
  >
  readonly propagate: Job<
    { readonly task: PropagationTask; readonly sources: readonly ImageSource[] },
    Outcome<Propagation>,
    AnalysisProgress
  >
  readonly strain: Job<StrainParts, AssembledStrain>
  readonly scar: Job<OnImages<ScarTask>, Outcome<Scar>, AnalysisProgress>
  readonly 'perfusion-slice': Job<OnImages<PerfusionTask>, Outcome<SlicePerfusion>, AnalysisProgress>
  readonly perfusion: Job<PerfusionParts, PerfusionResult, AnalysisProgress>
  readonly 'perfusion-maps': Job<PerfusionMapsTask, SliceMaps, AnalysisProgress>
  readonly mapping: Job<OnImages<MappingTask>, TissueMapping, AnalysisProgress>
  readonly flow: Job<OnImages<FlowTask>, FlowResult, AnalysisProgress>
  readonly agreement: Job<AgreementInput, Comparison, AnalysisProgress>
  readonly survival: Job<SurvivalInput, Outcome<SurvivalAnalysis>, AnalysisProgress>
}
