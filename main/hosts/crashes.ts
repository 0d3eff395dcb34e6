/** How often a page may crash before nobody tries again by himself. */
const limit = 3
const withinMs = 60_000

/**
 * @param now  milliseconds on a clock that nobody sets
 * @returns called at each crash: whether it is one too many within a minute; it then counts anew
 */
export function countCrashes(now: () => number): () => boolean {
  let crashes: number[] = []
  return () => {
    const at = now()
    crashes = [...crashes.filter((before) => at - before < withinMs), at]
    const tooMany = crashes.length >= limit
    if (tooMany) crashes = []
    return tooMany
  }
}
