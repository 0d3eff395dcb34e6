/** Why there is no number, in a line. */
import { reasonInWords } from '#analysis/report/words.ts'
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'

/** @param why  as an outcome or a document says it */
export const reasonWords = ({
  reason,
  detail,
}: {
  readonly reason: string
  readonly detail?: string
}): string => (detail === undefined ? `unmeasured (${reason})` : `unmeasured (${reason}): ${detail}`)

/** The same for whoever does not know the reasons by their names. */
export function refusalInWords({
  unmeasured,
  detail,
}: {
  readonly unmeasured: string
  readonly detail?: string
}): string {
  const why = reasonInWords(unmeasured as UnmeasuredReason)
  return detail === undefined ? why : `${why} (${detail})`
}
