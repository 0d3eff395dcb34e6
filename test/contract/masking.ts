/**
 * Two libraries never say the same in every letter: they lie in different folders and were written at different
 * moments. What must differ is replaced here by the order in which it first appeared, so that everything else,
 * and who refers to whom, can be compared.
 */
import type { AdjudicationView } from '#contract/views.ts'
import type { CallName, Exchange } from './transcript.ts'

const patterns: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['time', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g],
  ['uuid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g],
  ['hash', /\b[0-9a-f]{64}\b/g],
  ['uid', /\b2\.25\.\d+/g],
  ['port', /(?<=127\.0\.0\.1:)\d+/g],
  ['folder', /[^\s"]*midwall-contract-[A-Za-z0-9]+/g],
]

/** How far a transfer had come when it was asked, and how fast it went, is chance; dialogs are the host's own. */
const byChance = new Set(['rate', 'bytes', 'nextTry', 'host', 'canPick', 'base64'])

const statusOnly = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'status' in answer ? answer.status : answer
const withoutWorking = (items: unknown): unknown =>
  Array.isArray(items) ? items.filter(({ kind }) => kind !== 'working') : items
const lastOf = (items: unknown): unknown => (Array.isArray(items) ? items.at(-1) : items)

/** Two readings stand in the order of their ids, which are chance: here the one with more contours comes first. */
const inOwnOrder = (answer: AdjudicationView): unknown => ({
  ...answer,
  readings: answer.readings
    .toSorted((a, b) => b.contours.length - a.contours.length)
    .map((reading) => ({ ...reading, number: '<number>' })),
})
const isView = (answer: unknown): answer is AdjudicationView =>
  typeof answer === 'object' && answer !== null && 'readings' in answer

/** Answers that depend on the moment at which they were asked for, or on chance: what of them does not. */
const settled: { readonly [C in CallName]?: (answer: unknown) => unknown } = {
  'downloads.start': statusOnly,
  'downloads.pause': statusOnly,
  'downloads.resume': statusOnly,
  'downloads.cancel': statusOnly,
  'downloads.watch': lastOf,
  'imports.run': lastOf,
  'analyses.run': withoutWorking,
  'analyses.uncertainty': withoutWorking,
  'analyses.propagateRead': withoutWorking,
  'analyses.interpolateRead': withoutWorking,
  'imports.pick': () => 'what its host can show',
  'reads.differences': (answer) => (isView(answer) ? inOwnOrder(answer) : answer),
}

export function masked(transcript: readonly Exchange[]): unknown[] {
  const seen = new Map<string, string>()
  const maskText = (text: string): string =>
    patterns.reduce(
      (masked, [name, pattern]) =>
        masked.replace(pattern, (found) => {
          if (name === 'time') return '<time>'
          const known = seen.get(found) ?? `<${name} ${seen.size + 1}>`
          seen.set(found, known)
          return known
        }),
      text,
    )
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') return maskText(value)
    if (Array.isArray(value)) return value.map(mask)
    if (ArrayBuffer.isView(value)) return value
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        maskText(key),
        byChance.has(key) ? `<${typeof inner}>` : mask(inner),
      ]),
    )
  }
  return transcript.map(({ call, input, answer, fault }) =>
    mask({ call, input, answer: (settled[call] ?? ((same) => same))(answer), fault }),
  )
}
