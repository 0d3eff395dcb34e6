/** The analyses of a read on this window's connection. */
import { client } from '../client/client.ts'
import { refusalOf } from '../client/faults.ts'
import { refusalSentence } from '../client/sentences.ts'
import type { AnalysesWorld } from './store.ts'

export const analysesOfMain = (read: string): AnalysesWorld => ({
  run: (name, signal) => client.analyses.run({ read, only: [name], details: true }, { signal }),
  sentence: (error) => {
    const refusal = refusalOf(error)
    if (refusal.code === 'read-changed-elsewhere') return undefined
    if (refusal.code === 'window-bug') console.error(error)
    const { what, todo } = refusalSentence(refusal)
    return [what, todo].filter(Boolean).join(' ')
  },
})
