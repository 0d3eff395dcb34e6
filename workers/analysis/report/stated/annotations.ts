/** What a report says was measured and written on images by hand. */
import type { AnnotationKind } from '../../annotations/annotation.ts'
import type { AnnotationValueName } from '../../annotations/values.ts'
import type { IndexPoint } from '../../geometry/plane.ts'
import { annotationConcepts } from '../annotations.ts'
import { frame, onImage, sameCode } from '../codes.ts'
import { contourPoints } from '../contours.ts'
import type { ContainerItem, NumItem, ReferencedImage } from '../items.ts'
import { annotationKindCodes, terms } from '../private-codes.ts'
import { childrenOf, codeOf, descendants, keyOf, textOf } from './find.ts'

export interface StatedOnImage {
  readonly kind: AnnotationKind
  readonly name: string | undefined
  readonly text: string | undefined
  readonly image: ReferencedImage | undefined
  /** of a region without the start repeated */
  readonly points: readonly IndexPoint[]
  /** absent where it was not measured */
  readonly values: readonly {
    readonly name: AnnotationValueName
    readonly value: number | undefined
    readonly unit: string | undefined
  }[]
}

/** @returns undefined for a group that is nothing laid on an image by hand */
export function statedOnImage(group: ContainerItem): StatedOnImage | undefined {
  const below = childrenOf(group)
  const kind = keyOf(annotationKindCodes, codeOf(below, terms.annotation))
  if (kind === undefined) return undefined
  const line = [...descendants(below)].find((item) => item.type === 'SCOORD')
  const image = line && childrenOf(line).find((item) => item.type === 'IMAGE')
  return {
    kind,
    name: textOf(below, frame.trackingIdentifier),
    text: textOf(below, frame.comment),
    image: image?.image,
    points: line === undefined ? [] : contourPoints(line).points,
    values: below.flatMap((item) => (item.type === 'NUM' ? statedValue(item) : [])),
  }
}

function statedValue(item: NumItem): StatedOnImage['values'][number][] {
  const derivation = codeOf(childrenOf(item), onImage.derivation)
  const names = Object.keys(annotationConcepts) as AnnotationValueName[]
  const name = names.find((one) => {
    const known = annotationConcepts[one]
    return sameCode(known.concept, item.concept) && known.derivation?.value === derivation?.value
  })
  if (name === undefined) return []
  const { measured } = item
  return 'value' in measured
    ? [{ name, value: measured.value, unit: measured.unit.value }]
    : [{ name, value: undefined, unit: undefined }]
}
