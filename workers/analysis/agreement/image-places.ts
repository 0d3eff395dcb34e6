/** Which slice and phase of which stack an image is, and what it measures: from the headers of the study. */
import type { PixelSize } from '../contours/polygon.ts'
import { imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import type { Mm } from '../units/units.ts'

export interface ImagePlace {
  /** its role, with its id where several stacks of the study have one role */
  readonly stack: string
  /** from 0 */
  readonly slice: number
  readonly phase: number
  readonly pixel?: PixelSize
  /** between slice centres; absent for a stack of one slice */
  readonly sliceSpacing?: Mm
}

/** By the text of the image's key. */
export type ImagePlaces = ReadonlyMap<string, ImagePlace>

/** @param stacks  of one study or of several */
export function placesOf(stacks: readonly Stack[]): ImagePlaces {
  const places = new Map<string, ImagePlace>()
  for (const { id, role, frames, spacing } of stacks) {
    const isOnly = stacks.every((other) => other.id === id || other.role !== role)
    for (const [slice, phases] of frames.entries())
      for (const [phase, frame] of phases.entries()) {
        if (frame === null) continue
        const { plane } = frame.facts
        places.set(imageKeyText(frame), {
          stack: isOnly ? role : `${role} (${id})`,
          slice,
          phase,
          ...(plane && { pixel: { rowSpacing: plane.rowSpacing, columnSpacing: plane.columnSpacing } }),
          ...(spacing.measured && { sliceSpacing: spacing.value }),
        })
      }
  }
  return places
}
