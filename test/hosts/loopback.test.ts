import { mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient, isDefinedError, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Contract } from '#contract/contract.ts'
import { Failure } from '#contract/faults.ts'
import { type LoopbackHost, openedFor, printedFor, startLoopbackHost } from '../../main/hosts/loopback.ts'
import { createPages } from '../../main/hosts/pages.ts'
import { createRouter } from '../../main/hosts/router.ts'
import { asFailure } from '../../main/store/database.ts'
import { fakeServices, info, type Streams } from './fake-services.ts'

const streams: Streams = { open: 0 }
const bugs: { id: string; call: string }[] = []
const frame = new Uint8Array([1, 2, 3, 4])
const known = 'a'.repeat(64)
const lost = 'c'.repeat(64)
let host: LoopbackHost
let now = 0
let cookie: string

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** node:http instead of fetch: fetch will not let a test set Host. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = new URL(host.origin)
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } },
      (r) => {
        const chunks: Buffer[] = []
        r.on('data', (chunk: Buffer) => chunks.push(chunk))
        r.on('end', () =>
          resolve({
            status: r.statusCode ?? 0,
            headers: r.headers,
            body: Buffer.concat(chunks).toString('latin1'),
          }),
        )
      },
    )
      .on('error', reject)
      .end()
  })
}

function socket(headers: Record<string, string>): Promise<WebSocket> {
  const ws = new WebSocket(`${host.origin.replace('http', 'ws')}/rpc`, { headers })
  return new Promise((resolve, reject) => {
    ws.on('open', () => resolve(ws))
    ws.on('error', reject)
  })
}

/** Without a session; the connection is reset in the moment in which it is refused. */
function resetUpgrade(): Promise<void> {
  const { host: here, port } = new URL(host.origin)
  const head = ['GET /rpc HTTP/1.1', `Host: ${here}`, 'Connection: Upgrade', 'Upgrade: websocket', '', '']
  return new Promise((resolve) => {
    const client = connect(Number(port), '127.0.0.1', () => {
      client.write(head.join('\r\n'))
      client.resetAndDestroy()
    })
    client.on('error', () => {})
    client.on('close', () => resolve())
  })
}

const clientOver = (ws: WebSocket): ContractRouterClient<Contract> =>
  createORPCClient(new RPCLink({ websocket: ws as object as globalThis.WebSocket }))

beforeAll(async () => {
  const renderer = mkdtempSync(join(tmpdir(), 'midwall-page-'))
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Midwall</title>')
  host = await startLoopbackHost({
    router: createRouter(
      fakeServices(streams),
      (bug) => bugs.push(bug),
      (error) => asFailure(error, 'here'),
    ),
    pages: createPages(renderer, {
      frame: async (sha256) => {
        if (sha256 === lost) throw new Failure('library-damaged', { library: 'here', detail: 'it is lost' })
        if (sha256 !== known) throw new Failure('no-such-image', { image: sha256 })
        return { bytes: frame, contentType: 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1' }
      },
    }),
    onError: (error) => {
      throw error
    },
    now: () => now,
  })
  const { pathname, search } = new URL(host.invite(printedFor))
  const answer = await get(pathname + search)
  cookie = String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? ''
})

afterAll(() => host.close())

describe('the loopback host', () => {
  it('lets in by a one-time address, which works once, with a strict HttpOnly cookie', async () => {
    const { pathname, search } = new URL(host.invite(printedFor))
    const first = await get(pathname + search)
    expect(first.status).toBe(303)
    expect(first.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict; Path=\//)
    expect((await get(pathname + search)).status).toBe(401)
  })

  it('lets nobody in by an address that a browser was opened with a minute ago', async () => {
    const [early, late] = [new URL(host.invite(openedFor)), new URL(host.invite(openedFor))]
    now += 59_999
    expect((await get(early.pathname + early.search)).status).toBe(303)
    now += 1
    const refused = await get(late.pathname + late.search)
    expect(refused.status).toBe(401)
    expect(refused.headers['set-cookie']).toBeUndefined()
    expect(refused.body).toContain('too old')
    expect((await get('/', { cookie })).status).toBe(200)
  })

  it('shows nothing without a session', async () => {
    expect((await get('/')).status).toBe(401)
    expect((await get(`/frames/${known}/0`)).status).toBe(401)
    expect((await get('/', { cookie })).body).toContain('Midwall')
  })

  it('refuses a name that was rebound to this machine', async () => {
    expect((await get('/', { cookie, host: 'rebound.example' })).status).toBe(421)
  })

  it('refuses what another site asks, by Origin and by Sec-Fetch-Site', async () => {
    expect((await get('/', { cookie, origin: 'https://evil.example' })).status).toBe(403)
    expect((await get('/', { cookie, origin: 'null' })).status).toBe(403)
    expect((await get('/', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await get('/', { cookie }, 'POST')).status).toBe(405)
  })

  it('serves only names that the build writes', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/../../x.js',
      '/.env',
      '/index.html%00.js',
    ])
      expect((await get(path, { cookie })).status).toBe(404)
  })

  it('serves a frame by content hash with its transfer syntax and refuses an unknown one', async () => {
    const answer = await get(`/frames/${known}/0`, { cookie })
    expect(answer.headers['content-type']).toBe(
      'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1',
    )
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.body).toBe('\u0001\u0002\u0003\u0004')
    expect((await get(`/frames/${'b'.repeat(64)}/0`, { cookie })).status).toBe(404)
  })

  it('says in a sentence that the file of a frame is damaged', async () => {
    const answer = await get(`/frames/${lost}/0`, { cookie })
    expect(answer.status).toBe(500)
    expect(answer.body).toContain('The library here is damaged: it is lost. Do not read on.')
  })

  it('opens a socket only for its own origin and a known session', async () => {
    await expect(socket({ cookie })).rejects.toThrow('403')
    await expect(socket({ cookie, origin: 'https://evil.example' })).rejects.toThrow('403')
    await expect(socket({ origin: host.origin })).rejects.toThrow('403')
    const ws = await socket({ cookie, origin: host.origin })
    ws.close()
  })

  it('outlives a client that asks for a socket without a session and is gone before the answer', async () => {
    for (let i = 0; i < 20; i++) await resetUpgrade()
    expect((await get('/', { cookie })).status).toBe(200)
  })

  it('refuses what is no address, and takes it for no mistake of its own', async () => {
    for (const path of ['//', '//[', 'http://[']) expect((await get(path, { cookie })).status).toBe(400)
  })
})

describe('a call over the loopback host', () => {
  let ws: WebSocket
  let client: ContractRouterClient<Contract>
  beforeAll(async () => {
    ws = await socket({ cookie, origin: host.origin })
    client = clientOver(ws)
  })
  afterAll(() => ws.close())

  it('answers with what the service said', async () => {
    expect(await client.system.info()).toMatchObject(info)
  })

  it('keeps for each window its own reader, where a browser has two', async () => {
    const other = await socket({ cookie, origin: host.origin })
    await client.readers.choose({ reader: 'anna' })
    await clientOver(other).readers.choose({ reader: 'ben' })
    expect((await client.system.info()).reader?.id).toBe('anna')
    other.close()
  })

  it('carries a file as base64', async () => {
    const [file] = await client.results.export({ read: 'r', formats: ['sr'] })
    expect(file?.base64).toBe('AAH/')
  })

  it('ends with the named fault and its data', async () => {
    const { error } = await safe(client.readers.choose({ reader: 'nobody' }))
    expect(isDefinedError(error) && [error.code, error.data]).toEqual([
      'no-such-reader',
      { reader: 'nobody' },
    ])
  })

  it('crosses our own mistake only as an id, and logs it', async () => {
    const { error } = await safe(client.system.audit({}))
    expect(isDefinedError(error) && error.code).toBe('bug')
    expect(JSON.stringify(error)).not.toContain('secret detail')
    expect(bugs.at(-1)?.call).toBe('system.audit')
  })

  it('takes a fault that the call does not name for our own mistake', async () => {
    const { error } = await safe(client.studies.series({ study: '1.2' }))
    expect(isDefinedError(error) && error.code).toBe('bug')
  })

  it('names what any call of a library on a disk can meet', async () => {
    const { error } = await safe(client.readers.list())
    expect(isDefinedError(error) && [error.code, error.data]).toEqual(['disk-full', { library: 'here' }])
  })

  it('refuses input that is not of the contract', async () => {
    const wrong = { reader: 7 } as object as { reader: string }
    const { error } = await safe(client.readers.choose(wrong))
    expect(error).toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('streams, and the stream ends in main when the listener stops', async () => {
    const stream = await client.system.announcements()
    const first = await stream.next()
    expect(first.value).toEqual({ kind: 'quarantine-changed' })
    expect(streams.open).toBe(1)
    await stream.return?.()
    await vi.waitFor(() => expect(streams.open).toBe(0), { timeout: 20_000 })
  })
})
