/**
 * Regional function of the left ventricle from short-axis borders at end-diastole and end-systole: thickness,
 * thickening and motion of the wall by AHA segment, level and territory, the thickest place, and diameters.
 *
 * Without RV insertion points no segment has a number: absolute angles are never assumed. Segment 17 comes from
 * long-axis borders only.
 *
 * @source as of its parts: `contours/centreline.ts` (chords), `sectors.ts` and `levels.ts` (segments)
 */
import { centroid } from '../contours/polygon.ts'
import type { PatientPoint, Vector3 } from '../geometry/plane.ts'
import { type Measurement, measurement, type QuantityName, scoped } from '../measurements/measurement.ts'
import type { Scope } from '../measurements/scope.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { at } from '../units/at.ts'
import { combined, measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Mm } from '../units/units.ts'
import { levels as allLevels, apexSegment, type Level, type SegmentModel, segmentsOf } from './aha.ts'
import { apicalThickness, type LongAxisWall } from './apical-cap.ts'
import { diameterFromSeptum } from './diameter.ts'
import { type LevelRule, type Levels, levelAt, levelsOfLongAxis, levelsOfRings } from './levels.ts'
import { apicalCap, regionalMethod, septalDiameter, type ThicknessMethod } from './methods.ts'
import { type Sectors, type SectorVariant, septalMark } from './sectors.ts'
import {
  type ChordFilter,
  motionOf,
  type ThickestPlace,
  type Thickness,
  thickeningOf,
  thickestPlace,
  thicknessOf,
} from './segment-values.ts'
import {
  type RegionalSlice,
  type Ring,
  ringOf,
  type SliceWall,
  sectorsAbout,
  type WallAtPhase,
  wallAtPhase,
} from './slice-wall.ts'
import { type SliceToDivide, stackSectors } from './stack-sectors.ts'
import { segmentsOfTerritory, type TerritoryMap, territories, usualTerritories } from './territories.ts'
import type { MotionReference } from './wall-motion.ts'

/** Ends of the cavity at end-diastole, LPS mm. */
export interface LongAxisEnds {
  /** middle of the mitral plane */
  readonly base: PatientPoint
  /** tip of the cavity */
  readonly apex: PatientPoint
}

export interface RegionalOptions {
  readonly variant?: SectorVariant
  readonly model?: SegmentModel
  readonly thickness?: ThicknessMethod
  readonly chords?: number
  readonly motion?: MotionReference
  readonly territories?: TerritoryMap
}

export interface LongAxisInput {
  readonly ends?: LongAxisEnds
  readonly endDiastole?: readonly LongAxisWall[]
  readonly endSystole?: readonly LongAxisWall[]
}

export interface RegionalFunction {
  readonly method: string
  readonly version: string
  readonly options: Required<RegionalOptions> & { readonly levelRule: LevelRule | 'no-levels' }
  readonly measurements: readonly Measurement[]
  readonly warnings: readonly string[]
  /** chord by chord, for a bullseye and a reader's look at what was measured */
  readonly slices: readonly SliceWall[]
  readonly levels: Outcome<Levels>
  readonly thickest: Outcome<ThickestPlace>
}

/**
 * @param slices    of one stack, from base to apex
 * @param longAxis  what long-axis views show of the same heart; without its ends, levels are thirds of the full rings
 * @param progress  told after every slice
 */
export function regionalFunction(
  slices: readonly RegionalSlice[],
  longAxis: LongAxisInput = {},
  options: RegionalOptions = {},
  progress?: (done: number, total: number) => void,
): RegionalFunction {
  const used = {
    variant: options.variant ?? 'two-insertion',
    model: options.model ?? 17,
    thickness: options.thickness ?? 'centreline',
    chords: options.chords ?? 100,
    motion: options.motion ?? 'fixed',
    territories: options.territories ?? usualTerritories,
  } as const
  const warnings: string[] = []
  const levels = levelsOf(slices, longAxis.ends)
  const divided = divide(slices, levels, used, warnings)
  const walls = slices.map((slice, index) => {
    const wall = sliceWall(slice, index, at(divided, index), used, warnings)
    progress?.(index + 1, slices.length)
    return wall
  })
  const rule = levels.measured ? levels.value.rule : 'no-levels'
  const by = regionalMethod(used.thickness, used.variant, rule)
  const thickest = thickestPlace(walls)
  return {
    ...by,
    options: { ...used, levelRule: rule },
    measurements: [
      ...segmentMeasurements(walls, divided, levels, used, by),
      ...capMeasurements(longAxis, used.model, levels),
      ...allLevels.flatMap((level) =>
        partMeasurements({ level }, walls, (_, wall) => wall.level === level, by, levelReason(levels)),
      ),
      ...territories.flatMap((territory) => {
        const own = segmentsOfTerritory(used.territories, territory)
        return partMeasurements(
          { territory },
          walls,
          ({ segment }) => segment !== undefined && own.includes(segment),
          { ...by, method: `${by.method}/${used.territories.name}` },
          undividedReason(divided, levels),
        )
      }),
      ...partMeasurements({}, walls, () => true, by, undefined),
      measurement(
        'lv-wall-max',
        mapped(thickest, ({ thickness }) => thickness),
        by,
      ),
      ...diameterMeasurements(slices, walls, levels),
    ],
    warnings,
    slices: walls,
    levels,
    thickest,
  }
}

function levelsOf(slices: readonly RegionalSlice[], ends: LongAxisEnds | undefined): Outcome<Levels> {
  return ends === undefined
    ? levelsOfRings(slices.filter(({ endDiastole }) => ringOf(endDiastole)).map(({ plane }) => plane))
    : levelsOfLongAxis(ends.base, ends.apex)
}

/** What a slice is divided into; neither for a slice without a ring. */
interface Divided {
  readonly level?: Level
  readonly sectors?: Outcome<Sectors>
}

function divide(
  slices: readonly RegionalSlice[],
  levels: Outcome<Levels>,
  { variant, model }: { readonly variant: SectorVariant; readonly model: SegmentModel },
  warnings: string[],
): readonly Divided[] {
  if (!levels.measured) {
    warnings.push(say('segments/no-levels', { why: whyOf(levels) }))
    return slices.map(() => ({}))
  }
  const { baseToApex } = levels.value
  const found = slices.map(({ plane, endDiastole, endSystole, insertions }, index) => {
    const ring = ringOf(endDiastole) ?? ringOf(endSystole)
    if (ring === undefined) return undefined
    const level = levelAt(levels.value, plane.position, model)
    if (level === 'apex') {
      warnings.push(say('segments/slice-borders-but-lies-below', { index: index + 1 }))
      return undefined
    }
    const centre = centroid(ring.epicardial)
    const slice: SliceToDivide = {
      name: say('common/slice', { slice: index + 1 }),
      plane,
      centre,
      level,
      ...(insertions === undefined
        ? {}
        : { mark: septalMark(plane, centre, insertions.anterior, insertions.inferior) }),
    }
    return { index, slice }
  })
  const whole = found.filter((one) => one !== undefined)
  const sectors = stackSectors(
    whole.map(({ slice }) => slice),
    { baseToApex, variant },
  )
  const result: Divided[] = slices.map(() => ({}))
  whole.forEach(({ index, slice }, k) => {
    const own = at(sectors, k)
    if (own.measured)
      for (const warning of own.warnings)
        warnings.push(say('common/place-says', { place: slice.name, what: warning }))
    result[index] = { level: slice.level, sectors: own }
  })
  return result
}

function sliceWall(
  slice: RegionalSlice,
  index: number,
  { level, sectors }: Divided,
  used: Required<RegionalOptions>,
  warnings: string[],
): SliceWall {
  const own = sectors?.measured ? sectors.value : undefined
  const wall = (
    ring: Ring | undefined,
    phase: string,
    later?: Ring['endocardial'],
  ): WallAtPhase | undefined => {
    if (ring === undefined) return undefined
    const found = wallAtPhase(ring, slice.plane, own && sectorsAbout(own, ring.epicardial), used, later)
    if (found.measured) return found.value
    warnings.push(say('segments/slice-left-out', { index: index + 1, phase, why: whyOf(found) }))
    return undefined
  }
  const endDiastole = wall(ringOf(slice.endDiastole), 'ED', slice.endSystole.endocardial)
  const endSystole = wall(ringOf(slice.endSystole), 'ES')
  return {
    slice: index,
    ...(level === undefined ? {} : { level }),
    ...(own === undefined ? {} : { sectors: own }),
    ...(endDiastole === undefined ? {} : { endDiastole }),
    ...(endSystole === undefined ? {} : { endSystole }),
  }
}

const thicknessQuantities = {
  endDiastole: { mean: 'wall-ed', largest: 'wall-ed-max', smallest: 'wall-ed-min' },
  endSystole: { mean: 'wall-es', largest: 'wall-es-max', smallest: 'wall-es-min' },
} as const

/** @param reason  why no part of this kind has a number, when that is so */
function partMeasurements(
  scope: Scope,
  walls: readonly SliceWall[],
  part: ChordFilter,
  by: { readonly method: string; readonly version: string },
  reason: Outcome<never> | undefined,
): readonly Measurement[] {
  const stated = (quantity: QuantityName, outcome: Outcome<number>): Measurement =>
    scoped(scope, measurement(quantity, reason ?? outcome, by))
  const phases = (['endDiastole', 'endSystole'] as const).flatMap((phase) => {
    const found = thicknessOf(walls, phase, part)
    return (['mean', 'largest', 'smallest'] as const).map((which: keyof Thickness) =>
      stated(
        thicknessQuantities[phase][which],
        mapped(found, (thickness) => thickness[which]),
      ),
    )
  })
  return [
    ...phases,
    stated('wall-thickening', thickeningOf(walls, part)),
    stated('wall-motion', motionOf(walls, part)),
  ]
}

function segmentMeasurements(
  walls: readonly SliceWall[],
  divided: readonly Divided[],
  levels: Outcome<Levels>,
  { model }: { readonly model: SegmentModel },
  by: { readonly method: string; readonly version: string },
): readonly Measurement[] {
  const reason = undividedReason(divided, levels)
  return segmentsOf(model)
    .filter(({ segment }) => segment !== apexSegment)
    .flatMap(({ segment }) =>
      partMeasurements({ segment }, walls, (chord) => chord.segment === segment, by, reason),
    )
}

const levelReason = (levels: Outcome<Levels>): Outcome<never> | undefined =>
  levels.measured ? undefined : levels

/** Why no slice at all is divided: the first slice's reason stands for all. */
function undividedReason(divided: readonly Divided[], levels: Outcome<Levels>): Outcome<never> | undefined {
  if (!levels.measured) return levels
  const sectors = divided.flatMap((one) => (one.sectors === undefined ? [] : [one.sectors]))
  if (sectors.length === 0) return unmeasured('no-contours', say('segments/no-slice-both-borders'))
  return sectors.some((one) => one.measured) ? undefined : sectors.find((one) => !one.measured)
}

/** Short-axis slices do not show the cap; of long-axis views its thickness is asked, and no motion. */
function capMeasurements(
  { endDiastole = [], endSystole = [], ends }: LongAxisInput,
  model: SegmentModel,
  levels: Outcome<Levels>,
): readonly Measurement[] {
  if (model === 16) return []
  const axis: Outcome<Vector3> =
    ends === undefined
      ? unmeasured('no-landmarks', say('segments/segment-17-measured-long-axis-views'))
      : levels.measured
        ? measured(levels.value.baseToApex)
        : levels
  const cap = (views: readonly LongAxisWall[]): Outcome<Mm> =>
    axis.measured ? apicalThickness(views, axis.value) : axis
  const [early, late] = [cap(endDiastole), cap(endSystole)]
  const thickening = combined(early, late, (before, after) => measured((100 * (after - before)) / before))
  return (
    [
      ['wall-ed', early],
      ['wall-es', late],
      ['wall-thickening', thickening],
      ['wall-motion', unmeasured('no-contours', say('segments/short-axis-slices-do-not'))],
    ] as const
  ).map(([quantity, outcome]) => scoped({ segment: apexSegment }, measurement(quantity, outcome, apicalCap)))
}

/** On the most apical slice of the basal level that has borders at both phases. */
function diameterMeasurements(
  slices: readonly RegionalSlice[],
  walls: readonly SliceWall[],
  levels: Outcome<Levels>,
): readonly Measurement[] {
  const chordal = walls.findLast(
    ({ level, endDiastole, endSystole }) =>
      level === 'basal' && endDiastole !== undefined && endSystole !== undefined,
  )
  const across = (phase: 'endDiastole' | 'endSystole'): Outcome<Mm> => {
    if (!levels.measured) return levels
    if (chordal === undefined) return unmeasured('no-contours', say('segments/no-basal-slice-both-borders'))
    if (chordal.sectors === undefined)
      return unmeasured('no-landmarks', say('segments/without-rv-insertion-points-septum'))
    // there is one: both of its walls were measured
    const { endocardial = [] } = at(slices, chordal.slice)[phase]
    return diameterFromSeptum(endocardial, chordal.sectors)
  }
  const scope = chordal === undefined ? {} : { slice: chordal.slice }
  return [
    scoped(scope, measurement('lvedd', across('endDiastole'), septalDiameter)),
    scoped(scope, measurement('lvesd', across('endSystole'), septalDiameter)),
  ]
}

const mapped = <A>(outcome: Outcome<A>, read: (value: A) => number): Outcome<number> =>
  outcome.measured ? measured(read(outcome.value), outcome.warnings) : outcome
