/**
 * Where the left ventricle ends beyond its outermost borders, from what long-axis views show at the phase: the cavity in
 * the marked apex, cavity and epicardium in the plane through the marked points of the mitral annulus. Where that is not
 * marked, or does not go with what is drawn, they end with what the outermost slices stand for.
 */
import { dot, type PatientPoint, type Vector3 } from '../geometry/plane.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import type { Mm } from '../units/units.ts'
import type { LongAxisPoints } from '../volumes/clipped.ts'
import { fitValvePlane, heightOf, stackAxes } from '../volumes/valve-plane.ts'
import type { RiseOver } from './base-cut.ts'
import { middleOf, pointOf, pointsIn, type Ring } from './ring.ts'

export interface Ends {
  readonly apex: Outcome<PatientPoint>
  readonly base: Outcome<RiseOver>
}

/** shares of the spacing, as where volumes are clipped: farther from the borders, a slice between is not drawn */
const farthest = { above: 1.5, below: 1.5 } as const

/**
 * @param rings  from base to apex
 * @param axis   unit vector, from base to apex
 * @returns unmeasured as `fitValvePlane`; 'no-landmarks' without an apex; 'contradictory-input' for an apex above the
 *   last border or a plane below it; 'missing-slice' for a plane more than a slice above the first slice's slab
 */
export function endsOf(
  stack: Pick<Stack, 'normal' | 'positions' | 'frames'>,
  rings: readonly Ring[],
  axis: Vector3,
  spacing: Mm,
  { valve, apex }: LongAxisPoints,
): Ends {
  const [first, last] = [at(rings, 0), at(rings, rings.length - 1)]
  return { apex: tipBelow(last, axis, spacing, apex), base: planeOver(stack, first, last, spacing, valve) }
}

function tipBelow(
  last: Ring,
  axis: Vector3,
  spacing: Mm,
  apex: PatientPoint | undefined,
): Outcome<PatientPoint> {
  if (apex === undefined) return unmeasured('no-landmarks', say('volumes/apex-not-marked-long-axis'))
  const depth = dot(apex, axis) - dot(middleOf(last), axis)
  if (!(depth > 0))
    return unmeasured('contradictory-input', say('volumes/apex-lies-mm-above-lowest', { depth: -depth }))
  return measured(
    apex,
    depth > farthest.below * spacing ? [say('volumes/apex-lies-mm-below-lowest', { depth })] : [],
  )
}

function planeOver(
  stack: Pick<Stack, 'normal' | 'positions' | 'frames'>,
  first: Ring,
  last: Ring,
  spacing: Mm,
  valve: LongAxisPoints['valve'],
): Outcome<RiseOver> {
  const axes = stackAxes(stack)
  if (!axes.measured) return axes
  const found = fitValvePlane(valve, axes.value, 'mitral')
  if (!found.measured) return found
  const { across, down } = axes.value
  const { centre, slope } = found.value
  const above = (p: PatientPoint): number =>
    centre[2] +
    slope[0] * (dot(across, p) - centre[0]) +
    slope[1] * (dot(down, p) - centre[1]) -
    heightOf(axes.value, p)
  const gap = above(middleOf(first))
  if (gap > farthest.above * spacing)
    return unmeasured('missing-slice', say('surfaces/valve-plane-above-contours', { gap }))
  for (let k = 0; k < pointsIn(last); k++)
    if (!(above(pointOf(last, k)) > 0))
      return unmeasured('contradictory-input', say('surfaces/valve-plane-below-contours'))
  return measured((x, y, z) => above([x, y, z]), found.warnings)
}
