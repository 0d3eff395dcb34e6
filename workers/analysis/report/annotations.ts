/**
 * What was measured and written on images by hand. A length or an angle is a number inferred from its path (PS3.16 TID
 * 1501 and 300); a region is a planar region with its statistics (TID 1410), and so is what only points at something,
 * which has a text in place of numbers. Each group says by a code of ours which kind it is.
 */
import type { AnnotationValue, AnnotationValueName } from '../annotations/values.ts'
import { imageKeyText } from '../protocol/facts.ts'
import { type Code, frame, onImage, qualifiers, unitCode } from './codes.ts'
import { drawnOn } from './contours.ts'
import {
  type ContainerItem,
  type ContentItem,
  codeItem,
  container,
  imageItem,
  type PolylineItem,
  textItem,
  uidItem,
} from './items.ts'
import { annotationKindCodes, terms, unmeasuredCodes } from './private-codes.ts'
import { type ReportedAnnotation, type ReportedImage, referenceTo, type SignedRead } from './source.ts'

/** What a value is, and of the pixels of a region which of their statistics. */
export const annotationConcepts: Readonly<
  Record<AnnotationValueName, { readonly concept: Code; readonly derivation?: Code }>
> = {
  length: { concept: onImage.length },
  angle: { concept: onImage.angle },
  area: { concept: onImage.area },
  mean: { concept: terms.pixelValue, derivation: onImage.mean },
  sd: { concept: terms.pixelValue, derivation: onImage.standardDeviation },
  min: { concept: terms.pixelValue, derivation: onImage.minimum },
  max: { concept: terms.pixelValue, derivation: onImage.maximum },
  pixels: { concept: terms.pixelCount },
}

/**
 * @param uidFor  a UID that is the same whenever it is asked for the same thing
 * @throws RangeError for what lies on an image that the read does not name
 */
export function annotationGroups(read: SignedRead, uidFor: (what: string) => string): ContainerItem[] {
  const images = new Map(read.images.map((image) => [imageKeyText(image), image]))
  return (read.annotations ?? []).map((annotation) => {
    const image = images.get(imageKeyText(annotation.image))
    if (!image) throw new RangeError('an annotation lies on an image that the read does not name')
    const isPath = annotation.kind === 'length' || annotation.kind === 'angle'
    const line = (relationship: 'CONTAINS' | 'INFERRED FROM', concept: Code): PolylineItem => ({
      type: 'SCOORD',
      relationship,
      concept,
      points: drawnOn(annotation.line),
      children: [imageItem('SELECTED FROM', referenceTo(image))],
    })
    return container(
      frame.measurementGroup,
      [
        textItem('HAS OBS CONTEXT', frame.trackingIdentifier, nameOf(annotation, image)),
        uidItem('HAS OBS CONTEXT', frame.trackingUid, uidFor(`annotation ${annotation.number}`)),
        codeItem('HAS CONCEPT MOD', terms.annotation, annotationKindCodes[annotation.kind]),
        ...(isPath ? [] : [line('CONTAINS', frame.imageRegion)]),
        ...annotation.values.map((value) =>
          valueItem(value, isPath ? [line('INFERRED FROM', onImage.path)] : []),
        ),
        ...(annotation.text === undefined ? [] : [textItem('CONTAINS', frame.comment, annotation.text)]),
      ],
      isPath ? '1501' : '1410',
    )
  })
}

/** Unique within the report, and readable: 'Length 3, cine-sax, slice 4 of 9, phase 20 of 25'. */
function nameOf({ number, kind, place }: ReportedAnnotation, image: ReportedImage): string {
  const named = `${annotationKindCodes[kind].meaning} ${number}`
  return place === undefined
    ? `${named}, image ${image.sopInstanceUid}, frame ${image.frame + 1}`
    : `${named}, ${place.role}, slice ${place.slice + 1} of ${place.slices}, phase ${place.phase + 1} of ${place.phases}`
}

function valueItem({ name, outcome, unit }: AnnotationValue, paths: readonly PolylineItem[]): ContentItem {
  const { concept, derivation } = annotationConcepts[name]
  const said: ContentItem[] = []
  if (derivation !== undefined) said.push(codeItem('HAS CONCEPT MOD', onImage.derivation, derivation))
  if (!outcome.measured) {
    said.push(codeItem('HAS PROPERTIES', terms.unmeasured, unmeasuredCodes[outcome.reason]))
    if (outcome.detail !== undefined) said.push(textItem('HAS PROPERTIES', terms.detail, outcome.detail))
  } else for (const warning of outcome.warnings) said.push(textItem('HAS PROPERTIES', terms.warning, warning))
  return {
    type: 'NUM',
    relationship: 'CONTAINS',
    concept,
    measured: outcome.measured
      ? { value: outcome.value, unit: unitCode(unit ?? '1') }
      : { qualifier: qualifiers.failure },
    children: [...said, ...paths],
  }
}
