/** What was asked and what was answered, call by call, as it stands on the caller's side of a host. */
import { ORPCError } from '@orpc/client'
import type { Contract } from '#contract/contract.ts'
import { contract } from '#contract/contract.ts'
import type { Client } from './hosts.ts'

export type CallName = {
  [G in keyof Contract]: `${G}.${keyof Contract[G] & string}`
}[keyof Contract]

export const callNames = Object.entries(contract).flatMap(([group, calls]) =>
  Object.keys(calls).map((call) => `${group}.${call}` as CallName),
)

export interface Exchange {
  readonly call: CallName
  readonly input: unknown
  readonly answer?: unknown
  readonly fault?: { readonly code: string; readonly defined: boolean; readonly data: unknown }
}

const faultOf = (error: unknown): NonNullable<Exchange['fault']> => {
  if (!(error instanceof ORPCError)) throw error
  return { code: error.code, defined: error.defined, data: error.data }
}

const isStream = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

/** Notes every item of a stream while its listener takes it, and how the stream was refused. */
async function* noted(stream: AsyncIterable<unknown>, items: unknown[]): AsyncGenerator<unknown> {
  try {
    for await (const item of stream) {
      items.push(item)
      yield item
    }
  } catch (error) {
    items.push({ fault: faultOf(error) })
    throw error
  }
}

type AnyCall = (...input: unknown[]) => Promise<unknown>

/** A client that answers as the given one does and writes down every exchange. */
export function recording(client: Client): { readonly client: Client; readonly transcript: Exchange[] } {
  const transcript: Exchange[] = []
  const record =
    (call: CallName, ask: AnyCall): AnyCall =>
    async (...given) => {
      const [input] = given
      try {
        const answer = await ask(...given)
        if (!isStream(answer)) {
          transcript.push({ call, input, answer })
          return answer
        }
        const items: unknown[] = []
        transcript.push({ call, input, answer: items })
        return noted(answer, items)
      } catch (error) {
        transcript.push({ call, input, fault: faultOf(error) })
        throw error
      }
    }
  const groups = Object.entries(contract).map(([group, calls]) => {
    const asked = Reflect.get(client, group)
    const recorded = Object.keys(calls).map((name) => {
      const call = `${group}.${name}` as CallName
      return [name, record(call, Reflect.get(asked, name))]
    })
    return [group, Object.fromEntries(recorded)]
  })
  return { client: Object.fromEntries(groups) as Client, transcript }
}
