/** Everything that a wire or a server can do to a request or to its answer. */
import type { Fault } from '../../registry/servers/fault-proxy.ts'

export interface Mishap {
  /** as in 'the registry ...' */
  readonly what: string
  readonly does: Fault['does']
}

const refusals = [401, 403, 404, 408, 409, 410, 413, 429, 500, 502, 503, 504]

const halved = (body: Buffer): Buffer => body.subarray(0, body.length >> 1)
const spoiled = (body: Buffer): Buffer => {
  body.fill(0xee, body.length >> 1, (body.length >> 1) + 20)
  return body
}

export const mishaps: readonly Mishap[] = [
  ...refusals.map(
    (status): Mishap => ({
      what: `answers ${status}`,
      does: { kind: 'status', status, headers: { 'retry-after': '1' }, body: 'not now' },
    }),
  ),
  { what: 'answers 200 with nothing', does: { kind: 'status', status: 200, body: '' } },
  { what: 'answers 200 with a web page', does: { kind: 'status', status: 200, body: '<html>log in</html>' } },
  {
    what: 'answers 302',
    does: { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } },
  },
  {
    what: 'answers with a compression that nobody asked for',
    does: { kind: 'status', status: 200, headers: { 'content-encoding': 'gzip' }, body: 'no gzip' },
  },
  { what: 'resets the request at once', does: { kind: 'cut-request', after: 0 } },
  { what: 'resets the request in the middle', does: { kind: 'cut-request', after: 900 } },
  { what: 'gets a body that lacks its end', does: { kind: 'shorten-request', by: 60 } },
  { what: 'resets its answer at once', does: { kind: 'cut-answer', after: 0, orderly: false } },
  { what: 'resets its answer in the middle', does: { kind: 'cut-answer', after: 3_000, orderly: false } },
  { what: 'ends its answer early', does: { kind: 'cut-answer', after: 3_000, orderly: true } },
  { what: 'never ends its answer', does: { kind: 'stall-answer', after: 3_000 } },
  { what: 'does it and loses the answer', does: { kind: 'lose-answer' } },
  { what: 'is slow', does: { kind: 'wait', milliseconds: 200 } },
  { what: 'answers with half of the body', does: { kind: 'rewrite', answer: halved } },
  { what: 'answers with a damaged body', does: { kind: 'rewrite', answer: spoiled } },
]

/** Long enough for a slow answer, short enough that a thousand of them can be waited for. */
export const silenceMs = 3_000
