/**
 * Comments about one segment are comments of the read that begin with its number, in one language whoever reads:
 * 'segment 7: ...'. So they stand in the log, in the history and in the result like every other.
 */
import type { Comment } from '#analysis/reading/state.ts'

const prefix = (segment: number): string => `segment ${segment}: `

export const commentOn = (segment: number, text: string): string => `${prefix(segment)}${text}`

/** Without the segment's name. */
export const commentsOn = (comments: readonly Comment[], segment: number): readonly Comment[] =>
  comments.flatMap((one) =>
    one.text.startsWith(prefix(segment)) ? [{ ...one, text: one.text.slice(prefix(segment).length) }] : [],
  )

/** The same of plain texts. */
export const commentsAbout = (texts: readonly string[], segment: number): readonly string[] =>
  texts.flatMap((text) => (text.startsWith(prefix(segment)) ? [text.slice(prefix(segment).length)] : []))
