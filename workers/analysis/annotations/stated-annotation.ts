/** What a read has measured or written on one image, by whom, where, and how much it is. */
import type { ImageKey } from '../protocol/facts.ts'
import type { SeriesRole } from '../protocol/stack.ts'
import type { AnnotationKind } from './annotation.ts'
import type { AnnotationValue } from './values.ts'

export interface StatedAnnotation {
  readonly number: number
  readonly kind: AnnotationKind
  readonly text?: string
  readonly everyPhase: boolean
  readonly image: ImageKey
  /** who laid or changed it last, and when */
  readonly revision: { readonly seq: number; readonly author: string; readonly at: string }
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

/** By what it is called in a table: 'length 2 on cine-4ch'. */
export const onImageScope = ({
  kind,
  number,
  place,
}: Pick<StatedAnnotation, 'kind' | 'number' | 'place'>): string =>
  `${kind} ${number}${place === undefined ? '' : ` on ${place.role}`}`
