/**
 * Which ring of the bullseye a point of the left ventricle belongs to, by its place along the long axis.
 *
 * Thirds of the length from the middle of the mitral plane to the endocardial apex, at end-diastole, are preferred:
 * they do not depend on how slices were laid. Without long-axis views it is thirds of the slices with a full ring.
 * The rule is fixed by the protocol and named with every result.
 *
 * @source Cerqueira 2002, doi:10.1161/hc0402.102975: basal, mid-cavity and apical thirds of the long axis, of
 *   slices with muscle all round (read at second hand, in the manual of PMOD)
 */
import {
  dot,
  type ImagePlane,
  length,
  normalised,
  type PatientPoint,
  planeNormal,
  type Vector3,
} from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import type { Level, SegmentModel } from './aha.ts'

export const levelRules = ['long-axis-thirds', 'full-ring-thirds'] as const
export type LevelRule = (typeof levelRules)[number]

/** Places along `baseToApex`, mm from the patient's origin; each level reaches up to the next, half open. */
export interface Levels {
  readonly rule: LevelRule
  /** unit vector, LPS */
  readonly baseToApex: Vector3
  readonly midFrom: Mm
  readonly apicalFrom: Mm
  /** absent where the end of the cavity is not known: short-axis slices do not show it */
  readonly apexFrom?: Mm
}

/** shorter than any heart's: points that were marked at one place */
const shortestAxis = mm(20)

/**
 * @param base  middle of the mitral plane at end-diastole, LPS mm
 * @param apex  tip of the cavity at end-diastole
 * @returns unmeasured 'contradictory-input' when the two lie nearer than 20 mm
 */
export function levelsOfLongAxis(base: PatientPoint, apex: PatientPoint): Outcome<Levels> {
  const axis: Vector3 = [apex[0] - base[0], apex[1] - base[1], apex[2] - base[2]]
  const span = length(axis)
  if (!(span >= shortestAxis))
    return unmeasured('contradictory-input', say('segments/mitral-plane-apex-marked-mm', { span }))
  const baseToApex = normalised(axis)
  const from = dot(base, baseToApex)
  return measured({
    rule: 'long-axis-thirds',
    baseToApex,
    midFrom: mm(from + span / 3),
    apicalFrom: mm(from + (2 * span) / 3),
    apexFrom: mm(from + span),
  })
}

/**
 * Of n slices, the first ⌈n/3⌉ are basal, those up to ⌈2n/3⌉ mid, the rest apical. Levels change half way between
 * neighbouring slices.
 *
 * @param planes  parallel slices that have both borders at end-diastole, from base to apex
 * @returns unmeasured 'too-few-slices' for fewer than three
 */
export function levelsOfRings(planes: readonly ImagePlane[]): Outcome<Levels> {
  const n = planes.length
  if (n < 3) return unmeasured('too-few-slices', say('segments/slices-both-borders-make-no', { n }))
  const first = at(planes, 0)
  const normal = planeNormal(first)
  const along = dot(at(planes, n - 1).position, normal) - dot(first.position, normal)
  const sign = along < 0 ? -1 : 1
  const baseToApex: Vector3 = [sign * normal[0], sign * normal[1], sign * normal[2]]
  const positions = planes.map(({ position }) => dot(position, baseToApex))
  if (positions.some((position, i) => i > 0 && !(position > at(positions, i - 1))))
    return unmeasured('contradictory-input', say('segments/slices-not-order-base-apex'))
  const before = (slice: number): Mm => mm((at(positions, slice - 1) + at(positions, slice)) / 2)
  return measured({
    rule: 'full-ring-thirds',
    baseToApex,
    midFrom: before(Math.ceil(n / 3)),
    apicalFrom: before(Math.ceil((2 * n) / 3)),
  })
}

/**
 * The level at a point, or of a slice by any point in it. What lies above the mitral plane counts as basal, as long
 * as a reader drew a ring there; in the model of sixteen the apical level has no end.
 */
export function levelAt(levels: Levels, point: PatientPoint, model: SegmentModel = 17): Level | 'apex' {
  const place = dot(point, levels.baseToApex)
  if (place < levels.midFrom) return 'basal'
  if (place < levels.apicalFrom) return 'mid'
  return model === 17 && levels.apexFrom !== undefined && place >= levels.apexFrom ? 'apex' : 'apical'
}
