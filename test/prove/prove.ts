/**
 * `npm run prove`: what takes too long for `npm test`. The last line says `N passed, N failed, N skipped`.
 *
 *   npm run prove [-- PART ...] [--rounds N] [--seed N] [--analysis NAME] [--studies N]
 *
 * Parts: corpus kills faults mutants studies.
 */
import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { chosenParts } from '../running/parts.ts'
import takeTemporaryFolder from '../temporary-folder.ts'
import { proveCorpus } from './corpus.ts'
import { proveDownloadFaults } from './faults/downloads.ts'
import { proveStorms } from './faults/storms.ts'
import { proveUploadFaults } from './faults/uploads.ts'
import { createFindings, type Findings } from './findings.ts'
import { proveKills } from './kills/kills.ts'
import { proveMutants } from './mutants/mutants.ts'
import { proveStudies } from './studies/studies.ts'

interface Proving {
  readonly folder: string
  readonly rounds: number
  readonly seed: number
  /** whose mutants are tried; of all when absent */
  readonly analysis: string | undefined
  /** opened in a row */
  readonly studies: number
  readonly findings: Findings
}

const parts = {
  corpus: ({ folder, findings }) => proveCorpus(folder, findings),
  kills: ({ folder, rounds, seed, findings }) => proveKills(rounds, { folder, seed }, findings),
  faults,
  mutants: ({ seed, analysis, findings }) => proveMutants(seed, analysis, findings),
  studies: ({ studies, folder, findings }) => proveStudies(studies, folder, findings),
} satisfies { readonly [name: string]: (proving: Proving) => Promise<void> }

async function faults({ rounds, seed, findings }: Proving): Promise<void> {
  await proveDownloadFaults(findings)
  await proveUploadFaults(findings)
  await proveStorms(Math.ceil(rounds / stormsIn), seed, findings)
}
/** A storm is worth this many rounds. */
const stormsIn = 10

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      analysis: { type: 'string' },
      studies: { type: 'string', default: '200' },
    },
  })
  const chosen = chosenParts(parts, positionals)
  const removeTemporaryFolder = takeTemporaryFolder()
  const findings = createFindings((line) => void process.stdout.write(`${line}\n`))
  const { analysis } = values
  const [rounds, seed, studies] = [Number(values.rounds), Number(values.seed), Number(values.studies)]
  const proving = { folder: tmpdir(), rounds, seed, analysis, studies, findings }
  try {
    for (const [name, prove] of chosen) {
      const began = performance.now()
      await prove(proving)
      findings.progress(`${name} took ${((performance.now() - began) / 60_000).toFixed(1)} min`)
    }
  } finally {
    removeTemporaryFolder()
  }
  const { passed, failed, skipped } = findings.counts()
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  return failed === 0 ? 0 : 1
}
