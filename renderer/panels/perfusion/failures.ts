import type { PerfusionDetails } from '#contract/analysis-documents/details.ts'
import type { Texts } from '../../texts/en/en.ts'
import { detailText } from '../reasons.ts'

/** What of either state could not be measured, and why. */
export function failureTexts(
  { states }: PerfusionDetails,
  texts: Texts['panels'],
): readonly { readonly place: string; readonly why: string }[] {
  return (['stress', 'rest'] as const).flatMap((state) =>
    (states[state]?.failures ?? []).map(({ slice, segment, why }) => ({
      place: [
        texts.perfusion.states[state],
        `${texts.slice} ${slice + 1}`,
        segment === undefined ? '' : texts.segmentShort(segment),
      ]
        .filter(Boolean)
        .join(', '),
      why: detailText(why.reason, why.detail),
    })),
  )
}
