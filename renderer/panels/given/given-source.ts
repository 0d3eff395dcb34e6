/** Who entered a value that the read has, and when. */
import type { GivenValues, ReadEvent } from '#analysis/reading/events.ts'

export interface GivenSource {
  readonly author: string
  /** ISO 8601 */
  readonly at: string
}

/** @returns undefined where nobody did, or it is not confirmed yet */
export function sourceOf(
  events: readonly ReadEvent[],
  field: keyof GivenValues,
  value: unknown,
): GivenSource | undefined {
  if (value === undefined) return undefined
  const wanted = JSON.stringify(value)
  let found: GivenSource | undefined
  let before: string | undefined
  for (const { body, author, at } of events) {
    if (body.kind !== 'values-given') continue
    const text = JSON.stringify(body.given[field])
    if (text === wanted && text !== before) found = { author: author.id, at }
    before = text
  }
  return found
}
