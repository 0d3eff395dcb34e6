import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

const root = new URL('..', import.meta.url).pathname

/** Codecs find their WebAssembly beside themselves. */
const codecs = [
  '@cornerstonejs/codec-charls',
  '@cornerstonejs/codec-libjpeg-turbo-8bit',
  '@cornerstonejs/codec-openjpeg',
  '@cornerstonejs/codec-openjph',
]

/** Natively compiled packages stay outside the bundle; everything else is bundled so that the application starts from few files. */
const native = ['electron', 'libsql', 'onnxruntime-node', ...codecs]

/**
 * Main and the workers, for Node and Electron: one file an entry, shared code in chunks. The sandboxed
 * preload must be a single CommonJS file and is built by `preload.vite.config.ts`.
 */
export default defineConfig({
  root,
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: {
        'main/electron': `${root}main/electron.ts`,
        'main/serve': `${root}main/serve.ts`,
        'main/cli': `${root}main/cli.ts`,
        'workers/thread': `${root}workers/thread.ts`,
        'workers/process': `${root}workers/process.ts`,
      },
      external: [...builtinModules, /^node:/, ...native.map((name) => new RegExp(`^${name}($|/)`))],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: native },
  logLevel: 'warn',
})
