/** Downloads killed at random moments, over and over into one library until one comes to its end. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { built, builtWorkers } from '../built-workers.ts'
import { seeded } from '../library/random.ts'
import { openWorkplace, temporaryFolder } from '../library/workplace.ts'

export interface DownloadKills {
  readonly url: string
  readonly project: string
  readonly kills: number
  readonly seed: number
  /** instances of the study */
  readonly instances: number
}

export interface DownloadKillReport {
  readonly kills: number
  /** kills that left a part of the study in the library */
  readonly midway: number
  /** runs that came to their end */
  readonly finished: number
  readonly problems: readonly string[]
}

export async function killDownloads(options: DownloadKills): Promise<DownloadKillReport> {
  const { url, project, kills, seed, instances } = options
  const entries = await built({ 'download-process': 'test/downloads/download-process.ts' })
  const { thread } = await builtWorkers()
  const random = seeded(seed)
  const problems: string[] = []
  let [killed, midway, finished] = [0, 0, 0]
  let folder = join(temporaryFolder(), 'library')

  const download = async (killAfter: number): Promise<{ said: string; killed: boolean }> => {
    const child = spawn(process.execPath, [entries['download-process'], thread, folder, url, project], {
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfter)
    await once(child, 'close')
    clearTimeout(timer)
    return { said, killed: child.signalCode === 'SIGKILL' }
  }

  const began = performance.now()
  await download(60_000)
  const whole = performance.now() - began
  rmSync(folder, { recursive: true })

  while (killed < kills) {
    const run = await download(random() * whole)
    const after = `kill ${killed + 1} (seed ${seed})`
    const promised = Number(/here (\d+)\n(?!.*here)/s.exec(run.said)?.[1] ?? 0)
    const found = await lookAt(folder)
    problems.push(...found.problems.map((problem) => `${after}: ${problem}`))
    if (found.instances < promised) problems.push(`${after}: ${found.instances} of ${promised} promised`)
    if (run.killed) {
      killed += 1
      if (found.instances > 0 && found.instances < instances) midway += 1
      continue
    }
    finished += 1
    if (found.instances !== instances) problems.push(`${after}: ended with ${found.instances}: ${run.said}`)
    rmSync(folder, { recursive: true })
    folder = join(temporaryFolder(), 'library')
  }
  rmSync(folder, { recursive: true, force: true })
  return { kills: killed, midway, finished, problems }
}

async function lookAt(folder: string): Promise<{ instances: number; problems: string[] }> {
  const place = await openWorkplace(folder)
  try {
    const { database, damaged, strays, brokenAuditEntry } = await place.keeper.check()
    const { index } = place.keeper
    return {
      instances: index.studies().reduce((sum, { study }) => sum + index.objectsOf(study).length, 0),
      problems: [
        ...database,
        ...damaged.map(({ path, state }) => `${path} is ${state}`),
        ...strays.map((name) => `${name} has no row`),
        ...(brokenAuditEntry === undefined ? [] : [`the audit is broken at ${brokenAuditEntry}`]),
        ...readdirSync(place.library.incoming).map((name) => `${name} was left in incoming`),
      ],
    }
  } finally {
    await place.leave()
  }
}
