import { defineConfig } from 'vite'

const root = new URL('..', import.meta.url).pathname

/** A sandboxed preload may only require 'electron': one bundled CommonJS file. */
export default defineConfig({
  root,
  build: {
    outDir: 'dist/main',
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    lib: { entry: `${root}main/preload.ts`, formats: ['cjs'], fileName: () => 'preload.cjs' },
    rollupOptions: { external: ['electron'] },
  },
  logLevel: 'warn',
})
