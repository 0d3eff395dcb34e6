import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Lengths in our style sheets follow the scale of the window: they are written in pixels and served in rem. Hairlines
 * stay what they are.
 */
const scaledLengths = {
  postcssPlugin: 'scaled-lengths',
  Declaration(declaration: { value: string; source?: { input: { file?: string } } }) {
    if (!declaration.value.includes('px') || declaration.source?.input.file?.includes('node_modules')) return
    declaration.value = declaration.value.replace(
      /(?<![\w.#-])(-?\d*\.?\d+)px\b/g,
      (written, pixels: string) => (Math.abs(Number(pixels)) < 2 ? written : `${Number(pixels) / 16}rem`),
    )
  },
}

/** The page. Workers are ES modules because cornerstone's codecs load their WebAssembly from there. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: './',
  plugins: [react()],
  css: { postcss: { plugins: [scaledLengths] } },
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
