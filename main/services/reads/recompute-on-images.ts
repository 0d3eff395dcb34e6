/** What was measured on images by hand, arrived at again from its geometry and the pixels under it. */
import { onImageScope, type StatedAnnotation } from '#analysis/annotations/stated-annotation.ts'
import type { AnnotationValue } from '#analysis/annotations/values.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { agreementOf, type Comparison } from './comparing.ts'

/** In place of an analysis, as in the table of a result. */
export const onImage = 'on-image'

/**
 * @param recorded  with the signature
 * @param again     from what was laid before it, on the same images
 * @returns every number that was recorded, and every one that there is now and was not
 */
export function comparedOnImages(
  recorded: readonly StatedAnnotation[],
  again: readonly StatedAnnotation[],
): Comparison[] {
  const before = valuesOf(recorded)
  const now = valuesOf(again)
  return [...new Set([...before.keys(), ...now.keys()])].map((key) => compared(before.get(key), now.get(key)))
}

type Found = AnnotationValue & { readonly scope: string }

const valuesOf = (annotations: readonly StatedAnnotation[]): ReadonlyMap<string, Found> =>
  new Map(
    annotations.flatMap((one) =>
      one.values.map((value) => [
        `${imageKeyText(one.image)} ${one.number} ${one.kind} ${value.name}`,
        { ...value, scope: onImageScope(one) },
      ]),
    ),
  )

function compared(before: Found | undefined, now: Found | undefined): Comparison {
  const one = before ?? now
  if (one === undefined) throw new Error('a number was found on one side')
  const unit = one.unit === undefined ? {} : { unit: one.unit }
  return {
    analysis: onImage,
    quantity: one.name,
    scope: one.scope,
    ...(before?.outcome.measured ? { recorded: before.outcome.value } : {}),
    ...(now?.outcome.measured ? { recomputed: now.outcome.value } : {}),
    ...unit,
    agreement: before && before.unit === now?.unit ? agreementOf(before.outcome, now?.outcome) : 'differs',
  }
}
