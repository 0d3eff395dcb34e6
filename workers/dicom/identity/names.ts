/**
 * Telling a pseudonym from a person. Form is all there is to go by: names have letters, codes have digits.
 */
import type { FindingKind } from './finding.ts'

/** Words that de-identification tools put where a name was. */
const placeholder =
  /^(anonym\w*|anon|phantom|removed|deleted|hidden|unknown|none|na|nil|subject|patient|test|de-?identified|pseudonym\w*|research)$/i

const letters = /^[\p{L}\p{M}'\u2019.-]+$/u
const wordsOf = (name: string): readonly string[] => name.split(/[\s^=,;_]+/u).filter((word) => word !== '')

/** The form of a person's name in any script: words of letters, and no word that says that the name is gone. */
export function readsAsPersonName(name: string): boolean {
  const words = wordsOf(name)
  if (words.length === 0 || words.some((word) => placeholder.test(word))) return false
  return words.every((word) => letters.test(word)) && words.some((word) => [...word].length > 1)
}

/** A Latin name in one group, family and given spelled out in letters: DOE^JANE, Doe, Jane, Jane Doe. */
export function isFamilyAndGivenName(name: string): boolean {
  const spelled = wordsOf(name).filter((word) =>
    /^\p{Script=Latin}[\p{Script=Latin}\p{M}'\u2019.-]+$/u.test(word),
  )
  return !name.includes('=') && spelled.length >= 2 && readsAsPersonName(name)
}

/** The same subject in two notations: SUBJ^01 and SUBJ-01. */
export const sameSubject = (one: string, other: string): boolean => bare(one) === bare(other)
const bare = (name: string): string => name.replace(/[\s^=_.-]+/gu, '').toUpperCase()

/** An identifier is a word, not a path and not markup. */
const notAnIdentifier = /[<>/\\"'&;:`$|]/u

export interface Subject {
  readonly name: string
  readonly id: string
  readonly trialSubject: string
  /** the file says that identity was removed, how, and under which trial subject it is known instead */
  readonly stated: boolean
  /** the project's form of a subject's name */
  readonly pattern: RegExp | undefined
}

export type SubjectFault = Extract<FindingKind, 'person-name' | 'patient-identifier'>

/**
 * Clean: empty; the trial subject; of the project's pattern; or name and ID alike and not like a person.
 *
 * Where the project has declared no pattern, a file that states its de-identification in full is believed to
 * carry a pseudonym of the site's own kind, unless it reads as family and given name. A project that wants to be sure
 * declares its pattern: then everything else is found.
 */
export function faultsOfSubject(subject: Subject): readonly SubjectFault[] {
  const { name, id, stated, pattern } = subject
  const alike = sameSubject(name, id) && !readsAsPersonName(name) && !readsAsPersonName(id)
  const known = (text: string): boolean =>
    text === '' || isTrialSubject(subject, text) || matches(pattern, text)
  const believed = stated && pattern === undefined
  const faults: SubjectFault[] = []
  if (!known(name) && !alike && !(believed && !isFamilyAndGivenName(name))) faults.push('person-name')
  const pseudonym = alike || (believed && !isFamilyAndGivenName(id))
  if (!known(id) && (!pseudonym || notAnIdentifier.test(id))) faults.push('patient-identifier')
  return faults
}

const isTrialSubject = ({ trialSubject }: Subject, text: string): boolean =>
  trialSubject !== '' && !readsAsPersonName(trialSubject) && sameSubject(text, trialSubject)

const matches = (pattern: RegExp | undefined, text: string): boolean => pattern?.test(text) ?? false
