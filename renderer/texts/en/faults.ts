/** Faults in the contract's words, which the command line speaks too, and what only a window can meet. */
import { faultSentence } from '#contract/sentences.ts'

export const faults = {
  sentence: faultSentence,
  connectionLost: {
    what: 'The library does not answer.',
    todo: 'Your work waits in this window and is saved when it is back.',
  },
  windowBug: (detail: string) => ({
    what: `The window made a mistake: ${detail}.`,
    todo: 'What was shown as saved is safe. Reload the window.',
  }),
}
