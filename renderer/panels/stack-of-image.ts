import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'

/** The stack that an image belongs to. */
export const stackOfImage = (stacks: readonly Stack[], image: ImageKey | undefined): Stack | undefined =>
  image &&
  stacks.find(({ frames }) =>
    frames.some((slice) =>
      slice.some((frame) => frame?.sopInstanceUid === image.sopInstanceUid && frame.frame === image.frame),
    ),
  )
