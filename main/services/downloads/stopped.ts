/** What stopped a download. A fault is kept as one, so that each window says it in its own language. */
import { type Fault, type FaultCode, faults } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import type { DownloadView } from '#contract/views.ts'

export const keptFault = ({ code, data }: Fault): string => JSON.stringify({ code, data })

/** @param kept  a fault, or the sentence that older versions kept */
export function problemOf(kept: string): Pick<DownloadView, 'problem' | 'fault'> {
  if (!kept.startsWith('{')) return { problem: kept }
  const { code, data } = JSON.parse(kept) as { code: FaultCode; data: unknown }
  const fault = { code, data: faults[code].data.parse(data) } as Fault
  const { what, todo } = faultSentence(fault)
  return { problem: `${what} ${todo}`, fault }
}
