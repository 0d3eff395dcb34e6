/** What stopped a download or is missing from it, in the language of the window. */
import type { DownloadView } from '#contract/views.ts'
import { refusalSentence } from '../client/sentences.ts'
import { saidText } from '../texts/said.ts'

export function problemText({ fault, problem }: DownloadView): string | undefined {
  if (fault === undefined) return problem && saidText(problem)
  const { what, todo } = refusalSentence(fault)
  return `${what} ${todo}`
}
