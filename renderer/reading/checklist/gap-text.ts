/** What keeps the volumes of a read from being signed, in the language of the window. */

import type { Blocker } from '#analysis/reading/completeness.ts'
import { reasonText } from '../../panels/reasons.ts'
import { saidText } from '../../texts/said.ts'
import { textsNow } from '../../texts/texts.ts'

/** @param phaseName  as in 'ED' or 'phase 7', for a phase from 0 */
export function gapText(
  { what, slice, phase, detail }: Blocker,
  phaseName: (phase: number) => string,
): string {
  const texts = textsNow().checklist.gaps
  if (what === 'open-slice' && slice !== undefined && phase !== undefined)
    return texts.openSlice(slice + 1, phaseName(phase))
  if (what === 'phases-not-chosen' && phase !== undefined) return capital(texts.bothEnds(phaseName(phase)))
  if (what === 'missing-slice' && slice === undefined) return texts.imageGone
  return capital(texts.other(what === 'protocol-item' ? '' : reasonText(what), saidText(detail)))
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
