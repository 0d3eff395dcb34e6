export { type Blocker, blockerSentence } from '#contract/blockers.ts'
