/**
 * What panels show of an analysis beside its numbers: curves, masks, maps, tracked points, each with the images that
 * it lies on. Results of `workers/analysis` as they are. Typed arrays stay typed arrays over every host
 * (`typed-arrays.ts`). Slices and phases count from 0, AHA segments from 1; points are (column, row) in pixels.
 */
import type { PhaseThickness, SlicePlace } from '#analysis/examination/thickness.ts'
import type { VelocityBox } from '#analysis/flow/box.ts'
import type { FlowSample } from '#analysis/flow/curve.ts'
import type { FlowResult } from '#analysis/flow/flow.ts'
import type { Background } from '#analysis/flow/offset.ts'
import type { Unwrapping } from '#analysis/flow/unwrap.ts'
import type { ImagePlane, Vector3 } from '#analysis/geometry/plane.ts'
import type { Haematocrit } from '#analysis/mapping/haematocrit.ts'
import type { Iron } from '#analysis/mapping/iron.ts'
import type { MappingOptions, RelaxationParameter } from '#analysis/mapping/mapping.ts'
import type { MeanSignalFit } from '#analysis/mapping/mean-signal.ts'
import type { ImageMotion } from '#analysis/mapping/motion.ts'
import type { SliceRegions } from '#analysis/mapping/regions.ts'
import type { SampledSignal } from '#analysis/mapping/sampled.ts'
import type { ArterialInput } from '#analysis/perfusion/arterial-input.ts'
import type { Motion } from '#analysis/perfusion/motion.ts'
import type { SliceMaps } from '#analysis/perfusion/pixel-maps.ts'
import type { RegionResult } from '#analysis/perfusion/region.ts'
import type { PerfusionState } from '#analysis/perfusion/settings.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { Comparison } from '#analysis/ranges/comparison.ts'
import type { Zones } from '#analysis/scar/grey-zone.ts'
import type { MethodScar } from '#analysis/scar/method-scar.ts'
import type { ScarOptions } from '#analysis/scar/options.ts'
import type { ScarPattern } from '#analysis/scar/pattern.ts'
import type { ScarSlice } from '#analysis/scar/scar.ts'
import type { Levels } from '#analysis/segments/levels.ts'
import type { ThickestPlace } from '#analysis/segments/segment-values.ts'
import type { SliceWall } from '#analysis/segments/slice-wall.ts'
import type { ViewQuality } from '#analysis/strain/long-axis.ts'
import type { NamedCurve } from '#analysis/strain/named.ts'
import type { Level, SliceQuality } from '#analysis/strain/short-axis.ts'
import type { Layer } from '#analysis/strain/slice.ts'
import type { SliceRotation } from '#analysis/strain/torsion.ts'
import type { Tracked, TrackedLine } from '#analysis/strain/tracked.ts'
import type { LongAxisWall, StrainView } from '#analysis/strain/view.ts'
import type { Outcome, Unmeasured } from '#analysis/units/outcome.ts'
import type { Ms } from '#analysis/units/units.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'

/** By which analysis; those that have parts come once a part. */
export type AnalysisDetails =
  | VolumesDetails
  | SegmentsDetails
  | StrainDetails
  | ScarDetails
  | PerfusionDetails
  | MappingDetails
  | EcvDetails
  | FlowDetails
  | RangesDetails

export type DetailsKind = AnalysisDetails['kind']
export type DetailsOf<K extends DetailsKind> = Extract<AnalysisDetails, { readonly kind: K }>

/**
 * Every chamber at every phase: `left.readerSlices` and `left.planeClipped` are the curves by both base rules, the
 * `atStake` of a clipped phase says what each slice is worth by either; `left.own` are the numbers of the protocol.
 */
export interface VolumesDetails
  extends Pick<Volumes, 'left' | 'right' | 'atria' | 'filling' | 'massConstancy' | 'options'> {
  readonly kind: 'volumes'
  /** ms after R of the short axis by phase; absent where the images carry no times */
  readonly phaseTimes?: readonly number[]
}

export interface SegmentsDetails {
  readonly kind: 'segments'
  /** chord by chord at ED and ES; `slice` counts `places` */
  readonly slices: readonly SliceWall[]
  /** of those slices, at ED: where they lie */
  readonly places: readonly SlicePlace[]
  readonly levels: Outcome<Levels>
  readonly thickest: Outcome<ThickestPlace>
  /** of every phase that has both borders; `slice` counts the slices of the cine */
  readonly throughBeat: readonly PhaseThickness[]
}

/** A short-axis slice or a long-axis view that was followed, or why it could not be. */
export type TrackedPlace =
  | {
      readonly kind: 'slice'
      readonly slice: number
      /** by phase */
      readonly images: readonly ImageKey[]
      readonly tracked: Outcome<Tracked & { readonly layers: Readonly<Partial<Record<Layer, TrackedLine>>> }>
      readonly level?: Level
      /** AHA segment of each chord; absent where the slice could not be divided */
      readonly segmentOf?: readonly number[]
    }
  | {
      readonly kind: 'view'
      readonly view: StrainView
      readonly images: readonly ImageKey[]
      readonly tracked: Outcome<
        Tracked & {
          readonly beginsAt: LongAxisWall
          readonly endocardial: TrackedLine
          readonly tricuspid?: TrackedLine
        }
      >
    }

export interface StrainDetails {
  readonly kind: 'strain'
  readonly places: readonly TrackedPlace[]
  /** of contours, levels, slices and segments, or why there is none */
  readonly curves: readonly NamedCurve[]
  /** degrees by phase, positive counter-clockwise seen from the apex */
  readonly rotations: readonly SliceRotation[]
  readonly quality: readonly (SliceQuality | ViewQuality)[]
}

export interface ScarDetails {
  readonly kind: 'scar'
  readonly options: ScarOptions
  /** base to apex: the pixels of the wall, remote myocardium, and by how many methods each counts as scar */
  readonly slices: readonly (ScarSlice & {
    readonly image: ImageKey
    readonly plane: ImagePlane
  })[]
  /** thresholds, masks, amounts and segments by every method */
  readonly methods: readonly MethodScar[]
  /** methods that could vote */
  readonly voters: number
  readonly zones: Outcome<Zones>
  readonly patterns: readonly {
    readonly method: string
    readonly segment: number
    readonly pattern: ScarPattern
  }[]
}

export interface PerfusionSliceDetails {
  /** of its stack */
  readonly slice: number
  /** of the series: an earlier dynamic may be missing in it */
  readonly images: readonly ImageKey[]
  readonly plane: ImagePlane
  /** of `images`: the one that the borders are drawn on */
  readonly drawnOn: number
  /** or why there are no curves */
  readonly curves: Outcome<{
    /** ms from the start of the series */
    readonly times: readonly Ms[]
    /** mean signal of the blood pool */
    readonly blood: Float64Array
    readonly motion: Motion
    /** of the image that the borders are drawn on; on the others the heart lies off it by `motion` */
    readonly maps: SliceMaps
  }>
}

export interface PerfusionStateDetails {
  readonly slices: readonly PerfusionSliceDetails[]
  readonly input?: ArterialInput
  /** `slice` counts `slices`; the curve is `region.signal` at the times of that slice, the fit `fermi.fitted` */
  readonly regions: readonly RegionResult[]
  /** regions, or whole slices, without numbers */
  readonly failures: readonly {
    readonly slice: number
    readonly segment?: number
    readonly why: Unmeasured
  }[]
}

export interface PerfusionDetails {
  readonly kind: 'perfusion'
  readonly states: { readonly [S in PerfusionState]?: PerfusionStateDetails }
}

/** A map of one slice. Holds a number only where `status` is 0, fitted (`pixelStatus`). */
export interface MapSlice {
  readonly slice: number
  /** that the contours are drawn on */
  readonly image: ImageKey
  readonly plane: ImagePlane
  /** ms, or % of ECV; rows × columns, as all that follows */
  readonly value: Float32Array
  readonly status: Uint8Array
  /** standard error of the fit, same unit; absent for maps of the scanner */
  readonly error?: Float32Array
  readonly rSquared?: Float32Array
  /** what was fitted where something is drawn; absent for maps of the scanner */
  readonly sampled?: SampledSignal
  /** borders, ROIs and segments that the numbers were read in */
  readonly drawn: SliceRegions
}

export interface MappingDetails {
  readonly kind: 'mapping'
  readonly parameter: RelaxationParameter
  readonly maps: readonly MapSlice[]
  readonly options: MappingOptions
  /** of the slices whose images were moved into place */
  readonly motion: readonly { readonly slice: number; readonly images: readonly ImageMotion[] }[]
  /** T2*: the fit of the mean signal of the septum */
  readonly meanSignal?: Outcome<MeanSignalFit>
  readonly iron?: Outcome<Iron>
}

export interface EcvDetails {
  readonly kind: 'ecv'
  readonly haematocrit: Outcome<Haematocrit>
  readonly maps: readonly (MapSlice & {
    /** LPS mm: what the ventricle had moved from the one map to the other */
    readonly shift: Vector3
  })[]
}

export interface FlowDetails {
  readonly kind: 'flow'
  readonly vessel: string
  readonly slice: number
  /** velocity images by phase */
  readonly images: readonly ImageKey[]
  /** magnitude images by phase, where the study has them */
  readonly magnitude?: readonly ImageKey[]
  /** empty when nothing could be measured */
  readonly curve: readonly FlowSample[]
  /** the border at every phase, and at which of them it was drawn */
  readonly border?: NonNullable<FlowResult['vessel']>
  readonly velocity?: VelocityBox
  /** true when the stored sign was turned */
  readonly reversed: boolean
  readonly background?: Background
  readonly unwrapped: readonly Unwrapping[]
  /** ms at the end of the beat that no phase covers */
  readonly uncovered?: number
}

export interface RangesDetails {
  readonly kind: 'ranges'
  /** id of the table */
  readonly table: string
  readonly comparisons: readonly Comparison[]
}
