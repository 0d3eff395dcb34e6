/** What a step of the proofs came to. */
export interface Tally {
  readonly passed: number
  readonly failures: readonly string[]
  readonly skips: readonly { readonly test: string; readonly reason: string }[]
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((n, tally) => n + tally.passed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
  skips: tallies.flatMap(({ skips }) => skips),
})

/** The two reasons that a complete machine may have. */
export const validReasons = ['no Electron binary', 'no ../shared'] as const
