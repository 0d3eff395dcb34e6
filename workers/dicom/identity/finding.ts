/**
 * Why a file is held back. A sentence names the element and the kind and never quotes the value: findings are
 * shown in lists and end in logs.
 */
import { publicElement } from '../parse/dictionary.ts'
import { type Tag, tagText } from '../parse/tags.ts'

export type Severity = 'found' | 'suspected' | 'conflict'

/** What a person may do about it. Found identity goes back to the site, whoever asks. */
export type Release = 'never' | 'by-person' | 'by-attestation'

interface Kind {
  readonly release: Release
  /** what is said of the place where it was met */
  readonly predicate: string
}

const kinds = {
  'person-name': { release: 'by-person', predicate: 'names a person' },
  'patient-identifier': { release: 'by-person', predicate: 'identifies the patient' },
  'birth-date': { release: 'never', predicate: 'is a birth date' },
  date: { release: 'never', predicate: 'is a full date that nobody says was modified' },
  'age-over-89': { release: 'never', predicate: 'is an age over 89 that is not 090Y' },
  institution: { release: 'by-person', predicate: 'names an institution' },
  'record-number': { release: 'by-person', predicate: 'leads to a hospital record' },
  'free-text': { release: 'by-person', predicate: 'is free text that may name somebody' },
  'hidden-text': { release: 'never', predicate: 'has text where no text belongs' },
  'hidden-bytes': { release: 'by-person', predicate: 'has bytes where none belong' },
  'original-attributes': { release: 'never', predicate: 'keeps the attributes that were replaced' },
  'encrypted-attributes': { release: 'never', predicate: 'keeps the identity encrypted' },
  'missing-marker': { release: 'by-attestation', predicate: 'does not say that identity was removed' },
  'identity-not-removed': { release: 'by-person', predicate: 'says that identity was not removed' },
  'device-identity': { release: 'by-attestation', predicate: 'identifies the scanner' },
  'burned-in': { release: 'by-person', predicate: 'says that annotation is burned into the pixels' },
  'recognisable-features': { release: 'by-person', predicate: 'says that the patient can be recognised' },
  'secondary-capture': { release: 'by-person', predicate: 'is a secondary capture, which may show a name' },
  overlay: { release: 'by-person', predicate: 'is an overlay, which may show a name' },
  'private-unknown': { release: 'by-person', predicate: 'is private and may hold anything' },
  'unknown-element': {
    release: 'by-person',
    predicate: 'is no element of the standard and may hold anything',
  },
  'opaque-object': { release: 'by-person', predicate: 'is of a class that nobody but its vendor can read' },
  'encapsulated-document': { release: 'by-person', predicate: 'is a document, which is not opened here' },
  'uid-mismatch': { release: 'never', predicate: 'is not the instance that group 2 names' },
  'class-mismatch': { release: 'never', predicate: 'is not of the class that group 2 names' },
  'other-project': { release: 'never', predicate: 'is the protocol of another project' },
  'no-geometry': { release: 'by-person', predicate: 'has no position, orientation or spacing' },
  'not-orthogonal': { release: 'by-person', predicate: 'has rows and columns that are not at a right angle' },
  'impossible-spacing': { release: 'by-person', predicate: 'has a pixel spacing that is not positive' },
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
  sentence: `${subject} ${kinds[kind].predicate}`,
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
