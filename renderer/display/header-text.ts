/** Lines of a header as a person searches, reads and copies them. */
import type { HeaderLine, HeaderView } from '#contract/images-calls.ts'
import type { Texts } from '../texts/en/en.ts'

type Words = Texts['display']['header']

export function valueText({ value }: HeaderLine, words: Words): string {
  switch (value.kind) {
    case 'text':
      return value.characters === undefined ? value.text : `${value.text} ${words.cut(value.characters)}`
    case 'bytes':
      return words.bytes(value.bytes)
    case 'items':
      return words.items(value.items)
    case 'item':
      return words.item(value.item)
    case 'withheld':
      return words.withheld
  }
}

export const nameText = ({ keyword, owner, tag, value }: HeaderLine, words: Words): string =>
  value.kind === 'item' ? '' : (keyword ?? (isPrivate(tag) ? words.private(owner) : ''))

/** Groups of odd numbers belong to vendors. */
const isPrivate = (tag: string): boolean => /^\(...[13579BDF]/i.test(tag)

/**
 * Lines in which each typed word occurs, wherever; with the sequences and items around them, so that nobody takes
 * what is said of another image for what is said of this one.
 */
export function found(lines: readonly HeaderLine[], typed: string, words: Words): readonly HeaderLine[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return lines
  const kept = new Set<number>()
  const around: number[] = []
  lines.forEach((line, k) => {
    // an item stands at the depth of its elements, below its sequence
    around.length = line.value.kind === 'item' ? 2 * line.depth - 1 : 2 * line.depth
    const bare = line.tag.replace(/[(),]/g, '')
    const text = `${line.tag} ${bare} ${nameText(line, words)} ${line.vr ?? ''} ${valueText(line, words)}`
    if (line.value.kind !== 'item' && parts.every((part) => text.toLowerCase().includes(part)))
      for (const at of [...around.filter((one) => one !== undefined), k]) kept.add(at)
    around[around.length] = k
  })
  return lines.filter((_, k) => kept.has(k))
}

/** Columns parted by tabs, nesting by `>`: as other programs print it, and as a table takes it. */
export const headerText = (lines: HeaderView['lines'], words: Words): string =>
  lines
    .map((line) =>
      [`${'>'.repeat(line.depth)}${line.tag}`, line.vr ?? '', nameText(line, words), valueText(line, words)]
        .map((cell) => cell.replace(/[\t\r\n]+/g, ' '))
        .join('\t'),
    )
    .join('\n')
