/** What lies under an annotation: the pixels of an image as numbers with their unit. */

import type { Annotation } from '#analysis/annotations/annotation.ts'
import { type ValueScale, valueScale } from '#analysis/annotations/image-values.ts'
import { type AnnotationValue, annotationValues, type SeenImage } from '#analysis/annotations/values.ts'
import type { Stack, StackFrame } from '#analysis/protocol/stack.ts'
import type { DecodedFrame } from '../viewport/picture.ts'

export interface SeenFrame {
  readonly stack: Stack
  readonly frame: StackFrame
  readonly pixels: DecodedFrame | undefined
}

const scales = new WeakMap<DecodedFrame, ValueScale>()

/** @returns undefined while the pixels are not here */
export function seenImage({ stack, frame, pixels }: SeenFrame): SeenImage | undefined {
  if (!pixels) return undefined
  const values = pixels.getPixelData()
  let scale = scales.get(pixels)
  if (!scale) {
    scale = valueScale(stack, frame, rangeIn(values))
    scales.set(pixels, scale)
  }
  return { rows: pixels.rows, columns: pixels.columns, pixels: values, scale }
}

function rangeIn(values: ArrayLike<number>): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

/** Of one annotation on one image; nothing where the image has no geometry. */
export function valuesOn(annotation: Annotation, seen: SeenFrame): readonly AnnotationValue[] {
  const { plane } = seen.frame.facts
  return plane ? annotationValues(annotation, plane, seenImage(seen)) : []
}
