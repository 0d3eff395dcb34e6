/** What lies under an annotation: the pixels of an image as numbers with their unit. */
import type { Annotation } from '#analysis/annotations/annotation.ts'
import { rangeIn, valueScale } from '#analysis/annotations/image-values.ts'
import { type AnnotationValue, annotationValues, type SeenImage } from '#analysis/annotations/values.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { DecodedFrame } from '../viewport/picture.ts'

export interface SeenFrame {
  readonly stack: Stack
  readonly frame: StackFrame
  readonly pixels: DecodedFrame | undefined
}

const known = new WeakMap<DecodedFrame, SeenImage>()

/** @returns undefined while the pixels are not here */
export function seenImage({ stack, frame, pixels: decoded }: SeenFrame): SeenImage | undefined {
  if (!decoded) return undefined
  const before = known.get(decoded)
  if (before) return before
  const pixels = decoded.getPixelData()
  const { rows, columns } = decoded
  const seen = { rows, columns, pixels, scale: valueScale(stack, frame, rangeIn(pixels)) }
  known.set(decoded, seen)
  return seen
}

interface Found {
  readonly frame: StackFrame
  readonly image: SeenImage | undefined
  readonly values: readonly AnnotationValue[]
}

/** The list asks for what the image has just asked for. */
const latest = new WeakMap<Annotation, Found>()

/** Of one annotation on one image; nothing where the image has no geometry. */
export function valuesOn(annotation: Annotation, seen: SeenFrame): readonly AnnotationValue[] {
  const { frame } = seen
  const { plane } = frame.facts
  if (!plane) return []
  const image = seenImage(seen)
  const before = latest.get(annotation)
  if (before?.frame === frame && before.image === image) return before.values
  const values = annotationValues(annotation, plane, image)
  latest.set(annotation, { frame, image, values })
  return values
}
