/** What panels show of each analysis beside its numbers, with the images that it lies on. */
import { scarSegmentPatterns } from '#analysis/examination/curves.ts'
import type { FlowTask } from '#analysis/examination/flow.ts'
import { keyOf } from '#analysis/examination/images.ts'
import type { MappingTask } from '#analysis/examination/mapping.ts'
import type { PerfusionTask } from '#analysis/examination/perfusion.ts'
import type { ScarTask } from '#analysis/examination/scar.ts'
import type { AssembledStrain, StrainTask, TrackedTask } from '#analysis/examination/strain.ts'
import type { RegionalFunctionInBeat } from '#analysis/examination/thickness.ts'
import type { FlowResult } from '#analysis/flow/flow.ts'
import type { ExtracellularVolume } from '#analysis/mapping/extracellular-volume.ts'
import type { TissueMapping } from '#analysis/mapping/mapping.ts'
import type { TissueMap } from '#analysis/mapping/tissue-map.ts'
import { type PerfusionResult, perfusionStates } from '#analysis/perfusion/perfusion.ts'
import type { SliceMaps } from '#analysis/perfusion/pixel-maps.ts'
import type { SlicePerfusion } from '#analysis/perfusion/slice.ts'
import type { StateResult } from '#analysis/perfusion/state.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { shortAxisOf } from '#analysis/protocol/short-axis.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { RangeReport } from '#analysis/ranges/ranges.ts'
import type { Scar } from '#analysis/scar/scar.ts'
import { at } from '#analysis/units/at.ts'
import { measured, type Outcome } from '#analysis/units/outcome.ts'
import type { Volumes } from '#analysis/volumes/volumes.ts'
import type {
  EcvDetails,
  FlowDetails,
  MappingDetails,
  MapSlice,
  PerfusionDetails,
  PerfusionStateDetails,
  RangesDetails,
  ScarDetails,
  SegmentsDetails,
  StrainDetails,
  TrackedPlace,
  VolumesDetails,
} from '#contract/analysis-documents/details.ts'

export function volumesDetails(found: Volumes, stacks: readonly Stack[]): VolumesDetails {
  const { left, right, atria, filling, massConstancy, options } = found
  const phaseTimes = shortAxisOf(stacks)?.phaseTimes
  return {
    kind: 'volumes',
    options,
    left,
    ...(right === undefined ? {} : { right }),
    atria,
    filling,
    ...(massConstancy === undefined ? {} : { massConstancy }),
    ...(phaseTimes === undefined ? {} : { phaseTimes }),
  }
}

export const segmentsDetails = ({
  slices,
  levels,
  thickest,
  beat,
}: RegionalFunctionInBeat): SegmentsDetails => ({
  kind: 'segments',
  slices,
  places: beat.places,
  levels,
  thickest,
  throughBeat: beat.phases,
})

/** @param tracked  of the tasks, in their order */
export function strainDetails(
  { curves, rotations, quality, divisions }: AssembledStrain,
  tasks: readonly StrainTask[],
  tracked: readonly TrackedTask[],
): StrainDetails {
  const places = tasks.flatMap((task, k): TrackedPlace[] => {
    const result = at(tracked, k)
    const { images } = task
    if (task.kind === 'view' && result.kind === 'view')
      return [{ kind: 'view', view: task.view, images, tracked: result.tracked }]
    if (task.kind !== 'slice' || result.kind !== 'slice') return []
    const { slice } = task
    const { level, segmentOf } = divisions.find((one) => one.slice === slice) ?? {}
    return [
      {
        kind: 'slice',
        slice,
        images,
        tracked: result.tracked,
        ...(level === undefined ? {} : { level }),
        ...(segmentOf === undefined ? {} : { segmentOf }),
      },
    ]
  })
  return { kind: 'strain', places, curves, rotations, quality }
}

export function scarDetails(found: Scar, { slices: drawn }: ScarTask): ScarDetails {
  const { options, slices, methods, voters, zones } = found
  return {
    kind: 'scar',
    options,
    slices: slices.flatMap((slice) => {
      const place = drawn.find((one) => one.slice === slice.slice)
      return place === undefined ? [] : [{ ...slice, image: place.image, plane: place.plane }]
    }),
    methods,
    voters,
    zones,
    patterns: scarSegmentPatterns(found),
  }
}

/** A slice of a first pass with its maps. */
export type MappedSlice = Outcome<{ readonly curves: SlicePerfusion; readonly maps: SliceMaps }>

/** @param slices  of the tasks, in their order */
export function perfusionDetails(
  { states }: PerfusionResult,
  tasks: readonly PerfusionTask[],
  slices: readonly MappedSlice[],
): PerfusionDetails {
  const found = perfusionStates.flatMap((state) => {
    const result = states[state]
    if (result === undefined) return []
    const own = tasks.flatMap((task, k) =>
      task.state === state && !task.preBolus ? [{ task, slice: at(slices, k) }] : [],
    )
    return [[state, stateDetails(result, own)] as const]
  })
  return { kind: 'perfusion', states: Object.fromEntries(found) }
}

function stateDetails(
  { input, regions, failures }: StateResult,
  own: readonly { readonly task: PerfusionTask; readonly slice: MappedSlice }[],
): PerfusionStateDetails {
  return {
    slices: own.map(({ task, slice }) => ({
      slice: task.slice,
      images: task.images,
      plane: task.ring.plane,
      drawnOn: task.drawnOn,
      curves: slice.measured ? measured(shownOf(slice.value), slice.warnings) : slice,
    })),
    ...(input === undefined ? {} : { input }),
    regions,
    failures: failures.map(({ slice, region, why }) => ({
      slice,
      ...(region?.segment === undefined ? {} : { segment: region.segment }),
      why,
    })),
  }
}

const shownOf = ({
  curves: { times, blood, motion },
  maps,
}: Extract<MappedSlice, { measured: true }>['value']) => ({
  times,
  blood,
  motion,
  maps,
})

export const mappingDetails = (found: TissueMapping, task: MappingTask): MappingDetails => ({
  kind: 'mapping',
  parameter: task.parameter,
  maps: found.maps.flatMap((map) => mapSlice(map, task)),
  options: found.options,
  motion: found.motion,
  ...(found.meanSignal === undefined ? {} : { meanSignal: found.meanSignal }),
  ...(found.iron === undefined ? {} : { iron: found.iron }),
})

/** @param native  that the ECV lies on */
export const ecvDetails = (
  { haematocrit, maps }: ExtracellularVolume,
  native: MappingTask | undefined,
): EcvDetails => ({
  kind: 'ecv',
  haematocrit,
  maps: maps.flatMap(({ map, shift }) =>
    native === undefined ? [] : mapSlice(map, native).map((slice) => ({ ...slice, shift })),
  ),
})

function mapSlice(
  { slice, plane, value, status, error, drawn, fit, sampled }: TissueMap,
  { slices }: MappingTask,
): MapSlice[] {
  const place = slices.find((one) => one.slice === slice)
  if (place === undefined) return []
  return [
    {
      slice,
      image: place.contoured.image,
      plane,
      value,
      status,
      ...(error === undefined ? {} : { error }),
      ...(fit === undefined ? {} : { rSquared: fit.rSquared }),
      ...(sampled === undefined ? {} : { sampled }),
      drawn,
    },
  ]
}

export function flowDetails(found: FlowResult, { vessel, stack, slice, magnitude }: FlowTask): FlowDetails {
  const { curve, velocity, reversed, background, unwrapped, uncovered } = found
  return {
    kind: 'flow',
    vessel,
    slice,
    images: imagesOf(stack, slice),
    ...(magnitude === undefined ? {} : { magnitude: imagesOf(magnitude, slice) }),
    curve,
    ...(found.vessel === undefined ? {} : { border: found.vessel }),
    ...(velocity === undefined ? {} : { velocity }),
    reversed,
    ...(background === undefined ? {} : { background }),
    unwrapped,
    ...(uncovered === undefined ? {} : { uncovered }),
  }
}

const imagesOf = ({ frames }: Stack, slice: number): readonly ImageKey[] =>
  (frames[slice] ?? []).flatMap((frame) => (frame === null ? [] : [keyOf(frame)]))

export const rangesDetails = (table: string, { comparisons = [] }: RangeReport): RangesDetails => ({
  kind: 'ranges',
  table,
  comparisons,
})
