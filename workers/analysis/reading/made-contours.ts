/** Contours that are to be made from those of a read: which are gone from, and which of what is made is new. */
import {
  type Border,
  type Contour,
  computedOrigins,
  contourKeyOf,
  contourKeyText,
} from '../contours/contour.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { placesIn } from '../volumes/grid.ts'

/** Absent: all. */
export interface WhichContours {
  readonly borders?: readonly Border[]
  /** slices of stacks by id; a stack without slices is meant whole */
  readonly places?: readonly { readonly stack: string; readonly slices?: readonly number[] }[]
  /** phases of their stack from 0, that are gone from */
  readonly from?: readonly number[]
  /** phases that new contours are wanted at */
  readonly to?: readonly number[]
  /**
   * what stands at those phases already: 'computed' lets go of propagated and interpolated contours, 'all' of every
   * one but those that are gone from; 'nothing' keeps all. 'computed' when absent
   */
  readonly replace?: ReplaceRule
}

export const replaceRules = ['nothing', 'computed', 'all'] as const
export type ReplaceRule = (typeof replaceRules)[number]

const isComputed = ({ origin }: Contour): boolean => computedOrigins.some((computed) => computed === origin)

interface Place {
  readonly slice: number
  readonly phase: number
}

/** Where a contour lies among the places that are meant; undefined elsewhere. */
function placeOf({ image }: Contour, stacks: readonly Stack[], { places }: WhichContours): Place | undefined {
  for (const stack of stacks) {
    const found = placesIn(stack).get(imageKeyText(image))
    if (found === undefined) continue
    const [slice, phase] = found
    const meant =
      places === undefined ||
      places.some((one) => one.stack === stack.id && (one.slices === undefined || one.slices.includes(slice)))
    return meant ? { slice, phase } : undefined
  }
  return undefined
}

/**
 * A computed contour that may be replaced is none to go from, unless its phase is named: what was made of others would
 * be taken for a hand's own.
 */
export function contoursToGoFrom(
  contours: Iterable<Contour>,
  stacks: readonly Stack[],
  which: WhichContours,
): Contour[] {
  const { borders, from, replace = 'computed' } = which
  return [...contours].filter((contour) => {
    if (borders !== undefined && !borders.includes(contour.border)) return false
    const place = placeOf(contour, stacks, which)
    if (place === undefined) return false
    if (from !== undefined) return from.includes(place.phase)
    return replace === 'nothing' || !isComputed(contour)
  })
}

/**
 * Of what was made, what may take its place in the read.
 *
 * @param made   without those that were gone from
 * @param known  contours of the read
 */
export function newAmong(
  made: readonly Contour[],
  known: Iterable<Contour>,
  stacks: readonly Stack[],
  which: WhichContours,
): Contour[] {
  const { to, replace = 'computed' } = which
  const before = new Map([...known].map((contour) => [contourKeyText(contourKeyOf(contour)), contour]))
  return made.filter((contour) => {
    const place = placeOf(contour, stacks, which)
    if (place === undefined || (to !== undefined && !to.includes(place.phase))) return false
    const standing = before.get(contourKeyText(contourKeyOf(contour)))
    if (standing === undefined || replace === 'all') return true
    return replace === 'computed' && isComputed(standing)
  })
}
