/** How fast bytes came over the last seconds. */
const windowMs = 3_000

export interface Pace {
  add(bytes: number): void
  /** MB/s; undefined before anything came */
  rate(): number | undefined
}

export function createPace(now: () => number = () => performance.now()): Pace {
  const start = now()
  const moved: { at: number; bytes: number }[] = []
  return {
    add(bytes) {
      if (bytes > 0) moved.push({ at: now(), bytes })
    },
    rate() {
      const since = now() - windowMs
      while (moved[0] && moved[0].at < since) moved.shift()
      if (moved.length === 0) return undefined
      const seconds = (now() - Math.max(start, since)) / 1000
      return moved.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6 / Math.max(seconds, 0.001)
    },
  }
}
