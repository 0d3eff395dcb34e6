/** What came back instead of an answer, sorted: a named fault, a lost connection, or a mistake of ours. */
import { isDefinedError, ORPCError } from '@orpc/client'
import { type Fault, type FaultCode, faults } from '#contract/faults.ts'
import { ConnectionLost } from './connection-lost.ts'

export type Refusal =
  | Fault
  | { readonly code: 'connection-lost' }
  | { readonly code: 'window-bug'; readonly detail: string }

const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(faults, code)

/** Data of a fault is parsed again: it crossed a boundary. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof ConnectionLost) return { code: 'connection-lost' }
  if (isDefinedError(error) || error instanceof ORPCError) {
    const code = String(error.code)
    if (isFaultCode(code)) {
      const parsed = faults[code].data.safeParse(error.data)
      if (parsed.success) return { code, data: parsed.data } as Fault
    }
    return { code: 'window-bug', detail: `${code}: ${error.message}` }
  }
  return { code: 'window-bug', detail: error instanceof Error ? error.message : String(error) }
}

export const isRefusal = (error: unknown, code: FaultCode | 'connection-lost'): boolean =>
  refusalOf(error).code === code
