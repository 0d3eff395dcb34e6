/** Logs of reads as a reader's hand would write them. */
import type { ReadEvent, ReadEventBody, ReadProtocol } from '#analysis/reading/events.ts'

export const protocol: ReadProtocol = {
  name: 'CMR-TRIAL-01',
  version: '1',
  base: 'reader-slices',
  papillaries: 'cavity',
}

export const begun: ReadEventBody = { kind: 'opened', study: '1.2.3', protocol }

export const event = (seq: number, body: ReadEventBody, author = 'reader-1'): ReadEvent => ({
  seq,
  at: new Date(Date.UTC(2025, 0, 1) + seq * 1000).toISOString(),
  author: { id: author, role: 'reader' },
  application: 'midwall 0.1.0',
  body,
})

/** A log of these bodies after the opening, numbered from 1. */
export const log = (...bodies: readonly ReadEventBody[]): ReadEvent[] =>
  [begun, ...bodies].map((body, k) => event(k + 1, body))
