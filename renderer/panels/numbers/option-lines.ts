/** The options of a method in words, a line each: 'Registration · distance of control points (mm): 6'. */
import type { Texts } from '../../texts/en/en.ts'
import { wholeIn } from '../../texts/formats.ts'
import type { OptionName } from '../../texts/option-words.ts'
import type { Found } from './found.ts'

/** As an option, a group of them or a list of groups is called. */
type Words = OptionName | Group | Each
type Fields = Readonly<Record<string, Words>>
interface Group {
  readonly name: string
  readonly of: Fields
}
interface Each {
  readonly name: string
  readonly each: Fields
}

/** What has no word, as an option of another version, is said as it is recorded. */
export function optionLines(
  texts: Texts,
  { analysis, part, options }: Pick<Found, 'analysis' | 'part' | 'options'>,
): readonly string[] {
  const names: Readonly<Record<string, Fields>> = texts.options.names
  const fields = names[`${analysis}/${part}`] ?? names[analysis] ?? {}
  return linesOf(texts, fields, options, []).map((line) => line.charAt(0).toUpperCase() + line.slice(1))
}

function linesOf(texts: Texts, fields: Fields, options: unknown, path: readonly string[]): string[] {
  if (!isRecord(options)) return []
  return Object.entries(options).flatMap(([key, value]) => {
    const words = fields[key]
    const here = [...path, nameOf(words) ?? key]
    if (isRecord(value) && (words === undefined || isGroup(words)))
      return linesOf(texts, words === undefined ? {} : words.of, value, here)
    return [`${here.join(' · ')}: ${valueText(texts, words, value)}`]
  })
}

function valueText(texts: Texts, words: Words | undefined, value: unknown): string {
  const { options, panels, methods } = texts
  if (Array.isArray(value)) return value.map((one) => valueText(texts, words, one)).join('; ') || options.none
  if (isRecord(value))
    return words !== undefined && isEach(words) ? eachText(texts, words, value) : byValue(texts, value)
  if (typeof value === 'number') return wholeIn(words !== undefined && isFromOne(words) ? value + 1 : value)
  if (typeof value === 'boolean') return value ? options.yes : options.no
  const text = String(value)
  const choices: Readonly<Record<string, string>> = options.choices
  const region = panels.scope.region(text)
  return choices[text] ?? (region === text ? methods.name(text) : region)
}

/** One of a list: 'kind SD above remote, standard deviations 5'. */
const eachText = (texts: Texts, { each }: Each, one: Readonly<Record<string, unknown>>): string =>
  Object.entries(one)
    .map(([key, value]) => `${nameOf(each[key]) ?? key} ${valueText(texts, each[key], value)}`)
    .join(', ')

/** What goes by numbers, each value once: 'LAD 1, 2; RCA 3'. */
function byValue(texts: Texts, record: Readonly<Record<string, unknown>>): string {
  const keys = new Map<string, string[]>()
  for (const [key, value] of Object.entries(record)) {
    const text = valueText(texts, undefined, value)
    keys.set(text, [...(keys.get(text) ?? []), key])
  }
  return [...keys].map(([text, of]) => `${text} ${of.join(', ')}`).join('; ')
}

const nameOf = (words: Words | undefined): string | undefined =>
  words === undefined || typeof words === 'string' ? words : isFromOne(words) ? words.fromOne : words.name

const isFromOne = (words: Words): words is { readonly fromOne: string } =>
  typeof words === 'object' && 'fromOne' in words
const isGroup = (words: Words): words is Group => typeof words === 'object' && 'of' in words
const isEach = (words: Words): words is Each => typeof words === 'object' && 'each' in words

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
