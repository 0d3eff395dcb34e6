/**
 * Which test file begins when, on a machine that has not run them yet: first those that are known to take long, so
 * that none of them is alone at the end while a processor waits; last the many short ones that share a process.
 */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** over 20 s on two cores, the longest first */
const long = [
  'test/truth/truth.test.ts',
  'test/cli/examination.test.ts',
  'test/contract/both-hosts.test.ts',
  'test/cli/compressed.test.ts',
  'test/cli/agree.test.ts',
  'test/cli/orthanc.test.ts',
  'test/downloads/faults.test.ts',
  'test/registry/making.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => this.turn(a) - this.turn(b))
  }

  private turn({ project, moduleId }: TestSpecification): number {
    if (!project.config.isolate) return long.length + 1
    const place = long.indexOf(relative(this.ctx.config.root, moduleId))
    return place < 0 ? long.length : place
  }
}
