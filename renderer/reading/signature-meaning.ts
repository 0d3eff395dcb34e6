/** What a signature means, offered in the language of the window; what is recorded is the same in every language. */
import { signatureMeanings } from '#contract/views.ts'
import { saidText } from '../texts/said.ts'

/** The first is what it usually means. */
export const offeredMeanings = (): readonly string[] => signatureMeanings.map(saidText)

/** A reader's own words are recorded as they are written. */
export const recordedMeaning = (offered: string): string =>
  signatureMeanings.find((recorded) => saidText(recorded) === offered) ?? offered
