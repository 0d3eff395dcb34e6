/** What a read has measured and written on its images, as plain data for whoever states it: a report, a file, a table. */
import type { Stack, StackFrame } from '../protocol/stack.ts'
import type { AnnotationRecord, ReadState } from '../reading/state.ts'
import { rangeIn, valueScale } from './image-values.ts'
import type { PixelGrid } from './region-statistics.ts'
import { type Spot, spotOf } from './spot.ts'
import type { StatedAnnotation } from './stated-annotation.ts'
import { annotationValues } from './values.ts'

/**
 * In the order of their numbers.
 *
 * @param pixelsOf  modality values of an image, that is after slope and intercept; undefined where nobody decoded it:
 *   the statistics of its regions are then unmeasured 'no-images'
 */
export function statedAnnotations(
  { annotations }: Pick<ReadState, 'annotations'>,
  stacks: readonly Stack[],
  pixelsOf: (frame: StackFrame) => PixelGrid | undefined,
): readonly StatedAnnotation[] {
  return [...annotations.values()]
    .toSorted((a, b) => a.annotation.number - b.annotation.number)
    .map((record) => stated(record, spotOf(stacks, record.annotation.image), pixelsOf))
}

function stated(
  { annotation, revision }: AnnotationRecord,
  spot: Spot | undefined,
  pixelsOf: (frame: StackFrame) => PixelGrid | undefined,
): StatedAnnotation {
  const { number, kind, text, everyPhase = false, image } = annotation
  const common = { number, kind, everyPhase, image, revision, ...(text === undefined ? {} : { text }) }
  const plane = spot?.frame.facts.plane
  if (!spot || !plane) return { ...common, values: [] }
  const { stack, frame, slice, phase } = spot
  const grid = pixelsOf(frame)
  const seen = grid && { ...grid, scale: valueScale(stack, frame, rangeIn(grid.pixels)) }
  return {
    ...common,
    place: {
      stack: stack.id,
      role: stack.role,
      ...(stack.description === undefined ? {} : { description: stack.description }),
      slice,
      phase,
      slices: stack.frames.length,
      phases: stack.phaseCount,
    },
    values: annotationValues(annotation, plane, seen),
  }
}
