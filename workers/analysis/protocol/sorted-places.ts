/**
 * A sorted study without its images: each frame as its place in the list that was sorted. Whoever has that list
 * gets the stacks back from it, and a study of thousands of images crosses to another thread and back as numbers.
 */
import { at } from '../units/at.ts'
import { type ImageKey, type InstanceFacts, imageKeyText } from './facts.ts'
import { stackFrame } from './placed.ts'
import type { Sorted, Stack, Unstacked } from './stack.ts'

/** Index of the instance in the list, then index of the frame in the instance. */
export type FramePlace = readonly [instance: number, frame: number]

export interface PlacedStack extends Omit<Stack, 'frames'> {
  /** [slice][phase] */
  readonly frames: readonly (readonly (FramePlace | null)[])[]
}

export interface SortedPlaces {
  readonly stacks: readonly PlacedStack[]
  readonly unstacked: readonly Unstacked[]
}

/**
 * @param instances  from which `sorted` was made
 * @throws RangeError for a frame that is in none of them
 */
export function placesInList(sorted: Sorted, instances: readonly InstanceFacts[]): SortedPlaces {
  const places = new Map<string, FramePlace>()
  instances.forEach(({ sopInstanceUid, frames }, i) => {
    frames.forEach(({ frame }, k) => {
      places.set(imageKeyText({ sopInstanceUid, frame }), [i, k])
    })
  })
  const placeOf = (key: ImageKey): FramePlace => {
    const place = places.get(imageKeyText(key))
    if (place === undefined) throw new RangeError(`frame ${imageKeyText(key)} is in none of the instances`)
    return place
  }
  return {
    stacks: sorted.stacks.map((stack) => ({
      ...stack,
      frames: stack.frames.map((slice) => slice.map((frame) => frame && placeOf(frame))),
    })),
    unstacked: sorted.unstacked,
  }
}

/**
 * The inverse.
 *
 * @param instances  the same, in the same order
 * @throws RangeError for a place that the list has not
 */
export const stacksFromPlaces = (
  { stacks, unstacked }: SortedPlaces,
  instances: readonly InstanceFacts[],
): Sorted => ({
  stacks: stacks.map((stack) => ({
    ...stack,
    frames: stack.frames.map((slice) =>
      slice.map((place) => {
        if (place === null) return null
        const instance = at(instances, place[0])
        return stackFrame(instance, at(instance.frames, place[1]))
      }),
    ),
  })),
  unstacked,
})
