/**
 * Events of older versions, brought to today's on reading. The stored bytes stay as they were hashed: a later
 * version of an event is a function here, never a migration.
 */
import type { ReadEvent } from '#analysis/reading/events.ts'

export const currentFormat = 'midwall-event/1'

export interface ChainedEvent extends ReadEvent {
  readonly read: string
  readonly previous: string
}

interface Formatted {
  readonly format: string
}

/** From one format to the next; `to` is the format that the result carries. */
export interface Upcast {
  readonly from: string
  readonly to: string
  readonly change: (event: Formatted) => object
}

/** In order; the last arrives at the current format. None yet. */
const upcasts: readonly Upcast[] = []

/** @returns undefined for what is no event, or one of a later version than this */
export function upcast(
  stored: unknown,
  steps: readonly Upcast[] = upcasts,
  format = currentFormat,
): ChainedEvent | undefined {
  let event = isFormatted(stored) ? stored : undefined
  for (const { from, to, change } of steps)
    if (event?.format === from) event = { ...change(event), format: to }
  return event?.format === format && isChained(event) ? event : undefined
}

const isFormatted = (value: unknown): value is Formatted =>
  typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'string'

/** What the chain itself rests on. Bodies are not parsed again: they were when they were appended. */
const isChained = (event: object): event is ChainedEvent & Formatted =>
  'read' in event &&
  'seq' in event &&
  'previous' in event &&
  'body' in event &&
  typeof event.body === 'object' &&
  event.body !== null &&
  'kind' in event.body
