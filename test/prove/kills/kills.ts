/** Processes killed at random moments while they import, append to a read, download or upload. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openProject } from '../../../main/registry/projects/seed.ts'
import { built } from '../../built-workers.ts'
import { killDownloads } from '../../downloads/kills.ts'
import { killImports } from '../../library/kills.ts'
import { writeSyntheticStudy } from '../../library/synthetic-study.ts'
import { killRounds } from '../../reads/killing.ts'
import { startDemoRegistry } from '../../registry/servers/demo.ts'
import type { Findings } from '../findings.ts'
import type { Killer, KillOptions } from './kill.ts'
import { killSigning } from './signing.ts'

const importing: Killer = async (kills, { folder, seed }) => {
  const source = join(folder, 'study')
  const files = writeSyntheticStudy(source).length
  const { problems, midway, finished } = await killImports({ kills, seed, source, files })
  return { problems, detail: `${midway} in the middle of the study, ${finished} imports came to their end` }
}

const reading: Killer = async (kills, { folder, seed }) => {
  const { writer } = await built({ writer: 'test/reads/killed-writer.ts' })
  const library = join(folder, `read-${seed}`)
  try {
    const rounds = await killRounds({ writer, folder: library, rounds: kills, seed })
    return { problems: [], detail: `${rounds.at(-1)?.saved} events were saved` }
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)], detail: '' }
  } finally {
    rmSync(library, { recursive: true, force: true })
  }
}

const downloading: Killer = async (kills, { seed }) => {
  const registry = await startDemoRegistry()
  try {
    const { problems, midway, finished } = await killDownloads({
      url: registry.url,
      project: openProject,
      kills,
      seed,
      instances: 143,
    })
    return {
      problems,
      detail: `${midway} in the middle of the study, ${finished} downloads came to their end`,
    }
  } finally {
    await registry.remove()
  }
}

/** So many kills make one line. */
const batch = 50

/** How many of a hundred kills each gets. */
const shares: readonly { readonly doing: string; readonly kill: Killer; readonly percent: number }[] = [
  { doing: 'importing', kill: importing, percent: 40 },
  { doing: 'appending to a read', kill: reading, percent: 30 },
  { doing: 'downloading', kill: downloading, percent: 15 },
  { doing: 'signing and uploading', kill: killSigning, percent: 15 },
]

export async function proveKills(rounds: number, options: KillOptions, findings: Findings): Promise<void> {
  for (const { doing, kill, percent } of shares) {
    const kills = Math.round((rounds * percent) / 100)
    for (let done = 0; done < kills; ) {
      const now = Math.min(batch, kills - done)
      const seed = options.seed + done
      const { problems, detail } = await kill(now, { ...options, seed })
      done += now
      const claim = `${done} of ${kills} kills while ${doing} lost nothing (seed ${seed}; ${detail})`
      for (const problem of problems) findings.fail(claim, problem)
      if (problems.length === 0) findings.pass(claim, now)
    }
  }
}
