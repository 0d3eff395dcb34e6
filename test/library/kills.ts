/**
 * Imports that are killed at random moments, over and over into one library until one comes to its end, then
 * into a fresh one. After every kill the library must open, be whole, and have everything it said it had.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { importOnce, startImport } from './import-runs.ts'
import { seeded } from './random.ts'
import { openWorkplace, temporaryFolder } from './workplace.ts'

export interface Kills {
  readonly kills: number
  readonly seed: number
  /** files to import, all of which a library accepts */
  readonly source: string
  readonly files: number
}

export interface KillReport {
  readonly kills: number
  /** imports that came to their end before the kill */
  readonly finished: number
  /** kills that left a part of the study in the library */
  readonly midway: number
  readonly problems: readonly string[]
}

export async function killImports({ kills, seed, source, files }: Kills): Promise<KillReport> {
  const random = seeded(seed)
  const problems: string[] = []
  let [killed, finished, midway] = [0, 0, 0]
  let library = join(temporaryFolder(), 'library')
  const whole = await timeOf(library, source)
  rmSync(library, { recursive: true })
  let before = 0
  while (killed < kills) {
    const started = await startImport(library, source)
    const moment = random() * whole
    const timer = setTimeout(() => started.process.kill('SIGKILL'), moment)
    const run = await started.ended
    clearTimeout(timer)
    if (run) finished += 1
    else killed += 1
    const after = `kill ${killed} (seed ${seed}, ${moment.toFixed(0)} ms)`
    const promised = Number(/committed (\d+)\n(?!.*committed)/s.exec(started.said())?.[1] ?? 0)
    const found = await lookAt(library)
    problems.push(...found.problems.map((problem) => `${after}: ${problem}`))
    if (!run && started.process.signalCode !== 'SIGKILL')
      problems.push(`${after}: it ended by itself: ${started.said()}`)
    if (found.instances < Math.max(promised, before)) {
      problems.push(
        `${after}: ${found.instances} instances, but ${promised} were promised and ${before} were here`,
      )
    }
    if (run && found.instances !== files)
      problems.push(`${after}: finished with ${found.instances} of ${files}`)
    if (!run && found.instances > 0 && found.instances < files) midway += 1
    before = found.instances
    if (run) {
      rmSync(library, { recursive: true })
      library = join(temporaryFolder(), 'library')
      before = 0
    }
  }
  rmSync(library, { recursive: true, force: true })
  return { kills: killed, finished, midway, problems }
}

/** From start to end, undisturbed. */
async function timeOf(library: string, source: string): Promise<number> {
  const began = performance.now()
  await importOnce(library, source)
  return performance.now() - began
}

async function lookAt(folder: string): Promise<{ instances: number; problems: string[] }> {
  const place = await openWorkplace(folder)
  try {
    const { index } = place.keeper
    const check = await place.keeper.check()
    const { database, damaged, strays, brokenAuditEntry } = check
    const problems = [
      ...database,
      ...damaged.map(({ path, state }) => `${path} is ${state}`),
      ...strays.map((name) => `${name} has no row`),
      ...(brokenAuditEntry === undefined ? [] : [`the audit is broken at ${brokenAuditEntry}`]),
      ...readdirSync(place.library.incoming).map((name) => `${name} was left in incoming`),
    ]
    const instances = index.studies().reduce((sum, { study }) => sum + index.objectsOf(study).length, 0)
    return { instances, problems }
  } finally {
    await place.leave()
  }
}
