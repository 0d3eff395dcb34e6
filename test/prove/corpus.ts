/** Every hostile and broken input through import, each into a fresh library in a process of its own. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ManifestEntry, writeCorpus } from '../hostile/corpus.ts'
import { inItsOwnProcess, runHostileCase } from '../library/hostile-run.ts'
import { noShared, sharedFolder } from '../shared.ts'
import type { Findings } from './findings.ts'

const python = '/usr/bin/python3'

export async function proveCorpus(folder: string, findings: Findings): Promise<void> {
  const own = join(folder, 'own')
  await runCases('our corpus', own, writeCorpus(own), findings)

  const generator = sharedFolder && join(sharedFolder, 'hostile/gen.py')
  if (generator === undefined) findings.skip('the reference corpus', noShared)
  else if (!existsSync(python)) findings.skip('the reference corpus', 'no python3')
  else {
    const theirs = join(folder, 'reference')
    execFileSync(python, [generator, theirs])
    const manifest = JSON.parse(readFileSync(join(theirs, 'manifest.json'), 'utf8')) as ManifestEntry[]
    await runCases('the reference corpus', theirs, manifest, findings)
  }
}

async function runCases(
  corpus: string,
  folder: string,
  manifest: readonly ManifestEntry[],
  findings: Findings,
): Promise<void> {
  let [slowest, largest] = [0, 0]
  for (const entry of manifest) {
    const { problems, seconds, megabytes } = await runHostileCase(folder, entry, inItsOwnProcess)
    const cost = `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`
    const claim = `${entry.id} of ${corpus} ends in ${entry.expect} (${cost})`
    if (problems.length === 0) findings.pass(claim)
    else findings.fail(claim, problems.join('; '))
    slowest = Math.max(slowest, seconds)
    largest = Math.max(largest, megabytes)
  }
  findings.progress(
    `${corpus}: the slowest took ${slowest.toFixed(1)} s, the largest ${largest.toFixed(0)} MB`,
  )
}
