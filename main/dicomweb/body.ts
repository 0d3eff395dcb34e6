/** Bodies that are wanted whole: short, with a limit, and refusals with their reason. */
import { say } from '#analysis/sentences/say.ts'
import type { Answer } from './exchange.ts'
import { broken, RegistryTrouble } from './trouble.ts'

/** @throws RegistryTrouble 'broken' beyond `limit` bytes; the connection is then closed */
export async function wholeBody(answer: Answer, limit: number): Promise<Buffer> {
  const announced = Number(answer.headers['content-length'] ?? Number.NaN)
  if (announced > limit) throw broken(say('registry/body-too-long', { announced, limit }))
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.length
    if (length > limit) throw broken(say('registry/body-longer', { limit }))
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

/** @throws RegistryTrouble 'broken' when it is no JSON */
export async function jsonBody(answer: Answer, limit: number): Promise<unknown> {
  const bytes = await wholeBody(answer, limit)
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch (cause) {
    throw broken(say('registry/no-json'), cause)
  }
}

/** Turns an answer outside 2xx into a refusal, with the first words of its body as detail. */
export async function refusal(answer: Answer): Promise<RegistryTrouble> {
  const wait = retryAfter(answer.headers['retry-after'], Date.now())
  return new RegistryTrouble({
    kind: 'refused',
    status: answer.status,
    detail: await firstWords(answer),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  })
}

const detailBytes = 2_000

async function firstWords(answer: Answer): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= detailBytes) break
    }
  } catch (cause) {
    if (!(cause instanceof RegistryTrouble)) throw cause
    // the status says enough; that its explanation was cut changes nothing
  }
  const text = Buffer.concat(chunks).subarray(0, detailBytes).toString('utf8')
  return reasonIn(text) ?? `status ${answer.status}`
}

/** Servers explain in JSON under one of a few names, or in plain text, or not at all. */
function reasonIn(text: string): string | undefined {
  let said: unknown = text
  try {
    const parsed = JSON.parse(text) as Record<string, unknown> | null
    said = parsed?.['Details'] ?? parsed?.['message'] ?? parsed?.['Message']
  } catch {
    if (text.trimStart().startsWith('<')) return undefined
  }
  if (typeof said !== 'string') return undefined
  const line = said
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300)
  return line === '' ? undefined : line
}

/** Seconds or a date (RFC 9110 10.2.3), in milliseconds from `now`. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const seconds = /^\s*\d{1,9}\s*$/.test(header) ? Number(header) : Number.NaN
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
