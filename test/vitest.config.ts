import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  // plain Node cannot load electron; main's host is tested against the stand-in
  resolve: { alias: { electron: at('./electron/stand-in/electron.ts') } },
  test: {
    root: at('..'),
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: at('./temporary-folder.ts'),
    exclude: ['test/e2e/**', 'test/bench/**', 'test/prove/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // a condition may be slow to come true on a loaded machine; it must come true all the same
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
})
