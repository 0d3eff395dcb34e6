/**
 * Which AHA segment a point of one short-axis slice belongs to.
 *
 * Angles run about the epicardial centroid from the anterior RV insertion point through the septum: counter-clockwise
 * for somebody who looks from the apex, which is the positive turn about the direction from base to apex in the
 * patient. So an image that is mirrored, turned or numbered the other way gives the same segments.
 *
 *   two-insertion   septum from insertion to insertion halved into 2 and 3, the rest in four equal parts 4, 5, 6, 1
 *   fixed-60        six sectors of 60° from the anterior insertion on: 2, 3, 4, 5, 6, 1
 *   apical          four sectors of 90°, the septal one centred on the middle of the septum of the mid level
 *
 * Sectors are half open: a point on a boundary belongs to the sector that begins there. The variant is fixed by the
 * protocol; an unusual septal arc is a warning and never changes it.
 *
 * @source Cerqueira 2002, doi:10.1161/hc0402.102975: sectors of 60° and 90°, the septum by the attachment of the RV wall
 *   (read at second hand, in the manual of PMOD); the variant of two insertions is common practice, unverified
 */

import type { PixelSize } from '../contours/polygon.ts'
import {
  dot,
  type ImagePlane,
  type IndexPoint,
  indexToPatient,
  type PatientPoint,
  planeNormal,
  type Vector3,
} from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Level } from './aha.ts'

export const sectorVariants = ['two-insertion', 'fixed-60'] as const
export type SectorVariant = (typeof sectorVariants)[number]

/** Where the septum begins and ends, seen from the middle of the slice that it was marked on. LPS mm. */
export interface SeptalMark {
  readonly centre: PatientPoint
  readonly anterior: PatientPoint
  readonly inferior?: PatientPoint
}

export interface SectorInput {
  readonly plane: ImagePlane
  /** epicardial centroid: steadier than that of the cavity, which leaves the middle as the wall thickens */
  readonly centre: IndexPoint
  readonly level: Level
  /** may be of another slice or another stack: its directions are what counts */
  readonly mark: SeptalMark
  /** unit vector in LPS; without it the septum is taken to be the shorter way from insertion to insertion */
  readonly baseToApex?: Vector3
  readonly variant?: SectorVariant
}

/** Sectors of one slice. Plain data: it may cross to a thread. */
export interface Sectors {
  readonly level: Level
  readonly variant: SectorVariant
  readonly centre: IndexPoint
  readonly pixel: PixelSize
  /** angle of the anterior insertion, radians from the direction of columns towards that of rows, in mm */
  readonly zero: number
  /** 1 where the angle grows from columns towards rows on its way through the septum */
  readonly turn: 1 | -1
  /** radians from `zero`, ascending; the last sector reaches round to the first */
  readonly starts: readonly number[]
  /** AHA number of the sector that begins at the start of the same place */
  readonly segments: readonly number[]
  /** degrees from insertion to insertion; absent without an inferior one */
  readonly septalArc?: number
}

/** Outside these the insertion points are probably wrong, or the heart is an unusual one. */
export const usualSeptalArc = { from: 90, to: 150 } as const

const round = 2 * Math.PI
const degrees = (angle: number): number => (angle * 180) / Math.PI
/** an insertion point this near to the centre has no direction, mm */
const nearestInsertion = 1
/** radians; rounding must not push a point off a boundary that it lies on */
const rounding = 1e-9

/**
 * @returns unmeasured 'no-landmarks' when the variant needs an inferior insertion, or the turn is not known;
 *   'contradictory-input' when an insertion lies at the centre, or the septum would be more than half of the ring
 */
export function sectorsOf(input: SectorInput): Outcome<Sectors> {
  const { plane, centre, level, mark, variant = 'two-insertion' } = input
  const anterior = direction(plane, mark.centre, mark.anterior)
  const inferior = mark.inferior && direction(plane, mark.centre, mark.inferior)
  if (anterior === undefined || (mark.inferior !== undefined && inferior === undefined))
    return unmeasured('contradictory-input', say('segments/rv-insertion-point-lies-centre'))
  if (variant === 'two-insertion' && inferior === undefined)
    return unmeasured('no-landmarks', say('segments/inferior-rv-insertion-point-not'))
  const turn = turnOf(plane, input.baseToApex, anterior, inferior)
  if (turn === undefined)
    return unmeasured('no-landmarks', say('segments/neither-inferior-insertion-nor-direction'))
  const arc = inferior === undefined ? undefined : wrapped(turn * (inferior - anterior))
  if (arc !== undefined && (arc === 0 || arc >= Math.PI))
    return unmeasured(
      'contradictory-input',
      say('segments/septum-spans-anterior-inferior-insertion', { degrees: degrees(arc) }),
    )
  const { starts, segments } = divide(level, variant, arc)
  return measured(
    {
      level,
      variant,
      centre,
      pixel: { rowSpacing: plane.rowSpacing, columnSpacing: plane.columnSpacing },
      zero: anterior,
      turn,
      starts,
      segments,
      ...(arc === undefined ? {} : { septalArc: degrees(arc) }),
    },
    arc === undefined ? [] : arcWarnings(degrees(arc)),
  )
}

/** Angle of a direction in the plane; undefined when there is none. */
function direction(plane: ImagePlane, from: PatientPoint, to: PatientPoint): number | undefined {
  const d: Vector3 = [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
  const x = dot(d, plane.rowDirection)
  const y = dot(d, plane.columnDirection)
  return x * x + y * y < nearestInsertion ** 2 ? undefined : Math.atan2(y, x)
}

function turnOf(
  plane: ImagePlane,
  baseToApex: Vector3 | undefined,
  anterior: number,
  inferior: number | undefined,
): 1 | -1 | undefined {
  if (baseToApex !== undefined) return dot(planeNormal(plane), baseToApex) > 0 ? 1 : -1
  if (inferior === undefined) return undefined
  return wrapped(inferior - anterior) < Math.PI ? 1 : -1
}

/** In [0, 2π). */
function wrapped(angle: number): number {
  const turned = angle - round * Math.floor(angle / round)
  return turned >= round ? 0 : turned
}

const arcWarnings = (arc: number): string[] =>
  arc < usualSeptalArc.from || arc > usualSeptalArc.to
    ? [
        say('segments/septum-spans-between-insertion-points', {
          arc,
          from: usualSeptalArc.from,
          to: usualSeptalArc.to,
        }),
      ]
    : []

interface Division {
  readonly starts: readonly number[]
  readonly segments: readonly number[]
}

function divide(level: Level, variant: SectorVariant, arc: number | undefined): Division {
  const septum = variant === 'two-insertion' && arc !== undefined ? arc : (2 * Math.PI) / 3
  if (level === 'apical') return fromZero([-1, 1, 3, 5].map((k) => septum / 2 + (k * Math.PI) / 4))
  const rest = (round - septum) / 4
  const first = level === 'basal' ? 1 : 7
  return {
    starts: [0, septum / 2, ...[0, 1, 2, 3].map((k) => septum + k * rest)],
    segments: [1, 2, 3, 4, 5, 0].map((k) => first + k),
  }
}

/** Septal, inferior, lateral, anterior by their starts, put in ascending order. */
function fromZero(starts: readonly number[]): Division {
  const sectors = starts
    .map((start, k) => ({ start: wrapped(start), segment: at([14, 15, 16, 13], k) }))
    .sort((a, b) => a.start - b.start)
  return { starts: sectors.map(({ start }) => start), segments: sectors.map(({ segment }) => segment) }
}

/** Angle of a point from the anterior insertion through the septum, radians in [0, 2π). */
export function angleInSectors({ centre, pixel, zero, turn }: Sectors, [column, row]: IndexPoint): number {
  const x = (column - centre[0]) * pixel.columnSpacing
  const y = (row - centre[1]) * pixel.rowSpacing
  return wrapped(turn * (Math.atan2(y, x) - zero))
}

/** AHA segment of a point; the centre itself, which has no angle, counts as of the angle of columns. */
export const segmentAt = (sectors: Sectors, point: IndexPoint): number =>
  segmentAtAngle(sectors, angleInSectors(sectors, point))

/** @param angle  radians from the anterior insertion through the septum */
export function segmentAtAngle({ starts, segments }: Sectors, angle: number): number {
  const reached = wrapped(angle + rounding)
  let k = starts.length - 1
  while (k >= 0 && reached < at(starts, k)) k--
  // before the first start it is the last sector, which reaches round
  return at(segments, k < 0 ? segments.length - 1 : k)
}

/** What the insertion points say on the slice that they were marked on. */
export const septalMark = (
  plane: ImagePlane,
  centre: IndexPoint,
  anterior: IndexPoint,
  inferior?: IndexPoint,
): SeptalMark => ({
  centre: indexToPatient(plane, centre),
  anterior: indexToPatient(plane, anterior),
  ...(inferior === undefined ? {} : { inferior: indexToPatient(plane, inferior) }),
})
