/** Why there is no number, in a line. */

/** @param why  as an outcome or a document says it */
export const reasonWords = ({
  reason,
  detail,
}: {
  readonly reason: string
  readonly detail?: string
}): string => (detail === undefined ? `unmeasured (${reason})` : `unmeasured (${reason}): ${detail}`)
