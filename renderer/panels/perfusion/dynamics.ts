/** Where contrast is in a first pass: the dynamic at which blood is at its peak, and the wall at its own. */

import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { PerfusionDetails, PerfusionStateDetails } from '#contract/analysis-documents/details.ts'
import { stackOfImage } from '../stack-of-image.ts'

export interface FirstPassPlace {
  readonly stack: Stack
  /** dynamic with most contrast in the blood of the left ventricle; of the series, from 0 */
  readonly blood: number
  /** with most contrast in the wall */
  readonly wall: number
}

const perfusionRoles = new Set(['perfusion-stress', 'perfusion-rest', 'perfusion'])
/** of the dynamics: where the wall usually is enhanced, as long as nothing was measured */
const usualShare = 0.4

export const isFirstPass = ({ role, axis }: Stack): boolean => perfusionRoles.has(role) && axis === 'dynamic'

export const usualPlace = ({ phaseCount }: Pick<Stack, 'phaseCount'>): number =>
  Math.round(usualShare * (phaseCount - 1))

/** Of each state that blood was measured in. */
export function firstPassPlaces(
  { states }: PerfusionDetails,
  stacks: readonly Stack[],
): readonly FirstPassPlace[] {
  return Object.values(states).flatMap((state) => placeOf(state, stacks) ?? [])
}

function placeOf(
  { slices, input, regions }: PerfusionStateDetails,
  stacks: readonly Stack[],
): FirstPassPlace | undefined {
  const slice = slices.find(({ curves }) => curves.measured)
  const stack = stackOfImage(stacks, slice?.images[0])
  if (!slice || !stack || !input || !slice.curves.measured) return undefined
  const { times } = slice.curves.value
  const of = (image: ImageKey | undefined): number | undefined =>
    image && phaseOfImage(stack, slice.slice, image)
  const nearest = (time: number): number =>
    times.reduce((best, at, k) => (Math.abs(at - time) < Math.abs((times[best] ?? 0) - time) ? k : best), 0)
  const blood = of(slice.images[nearest(input.times[input.pass.peak] ?? 0)])
  const whole = regions.find(({ region }) => region.segment === undefined && region.layer === 'whole-wall')
  const wall = whole?.rise.measured ? of(slice.images[nearest(whole.rise.value.peakTime)]) : undefined
  return blood === undefined ? undefined : { stack, blood, wall: wall ?? blood }
}

/** From 0; undefined where the slice does not have it. */
export function phaseOfImage({ frames }: Stack, slice: number, image: ImageKey): number | undefined {
  const key = imageKeyText(image)
  const phase = (frames[slice] ?? []).findIndex((frame) => frame !== null && imageKeyText(frame) === key)
  return phase < 0 ? undefined : phase
}
