/** What was proven so far, said as it happens. */

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface Findings {
  /** @param times  for what is proven over and over, like a kill */
  pass(claim: string, times?: number): void
  fail(claim: string, problem: string): void
  skip(claim: string, reason: string): void
  progress(line: string): void
  counts(): Counts
}

export function createFindings(say: (line: string) => void): Findings {
  let [passed, failed, skipped] = [0, 0, 0]
  return {
    pass(claim, times = 1) {
      passed += times
      say(`passed   ${claim}`)
    },
    fail(claim, problem) {
      failed += 1
      say(`FAILED   ${claim}: ${problem}`)
    },
    skip(claim, reason) {
      skipped += 1
      say(`skipped  ${claim}: ${reason}`)
    },
    progress: (line) => say(`         ${line}`),
    counts: () => ({ passed, failed, skipped }),
  }
}
