/**
 * The one connection to main. It is made again whenever it breaks, ever more slowly up to a few seconds, and
 * its state is shown: nothing that was not confirmed looks saved while main is away.
 */
import { type ClientContext, type ClientLink, DynamicLink, mapEventIterator, ORPCError } from '@orpc/client'
import { create } from 'zustand'
import { ConnectionLost } from './connection-lost.ts'
import { onPort, openWebSocket, type Transport, webSocketAddress } from './transport.ts'

export interface ConnectionState {
  readonly state: 'connecting' | 'open' | 'lost'
  /** counts the connections made: a change means that everything known may be old */
  readonly epoch: number
}

export const useConnection = create<ConnectionState>(() => ({ state: 'connecting', epoch: 0 }))

let current: Transport | undefined
let waiting: ((transport: Transport) => void)[] = []

const shortestWait = 250
const longestWait = 4_000

/** Starts connecting; called once, by the entry. */
export function connect(): void {
  onPort(adopt)
  const address = webSocketAddress(window.location)
  if (address) void keepOpen(address)
}

async function keepOpen(address: string): Promise<never> {
  let wait = shortestWait
  for (;;) {
    // why it did not open is all the same: the state is shown and it is tried again
    const transport = await openWebSocket(address).catch(() => undefined)
    if (transport) {
      wait = shortestWait
      adopt(transport)
      await transport.closed
    } else if (current) {
      await current.closed
    } else {
      useConnection.setState({ state: 'lost' })
    }
    await new Promise((resolve) => setTimeout(resolve, wait))
    wait = Math.min(wait * 2, longestWait)
  }
}

function adopt(transport: Transport): void {
  current = transport
  useConnection.setState(({ epoch }) => ({ state: 'open', epoch: epoch + 1 }))
  for (const resume of waiting) resume(transport)
  waiting = []
  void transport.closed.then(() => {
    if (current !== transport) return
    current = undefined
    useConnection.setState({ state: 'lost' })
  })
}

/** The open transport; before the first one exists a call waits for it, after a loss it fails at once. */
function transport(): Promise<Transport> {
  if (current) return Promise.resolve(current)
  if (useConnection.getState().state === 'lost') return Promise.reject(new ConnectionLost())
  return new Promise((resolve) => waiting.push(resolve))
}

/** Carries calls over whichever transport is open; what is not an answer of main's is a `ConnectionLost`. */
export const connectionLink: ClientLink<ClientContext> = {
  async call(path, input, options) {
    const through = new DynamicLink(async () => (await transport()).link)
    const named = (cause: unknown): unknown =>
      cause instanceof ORPCError || cause instanceof ConnectionLost || options.signal?.aborted
        ? cause
        : new ConnectionLost({ cause })
    try {
      const output = await through.call(path, input, options)
      if (!isStream(output)) return output
      return mapEventIterator(output, {
        value: async (value) => value,
        error: async (cause) => named(cause),
      })
    } catch (cause) {
      throw named(cause)
    }
  },
}

const isStream = (output: unknown): output is AsyncIterator<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output
