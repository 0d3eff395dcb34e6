/**
 * Trying again. Waits double from attempt to attempt and carry jitter, so that a registry that comes back is not
 * met by all its workstations at once; a server's own Retry-After is kept within reason.
 */
import { passes, type Trouble, troubleOf } from './trouble.ts'

export interface Patience {
  readonly attempts: number
  /** of the first wait, in milliseconds */
  readonly first: number
  /** no wait is longer, whatever a server asks for */
  readonly longest: number
}

/** For a person who waits at the screen. */
export const shortly: Patience = { attempts: 3, first: 200, longest: 2_000 }
/** For a transfer that nobody watches. */
export const patiently: Patience = { attempts: 6, first: 500, longest: 30_000 }

export interface Chance {
  /** in [0, 1) */
  random(): number
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/**
 * @param again  whether a trouble is worth another try
 * @throws what the last attempt threw; at once what is worth no other
 */
export async function persevering<T>(
  attempt: () => Promise<T>,
  patience: Patience,
  chance: Chance,
  signal?: AbortSignal,
  again: (trouble: Trouble) => boolean = passes,
): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt()
    } catch (error) {
      const trouble = troubleOf(error)
      if (!trouble || !again(trouble) || n >= patience.attempts) throw error
      const asked = trouble.kind === 'refused' ? trouble.retryAfterMs : undefined
      await chance.wait(pause(n, asked, patience, chance.random()), signal)
    }
  }
}

/** @param n  number of the attempt that failed, from 1 */
export function pause(n: number, asked: number | undefined, patience: Patience, random: number): number {
  const doubled = patience.first * 2 ** Math.min(n - 1, 30)
  const jittered = Math.min(doubled, patience.longest) * (0.5 + random / 2)
  return Math.min(Math.max(asked ?? 0, jittered), patience.longest)
}

/** Real time and real chance; @throws the signal's reason when it aborts */
export const worldly: Chance = {
  random: Math.random,
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, milliseconds)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}
