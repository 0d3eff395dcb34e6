/**
 * How this window reaches main. Electron's preload hands over a MessagePort; the loopback host serves a
 * WebSocket on the page's own origin. The window does not ask where it runs: whichever opens first is used,
 * and a port that arrives later (after a reload of main) replaces what was there.
 */
import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import { customJsonSerializers } from './base64.ts'

export interface Transport {
  readonly link: ClientLink<ClientContext>
  /** settles when the other side is gone */
  readonly closed: Promise<void>
}

const portMessage = 'midwall-port'

/** Calls `opened` for every port that the preload hands over. */
export function onPort(opened: (transport: Transport) => void): void {
  window.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source !== window || !isHandover(event.data) || !port) return
    const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve()))
    const link = new PortLink({ port, customJsonSerializers })
    port.start()
    opened({ link, closed })
  })
}

const isHandover = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === portMessage

/** Absent on a page that no HTTP server gave: there a port will come. */
export function webSocketAddress(page: Location): string | undefined {
  if (page.protocol !== 'http:' && page.protocol !== 'https:') return undefined
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/rpc`
}

/** @throws Error when the socket closes before it opened */
export function openWebSocket(address: string): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const websocket = new WebSocket(address)
    const closed = new Promise<void>((gone) => websocket.addEventListener('close', () => gone()))
    const link = new WebSocketLink({ websocket, customJsonSerializers })
    websocket.addEventListener('open', () => resolve({ link, closed }))
    closed.then(() => reject(new Error(`no answer from ${address}`)))
  })
}
