/**
 * Contours made from those of an open read: carried to other phases, or laid between others. Nothing is recorded: the
 * reader who asked appends what he takes of it, and stands by that.
 */

import type { Contour } from '#analysis/contours/contour.ts'
import type { InterpolatedAlong } from '#analysis/contours/interpolation.ts'
import { packContours, unpackContours } from '#analysis/contours/packed.ts'
import { interpolatedBorders } from '#analysis/examination/interpolation.ts'
import { assembledPropagation, propagationTasks } from '#analysis/examination/propagation.ts'
import { contoursToGoFrom, newAmong, type WhichContours } from '#analysis/reading/made-contours.ts'
import { contoursOf, type ReadState } from '#analysis/reading/state.ts'
import type { Unmeasured } from '#analysis/units/outcome.ts'
import type { ReadContours } from '#contract/analysis-documents/read-contours.ts'
import type { ReadStudy } from '../reads/study.ts'
import { laidBetween } from './interpolation.ts'
import { type Carrying, carriedBy } from './propagation.ts'

const marksOf = ({ empty }: ReadState) =>
  Array.from(empty.values(), ({ image, chamber, assumed }) => ({ image, chamber, assumed }))

const refusal = ({ reason, detail }: Unmeasured): ReadContours => ({
  kind: 'refused',
  unmeasured: reason,
  ...(detail === undefined ? {} : { detail }),
})

/** Every number in one piece of memory: a beat of contours is some hundred thousand points. */
function sent(
  contours: readonly Contour[],
): Pick<Extract<ReadContours, { kind: 'finished' }>, 'rows' | 'xy'> {
  const { rows, xy } = packContours(contours)
  return { rows, xy: new Float64Array(xy) }
}

/** @throws Failure 'cancelled' within 200 ms of the signal */
export async function propagateRead(
  state: ReadState,
  { stacks }: Pick<ReadStudy, 'stacks'>,
  which: WhichContours,
  carrying: Carrying,
): Promise<ReadContours> {
  const contours = contoursToGoFrom(contoursOf(state), stacks, which)
  const plan = propagationTasks({ stacks, contours })
  if (!plan.measured) return refusal(plan)
  const outcomes = await carriedBy(plan.value.tasks, carrying)
  const carried = assembledPropagation({ contours, empty: marksOf(state) }, plan.value, outcomes)
  const { quality, notCarried, warnings } = carried
  // those that were gone from come first
  const made = newAmong(carried.contours.slice(contours.length), contoursOf(state), stacks, which)
  const { to } = which
  return {
    kind: 'finished',
    ...sent(made),
    quality: to === undefined ? quality : quality.filter(({ phase }) => to.includes(phase)),
    notMade: notCarried,
    warnings,
  }
}

/** @throws Failure 'cancelled' within 200 ms of the signal */
export async function interpolateRead(
  state: ReadState,
  { stacks }: Pick<ReadStudy, 'stacks'>,
  { along, ...which }: Omit<WhichContours, 'from'> & { readonly along?: readonly InterpolatedAlong[] },
  running: Omit<Carrying, 'places'>,
): Promise<ReadContours> {
  const contours = contoursToGoFrom(contoursOf(state), stacks, which)
  const borders = interpolatedBorders.filter((border) => which.borders?.includes(border) ?? true)
  const made = await laidBetween({ stacks, contours, empty: marksOf(state) }, { borders, along }, running)
  if (!made.measured) return refusal(made)
  const { contours: found, parts, warnings } = made.value
  return {
    kind: 'finished',
    ...sent(newAmong(unpackContours(found), contoursOf(state), stacks, which)),
    quality: [],
    notMade: parts.flatMap(({ name, outcome }) =>
      outcome.measured
        ? []
        : [
            {
              name,
              reason: outcome.reason,
              ...(outcome.detail === undefined ? {} : { detail: outcome.detail }),
            },
          ],
    ),
    warnings,
  }
}
