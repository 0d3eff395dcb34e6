/**
 * The closed list of ways in which the world can refuse, each with the data that its sentence needs.
 * A call names the faults it can end with; anything that is not on its list is our own mistake and crosses
 * a boundary only as `bug` with the id under which its stack was logged.
 */
import { z } from 'zod'

const text = z.string()
const blocker = z.object({
  what: text,
  slice: z.number().int().optional(),
  phase: z.number().int().optional(),
  detail: text,
  item: text.optional(),
})

export const faults = {
  'no-such-project': { data: z.object({ project: text }) },
  'project-of-registry': { data: z.object({ project: text }) },
  'no-such-study': { data: z.object({ study: text }) },
  'no-such-series': { data: z.object({ series: text }) },
  'no-such-image': { data: z.object({ image: text }) },
  'no-such-read': { data: z.object({ read: text }) },
  'no-such-reader': { data: z.object({ reader: text }) },
  'no-such-quarantine-entry': { data: z.object({ entry: text }) },
  'no-such-download': { data: z.object({ study: text }) },
  'reader-exists': { data: z.object({ reader: text }) },
  'reader-not-chosen': { data: z.object({}) },
  'wrong-passphrase': { data: z.object({ reader: text }) },
  'library-locked': { data: z.object({ library: text }) },
  'library-damaged': { data: z.object({ library: text, detail: text }) },
  'library-unusable': { data: z.object({ library: text, detail: text }) },
  'library-newer': { data: z.object({ library: text, found: z.number(), known: z.number() }) },
  'disk-full': { data: z.object({ library: text }) },
  'path-not-found': { data: z.object({ path: text }) },
  'not-signed-in': { data: z.object({ registry: text }) },
  'registry-address-refused': { data: z.object({ registry: text, detail: text }) },
  'registry-not-set': { data: z.object({}) },
  'registry-unreachable': { data: z.object({ registry: text, detail: text }) },
  'registry-refused': { data: z.object({ registry: text, status: z.number().int(), detail: text }) },
  'registry-broken': { data: z.object({ registry: text, detail: text }) },
  'access-denied': { data: z.object({ registry: text, project: text.optional(), study: text.optional() }) },
  'download-incomplete': { data: z.object({ study: text, expected: z.number(), received: z.number() }) },
  'study-not-downloaded': { data: z.object({ study: text }) },
  'study-withdrawn': { data: z.object({ study: text }) },
  'file-refused': { data: z.object({ path: text, problems: z.array(text) }) },
  'contour-file-invalid': { data: z.object({ problems: z.array(text) }) },
  'event-invalid': { data: z.object({ detail: text }) },
  'read-changed-elsewhere': { data: z.object({ read: text, expected: z.number(), actual: z.number() }) },
  'read-signed': { data: z.object({ read: text }) },
  'read-not-signed': { data: z.object({ read: text }) },
  'read-sealed': { data: z.object({ read: text, reason: text }) },
  'read-incomplete': { data: z.object({ read: text, blockers: z.array(blocker) }) },
  'not-adjudicator': { data: z.object({ reader: text }) },
  'too-few-signed-reads': { data: z.object({ study: text, signed: z.number().int() }) },
  'read-of-another-reader': { data: z.object({ read: text, reader: text }) },
  'not-releasable': { data: z.object({ entry: text, reason: text }) },
  'identity-in-result': { data: z.object({ read: text, detail: text }) },
  'method-retired': { data: z.object({ method: text, version: text }) },
  cancelled: { data: z.object({}) },
  bug: { data: z.object({ id: text }) },
} as const

export type FaultCode = keyof typeof faults
export type FaultData<C extends FaultCode> = z.infer<(typeof faults)[C]['data']>

/** A fault as it stands after crossing a boundary. */
export type Fault = { [C in FaultCode]: { readonly code: C; readonly data: FaultData<C> } }[FaultCode]

/** What every call can meet, because every call asks a library that lies on a disk. */
const anywhere = ['disk-full', 'library-damaged', 'library-unusable', 'bug'] as const
type Anywhere = (typeof anywhere)[number]

/** The named faults of a call, for `oc.errors(...)`: its own, and those that are met anywhere. */
export function named<const C extends FaultCode>(...codes: readonly C[]): Pick<typeof faults, C | Anywhere> {
  const picked: Partial<typeof faults> = {}
  for (const code of [...codes, ...anywhere]) Object.assign(picked, { [code]: faults[code] })
  return picked as Pick<typeof faults, C | Anywhere>
}

/** Thrown by a service when the world refused. Keeps its cause; only code and data cross a boundary. */
export class Failure<C extends FaultCode = FaultCode> extends Error {
  readonly code: C
  readonly data: FaultData<C>

  constructor(code: C, data: FaultData<C>, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(data)}`, options)
    this.name = 'Failure'
    this.code = code
    this.data = data
  }

  /** as it stands for whoever only reads it */
  get fault(): Fault {
    return { code: this.code, data: this.data } as Fault
  }
}

export const isFailure = <C extends FaultCode>(error: unknown, code?: C): error is Failure<C> =>
  error instanceof Failure && (code === undefined || error.code === code)
