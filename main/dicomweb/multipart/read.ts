/**
 * Reads multipart/related as it streams, one part at a time, and refuses a body that was cut: a part counts only
 * once the boundary behind it was seen, the body only once its closing boundary was. A study download has no
 * length, so this is all that tells a finished download from a server that died.
 *
 * @source RFC 2046 5.1.1
 */
import { say } from '#analysis/sentences/say.ts'
import { broken } from '../trouble.ts'

export interface Part {
  /** names in lower case; of a repeated header the last */
  readonly headers: ReadonlyMap<string, string>
  /** to be read to its end before the next part; what is left is skipped */
  readonly body: AsyncIterable<Buffer>
}

export interface Limits {
  readonly parts: number
  /** of one part, in bytes */
  readonly part: number
}

export const usualLimits: Limits = { parts: 100_000, part: 2 ** 31 }
const longestHeader = 16_384
const longestPreamble = 65_536

/** @throws RegistryTrouble 'broken' */
export async function* readParts(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
  limits: Limits = usualLimits,
): AsyncGenerator<Part, void> {
  // the first boundary may open the body: pretend a line end before it
  const window = new Window(source, Buffer.from('\r\n'))
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1')
  try {
    for await (const _ of untilDelimiter(window, delimiter, longestPreamble));
    for (let count = 0; !(await closes(window)); count++) {
      if (count >= limits.parts) throw broken(say('registry/many-parts', { most: limits.parts }))
      const headers = await readHeaders(window)
      const chunks = partBody(window, delimiter, headers, limits.part)
      yield { headers, body: { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) } }
      for await (const _ of chunks);
    }
  } finally {
    await window.close()
  }
}

/** The bytes in hand of a stream that may be cut anywhere. */
class Window {
  held: Buffer
  readonly #source: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>, start: Buffer) {
    this.#source = source[Symbol.asyncIterator]()
    this.held = start
  }

  /** @throws RegistryTrouble 'broken' at the end of the stream: whoever asks for more was promised more */
  async grow(missing: string): Promise<void> {
    const next = await this.#source.next()
    if (next.done) throw broken(say('registry/body-cut', { missing }))
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk])
  }

  async atLeast(count: number, missing: string): Promise<void> {
    while (this.held.length < count) await this.grow(missing)
  }

  take(count: number): Buffer {
    const taken = this.held.subarray(0, count)
    this.held = this.held.subarray(count)
    return taken
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }
}

/** After a delimiter: two hyphens end the body, a line end (with padding before it) opens a part. */
async function closes(window: Window): Promise<boolean> {
  await window.atLeast(2, say('registry/no-closing-boundary'))
  if (window.held.subarray(0, 2).equals(hyphens)) return true
  const end = await find(window, lineEnd, longestHeader, say('registry/no-line-end'))
  const padding = window.take(end + lineEnd.length).subarray(0, end)
  if (padding.some((byte) => byte !== 0x20 && byte !== 0x09))
    throw broken(say('registry/bytes-behind-boundary'))
  return false
}

const hyphens = Buffer.from('--')
const lineEnd = Buffer.from('\r\n')
const headerEnd = Buffer.from('\r\n\r\n')

async function readHeaders(window: Window): Promise<ReadonlyMap<string, string>> {
  const headers = new Map<string, string>()
  await window.atLeast(2, say('registry/part-without-headers'))
  if (window.held.subarray(0, 2).equals(lineEnd)) {
    window.take(2)
    return headers
  }
  const end = await find(window, headerEnd, longestHeader, say('registry/no-header-end'))
  const text = window.take(end + headerEnd.length).toString('latin1', 0, end)
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon < 1) throw broken(say('registry/header-none'))
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return headers
}

function partBody(
  window: Window,
  delimiter: Buffer,
  headers: ReadonlyMap<string, string>,
  limit: number,
): AsyncGenerator<Buffer, void> {
  const announced = headers.get('content-length')
  if (announced === undefined) return untilDelimiter(window, delimiter, limit)
  if (!/^\d{1,15}$/.test(announced)) throw broken(say('registry/length-no-number'))
  const length = Number(announced)
  if (length > limit) throw broken(say('registry/part-too-long', { length }))
  return untilLength(window, delimiter, length)
}

async function* untilLength(window: Window, delimiter: Buffer, length: number): AsyncGenerator<Buffer, void> {
  for (let left = length; left > 0; ) {
    if (window.held.length === 0) await window.grow(say('registry/ended-inside'))
    const piece = window.take(Math.min(left, window.held.length))
    left -= piece.length
    yield piece
  }
  await window.atLeast(delimiter.length, say('registry/ended-behind'))
  if (!window.take(delimiter.length).equals(delimiter)) throw broken(say('registry/part-of-other-length'))
}

async function* untilDelimiter(
  window: Window,
  delimiter: Buffer,
  limit: number,
): AsyncGenerator<Buffer, void> {
  for (let length = 0; ; ) {
    const found = window.held.indexOf(delimiter)
    // what could be the beginning of a delimiter stays until more is known
    const sure = found >= 0 ? found : Math.max(0, window.held.length - delimiter.length + 1)
    length += sure
    if (length > limit) throw broken(say('registry/bytes-without-boundary', { limit }))
    if (sure > 0) yield window.take(sure)
    if (found >= 0) {
      window.take(delimiter.length)
      return
    }
    await window.grow(say('registry/no-closing-boundary'))
  }
}

async function find(window: Window, needle: Buffer, limit: number, missing: string): Promise<number> {
  for (;;) {
    const found = window.held.indexOf(needle)
    if (found >= 0 && found <= limit) return found
    if (found > limit || window.held.length > limit) throw broken(missing)
    await window.grow(missing)
  }
}
