/** Why there is no number, in a line. */
import type { Unmeasured } from '#analysis/units/outcome.ts'

export const reasonWords = ({ reason, detail }: Unmeasured): string =>
  detail === undefined ? `unmeasured (${reason})` : `unmeasured (${reason}): ${detail}`
