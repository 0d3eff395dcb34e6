/** Circumferential and radial strain of followed short-axis slices: per slice, level, segment and layer. */
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type Unmeasured, unmeasured } from '../units/outcome.ts'
import { type Beat, beatOf } from './curve.ts'
import type { Evidence } from './evidence.ts'
import { edgesOf, type StrainCurve, strainAcross, strainAlong } from './lengths.ts'
import { type CurveKind, meanOf, type NamedCurve, type TimedCurve } from './named.ts'
import type { QualityLimits } from './options.ts'
import { qualityOf, type TrackingQuality, whyRejected } from './quality.ts'
import { type Layer, layers, type TrackedSlice } from './slice.ts'
import { toldOf } from './tracked.ts'

export type Level = NonNullable<Scope['level']>
export const levels = ['basal', 'mid', 'apical'] as const satisfies readonly Level[]

export interface SliceOfStrain {
  /** from 0 at the base; also where there is nothing to be tracked */
  readonly slice: number
  readonly tracked: Outcome<TrackedSlice>
  readonly esPhase: number
  /** undefined where nothing tells it: then no level is measured with this slice */
  readonly level: Level | undefined
  /** AHA segment in which each chord lies at ED, as many as there are chords; without it no segments are measured */
  readonly segmentOf?: readonly number[] | undefined
}

/** A slice that is tracked and not rejected. */
export interface BelievedSlice {
  readonly slice: number
  readonly level: Level | undefined
  readonly tracked: TrackedSlice
  readonly beat: Beat
}

export interface SliceQuality {
  readonly slice: number
  readonly segment?: number
  readonly quality: TrackingQuality
}

export interface ShortAxisStrain {
  readonly curves: readonly NamedCurve[]
  readonly quality: readonly SliceQuality[]
  readonly believed: readonly BelievedSlice[]
}

/** @param slices  from base to apex */
export function shortAxisStrain(slices: readonly SliceOfStrain[]): ShortAxisStrain {
  const judged = slices.map(judgeSlice)
  const curves = [...layers.map((layer) => ['gcs', layer] as const), ['grs', undefined] as const].flatMap(
    ([kind, layer]) => ringCurves(kind, layer, judged),
  )
  return {
    curves: [...curves, ...segmentCurves(judged)],
    quality: judged.flatMap((slice) => slice.quality),
    believed: judged.flatMap(({ slice, level, usable, beat }) =>
      usable.measured && beat !== undefined ? [{ slice, level, tracked: usable.value, beat }] : [],
    ),
  }
}

interface JudgedSlice {
  readonly slice: number
  readonly level: Level | undefined
  readonly usable: Outcome<TrackedSlice>
  readonly beat: Beat | undefined
  readonly segments: ReadonlyMap<number, JudgedSegment>
  readonly quality: readonly SliceQuality[]
}

interface JudgedSegment {
  /** edges of the ring, which are also its chords */
  readonly edges: readonly number[]
  readonly why: Unmeasured | undefined
}

function judgeSlice({ slice, tracked, esPhase, level, segmentOf }: SliceOfStrain): JudgedSlice {
  const nothing = { slice, level, beat: undefined, segments: new Map(), quality: [] }
  if (!tracked.measured) return { ...nothing, usable: tracked }
  const { value } = tracked
  const where = say('common/slice', { slice: slice + 1 })
  const { chords, quality: limits } = value.options
  const beat = beatOf(value, esPhase)
  if (!beat.measured) return { ...nothing, usable: toldOf(where, beat) }
  if (segmentOf !== undefined && segmentOf.length !== chords)
    return {
      ...nothing,
      usable: unmeasured(
        'contradictory-input',
        say('strain/segments-chords', { where, segmentOf: segmentOf.length, chords }),
      ),
    }
  const evidence = evidenceOf(value)
  const whole = qualityOf(evidence, edgesOf(chords, true), limits)
  const why = whyRejected(where, whole)
  const segments = judgeSegments(evidence, segmentOf ?? [], limits, where)
  return {
    slice,
    level,
    usable: why ?? measured(value, [...tracked.warnings, ...value.warnings]),
    beat: beat.value,
    segments: new Map(segments.map(({ segment, edges, why }) => [segment, { edges, why }])),
    quality: [
      { slice, quality: whole },
      ...segments.map(({ segment, quality }) => ({ slice, segment, quality })),
    ],
  }
}

const evidenceOf = ({ layers: tracked }: TrackedSlice): Evidence[] =>
  layers.flatMap((layer) => tracked[layer]?.evidence ?? [])

function judgeSegments(
  evidence: readonly Evidence[],
  segmentOf: readonly number[],
  limits: QualityLimits,
  where: string,
) {
  return [...new Set(segmentOf)]
    .sort((a, b) => a - b)
    .map((segment) => {
      const edges = segmentOf.flatMap((of, edge) => (of === segment ? [edge] : []))
      const quality = qualityOf(evidence, edges, limits)
      return {
        segment,
        edges,
        quality,
        why: whyRejected(say('common/segment-of', { place: where, segment }), quality),
      }
    })
}

/** The curve of a whole ring in each slice, and its means over the levels and over all slices. */
function ringCurves(
  kind: 'gcs' | 'grs',
  layer: Layer | undefined,
  slices: readonly JudgedSlice[],
): NamedCurve[] {
  const scope: Scope = layer === undefined ? {} : { layer }
  const own = slices.map((slice) => ({ ...slice, curve: ringCurve(slice, layer) }))
  const over = (chosen: typeof own): Outcome<TimedCurve> =>
    meanOf(
      chosen.map(({ curve }) => curve),
      say('strain/no-short-axis-slice-tracked'),
    )
  return [
    { kind, scope, curve: over(own) },
    ...levels.flatMap((level) => {
      const there = own.filter((slice) => slice.level === level)
      return there.length === 0 ? [] : [{ kind, scope: { level, ...scope }, curve: over(there) }]
    }),
    ...own.map(({ slice, curve }) => ({ kind, scope: { slice, ...scope }, curve })),
  ]
}

function ringCurve({ usable, beat, slice }: JudgedSlice, layer: Layer | undefined): Outcome<TimedCurve> {
  if (!usable.measured) return usable
  if (beat === undefined) return unmeasured('no-times')
  const all = edgesOf(usable.value.options.chords, true)
  const values = strainOver(usable.value, layer, all)
  return values === undefined
    ? unmeasured('no-epicardial-contours', say('common/slice', { slice: slice + 1 }))
    : measured({ beat, values }, usable.warnings)
}

/** Circumferential in a layer, or radial without one; undefined without the epicardium that it needs. */
function strainOver(
  { layers: tracked, plane, edPhase }: TrackedSlice,
  layer: Layer | undefined,
  edges: readonly number[],
): StrainCurve | undefined {
  if (layer !== undefined) {
    const line = tracked[layer]
    return line && strainAlong(line.phases, edges, plane, edPhase)
  }
  const { endocardial, epicardial } = tracked
  return (
    endocardial && epicardial && strainAcross(endocardial.phases, epicardial.phases, edges, plane, edPhase)
  )
}

/** The mean over slices of each segment's own curve; slices where the segment is rejected are left out. */
function segmentCurves(slices: readonly JudgedSlice[]): NamedCurve[] {
  const numbers = [...new Set(slices.flatMap(({ segments }) => [...segments.keys()]))].sort((a, b) => a - b)
  const parts: readonly (readonly [CurveKind, Layer | undefined])[] = [
    ...layers.map((layer) => ['ecc', layer] as const),
    ['err', undefined],
  ]
  return numbers.flatMap((segment) =>
    parts.map(([kind, layer]) => ({
      kind,
      scope: layer === undefined ? { segment } : { segment, layer },
      curve: meanOf(
        slices.flatMap((slice) => {
          const part = slice.segments.get(segment)
          return part === undefined ? [] : [segmentCurve(slice, part, layer)]
        }),
        say('strain/no-slice-shows-segment', { segment }),
      ),
    })),
  )
}

function segmentCurve(
  { usable, beat, slice }: JudgedSlice,
  { edges, why }: JudgedSegment,
  layer: Layer | undefined,
): Outcome<TimedCurve> {
  if (!usable.measured) return usable
  if (why !== undefined) return why
  if (beat === undefined) return unmeasured('no-times')
  const values = strainOver(usable.value, layer, edges)
  return values === undefined
    ? unmeasured('no-epicardial-contours', say('common/slice', { slice: slice + 1 }))
    : measured({ beat, values })
}

/** Equal sectors of a ring in which circumferential strain is compared. */
const sectors = 20

/** End-systolic strain of equal sectors, from the first chord on: of the middle of the wall where it is known. */
export function sectorStrains({ tracked, beat }: BelievedSlice): number[] {
  const line = tracked.layers['mid-wall'] ?? tracked.layers.endocardial
  if (line === undefined) return []
  const { chords } = tracked.options
  const all = edgesOf(chords, true)
  return Array.from({ length: sectors }, (_, sector) => {
    const edges = all.filter((edge) => Math.floor((edge * sectors) / chords) === sector)
    return at(strainAlong(line.phases, edges, tracked.plane, beat.edPhase), beat.esPhase)
  })
}
