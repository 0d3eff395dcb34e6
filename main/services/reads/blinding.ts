/**
 * Whose a read is: told to its own reader, to coordinators and to a command line without a reader. Who decides between
 * reads sees what they say and not who says it; no other reader sees them at all.
 */
import type { ReadEvent, ReadEventBody } from '#analysis/reading/events.ts'
import { hiddenReader, type OpenedRead, type ReadView } from '#contract/views.ts'
import type { Readers } from '../readers/readers.ts'

export const knowsReaders = (readers: Pick<Readers, 'view'>, reader: string | undefined): boolean =>
  reader === undefined || readers.view(reader).role === 'coordinator'

export const withoutReader = <V extends ReadView>(view: V): V => ({ ...view, reader: hiddenReader })

export const withoutAuthors = (opened: OpenedRead): OpenedRead => ({
  ...withoutReader(opened),
  events: opened.events.map(
    ({ author, body, ...event }): ReadEvent => ({
      ...event,
      author: { ...author, id: hiddenReader },
      body: unsigned(body),
    }),
  ),
})

/** What was recorded of measurements by hand says who made each. */
const unsigned = (body: ReadEventBody): ReadEventBody =>
  body.kind === 'measurements-recorded' && body.annotations !== undefined
    ? {
        ...body,
        annotations: body.annotations.map((one) => ({
          ...one,
          revision: { ...one.revision, author: hiddenReader },
        })),
      }
    : body
