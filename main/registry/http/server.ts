/**
 * The demo registry's HTTP: 127.0.0.1 only, one address for DICOMweb, one for the project API. A request whose
 * Host is another name is refused, so that no web page can reach it through a rebound name.
 */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isFailure } from '#contract/faults.ts'
import type { HttpAnswer } from './answer.ts'
import { plain } from './answer.ts'

export type Handle = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<HttpAnswer | 'answered'>

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** @param port  wanted; another free one is taken when it is in use */
export async function listen(
  port: number,
  handle: Handle,
  onError: (error: unknown) => void,
): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(request, response, handle).catch((error: unknown) => {
      onError(error)
      response.destroy()
    })
  })
  await listenOn(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' || port === 0) throw error
    return listenOn(server, 0)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function serve(request: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
  const { port } = request.socket.address() as AddressInfo
  const here = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!here.includes(request.headers.host ?? ''))
    return send(response, plain(421, 'This address is not served here.'))
  try {
    const answer = await handle(request, response, new URL(request.url ?? '/', `http://${here[0]}`))
    if (answer !== 'answered') await send(response, answer)
  } catch (error) {
    // a client that went away in the middle of its request is nobody's mistake here
    if (request.destroyed && !request.complete) return
    if (response.headersSent) throw error
    const full = isFailure(error, 'disk-full')
    await send(
      response,
      plain(full ? 507 : 500, full ? 'The registry has no space left.' : 'The registry failed.'),
    )
    if (!full) throw error
  }
}

async function send(
  response: ServerResponse,
  { status, headers = {}, body = '' }: HttpAnswer,
): Promise<void> {
  response.writeHead(status, { 'x-content-type-options': 'nosniff', ...headers })
  if (typeof body === 'string' || body instanceof Uint8Array) {
    response.end(body)
    return
  }
  for await (const chunk of body) {
    if (response.destroyed) return
    if (!response.write(chunk)) await drained(response)
  }
  response.end()
}

/** A client that went away drains nothing any more. */
async function drained(response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  const close = (): void => gone.abort()
  response.once('close', close)
  try {
    await once(response, 'drain', { signal: gone.signal })
  } catch (error) {
    if (!gone.signal.aborted) throw error
  } finally {
    response.off('close', close)
  }
}
