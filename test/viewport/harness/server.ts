/** Serves the built harness page, the synthetic studies and their frames as main would: raw bodies, one frame each. */
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { studies } from './studies.ts'
import { type SyntheticStudy, syntheticStudy } from './synthetic-study.ts'

export interface HarnessServer {
  readonly url: string
  /** frames that were asked for, by path */
  readonly asked: string[]
  /** answers with this status instead of pixels, while set */
  refuse: number | undefined
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

export async function serveHarness(page: string): Promise<HarnessServer> {
  const made = new Map<string, SyntheticStudy>()
  const frames = new Map<string, () => Uint8Array>()
  const study = (name: string): SyntheticStudy | undefined => {
    const recipe = studies[name]
    const known = made.get(name)
    if (known || !recipe) return known
    const fresh = syntheticStudy(recipe)
    made.set(name, fresh)
    for (const [sha256, bytes] of fresh.bytes) frames.set(sha256, bytes)
    return fresh
  }
  const state: { asked: string[]; refuse: number | undefined } = { asked: [], refuse: undefined }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://harness')
    const [, kind, name = ''] = pathname.split('/')
    if (kind === 'frames') {
      state.asked.push(pathname)
      const bytes = frames.get(name)
      if (state.refuse !== undefined || !bytes)
        return end(response, state.refuse ?? 404, 'text/plain', 'refused')
      return end(response, 200, 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1', bytes())
    }
    if (kind === 'studies') {
      const found = study(name)
      if (!found) return end(response, 404, 'text/plain', 'no such study')
      return end(
        response,
        200,
        'application/json',
        JSON.stringify({ stacks: found.stacks, objects: found.objects }),
      )
    }
    const file = normalize(pathname === '/' ? '/index.html' : pathname)
    try {
      return end(
        response,
        200,
        types[extname(file)] ?? 'application/octet-stream',
        await readFile(join(page, file)),
      )
    } catch {
      return end(response, 404, 'text/plain', 'no such file')
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the harness has no port')
  return Object.assign(state, {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  })
}

function end(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(body)
}
