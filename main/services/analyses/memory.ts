/**
 * What was made of the reads that are open, kept so that a panel that is opened again has it at once, and that nothing
 * is made twice from the same. Bounded: what was not asked for longest is dropped first, and is made again when it is.
 */
import type { Basis } from './basis.ts'

/** Of one read: what was made of that name on that basis, or what `make` gives now. */
export type Remembered = <T>(name: string, basis: Basis, make: () => Promise<T>) => Promise<T>

/** Makes everything anew: to see whether it comes out the same. */
export const nothingRemembered: Remembered = (_name, _basis, make) => make()

interface Entry {
  readonly basis: string
  readonly value: unknown
  readonly bytes: number
}

export interface AnalysisMemory {
  /** @param worthKeeping  a failure of ours is no result */
  of(read: string, worthKeeping: (value: unknown) => boolean): Remembered
  readonly bytes: number
}

/** Maps of four parameters in five slices with their quality are 20 MB, the strain of a whole study 10. */
const usualLimit = 192 * 2 ** 20

export function createAnalysisMemory(limit = usualLimit): AnalysisMemory {
  const entries = new Map<string, Entry>()
  let bytes = 0

  function drop(key: string): void {
    bytes -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }

  return {
    of:
      (read, worthKeeping) =>
      async <T>(name: string, { here }: Basis, make: () => Promise<T>): Promise<T> => {
        const key = `${read}/${name}`
        const before = entries.get(key)
        if (before?.basis === here) {
          entries.delete(key)
          entries.set(key, before)
          // a name says what is kept under it
          return before.value as T
        }
        const value = await make()
        drop(key)
        if (!worthKeeping(value)) return value
        const entry = { basis: here, value, bytes: bytesOf(value) }
        entries.set(key, entry)
        bytes += entry.bytes
        for (const oldest of entries.keys()) {
          if (bytes <= limit) break
          drop(oldest)
        }
        return value
      },
    get bytes() {
      return bytes
    },
  }
}

/** About: numbers of typed arrays count as they are, everything else as what a JavaScript engine needs for it. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value === 'string') return 2 * value.length
  if (typeof value !== 'object' || value === null) return 8
  let sum = 16
  for (const inner of Object.values(value)) sum += 8 + bytesOf(inner)
  return sum
}
