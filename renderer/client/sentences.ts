/** Faults in the contract's words, and the two things that only a window can meet. */
import { faultSentence, type Sentence } from '#contract/sentences.ts'
import { type Refusal, refusalOf } from './faults.ts'

export type { Sentence } from '#contract/sentences.ts'

export const sentenceOf = (error: unknown): Sentence => refusalSentence(refusalOf(error))

export function refusalSentence(refusal: Refusal): Sentence {
  switch (refusal.code) {
    case 'connection-lost':
      return {
        what: 'The library does not answer.',
        todo: 'Your work waits in this window and is saved when it is back.',
      }
    case 'window-bug':
      return {
        what: `The window made a mistake: ${refusal.detail}.`,
        todo: 'What was shown as saved is safe. Reload the window.',
      }
    default:
      return faultSentence(refusal)
  }
}
