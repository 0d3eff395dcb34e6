/**
 * From a sentence back to its code and parts. What was recorded is the English sentence, which no later version
 * changes; whoever shows it in another language finds here what it says, in a log of years ago as in one of today.
 */
import { type Code, sentences } from './say.ts'
import { type Template, templateOf } from './template.ts'

export interface Understood {
  readonly code: Code
  /** as they are written in the sentence */
  readonly parts: readonly {
    readonly name: string
    readonly text: string
    readonly number: boolean
  }[]
}

interface Pattern {
  readonly code: Code
  readonly template: Template
  readonly expression: RegExp
  /** its longest words, which a text must hold: quicker to look for than the whole */
  readonly mark: string
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const aNumber = String.raw`(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|-?Infinity)`

function expressionOf({ between, places }: Template): RegExp {
  const parts = between.map((said, index) => {
    const place = places[index]
    return escaped(said) + (place === undefined ? '' : place.number === undefined ? '(.+?)' : aNumber)
  })
  return new RegExp(`^${parts.join('')}$`, 's')
}

const saidBy = ({ between }: Template): number => between.reduce((sum, { length }) => sum + length, 0)

const patternsOf = (): readonly Pattern[] =>
  Object.entries(sentences)
    .map(([code, sentence]) => {
      const template = templateOf(sentence)
      const mark = template.between.reduce((longest, said) => (said.length > longest.length ? said : longest))
      return { code: code as Code, template, expression: expressionOf(template), mark }
    })
    .toSorted((a, b) => saidBy(b.template) - saidBy(a.template))

let patterns: readonly Pattern[] | undefined

/** No sentence of ours comes near; what somebody else recorded is not searched for long. */
const longest = 2000

/** All that a text may be, what says the most by itself first: 'slice 3: it crosses itself' is of a slice or of what crosses. */
export function understood(text: string): readonly Understood[] {
  if (text.length > longest) return []
  patterns ??= patternsOf()
  return patterns.flatMap(({ code, template, expression, mark }) => {
    if (!text.includes(mark)) return []
    const found = expression.exec(text)
    if (found === null) return []
    const parts = template.places.map(({ name, number }, index) => ({
      name,
      text: found[index + 1] ?? '',
      number: number !== undefined,
    }))
    return [{ code, parts }]
  })
}
