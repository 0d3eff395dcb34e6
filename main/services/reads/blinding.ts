/**
 * Whose a read is: told to its own reader, to coordinators and to a command line without a reader. Who decides between
 * reads sees what they say and not who says it; no other reader sees them at all. What somebody wrote in them is shown
 * without the names that are known here.
 */
import type { StatedAnnotation } from '#analysis/annotations/stated-annotation.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import type { ReadEvent, ReadEventBody } from '#analysis/reading/events.ts'
import type { Call } from '#contract/services.ts'
import { hiddenReader, type MeasurementSet, type OpenedRead, type ReadView } from '#contract/views.ts'
import type { Readers } from '../readers/readers.ts'
import { type WithoutNames, withoutNames } from './names.ts'

export const knowsReaders = (
  readers: Pick<Readers, 'view'>,
  { reader, looksOn }: Call['session'],
): boolean => (reader === undefined ? looksOn === true : readers.view(reader).role === 'coordinator')

/** @param number  by which the read is called instead */
export const withoutReader = <V extends ReadView>(view: V, number: number | undefined): V => ({
  ...view,
  reader: hiddenReader,
  ...(number === undefined ? {} : { number }),
})

/** Of everybody who reads here, and of who wrote in these reads: a read may have come from another library. */
export const withoutNamesIn = (
  readers: Pick<Readers, 'names'>,
  events: readonly ReadEvent[] = [],
): WithoutNames => withoutNames([...readers.names(), ...new Set(events.map(({ author }) => author.id))])

export const withoutAuthors = (opened: OpenedRead, plain: WithoutNames): OpenedRead => ({
  ...withoutReader(opened, undefined),
  events: opened.events.map(
    ({ author, body, ...event }): ReadEvent => ({
      ...event,
      author: { ...author, id: hiddenReader },
      body: unsigned(body, plain),
    }),
  ),
  results: resultsWithout(opened.results, plain),
})

/** Everything that a hand wrote passes `plain`. */
function unsigned(body: ReadEventBody, plain: WithoutNames): ReadEventBody {
  const reason = <R extends string | null>(text: R): R | string => (text === null ? text : plain(text))
  switch (body.kind) {
    case 'commented':
      return { ...body, text: plain(body.text) }
    case 'annotations-changed':
      return { ...body, set: body.set.map((one) => textWithout(one, plain)) }
    case 'not-evaluable':
    case 'item-waived':
      return { ...body, reason: reason(body.reason) }
    case 'segment-adjudicated':
    case 'unlocked':
    case 'sealed':
      return { ...body, reason: plain(body.reason) }
    case 'signed':
      return { ...body, meaning: plain(body.meaning) }
    case 'body-size-entered':
      return body.size === null ? body : { ...body, size: { ...body.size, reason: plain(body.size.reason) } }
    case 'question-answered':
      return typeof body.answer === 'string' ? { ...body, answer: plain(body.answer) } : body
    case 'measurements-recorded': {
      const measurements = body.measurements.map((one) => detailWithout(one, plain))
      const { annotations } = body
      return annotations === undefined
        ? { ...body, measurements }
        : { ...body, measurements, annotations: annotations.map((one) => annotationWithout(one, plain)) }
    }
    case 'opened':
    case 'contours-changed':
    case 'contours-accepted':
    case 'landmarks-changed':
    case 'slices-marked':
    case 'phase-chosen':
    case 'papillaries-chosen':
    case 'quality-graded':
    case 'rhythm-graded':
    case 'values-given':
    case 'segments-scored':
    case 'undone':
    case 'redone':
    case 'analysis-recorded':
      return body
  }
}

const textWithout = <T extends { readonly text?: string }>(one: T, plain: WithoutNames): T =>
  one.text === undefined ? one : { ...one, text: plain(one.text) }

/** What was recorded of measurements by hand says who made each. */
const annotationWithout = (one: StatedAnnotation, plain: WithoutNames): StatedAnnotation => ({
  ...textWithout(one, plain),
  revision: { ...one.revision, author: hiddenReader },
})

/** Why a read was not evaluable stands in place of its numbers. */
const detailWithout = (one: Measurement, plain: WithoutNames): Measurement =>
  'unmeasured' in one && one.detail !== undefined ? { ...one, detail: plain(one.detail) } : one

const resultsWithout = (results: MeasurementSet, plain: WithoutNames): MeasurementSet => ({
  ...results,
  measurements: results.measurements.map((one) => detailWithout(one, plain)),
})
