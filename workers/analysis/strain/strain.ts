/**
 * Strain of the left ventricle from slices and views that were followed: everything that a reader reports of
 * deformation, with the curves behind it and how far tracking can be believed.
 *
 * Slices and views are tracked one by one (`trackSlice`, `trackView`), each a job of its own; this puts their results
 * together and costs nothing beside them. What the pictures of a fixed plane show is apparent strain: tissue that
 * moves through the plane is not followed out of it, so that circumferential strain is shown beside MAPSE.
 */
import { type Measurement, measurement, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { excursion } from './annulus.ts'
import { curveNumbers, spreadOfTimes } from './curve.ts'
import { type LongAxisStrain, longAxisStrain, type ViewOfStrain, type ViewQuality } from './long-axis.ts'
import { registrationTracking } from './methods.ts'
import { type CurveKind, curveMeasurements, type NamedCurve } from './named.ts'
import { type StrainOptions, usualStrain } from './options.ts'
import { qualityOf, whyRejected } from './quality.ts'
import {
  type BelievedSlice,
  type ShortAxisStrain,
  type SliceOfStrain,
  type SliceQuality,
  sectorStrains,
  shortAxisStrain,
} from './short-axis.ts'
import { layers } from './slice.ts'
import { type SliceRotation, torsionOf } from './torsion.ts'
import { uniformity } from './uniformity.ts'
import { longAxisWalls } from './view.ts'

export interface StrainInput {
  /** from base to apex */
  readonly slices: readonly SliceOfStrain[]
  readonly views: readonly ViewOfStrain[]
}

export interface StrainResult {
  readonly method: string
  readonly version: string
  readonly options: StrainOptions
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  readonly curves: readonly NamedCurve[]
  /** degrees by phase */
  readonly rotations: readonly SliceRotation[]
  readonly quality: readonly (SliceQuality | ViewQuality)[]
}

/** @param options  must be those that the parts were tracked with: they are recorded as such */
export function assembleStrain(
  { slices, views }: StrainInput,
  options: StrainOptions = usualStrain,
): StrainResult {
  const short = shortAxisStrain(slices)
  const long = longAxisStrain(views)
  const curves = [...short.curves, ...long.curves]
  const torsion = torsionOf(short.believed)
  const measurements = [
    ...curves.flatMap((curve) => curveMeasurements(curve, options)),
    ...spreads(curves),
    ...uniformities(short.believed),
    ...(slices.length === 0 ? [] : torsion.measurements),
    ...ringMeasurements(views, long),
    ...trackingMeasurements(short, long),
  ]
  return {
    ...registrationTracking,
    options,
    measurements,
    warnings: [
      ...new Set(
        [...slices, ...views].flatMap(({ tracked }) => (tracked.measured ? tracked.value.warnings : [])),
      ),
    ],
    curves,
    rotations: torsion.rotations,
    quality: [...short.quality, ...long.quality],
  }
}

/** SD of the times to peak of all measured segments, layer by layer. */
function spreads(curves: readonly NamedCurve[]): Measurement[] {
  const spread = (kind: 'ecc' | 'err' | 'ell', scope: Scope): Measurement[] => {
    const own = curves.filter((curve) => curve.kind === kind && curve.scope.layer === scope.layer)
    if (own.length === 0) return []
    const times = own.flatMap(({ curve }) => {
      if (!curve.measured) return []
      const { timeToPeak } = curveNumbers(curve.value.values, curve.value.beat, directionOf(kind))
      return timeToPeak.measured ? [timeToPeak.value] : []
    })
    return [scoped(scope, measurement(`${kind}-ttp-sd`, spreadOfTimes(times), registrationTracking))]
  }
  return [...layers.flatMap((layer) => spread('ecc', { layer })), ...spread('err', {}), ...spread('ell', {})]
}

const directionOf = (kind: CurveKind) => (kind === 'err' ? 'lengthens' : 'shortens')

/** CURE of every slice, and its mean. */
function uniformities(slices: readonly BelievedSlice[]): Measurement[] {
  const own = slices.map((slice) => ({ slice: slice.slice, cure: uniformity(sectorStrains(slice)) }))
  const values = own.flatMap(({ cure }) => (cure.measured ? [cure.value] : []))
  const mean: Outcome<number> =
    values.length === 0
      ? unmeasured('no-contours', say('strain/no-short-axis-slice-tracked'))
      : measured(values.reduce((a, b) => a + b) / values.length)
  return slices.length === 0
    ? []
    : [
        measurement('cure', mean, registrationTracking),
        ...own.map(({ slice, cure }) => scoped({ slice }, measurement('cure', cure, registrationTracking))),
      ]
}

/** MAPSE of both ends of each view and their means, and TAPSE. */
function ringMeasurements(views: readonly ViewOfStrain[], { believed, lost }: LongAxisStrain): Measurement[] {
  const found = believed.map(({ view, tracked, axis, systole }) => {
    const { endocardial, tricuspid, plane, beginsAt, options } = tracked
    const way = (point: number) => excursion(endocardial.phases, point, systole, axis, plane)
    const other = longAxisWalls[view].find((wall) => wall !== beginsAt) ?? beginsAt
    const [first, last] = [way(0), way(options.chords - 1)]
    return {
      view,
      ends: [[beginsAt, first] as const, [other, last] as const],
      mean: (first + last) / 2,
      ...(tricuspid === undefined
        ? {}
        : {
            tapse:
              whyRejected(
                say('strain/tricuspid-ring', { view }),
                qualityOf([tricuspid.evidence], [0], options.quality),
              ) ?? measured(excursion(tricuspid.phases, 0, systole, axis, plane)),
          }),
    }
  })
  const mapse = (scope: Scope, value: Outcome<number>) =>
    scoped(scope, measurement('mapse', value, registrationTracking))
  const all = found.map(({ mean }) => mean)
  return [
    ...(views.length === 0
      ? []
      : [
          mapse(
            { view: 'all' },
            all.length === 0
              ? unmeasured('tracking-failed', say('strain/no-long-axis-view-tracked'))
              : measured(all.reduce((a, b) => a + b) / all.length),
          ),
        ]),
    ...found.flatMap(({ view, ends, mean }) => [
      mapse({ view }, measured(mean)),
      ...ends.map(([wall, value]) => mapse({ view, region: wall }, measured(value))),
    ]),
    ...lost.map(({ view, why }) => mapse({ view }, why)),
    ...found.flatMap(({ view, tapse }) =>
      tapse === undefined ? [] : [scoped({ view }, measurement('tapse', tapse, registrationTracking))],
    ),
  ]
}

/** Closing error and quality of everything that was tracked, also of what was rejected. */
const trackingMeasurements = (short: ShortAxisStrain, long: LongAxisStrain): Measurement[] =>
  [...short.quality, ...long.quality].flatMap(({ quality, ...where }) => [
    scoped(where, measurement('track-quality', measured(quality.grade), registrationTracking)),
    scoped(where, measurement('track-closing', measured(quality.closing), registrationTracking)),
  ])
