/**
 * The cavity between the lowest contour and the tip that a long-axis view shows.
 *
 * Areas of an ellipsoid (as of a paraboloid and a cone) along its axis are a parabola, which two slices and the tip,
 * where the area is 0, determine:
 *
 *   A(t) = α t + β t²      t: height above the tip;   V = α T²/2 + β T³/3 up to the ceiling T of the lowest slab
 */

import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { SlabHalves } from './discs.ts'

/** 'discs': the lowest slab counts whole; 'ellipsoid': it is closed at the tip. */
export const apexRules = ['ellipsoid', 'discs'] as const
export type ApexRule = (typeof apexRules)[number]

interface Level {
  /** mm² */
  readonly area: number
  /** mm along the stack, towards the base */
  readonly height: number
}

/** in slabs: a tip further below the lowest contour than this leaves a slice without one */
const farBelow = 1.5

/** mm: a tip is marked no nearer than that */
const markedWithin = 0.5

/** share of the next contour's area */
const pointLike = 0.01

/** share of the area that is no sign of anything */
const roundOff = 1e-9

/**
 * @param levels  the lowest slice with cavity, then the next above it
 * @param tip     height of the tip; undefined when nobody marked it
 * @returns mm³ of the lowest slab and what lies below it; undefined under 'discs'; unmeasured 'no-landmarks' without
 *          a tip, 'contradictory-input' for one above the lowest contour. Where the parabola would be negative
 *          above the tip (areas that grow faster than a cone's) the area grows in proportion to the height instead,
 *          with a warning
 */
export function apicalCap(
  [lowest, next]: readonly Level[],
  { above, below }: SlabHalves,
  tip: number | undefined,
  rule: ApexRule,
): Outcome<number | undefined> {
  if (rule === 'discs') return measured(undefined)
  if (tip === undefined || lowest === undefined || next === undefined)
    return unmeasured('no-landmarks', say('volumes/apex-not-marked-long-axis'))
  if (!Number.isFinite(tip)) return unmeasured('contradictory-input', say('volumes/apex-no-finite-number'))
  const depth = lowest.height - tip
  const upper = next.height - tip
  // the lowest slice lies where the cavity ends: its contour is hardly more than a point
  if (Math.abs(depth) <= markedWithin && lowest.area <= pointLike * next.area)
    return measured(((next.area / upper) * (depth + above) ** 2) / 2)
  if (!(depth > 0))
    return unmeasured('contradictory-input', say('volumes/apex-lies-mm-above-lowest', { depth: -depth }))
  // α and β from A(depth) and A(upper)
  const beta = (next.area / upper - lowest.area / depth) / (upper - depth)
  const alpha = lowest.area / depth - beta * depth
  const height = depth + above
  const far = depth > farBelow * (above + below) ? [say('volumes/apex-lies-mm-below-lowest', { depth })] : []
  // of a cone α is 0
  if (alpha * depth < -roundOff * lowest.area)
    return measured((lowest.area * height * height) / (2 * depth), [
      ...far,
      say('volumes/cavity-narrows-faster-cone-lowest'),
    ])
  return measured((alpha * height * height) / 2 + (beta * height * height * height) / 3, far)
}
