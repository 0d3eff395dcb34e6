/** Kills a process that writes to a read, again and again, and looks at what is left each time. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Killing {
  /** built from `killed-writer.ts` */
  readonly writer: string
  readonly folder: string
  readonly rounds: number
  readonly seed: number
  /** events that a writer may save at most before it is killed */
  readonly most?: number
}

export interface Round {
  /** events that the process found, verified from the first */
  readonly found: number
  /** and how many there were when it last said so */
  readonly saved: number
}

const study = '1.2.3'

/**
 * @returns what each round began with and saved
 * @throws Error when an event that was said to be saved is gone, or the chain does not hold
 */
export async function killRounds({ writer, folder, rounds, seed, most = 40 }: Killing): Promise<Round[]> {
  const random = seeded(seed)
  const past: Round[] = []
  for (let round = 0; round < rounds; round++) {
    const saved = past.at(-1)?.saved ?? 0
    const now = await killAfter(writer, folder, Math.floor(random() * most))
    if (now.found < saved)
      throw new Error(`round ${round}: ${saved} events were saved, ${now.found} were found`)
    past.push(now)
  }
  return past
}

/** @param appended  events that the writer may save before it is killed, at an arbitrary point of the next */
async function killAfter(writer: string, folder: string, appended: number): Promise<Round> {
  const child = spawn(process.execPath, [writer, folder, study], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const said: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(Number(line))
    if (said.length === appended + 1) child.kill('SIGKILL')
  }
  const [code, signal] = await gone
  const [found] = said
  const saved = said.at(-1)
  if (signal !== 'SIGKILL' || found === undefined || saved === undefined)
    throw new Error(`the writer ended by itself with ${code}`)
  return { found, saved }
}

/** Mulberry32: the same rounds for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
