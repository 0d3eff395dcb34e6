/**
 * Only the tests of one analysis: a mutant is noticed by what is said of its own analysis, or not at all. The first
 * test that fails ends the run, so the files that were over soonest go first.
 */
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const tests = process.env['MIDWALL_MUTANT_TESTS']
if (tests === undefined) throw new Error('MIDWALL_MUTANT_TESTS names no tests')

class SoonestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => this.took(a) - this.took(b))
  }

  /** milliseconds of its last run in this process; 0 before the first */
  private took({ project, moduleId }: TestSpecification): number {
    const file = relative(this.ctx.config.root, moduleId)
    return this.ctx.cache.getFileTestResults(`${project.name}:${file}`)?.duration ?? 0
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: tests.split(','),
    pool: 'threads',
    // the first run counts every branch, which is slow
    testTimeout: 60_000,
    sequence: { sequencer: SoonestFirst },
  },
})
