/**
 * A second look at identity before a result can leave: the sources passed the gate at import, but a reader
 * may have typed a name since.
 */
import type { Finding, FindingKind } from '#dicom/identity/finding.ts'
import { identityGate } from '#dicom/identity/gate.ts'
import { parseFile } from '#dicom/parse/part10.ts'
import { sourceOf } from '#dicom/parse/source.ts'

/** By the tags at the end of their paths: the reader's code, which may well look like a name. */
const readerCodes = ['(0040,A075)', '(0040,A123)', '(0070,0084)']
/** Texts that a reader typed. */
const typedText = '(0040,A160)'
const typedKinds: readonly FindingKind[] = ['free-text', 'record-number', 'person-name']

/**
 * The dates in a result are those of the reading; those of the study were held against the project's rules
 * when it came in.
 *
 * @returns a sentence about the first thing that must not leave, undefined when there is none
 * @throws DicomRefusal when the file cannot be parsed whole
 */
export function identityInResult(
  file: Uint8Array,
  project: string,
  subjectPattern?: string,
): string | undefined {
  const rules = {
    protocolId: project,
    keepsDates: true,
    ...(subjectPattern === undefined ? {} : { subjectPattern }),
  }
  const { findings } = identityGate(sourceOf(parseFile(file)), rules)
  return findings.find(isIdentity)?.sentence
}

function isIdentity({ severity, kind, where }: Finding): boolean {
  if (readerCodes.some((code) => where.endsWith(code))) return false
  // What is only suspected in the header was suspected of the source too, and a person let that go.
  return severity === 'found' || (where.endsWith(typedText) && typedKinds.includes(kind))
}
