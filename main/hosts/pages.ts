/**
 * What a host answers to a GET: the built page, and frames by content hash. Both hosts use it, Electron behind
 * its own scheme and the loopback host behind HTTP, so headers and refusals are the same in both.
 */
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { isFailure } from '#contract/faults.ts'
import { faultSentence } from '#contract/sentences.ts'
import type { Session } from '#contract/services.ts'
import type { AsFailure } from './router.ts'

export interface FrameSource {
  /** throws `Failure` 'no-such-image' for anything that this session may not see, 'library-damaged' */
  frame(sha256: string, frame: number, session: Session): Promise<{ bytes: Uint8Array; contentType: string }>
}

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
}

const framePath = /^\/frames\/([0-9a-f]{64})\/(\d{1,6})$/
/** Names that our own build writes; anything else is not a file of the page. */
const pagePath = /^\/(?:assets\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*$/

const refuse = (status: number, sentence: string): Response =>
  new Response(sentence, {
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

export interface Pages {
  get(pathname: string, session: Session): Promise<Response>
}

export function createPages(
  rendererFolder: string,
  frames: FrameSource,
  asFailure: AsFailure = (error) => error,
): Pages {
  const page = async (pathname: string): Promise<Response> => {
    const name = pathname === '/' ? '/index.html' : pathname
    const mediaType = mediaTypes[extname(name)]
    if (!pagePath.test(name) || !mediaType) return refuse(404, 'There is no such page.')
    try {
      const bytes = await readFile(join(rendererFolder, name))
      const cacheControl = name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store'
      return new Response(new Uint8Array(bytes), {
        headers: { ...securityHeaders, 'content-type': mediaType, 'cache-control': cacheControl },
      })
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
        return refuse(404, 'There is no such page.')
      throw cause
    }
  }

  return {
    async get(pathname, session) {
      const match = framePath.exec(pathname)
      if (!match) return page(pathname)
      const [, sha256 = '', frame = ''] = match
      try {
        const { bytes, contentType } = await frames.frame(sha256, Number(frame), session)
        return new Response(new Uint8Array(bytes), {
          headers: {
            ...securityHeaders,
            'content-type': contentType,
            'content-length': String(bytes.byteLength),
            'cache-control': 'private, no-store',
          },
        })
      } catch (cause) {
        const failure = asFailure(cause)
        if (isFailure(failure, 'no-such-image')) return refuse(404, 'There is no such image in this library.')
        if (!isFailure(failure)) throw failure
        const { what, todo } = faultSentence(failure.fault)
        return refuse(500, `${what} ${todo}`)
      }
    },
  }
}
