/**
 * One HTTP exchange. On node:http rather than fetch, because here nothing may happen by itself: no redirect is
 * followed with our token, no body is inflated before its size is known, and a body arrives as it was sent.
 */
import http from 'node:http'
import https from 'node:https'
import { broken, RegistryTrouble, unreachable } from './trouble.ts'

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: readonly Uint8Array[]
  readonly signal?: AbortSignal | undefined
}

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  /** ends early without an error when a server dies that announced no length: the reader must know the end */
  readonly body: AsyncIterable<Buffer>
}

export interface Line {
  /** milliseconds without a byte in either direction after which the line counts as dead */
  readonly silence: number
  /** a certificate authority beside the system's own, PEM */
  readonly ca?: string | undefined
}

export type Exchange = (request: Request) => Promise<Answer>

/** Certificates are always verified, whatever the environment says. */
export function openLine(line: Line): { exchange: Exchange; close(): void } {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 8 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 8, rejectUnauthorized: true, ca: line.ca }),
  }

  const exchange: Exchange = (request) =>
    new Promise((resolve, reject) => {
      const { method, url, signal } = request
      if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw new TypeError(`no ${url.protocol} here`)
      const secure = url.protocol === 'https:'
      const body = request.body ?? []
      const bodyLength = body.reduce((sum, chunk) => sum + chunk.length, 0)
      const sent = (secure ? https : http).request(url, {
        method,
        // a request that changes something never rides on a connection that may just be closing
        agent: method === 'GET' ? agents[secure ? 'https:' : 'http:'] : false,
        ...(secure ? { rejectUnauthorized: true, ca: line.ca } : {}),
        headers: {
          'accept-encoding': 'identity',
          ...request.headers,
          ...(request.body ? { 'content-length': String(bodyLength) } : {}),
        },
        ...(signal ? { signal } : {}),
      })
      sent.setTimeout(line.silence, () =>
        sent.destroy(unreachable(`no byte for ${Math.round(line.silence / 1000)} s`)),
      )
      sent.on('error', (cause) => {
        // a kept connection that the server was just closing says nothing about the server
        if (sent.reusedSocket && isCut(cause) && !signal?.aborted) exchange(request).then(resolve, reject)
        else reject(asTrouble(cause, signal))
      })
      sent.on('response', (received) => {
        const { statusCode: status = 0, headers } = received
        if (status >= 300 && status < 400) {
          received.destroy()
          reject(broken(`answered with a redirect (${status}): give its final address`))
        } else if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
          received.destroy()
          reject(broken(`sent a ${headers['content-encoding']} body although identity was asked for`))
        } else resolve({ status, headers, body: bodyOf(received, signal) })
      })
      for (const chunk of body) sent.write(chunk)
      sent.end()
    })

  return {
    exchange,
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** Leaving the loop early closes the connection. */
async function* bodyOf(
  received: http.IncomingMessage,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of received) yield chunk as Buffer
  } catch (cause) {
    throw asTrouble(cause, signal)
  }
}

const isCut = (cause: Error): boolean =>
  'code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'EPIPE')

function asTrouble(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (cause instanceof RegistryTrouble) return cause
  const { code = '', message } = cause as NodeJS.ErrnoException
  if (code.startsWith('HPE_'))
    return unreachable('what answers there does not speak HTTP as it should', cause)
  return unreachable(sentences[code] ?? message, cause)
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at this address',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'the name of the registry is unknown',
  EAI_AGAIN: 'the name of the registry could not be looked up',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'there is no way to this address',
  ENETUNREACH: 'there is no network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody that this machine trusts',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody that this machine trusts',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody that this machine trusts',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate belongs to another name',
}
