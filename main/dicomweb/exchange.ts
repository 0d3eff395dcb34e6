/**
 * One HTTP exchange. On node:http rather than fetch, because here nothing may happen by itself: no redirect is
 * followed with our token, no body is inflated before its size is known, and a body arrives as it was sent.
 */
import http from 'node:http'
import https from 'node:https'
import { say } from '#analysis/sentences/say.ts'
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
        sent.destroy(unreachable(say('registry/no-byte', { seconds: Math.round(line.silence / 1000) }))),
      )
      sent.on('error', (cause) => {
        // a kept connection that the server was just closing says nothing about the server
        if (sent.reusedSocket && isCut(cause) && !signal?.aborted) exchange(request).then(resolve, reject)
        else reject(asTrouble(cause, signal))
      })
      sent.on('response', (received) => {
        const { statusCode: status = 0, headers } = received
        const encoding = headers['content-encoding'] ?? 'identity'
        if (status >= 300 && status < 400) {
          received.destroy()
          reject(broken(say('registry/redirect', { status })))
        } else if (encoding !== 'identity') {
          received.destroy()
          reject(broken(say('registry/encoded', { encoding })))
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
  if (code.startsWith('HPE_')) return unreachable(say('registry/no-http'), cause)
  return unreachable(sentences[code] ?? message, cause)
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: say('registry/nothing-listens'),
  ECONNRESET: say('registry/connection-cut'),
  ENOTFOUND: say('registry/name-unknown'),
  EAI_AGAIN: say('registry/name-not-looked-up'),
  ETIMEDOUT: say('registry/no-answer-in-time'),
  EHOSTUNREACH: say('registry/no-way'),
  ENETUNREACH: say('registry/no-network'),
  CERT_HAS_EXPIRED: say('registry/certificate-expired'),
  DEPTH_ZERO_SELF_SIGNED_CERT: say('registry/certificate-untrusted'),
  SELF_SIGNED_CERT_IN_CHAIN: say('registry/certificate-untrusted'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: say('registry/certificate-untrusted'),
  ERR_TLS_CERT_ALTNAME_INVALID: say('registry/certificate-of-another'),
}
