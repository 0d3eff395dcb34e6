import type { ReadEventBody } from '#analysis/reading/events.ts'
import { textsNow } from '../texts/texts.ts'

/** An event of a read as a sentence in the language of the window. */
export const eventText = (body: ReadEventBody): string => textsNow().history.event(body)
