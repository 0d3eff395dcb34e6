import { defineConfig, mergeConfig } from 'vite'
import page from '../../../renderer/vite.config.ts'

/** The harness page, built like the real one, and readable where it fails. */
export default mergeConfig(
  page,
  defineConfig({
    root: new URL('.', import.meta.url).pathname,
    build: { outDir: '../../../.cache/viewport-harness', minify: false },
  }),
)
