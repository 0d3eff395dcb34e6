import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './chromium.ts'

/** The window, driven in a browser. One worker: two cores, and one library a test. */
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results/e2e',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    launchOptions: chromiumOptions,
  },
})
