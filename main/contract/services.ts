/**
 * What main must offer, derived from the contract: one service a group, one method a call. A method takes the
 * parsed input and the call it belongs to; hosts only carry. Streams are returned as async generators.
 */
import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { Contract } from './contract.ts'
import type { Pickable } from './views.ts'

/** One window, one command: who is reading, and what only its host can do. */
export interface Session {
  reader: string | undefined
  /** of a command line, which has the library itself before it: it sees every read. A window sees none without a reader */
  readonly looksOn?: true
  /** shows this window's person a dialog of the system; undefined when nothing was picked. Absent without dialogs */
  readonly pick?: (what: Pickable) => Promise<string | undefined>
}

export interface Call {
  readonly session: Session
  readonly signal?: AbortSignalLike
}

/** The part of AbortSignal that services use; the contract's room has no DOM and no Node. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** A caller gets a stream as an iterator of its own; a service gives it as an async generator. */
type Answer<T> = T extends AsyncIterable<infer Item> ? AsyncGenerator<Item> : T

/** Input as it stands after parsing, with defaults filled in; output as the schema wants it. */
type Method<P> =
  P extends ContractProcedure<infer Input, infer Output, infer _Errors, infer _Meta>
    ? (input: InferSchemaOutput<Input>, call: Call) => Promise<Answer<InferSchemaInput<Output>>>
    : never

export type Services = {
  readonly [G in keyof Contract]: { readonly [M in keyof Contract[G]]: Method<Contract[G][M]> }
}
