/** Looks things up in a content tree by the code that names them. */
import { type Code, sameCode } from '../codes.ts'
import type { ContentItem } from '../items.ts'

type Typed<T extends ContentItem['type']> = Extract<ContentItem, { type: T }>

export const childrenOf = (item: ContentItem): readonly ContentItem[] => item.children ?? []

/** Every item below, each before its children. */
export function* descendants(items: readonly ContentItem[]): Generator<ContentItem> {
  for (const item of items) {
    yield item
    yield* descendants(childrenOf(item))
  }
}

export const named = <T extends ContentItem['type']>(
  items: readonly ContentItem[],
  type: T,
  concept: Code,
): Typed<T>[] =>
  items.filter((item): item is Typed<T> => item.type === type && sameCode(item.concept, concept))

export const textOf = (items: readonly ContentItem[], concept: Code): string | undefined =>
  named(items, 'TEXT', concept)[0]?.text

export const codeOf = (items: readonly ContentItem[], concept: Code): Code | undefined =>
  named(items, 'CODE', concept)[0]?.code

export function numberOf(items: readonly ContentItem[], concept: Code): number | undefined {
  const measured = named(items, 'NUM', concept)[0]?.measured
  return measured && 'value' in measured ? measured.value : undefined
}

/** The key under which a table has the code. */
export const keyOf = <K extends string>(
  table: Readonly<Record<K, Code>>,
  code: Code | undefined,
): K | undefined => (Object.keys(table) as K[]).find((key) => sameCode(table[key], code))
