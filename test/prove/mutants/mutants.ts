/**
 * Whether the tests of each analysis would notice a change in it. At least 100 mutants of each, of which at least
 * 85 % must be noticed; those that are not are listed, so that each can be looked at.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LogLevel, MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import type { Findings } from '../findings.ts'
import { analyses, type MutatedAnalysis } from './analyses.ts'
import { stretches } from './sample.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const fewestMutants = 100
const leastNoticed = 0.85
/** lines of code that give about the mutants that are asked for, and what is added while they are too few */
const [firstLines, moreLines] = [40, 12]

/** @param only  the name of one analysis; all when absent */
export async function proveMutants(
  seed: number,
  only: string | undefined,
  findings: Findings,
): Promise<void> {
  const chosen = analyses.filter(({ name }) => only === undefined || name === only)
  if (chosen.length === 0) throw new Error(`there is no analysis '${only}'`)
  for (const analysis of chosen) await proveOne(analysis, seed, findings)
}

async function proveOne(analysis: MutatedAnalysis, seed: number, findings: Findings): Promise<void> {
  const { name, sources, tests } = analysis
  const waiting = stretches(root, sources, seed)
  const results: MutantResult[] = []
  while (waiting.length > 0 && counted(results).length < fewestMutants) {
    const ranges: string[] = []
    const most = results.length === 0 ? firstLines : moreLines
    for (let lines = 0; lines < most; ) {
      const next = waiting.shift()
      if (!next) break
      ranges.push(next.range)
      lines += next.code
    }
    results.push(...(await mutate(ranges, tests)))
  }
  report(name, counted(results), findings)
}

/** Mutants that do not compile to anything that runs say nothing of the tests. */
const counted = (results: readonly MutantResult[]): MutantResult[] =>
  results.filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))

const isNoticed = ({ status }: MutantResult): boolean => status === 'Killed' || status === 'Timeout'

function report(name: string, results: readonly MutantResult[], findings: Findings): void {
  const noticed = results.filter(isNoticed).length
  const share = noticed / results.length
  const claim = `${name}: ${noticed} of ${results.length} mutants noticed (${(100 * share).toFixed(1)} %)`
  for (const survivor of results.filter((result) => !isNoticed(result)))
    findings.progress(
      `  unnoticed ${placeOf(survivor)}: ${survivor.mutatorName} ${oneLine(survivor.replacement)}`,
    )
  if (results.length < fewestMutants) findings.fail(claim, `fewer than ${fewestMutants} mutants`)
  else if (share < leastNoticed) findings.fail(claim, `fewer than ${100 * leastNoticed} % are noticed`)
  else findings.pass(claim)
}

const placeOf = ({ fileName, location }: MutantResult): string =>
  `${fileName.slice(root.length)}:${location.start.line}:${location.start.column}`
const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').slice(0, 80)

async function mutate(ranges: readonly string[], tests: readonly string[]): Promise<MutantResult[]> {
  process.env['MIDWALL_MUTANT_TESTS'] = tests.join(',')
  const options: PartialStrykerOptions = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/prove/mutants/vitest.config.ts', related: false },
    mutate: [...ranges],
    coverageAnalysis: 'perTest',
    concurrency: 2,
    // the run that both are counted from also counts every branch, and is several times slower than a mutant's
    timeoutFactor: 1,
    timeoutMS: 3000,
    reporters: [],
    logLevel: 'off' as LogLevel,
    // it would rewrite our configuration with a part of TypeScript that version 7 no longer has
    tsconfigFile: 'none',
    // not below a hidden folder, where the test runner does not look for tests
    tempDirName: join('test-results', 'mutants'),
    cleanTempDir: 'always',
    ignorePatterns: ['dist', '.cache', 'test-results'],
    allowEmpty: true,
    // a sentence for a person is not what is measured
    mutator: { excludedMutations: ['StringLiteral'] },
  }
  return new Stryker(options).runMutationTest()
}
