/** What a read has measured and written on its images, as plain data for whoever states it: a report, a file, a table. */
import type { ImageKey } from '../protocol/facts.ts'
import type { SeriesRole, Stack, StackFrame } from '../protocol/stack.ts'
import type { AnnotationRecord, ReadState, Revision } from '../reading/state.ts'
import type { AnnotationKind } from './annotation.ts'
import { rangeIn, valueScale } from './image-values.ts'
import type { PixelGrid } from './region-statistics.ts'
import { type Spot, spotOf } from './spot.ts'
import { type AnnotationValue, annotationValues } from './values.ts'

export interface StatedAnnotation {
  readonly number: number
  readonly kind: AnnotationKind
  readonly text?: string
  readonly everyPhase: boolean
  readonly image: ImageKey
  /** who laid or changed it last, and when */
  readonly revision: Revision
  /** absent where the study has the image no more */
  readonly place?: AnnotationPlace
  /** of a length or an angle one; of a region its area and the statistics; of arrows and texts none */
  readonly values: readonly AnnotationValue[]
}

export interface AnnotationPlace {
  readonly stack: string
  readonly role: SeriesRole
  readonly description?: string
  /** both from 0 */
  readonly slice: number
  readonly phase: number
  readonly slices: number
  readonly phases: number
}

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
