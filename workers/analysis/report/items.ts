/**
 * A structured report as plain data: the tree that DICOM PS3.3 C.17.3 describes, without its encoding.
 * `workers/dicom` writes and reads the bytes.
 */
import type { Code } from './codes.ts'

export type Relationship =
  | 'CONTAINS'
  | 'HAS OBS CONTEXT'
  | 'HAS ACQ CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS PROPERTIES'
  | 'INFERRED FROM'
  | 'SELECTED FROM'

interface Item {
  readonly relationship: Relationship
  readonly children?: readonly ContentItem[]
}
interface NamedItem extends Item {
  readonly concept: Code
}

export interface ContainerItem extends NamedItem {
  readonly type: 'CONTAINER'
  /** of PS3.16, mapping resource DCMR */
  readonly template?: string
}
export interface CodeItem extends NamedItem {
  readonly type: 'CODE'
  readonly code: Code
}
export interface TextItem extends NamedItem {
  readonly type: 'TEXT'
  readonly text: string
}
export interface NumItem extends NamedItem {
  readonly type: 'NUM'
  readonly measured: { readonly value: number; readonly unit: Code } | { readonly qualifier: Code }
}
export interface UidItem extends NamedItem {
  readonly type: 'UIDREF'
  readonly uid: string
}
export interface PersonItem extends NamedItem {
  readonly type: 'PNAME'
  readonly name: string
}
export interface DateTimeItem extends NamedItem {
  readonly type: 'DATETIME'
  /** ISO 8601, UTC, to the millisecond */
  readonly at: string
}
export interface ImageItem extends Item {
  readonly type: 'IMAGE'
  readonly concept?: Code
  readonly image: ReferencedImage
}
export interface PolylineItem extends NamedItem {
  readonly type: 'SCOORD'
  /** one is a point; (column, row) from the top left corner of the top left pixel, whose centre is (0.5, 0.5) */
  readonly points: readonly (readonly [number, number])[]
}

export interface ReferencedImage {
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  /** 0-based; only for an instance of several frames */
  readonly frame?: number
}

export type ContentItem =
  | ContainerItem
  | CodeItem
  | TextItem
  | NumItem
  | UidItem
  | PersonItem
  | DateTimeItem
  | ImageItem
  | PolylineItem

/** The root of a document: a container that nothing contains. */
export interface ReportContent {
  readonly concept: Code
  readonly template: string
  readonly children: readonly ContentItem[]
}

export const codeItem = (
  relationship: Relationship,
  concept: Code,
  code: Code,
  children: readonly ContentItem[] = [],
): CodeItem => ({ type: 'CODE', relationship, concept, code, children })

export const textItem = (relationship: Relationship, concept: Code, text: string): TextItem => ({
  type: 'TEXT',
  relationship,
  concept,
  text,
})

export const numItem = (
  relationship: Relationship,
  concept: Code,
  value: number,
  unit: Code,
  children: readonly ContentItem[] = [],
): NumItem => ({ type: 'NUM', relationship, concept, measured: { value, unit }, children })

export const uidItem = (relationship: Relationship, concept: Code, uid: string): UidItem => ({
  type: 'UIDREF',
  relationship,
  concept,
  uid,
})

export const container = (
  concept: Code,
  children: readonly ContentItem[],
  template?: string,
): ContainerItem =>
  template === undefined
    ? { type: 'CONTAINER', relationship: 'CONTAINS', concept, children }
    : { type: 'CONTAINER', relationship: 'CONTAINS', concept, children, template }

export const imageItem = (
  relationship: Relationship,
  image: ReferencedImage,
  concept?: Code,
  children: readonly ContentItem[] = [],
): ImageItem =>
  concept === undefined
    ? { type: 'IMAGE', relationship, image, children }
    : { type: 'IMAGE', relationship, image, concept, children }
