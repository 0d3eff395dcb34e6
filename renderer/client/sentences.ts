/** Faults in the language of the window, and the two things that only a window can meet. */
import type { Sentence } from '#contract/sentences.ts'
import { textsNow } from '../texts/texts.ts'
import { type Refusal, refusalOf } from './faults.ts'

export type { Sentence } from '#contract/sentences.ts'

export const sentenceOf = (error: unknown): Sentence => refusalSentence(refusalOf(error))

export function refusalSentence(refusal: Refusal): Sentence {
  const { faults } = textsNow()
  switch (refusal.code) {
    case 'connection-lost':
      return faults.connectionLost
    case 'window-bug':
      return faults.windowBug(refusal.detail)
    default:
      return faults.sentence(refusal)
  }
}
