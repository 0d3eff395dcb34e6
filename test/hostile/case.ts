/** A hostile or broken input, and how an import must end for it. */
export const expectations = ['accept', 'accept+warn', 'quarantine', 'reject'] as const
/**
 * accept       used, without a word
 * accept+warn  all that can be used is, and what is odd is named
 * quarantine   readable, but held back from the library and from every measurement
 * reject       refused; the files beside it are not affected
 */
export type Expectation = (typeof expectations)[number]

export type Content = Uint8Array | { readonly linkTo: string } | 'pipe'

export interface HostileCase {
  readonly id: string
  readonly expect: Expectation
  /** what is wrong with it */
  readonly why: string
  /** what a reader must do about it */
  readonly rule: string
  /** who can tell: one file shows it, several files together, the folder they lie in, or their archive */
  readonly shownBy: 'file' | 'files' | 'folder' | 'archive'
  /** built when asked for: some are large */
  readonly files: () => Readonly<Record<string, Content>>
}

type FileCase = readonly [id: string, expect: Expectation, why: string, rule: string, build: () => Uint8Array]

/** Cases of one file each, named after themselves. */
export const fileCases = (...cases: readonly FileCase[]): readonly HostileCase[] =>
  cases.map(([id, expect, why, rule, build]) => ({
    id,
    expect,
    why,
    rule,
    shownBy: 'file',
    files: () => ({ [`${id}.dcm`]: build() }),
  }))
