import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The harness page, built like the real one. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  resolve: { dedupe: ['react', 'react-dom', '@cornerstonejs/core'] },
  build: {
    outDir: '../../../.cache/viewport-harness',
    emptyOutDir: true,
    target: 'chrome140',
    chunkSizeWarningLimit: 12_000,
    minify: false,
  },
  logLevel: 'warn',
})
