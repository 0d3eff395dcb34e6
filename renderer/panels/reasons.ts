/** Why a number is missing, for a reader, in the language of the window. */

import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import { saidText } from '../texts/said.ts'
import { textsNow } from '../texts/texts.ts'

export const reasonText = (reason: UnmeasuredReason): string => textsNow().numbers.reasons[reason]

/** With the detail that the analysis gave. A document of another version may have a reason that this one has no words for. */
export function whyText(reason: string, detail: string | undefined): string {
  const { reasons, because } = textsNow().numbers
  const known: Readonly<Record<string, string>> = reasons
  return because(known[reason] ?? reason, detail === undefined ? undefined : saidText(detail))
}

/** The detail alone, which says more than its reason; the reason where there is none. */
export const detailText = (reason: string, detail: string | undefined): string =>
  detail === undefined ? whyText(reason, undefined) : saidText(detail)
