/**
 * QIDO-RS: what a query asks, and which rows answer it. A filter that this registry cannot apply is an error,
 * never ignored: a client that asked for one project would get all of them.
 * @source DICOM PS3.18 8.3.4 and 10.6, PS3.4 C.2.2.2 (matching)
 */
import { tag as tagOf } from '#dicom/parse/dictionary.ts'
import type { Row } from '../../dicomweb/dicom-json.ts'
import { tagKey } from '../archive/dicom-json.ts'

export interface Query {
  /** tag to wanted value */
  readonly filters: ReadonlyMap<string, string>
  readonly limit: number
  readonly offset: number
}

export class BadQuery extends Error {}

const mostRows = 1_000

/** @throws BadQuery for a parameter that is not understood */
export function parseQuery(parameters: URLSearchParams, filterable: ReadonlySet<string>): Query {
  const filters = new Map<string, string>()
  let limit = mostRows
  let offset = 0
  for (const [name, value] of parameters) {
    if (name === 'limit') limit = Math.min(natural(name, value), mostRows)
    else if (name === 'offset') offset = natural(name, value)
    else if (name === 'includefield') attribute(value === 'all' ? 'StudyInstanceUID' : value)
    else if (name === 'fuzzymatching' && value === 'false') continue
    else {
      const tag = attribute(name)
      if (!filterable.has(tag)) throw new BadQuery(`${name} is no filter here`)
      if (value !== '') filters.set(tag, value)
    }
  }
  return { filters, limit, offset }
}

function natural(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new BadQuery(`${name} is no number`)
  return Number(value)
}

function attribute(name: string): string {
  if (/^[0-9A-Fa-f]{8}$/.test(name)) return name.toUpperCase()
  try {
    return tagKey(tagOf(name))
  } catch {
    throw new BadQuery(`no attribute is named ${name.slice(0, 64)}`)
  }
}

export const page = <T>(rows: readonly T[], { limit, offset }: Query): T[] =>
  rows.slice(offset, offset + limit)

export function matches(row: Row, { filters }: Query): boolean {
  for (const [tag, wanted] of filters) {
    const element = row[tag]
    const values = (element?.Value ?? []).map(asText)
    if (!values.some((value) => accepts(String(element?.vr), wanted, value))) return false
  }
  return true
}

const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'Alphabetic' in value
    ? String(value.Alphabetic)
    : String(value)

function accepts(vr: string, wanted: string, value: string): boolean {
  if (vr === 'UI') return wanted.split(/[,\\]/).includes(value)
  if (vr === 'DA' && wanted.includes('-')) {
    const [from = '', to = ''] = wanted.split('-')
    return (from === '' || value >= from) && (to === '' || value <= to)
  }
  return wanted.split('\\').some((pattern) => wildcard(pattern, value))
}

/** `*` any run, `?` any one character; everything else as it stands. Linear, whatever the pattern. */
function wildcard(pattern: string, value: string): boolean {
  let p = 0
  let v = 0
  let star = -1
  let resume = 0
  while (v < value.length) {
    if (pattern[p] === '*') {
      star = p++
      resume = v
    } else if (pattern[p] === '?' || pattern[p] === value[v]) {
      p++
      v++
    } else if (star >= 0) {
      p = star + 1
      v = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
