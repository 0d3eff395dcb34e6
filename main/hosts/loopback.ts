/**
 * The workstation for a browser on the same machine. It listens on 127.0.0.1 only. Whoever holds the one-time
 * token gets a session cookie (HttpOnly, SameSite=Strict); after that every request must come from this very
 * host and origin, so that neither another site nor a rebound name can reach the library.
 *
 * A browser that is opened by command has its address among its arguments, where every account of the machine can
 * read it for as long as it runs. So a token serves once, and for as short a time as a browser needs to start: once
 * the window is there the address is worth nothing, and whoever was faster is noticed, because the window is not.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import type { Session } from '#contract/services.ts'
import { type Pages, securityHeaders } from './pages.ts'
import type { MidwallRouter } from './router.ts'
import { customJsonSerializers } from './serialising.ts'

/** For an address that others may read among the arguments of the browser. */
export const openedFor = 60_000
/** For one that is only printed, and has to be carried to a browser by hand. */
export const printedFor = 10 * 60_000

export interface LoopbackHost {
  readonly origin: string
  /** an address that opens the workstation once, and only for so many milliseconds */
  invite(lifetime: number): string
  close(): Promise<void>
}

interface Refusal {
  readonly status: number
  readonly sentence: string
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const equalInConstantTime = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const secret = (): string => randomBytes(32).toString('base64url')
/** A message carries gestures and tables, never pixels. */
const maxMessageBytes = 64 * 1024 * 1024

export async function startLoopbackHost(options: {
  router: MidwallRouter
  pages: Pages
  port?: number
  onError: (error: unknown) => void
  /** milliseconds on a clock that nobody sets */
  now?: () => number
}): Promise<LoopbackHost> {
  const { router, pages, onError, now = () => performance.now() } = options
  /** each with the moment from which it opens nothing */
  const tokens = new Map<string, number>()
  const sessions = new Map<string, Session>()
  const rpc = new RPCHandler(router, { customJsonSerializers })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      onError(error)
      if (!response.headersSent)
        deny(response, { status: 500, sentence: 'Midwall could not answer this request.' })
      else response.destroy()
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const origins = new Set([...hosts].map((host) => `http://${host}`))
  const cookieName = `midwall_${port}`

  const deny = (response: ServerResponse, { status, sentence }: Refusal): void => {
    response.writeHead(status, {
      ...securityHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(sentence)
  }

  /** Undefined when the request comes from here; a name rebound to 127.0.0.1 or another site is refused. */
  const stranger = (request: IncomingMessage): Refusal | undefined => {
    const { host, origin, 'sec-fetch-site': site } = request.headers
    if (!host || !hosts.has(host)) return { status: 421, sentence: 'This address is not served here.' }
    if (origin !== undefined && !origins.has(origin))
      return { status: 403, sentence: 'Another site may not ask.' }
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return { status: 403, sentence: 'Another site may not ask.' }
    return undefined
  }

  const sessionOf = (request: IncomingMessage): Session | undefined => {
    for (const part of (request.headers.cookie ?? '').split(';')) {
      const [name, value] = part.trim().split('=', 2)
      if (name === cookieName && value) return sessions.get(value)
    }
    return undefined
  }

  const signIn = (response: ServerResponse, token: string): void => {
    for (const [candidate, end] of tokens) if (now() >= end) tokens.delete(candidate)
    const known = [...tokens.keys()].find((candidate) => equalInConstantTime(candidate, token))
    if (!known) {
      deny(response, {
        status: 401,
        sentence: 'This address was already used, or is too old. Start Midwall again for a new one.',
      })
      return
    }
    tokens.delete(known)
    const session = secret()
    sessions.set(session, { reader: undefined })
    response.writeHead(303, {
      ...securityHeaders,
      'set-cookie': `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
      'cache-control': 'no-store',
      location: '/',
    })
    response.end()
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = stranger(request)
    if (refusal) return deny(response, refusal)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return deny(response, { status: 405, sentence: 'Only pages and frames are served here.' })
    const url = addressOf(request)
    if (!url) return deny(response, { status: 400, sentence: 'This is no address of ours.' })
    if (url.pathname === '/login') return signIn(response, url.searchParams.get('token') ?? '')
    const session = sessionOf(request)
    if (!session)
      return deny(response, {
        status: 401,
        sentence: 'Open Midwall with the address that it printed when it started.',
      })
    const answer = await pages.get(url.pathname, session)
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(request.method === 'HEAD' ? undefined : Buffer.from(await answer.arrayBuffer()))
  }

  /** Undefined for what cannot be an address of this host, as '//' is none. */
  const addressOf = ({ url = '/' }: IncomingMessage): URL | undefined => {
    try {
      return new URL(url, `http://127.0.0.1:${port}`)
    } catch {
      // Said to whoever asked: any client can send it, so it is no mistake of ours.
      return undefined
    }
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // from here on the socket is ours: a reset that nobody listens for would end the process
    socket.on('error', () => socket.destroy())
    const session = sessionOf(request)
    // a browser always sends Origin with a WebSocket; without one it is no browser of ours
    const foreign =
      stranger(request) ?? (request.headers.origin === undefined || !session || request.url !== '/rpc')
    if (foreign || !session) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connection.on('error', onError)
      // of one window: others of the same browser have the same cookie, and may have another reader
      rpc.upgrade(connection, { context: { session: { ...session } } }).catch(onError)
    })
  })

  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    invite(lifetime) {
      const token = secret()
      tokens.set(token, now() + lifetime)
      return `${origin}/login?token=${token}`
    },
    async close() {
      for (const connection of sockets.clients) connection.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
