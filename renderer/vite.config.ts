import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The page. Workers are ES modules because cornerstone's codecs load their WebAssembly from there. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  resolve: { dedupe: ['react', 'react-dom', '@cornerstonejs/core'] },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    chunkSizeWarningLimit: 12_000,
    sourcemap: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      onLog(level, log, report) {
        // the codecs were compiled for Node and browsers; in a browser they never reach for a file
        if (/"(fs|path)" has been externalized.*@cornerstonejs\/codec-/s.test(log.message)) return
        report(level, log)
      },
    },
  },
  logLevel: 'warn',
})
