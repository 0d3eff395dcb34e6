/** Why a number is missing, for a reader, in the language of the window. */
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import { textsNow } from '../texts/texts.ts'

export const reasonText = (reason: UnmeasuredReason): string => textsNow().numbers.reasons[reason]

/** With the detail that the analysis gave. A document of another version may have a reason that this one has no words for. */
export function whyText(reason: string, detail: string | undefined): string {
  const { reasons, because } = textsNow().numbers
  const known: Readonly<Record<string, string>> = reasons
  return because(known[reason] ?? reason, detail)
}
