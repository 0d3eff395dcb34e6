/** A JSON file that a person gives to the workstation: taken whole, or refused with what is wrong and where. */
import type { z } from 'zod'
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'

/** Enough of them to mend a file by. */
const mostProblems = 20

/** @throws Failure 'file-refused' */
export function parsedFile<T extends z.ZodType>(path: string, text: string, schema: T): z.infer<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new Failure('file-refused', { path, problems: [say('files/json-missing')] }, { cause })
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'it'}: ${message}`)
    throw new Failure('file-refused', { path, problems: problems.slice(0, mostProblems) })
  }
  const ignored = ignoredIn(json, parsed.data, '')
  if (ignored.length === 0) return parsed.data
  const problems = ignored.map((at) => say('files/no-such-entry', { at }))
  throw new Failure('file-refused', { path, problems: problems.slice(0, mostProblems) })
}

/** What was written and means nothing: a name with a slip in it must not be passed over in silence. */
function ignoredIn(given: unknown, taken: unknown, at: string): string[] {
  if (typeof given !== 'object' || given === null || typeof taken !== 'object' || taken === null) return []
  const known = new Map<string, unknown>(Object.entries(taken))
  return Object.entries(given).flatMap(([key, value]) => {
    const place = at === '' ? key : `${at}.${key}`
    return known.has(key) ? ignoredIn(value, known.get(key), place) : [place]
  })
}
