/**
 * A sentence with places for its parts: `slice {slice:n} lies {gap:.1} mm off {name}`. `n` is a number as it is, `.1` one
 * with so many digits, and a place without a kind is text: a name, a word, or another sentence.
 */

/** What stands in the braces of a sentence. */
type Places<S extends string> = S extends `${string}{${infer Place}}${infer Rest}`
  ? Place | Places<Rest>
  : never

export type PartsOf<S extends string> = {
  readonly [P in Places<S> as P extends `${infer Name}:${string}` ? Name : P]: P extends `${string}:${string}`
    ? number
    : string
}

/** Nothing where the sentence has no places. */
export type PartsGiven<S extends string> = [Places<S>] extends [never] ? [] : [parts: PartsOf<S>]

export interface Place {
  readonly name: string
  /** undefined: text */
  readonly number: 'as-it-is' | { readonly digits: number } | undefined
}

export interface Template {
  /** one more than places */
  readonly between: readonly string[]
  readonly places: readonly Place[]
}

const place = /\{([a-z][a-zA-Z0-9]*)(?::(n|\.\d))?\}/g

export function templateOf(sentence: string): Template {
  const between: string[] = []
  const places: Place[] = []
  let from = 0
  for (const { 0: whole, 1: name = '', 2: kind, index } of sentence.matchAll(place)) {
    between.push(sentence.slice(from, index))
    from = index + whole.length
    const number =
      kind === undefined ? undefined : kind === 'n' ? 'as-it-is' : { digits: Number(kind.slice(1)) }
    places.push({ name, number })
  }
  return { between: [...between, sentence.slice(from)], places }
}

/** @throws RangeError when a part is missing: the types of `say` do not let it come to that */
export function filled(
  { between, places }: Template,
  parts: Readonly<Record<string, string | number>>,
): string {
  return between.reduce((made, text, index) => {
    const before = places[index - 1]
    if (before === undefined) return made + text
    const part = parts[before.name]
    if (part === undefined) throw new RangeError(`a sentence lacks its part ${before.name}`)
    return made + written(part, before) + text
  }, '')
}

const written = (part: string | number, { number }: Place): string =>
  typeof part === 'number' && typeof number === 'object' ? part.toFixed(number.digits) : String(part)
