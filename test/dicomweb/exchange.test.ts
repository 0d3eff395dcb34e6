import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { jsonBody, retryAfter, wholeBody } from '../../main/dicomweb/body.ts'
import { openLine } from '../../main/dicomweb/exchange.ts'
import { type Patience, pause } from '../../main/dicomweb/retry.ts'
import { troubleOf } from '../../main/dicomweb/trouble.ts'

const servers: http.Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(answer: http.RequestListener): Promise<URL> {
  const server = http.createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}

const troubleFrom = (asked: Promise<unknown>): Promise<string | undefined> =>
  asked.then(
    () => undefined,
    (error: unknown) => troubleOf(error)?.detail,
  )

describe('an exchange with a registry', () => {
  it('survives that the server closes a kept connection', async () => {
    let answered = 0
    const url = await serve((request, response) => {
      answered += 1
      // the first answer is whole; the connection dies as soon as the second request comes over it
      if (answered === 2) request.socket.destroy()
      else response.end('{}')
    })
    const { exchange, close } = openLine({ silence: 5_000 })
    expect(await jsonBody(await exchange({ method: 'GET', url }), 10)).toEqual({})
    expect(await jsonBody(await exchange({ method: 'GET', url }), 10)).toEqual({})
    expect(answered).toBe(3)
    close()
  })

  it('follows no redirect with its token, and ends with a server that falls silent', async () => {
    const elsewhere = await serve((_, response) => response.end('stolen'))
    const url = await serve((request, response) => {
      if (request.url === '/silent') return
      response.writeHead(302, { location: elsewhere.href }).end()
    })
    const { exchange, close } = openLine({ silence: 200 })
    expect(await troubleFrom(exchange({ method: 'GET', url }))).toContain('redirect')
    const silent = exchange({ method: 'GET', url: new URL('/silent', url) })
    expect(await troubleFrom(silent)).toContain('no byte')
    close()
  })

  it('reads no more of an answer than it expects', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/announced') response.writeHead(200, { 'content-length': '99999999' })
      response.write('x'.repeat(100_000))
    })
    const { exchange, close } = openLine({ silence: 5_000 })
    expect(
      await troubleFrom(exchange({ method: 'GET', url }).then((answer) => wholeBody(answer, 1_000))),
    ).toBe('a body of more than 1000 bytes')
    const announced = exchange({ method: 'GET', url: new URL('/announced', url) })
    expect(await troubleFrom(announced.then((answer) => wholeBody(answer, 1_000)))).toContain('99999999')
    close()
  })
})

describe('a pause before the next attempt', () => {
  const patience: Patience = { attempts: 9, first: 100, longest: 3_000 }

  it('doubles, carries jitter, and never passes its limit', () => {
    expect([1, 2, 3, 4].map((n) => pause(n, undefined, patience, 1))).toEqual([100, 200, 400, 800])
    expect(pause(1, undefined, patience, 0)).toBe(50)
    expect(pause(30, undefined, patience, 1)).toBe(3_000)
  })

  it('is as long as the server asks, in seconds or by a date, within reason', () => {
    expect(pause(1, 2_000, patience, 0.5)).toBe(2_000)
    expect(pause(1, 86_400_000, patience, 0.5)).toBe(3_000)
    const now = Date.parse('2026-01-01T00:00:00Z')
    expect(retryAfter('7', now)).toBe(7_000)
    expect(retryAfter('Thu, 01 Jan 2026 00:00:09 GMT', now)).toBe(9_000)
    expect(retryAfter('soon', now)).toBeUndefined()
  })
})
