/** What was wrong with a file that can be used all the same. One of a kind is enough: a broken writer repeats itself. */
const warningCodes = [
  'no-preamble',
  'meta-length',
  'uid-padding',
  'uid-leading-zero',
  'retired-transfer-syntax',
  'odd-length',
  'out-of-order',
  'duplicate-private-element',
  'unknown-value-representation',
  'trailing-zeros',
  'high-bit',
  'lossy-compression',
  'unused-bits-set',
  'pixels-too-long',
  'window-width',
  'no-slice-thickness',
  'number-dropped',
  'no-character-set',
  'unknown-character-set',
  'undecodable-text',
  'control-characters',
  'bidirectional-text',
  'application-title',
  'preamble-program',
  'icon-image',
] as const
export type WarningCode = (typeof warningCodes)[number]

export interface Warning {
  readonly code: WarningCode
  readonly text: string
}

export type Warnings = Map<WarningCode, string>

export function warn(into: Warnings, code: WarningCode, text: string): void {
  if (!into.has(code)) into.set(code, text)
}

export const warningList = (from: Warnings): readonly Warning[] =>
  Array.from(from, ([code, text]) => ({ code, text }))
