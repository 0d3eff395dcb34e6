/**
 * Sectors of all slices of a stack from the insertion points of those that have them.
 *
 * A basal or mid slice without points of its own takes the directions of the nearest marked one, with a warning. The
 * apical slices take those of the nearest marked mid slice, and of a basal one without it: at the apex the right
 * ventricle is gone or meets the wall at a slant. An apical slice's own points are used when there are no others.
 */
import { dot, type ImagePlane, type IndexPoint, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Level } from './aha.ts'
import { type Sectors, type SectorVariant, type SeptalMark, sectorsOf } from './sectors.ts'

export interface SliceToDivide {
  /** for sentences: 'slice 1' */
  readonly name: string
  readonly plane: ImagePlane
  /** epicardial centroid */
  readonly centre: IndexPoint
  readonly level: Level
  readonly mark?: SeptalMark
}

export interface DivisionOptions {
  /** unit vector in LPS; see `SectorInput` */
  readonly baseToApex?: Vector3
  readonly variant?: SectorVariant
}

/**
 * @returns one outcome a slice, in their order, with warnings that leave it to the caller to say which slice they are
 *   about; all unmeasured 'no-landmarks' when no slice is marked
 */
export function stackSectors(
  slices: readonly SliceToDivide[],
  options: DivisionOptions = {},
): readonly Outcome<Sectors>[] {
  return slices.map((slice) => {
    const from = markFor(slices, slice, options.variant ?? 'two-insertion')
    if (from?.mark === undefined)
      return unmeasured('no-landmarks', say('segments/rv-insertion-points-not-marked'))
    const { plane, centre, level } = slice
    const sectors = sectorsOf({ plane, centre, level, mark: from.mark, ...options })
    if (!sectors.measured || from === slice || (level === 'apical' && from.level !== 'apical')) return sectors
    return measured(sectors.value, [
      ...sectors.warnings,
      say('segments/divided-insertion-points', { name: from.name }),
    ])
  })
}

const preferences: Readonly<Record<Level, readonly (readonly Level[])[]>> = {
  basal: [['basal', 'mid'], ['apical']],
  mid: [['basal', 'mid'], ['apical']],
  apical: [['mid'], ['basal'], ['apical']],
}

/** The marked slice whose directions a slice takes: the nearest of the first preferred levels that has one. */
function markFor(
  slices: readonly SliceToDivide[],
  slice: SliceToDivide,
  variant: SectorVariant,
): SliceToDivide | undefined {
  const marked = slices.filter(({ mark }) => mark !== undefined)
  const whole = marked.filter(({ mark }) => mark?.inferior !== undefined)
  // half a mark is better than none only for who needs no more
  const usable = variant === 'two-insertion' && whole.length > 0 ? whole : marked
  for (const wanted of preferences[slice.level]) {
    const [first, ...others] = usable.filter(({ level }) => wanted.includes(level))
    if (first === undefined) continue
    return others.reduce(
      (best, other) => (gap(other.plane, slice.plane) < gap(best.plane, slice.plane) ? other : best),
      first,
    )
  }
  return undefined
}

/** Squared distance between the corners of two parallel slices: orders them as the slices lie. */
function gap(a: ImagePlane, b: ImagePlane): number {
  const d: Vector3 = [
    a.position[0] - b.position[0],
    a.position[1] - b.position[1],
    a.position[2] - b.position[2],
  ]
  return dot(d, d)
}
