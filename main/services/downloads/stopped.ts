/** What stopped a download. A fault is kept as one, so that each window says it in its own language. */
import { z } from 'zod'
import { say } from '#analysis/sentences/say.ts'
import { type Fault, type FaultCode, faults } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import type { DownloadView } from '#contract/views.ts'

export const keptFault = ({ code, data }: Fault): string => JSON.stringify({ code, data })

const keptFaultSchema = z.object({ code: z.string(), data: z.unknown() })

/** @param kept  a fault, which another version may have kept, or the sentence that older versions kept */
export function problemOf(kept: string): Pick<DownloadView, 'problem' | 'fault'> {
  if (!kept.startsWith('{')) return { problem: kept }
  const { code, data } = keptFaultSchema.parse(JSON.parse(kept))
  const fault = faultOf(code, data)
  if (!fault) return { problem: say('library/download-stopped-otherwise', { code }) }
  const { what, todo } = faultSentence(fault)
  return { problem: `${what} ${todo}`, fault }
}

/** @returns undefined for a fault that this version does not know, or not with such data */
function faultOf(code: string, data: unknown): Fault | undefined {
  if (!Object.hasOwn(faults, code)) return undefined
  const known = code as FaultCode
  const parsed = faults[known].data.safeParse(data)
  return parsed.success ? ({ code: known, data: parsed.data } as Fault) : undefined
}
