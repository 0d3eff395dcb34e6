/** Only the tests of one analysis: a mutant is noticed by what is said of its own analysis, or not at all. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const tests = process.env['MIDWALL_MUTANT_TESTS']
if (tests === undefined) throw new Error('MIDWALL_MUTANT_TESTS names no tests')

export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  // the first run counts every branch, which is slow
  test: { include: tests.split(','), pool: 'threads', testTimeout: 60_000 },
})
