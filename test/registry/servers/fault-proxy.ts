/** TLS and faults in front of a registry: each request may be refused, cut, delayed, or answered and then lost. */

import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'

export interface Fault {
  readonly method?: string
  /** of path and query */
  readonly match: RegExp
  readonly times: number
  readonly does:
    | {
        readonly kind: 'status'
        readonly status: number
        readonly headers?: Record<string, string>
        readonly body?: string
      }
    /** the request breaks off after that many bytes */
    | { readonly kind: 'cut-request'; readonly after: number }
    /** the server gets a body that lacks its last bytes and does not notice */
    | { readonly kind: 'shorten-request'; readonly by: number }
    /** the answer ends after that many bytes: with an orderly end, as a killed server without length looks, or a reset */
    | { readonly kind: 'cut-answer'; readonly after: number; readonly orderly: boolean }
    /** the answer stops after that many bytes and never ends */
    | { readonly kind: 'stall-answer'; readonly after: number }
    /** the server did it, the client never learns */
    | { readonly kind: 'lose-answer' }
    | { readonly kind: 'wait'; readonly milliseconds: number }
    | { readonly kind: 'rewrite'; readonly answer: (body: Buffer) => Buffer }
}

export interface FaultProxy {
  readonly origin: string
  readonly seen: readonly { readonly method: string; readonly path: string; readonly fault?: string }[]
  inject(fault: Fault): void
  clear(): void
  /** cuts whatever is under way, as when the server behind it dies */
  dropConnections(): void
  close(): Promise<void>
}

export async function startFaultProxy(target: number, certificate?: Certificate): Promise<FaultProxy> {
  const faults: { left: number; fault: Fault }[] = []
  const seen: { method: string; path: string; fault?: string }[] = []

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = '', url: path = '' } = request
    const hit = faults.find(
      ({ left, fault }) => left > 0 && fault.match.test(path) && (fault.method ?? method) === method,
    )
    if (hit) hit.left -= 1
    const does = hit?.fault.does
    seen.push({ method, path, ...(does ? { fault: does.kind } : {}) })
    if (does?.kind === 'status') {
      request.resume().on('end', () => response.writeHead(does.status, does.headers).end(does.body))
      return
    }
    if (does?.kind === 'cut-request') {
      let received = 0
      request.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (received > does.after) request.socket.destroy()
      })
      return
    }
    if (does?.kind === 'wait') setTimeout(() => forward(request, response, undefined), does.milliseconds)
    else forward(request, response, does)
  }

  const forward = (
    request: IncomingMessage,
    response: ServerResponse,
    does: Fault['does'] | undefined,
  ): void => {
    const options = {
      host: '127.0.0.1',
      port: target,
      method: request.method,
      path: request.url,
      headers: { ...request.headers, host: `127.0.0.1:${target}`, connection: 'close' },
      agent: false,
    } as const
    const onward = http.request(options, (received) => {
      if (does?.kind === 'lose-answer') {
        received.resume().on('end', () => request.socket.destroy())
        return
      }
      if (does?.kind === 'rewrite') {
        const chunks: Buffer[] = []
        received.on('data', (chunk: Buffer) => chunks.push(chunk))
        received.on('end', () => {
          const { 'content-length': _, ...headers } = received.headers
          response.writeHead(received.statusCode ?? 502, headers).end(does.answer(Buffer.concat(chunks)))
        })
        return
      }
      response.writeHead(received.statusCode ?? 502, received.headers)
      let sent = 0
      received.on('data', (chunk: Buffer) => {
        if (response.writableEnded) return
        if (does?.kind === 'stall-answer' && sent >= does.after) return
        const room = does?.kind === 'cut-answer' ? does.after - sent : chunk.length
        sent += chunk.length
        if (room < chunk.length && does?.kind === 'cut-answer') {
          received.destroy()
          if (!does.orderly) request.socket.destroy()
          else response.end(chunk.subarray(0, Math.max(0, room)))
        } else if (!response.write(chunk)) {
          received.pause()
          response.once('drain', () => received.resume())
        }
      })
      received.on('end', () => {
        if (does?.kind !== 'stall-answer') response.end()
      })
      received.on('error', () => request.socket.destroy())
    })
    onward.on('error', () => request.socket.destroy())
    if (does?.kind === 'shorten-request') {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks)
        onward.setHeader('content-length', body.length - does.by)
        onward.end(body.subarray(0, body.length - does.by))
      })
      return
    }
    request.pipe(onward)
  }

  const server = certificate ? https.createServer({ ...certificate }, answer) : http.createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    seen,
    inject: (fault) => void faults.push({ left: fault.times, fault }),
    clear: () => void faults.splice(0),
    dropConnections: () => server.closeAllConnections(),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
