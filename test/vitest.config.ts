import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './running/longest-first.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const tests = (...folders: string[]): string[] =>
  folders.flatMap((folder) => [`${folder}/**/*.test.ts`, `${folder}/**/*.test.tsx`])

/** The rooms without files, clock, network and DOM: what one test file leaves behind, no other can notice. */
const pure = tests('test/analysis', 'test/dicom')

const common = {
  root: at('..'),
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // a condition may be slow to come true on a loaded machine; it must come true all the same
  expect: { poll: { timeout: 20_000 } },
  pool: 'forks',
  maxWorkers: 2,
} as const

export default defineConfig({
  test: {
    root: at('..'),
    globalSetup: at('./temporary-folder.ts'),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // plain Node cannot load electron; main's host is tested against the stand-in
        resolve: { alias: { electron: at('./electron/stand-in/electron.ts') } },
        test: {
          ...common,
          name: 'world',
          include: tests('test'),
          exclude: [...configDefaults.exclude, ...pure, 'test/e2e/**', 'test/bench/**', 'test/prove/**'],
        },
      },
      // 222 files in the same two processes: started and imported for each, they took longer than their tests
      { test: { ...common, name: 'pure', include: pure, isolate: false } },
    ],
  },
})
