/**
 * What a reader lays on one image to measure it or to point at something: lengths, angles, regions, notes. It belongs
 * to no border of the heart and to no analysis. Points are pixel coordinates of the image (column, row; centres at
 * integers), so that it is measured again whenever it is looked at.
 */
import type { IndexPoint } from '../geometry/plane.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import { say } from '../sentences/say.ts'

/**
 * What the points are:
 *
 *   length    both ends
 *   angle     the end of one arm, the vertex, the end of the other arm
 *   ellipse   both ends of one axis, and one end of the other
 *   freehand  corners of the line round the region, as it was drawn
 *   arrow     the tip, and the tail that the text stands at
 *   text      where it stands
 */
export const annotationKinds = ['length', 'angle', 'ellipse', 'freehand', 'arrow', 'text'] as const
export type AnnotationKind = (typeof annotationKinds)[number]

export interface Annotation {
  /** from 1; no two of a read have the same */
  readonly number: number
  readonly kind: AnnotationKind
  /** that it was laid on */
  readonly image: ImageKey
  readonly points: readonly IndexPoint[]
  /** what the reader wrote beside it */
  readonly text?: string
  /** shown on every phase of its slice; absent: on its own image alone */
  readonly everyPhase?: true
}

export const longestAnnotationText = 200
export const mostAnnotationPoints = 500

const pointCounts: Readonly<Record<AnnotationKind, number>> = {
  length: 2,
  angle: 3,
  ellipse: 3,
  freehand: 3,
  arrow: 2,
  text: 1,
}

/** How many points it takes; of a freehand region, at least. */
export const pointsOf = (kind: AnnotationKind): number => pointCounts[kind]

/** Regions have an area, and statistics of the values inside. */
export const isRegion = (kind: AnnotationKind): kind is 'ellipse' | 'freehand' =>
  kind === 'ellipse' || kind === 'freehand'

/** Arrows and notes only point and say. */
export const takesMeasure = (kind: AnnotationKind): boolean => kind !== 'arrow' && kind !== 'text'

/** @returns why it could never be in a read, undefined when it could */
export function faultInAnnotation({ number, kind, points, text, image }: Annotation): string | undefined {
  const name = say('values/annotation-on-image', { number, imageKeyText: imageKeyText(image) })
  if (!Number.isInteger(number) || number < 1) return say('values/no-number-annotation', { number })
  const fewest = pointsOf(kind)
  if (points.length < fewest || (kind !== 'freehand' && points.length > fewest))
    return say('values/kind-points', { name, kind, points: points.length })
  if (points.length > mostAnnotationPoints)
    return say('values/annotation-of-points', { name, points: points.length })
  if (!points.every(([column, row]) => Number.isFinite(column) && Number.isFinite(row)))
    return say('values/point-no-number', { name })
  if (kind === 'text' && (text === undefined || text.trim() === ''))
    return say('values/says-nothing', { name })
  if (text !== undefined && text.length > longestAnnotationText)
    return say('values/text-characters', { name, text: text.length })
  return undefined
}
