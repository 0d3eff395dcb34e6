/**
 * Why a file is held back. A sentence names the element and the kind and never quotes the value: findings are
 * shown in lists and end in logs.
 */
import { type Code, say } from '#analysis/sentences/say.ts'
import { publicElement } from '../parse/dictionary.ts'
import { type Tag, tagText } from '../parse/tags.ts'

export type Severity = 'found' | 'suspected' | 'conflict'

/** What a person may do about it. Found identity goes back to the site, whoever asks. */
export type Release = 'never' | 'by-person' | 'by-attestation'

interface Kind {
  readonly release: Release
  /** what is said of the place where it was met */
  readonly says: Code
}

const kinds = {
  'person-name': { release: 'by-person', says: 'dicom/names-person' },
  'patient-identifier': { release: 'by-person', says: 'dicom/identifies-patient' },
  'birth-date': { release: 'never', says: 'dicom/is-birth-date' },
  date: { release: 'never', says: 'dicom/is-full-date' },
  'age-over-89': { release: 'never', says: 'dicom/is-age-over-89' },
  institution: { release: 'by-person', says: 'dicom/names-institution' },
  'record-number': { release: 'by-person', says: 'dicom/leads-to-record' },
  'free-text': { release: 'by-person', says: 'dicom/is-free-text' },
  'hidden-text': { release: 'never', says: 'dicom/has-text' },
  'hidden-bytes': { release: 'by-person', says: 'dicom/has-bytes' },
  'original-attributes': { release: 'never', says: 'dicom/keeps-replaced' },
  'encrypted-attributes': { release: 'never', says: 'dicom/keeps-encrypted' },
  'missing-marker': { release: 'by-attestation', says: 'dicom/no-marker' },
  'identity-not-removed': { release: 'by-person', says: 'dicom/identity-not-removed' },
  'device-identity': { release: 'by-attestation', says: 'dicom/identifies-scanner' },
  'burned-in': { release: 'by-person', says: 'dicom/burned-in' },
  'recognisable-features': { release: 'by-person', says: 'dicom/recognisable' },
  'secondary-capture': { release: 'by-person', says: 'dicom/secondary-capture' },
  overlay: { release: 'by-person', says: 'dicom/is-overlay' },
  'private-unknown': { release: 'by-person', says: 'dicom/is-private' },
  'unknown-element': {
    release: 'by-person',
    says: 'dicom/not-of-standard',
  },
  'opaque-object': { release: 'by-person', says: 'dicom/class-of-vendor' },
  'encapsulated-document': { release: 'by-person', says: 'dicom/is-document' },
  'uid-mismatch': { release: 'never', says: 'dicom/other-instance' },
  'class-mismatch': { release: 'never', says: 'dicom/other-class' },
  'other-project': { release: 'never', says: 'dicom/other-project' },
  'no-geometry': { release: 'by-person', says: 'dicom/no-geometry' },
  'not-orthogonal': { release: 'by-person', says: 'dicom/not-orthogonal' },
  'impossible-spacing': { release: 'by-person', says: 'dicom/impossible-spacing' },
} as const satisfies Readonly<Record<string, Kind>>

export type FindingKind = keyof typeof kinds
export const findingKinds = Object.keys(kinds) as readonly FindingKind[]

export interface Finding {
  readonly severity: Severity
  readonly kind: FindingKind
  /** path of tags, or a place around them: 'preamble', 'end of file' */
  readonly where: string
  readonly sentence: string
}

/** @param subject  what the sentence is about: a keyword with its path, or a place */
export const finding = (severity: Severity, kind: FindingKind, where: string, subject: string): Finding => ({
  severity,
  kind,
  where,
  sentence: say(kinds[kind].says, { place: subject }),
})

export const releaseOf = ({ severity, kind }: Finding): Release =>
  severity === 'found' ? 'never' : kinds[kind].release

/** What it takes to release a file: the strictest of its findings decides. */
export function releaseOfAll(findings: readonly Finding[]): Release {
  const all = findings.map(releaseOf)
  if (all.includes('never')) return 'never'
  return all.includes('by-person') ? 'by-person' : 'by-attestation'
}

/**
 * Findings of one file, each kind once at each place. Of a hundred thousand private elements the first few are
 * named; a kind that was not met before is always named.
 */
export class Findings {
  private readonly met = new Map<string, Finding>()
  private readonly counts = new Map<string, number>()

  add(severity: Severity, kind: FindingKind, where: string, subject: string): void {
    const key = `${severity} ${kind} ${where}`
    const count = this.counts.get(`${severity} ${kind}`) ?? 0
    if (this.met.has(key) || count >= mostOfAKind) return
    this.counts.set(`${severity} ${kind}`, count + 1)
    this.met.set(key, finding(severity, kind, where, subject))
  }

  /** @param path  of tags to the element; the element itself where it stands in the data set */
  addElement(severity: Severity, kind: FindingKind, of: Tag, path: string = tagText(of)): void {
    const keyword = publicElement(of)?.keyword
    this.add(severity, kind, path, keyword === undefined ? path : `${keyword} ${path}`)
  }

  list(): readonly Finding[] {
    return [...this.met.values()]
  }
}

const mostOfAKind = 20
