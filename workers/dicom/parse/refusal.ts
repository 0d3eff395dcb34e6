/**
 * A file that cannot be trusted is refused whole, with one sentence that a coordinator can send to the site.
 * The sentence names tags and lengths, never a value: it ends in logs.
 */
const refusalCodes = [
  'empty-file',
  'not-dicom',
  'truncated',
  'broken-structure',
  'duplicate-element',
  'no-file-meta',
  'no-transfer-syntax',
  'unsupported-transfer-syntax',
  'transfer-syntax-mismatch',
  'too-deep',
  'too-many-elements',
  'too-large',
  'deflate-broken',
  'inflates-too-far',
  'wrong-value-representation',
  'bad-uid',
  'bad-number',
  'missing-attribute',
  'no-pixels',
  'impossible-pixels',
  'pixels-too-short',
  'frames-broken',
  'codestream-broken',
  'codestream-mismatch',
  'functional-groups-broken',
  'too-many-content-items',
  'directory-broken',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export class DicomRefusal extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'DicomRefusal'
    this.code = code
  }
}

/** @throws DicomRefusal always */
export function refuse(code: RefusalCode, reason: string, options?: ErrorOptions): never {
  throw new DicomRefusal(code, reason, options)
}
