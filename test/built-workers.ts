/**
 * The entries of threads and child processes as they are shipped: bundled JavaScript, because Node 20 runs no
 * TypeScript. Built once a test process, from the sources as they are now.
 */
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { ownFolder } from './own-folder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const codecs = ['charls', 'libjpeg-turbo-8bit', 'openjpeg', 'openjph'].map(
  (name) => `@cornerstonejs/codec-${name}`,
)
const native = ['libsql', 'onnxruntime-node', ...codecs]

/** @param entries name to source, from the root; gives name to built file */
export async function built<Name extends string>(
  entries: Readonly<Record<Name, string>>,
): Promise<Record<Name, string>> {
  // Inside the checkout, so that what is not bundled is found.
  const outDir = ownFolder(join(root, '.cache'), 'workers')
  const names = Object.keys(entries) as Name[]
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: native },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(root, entries[name])])),
        external: [...builtinModules, /^node:/, ...native.map((name) => new RegExp(`^${name}($|/)`))],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs' },
      },
    },
  })
  return Object.fromEntries(names.map((name) => [name, join(outDir, `${name}.mjs`)])) as Record<Name, string>
}

let workers: Promise<{ readonly thread: string; readonly process: string }> | undefined

export function builtWorkers(): Promise<{ readonly thread: string; readonly process: string }> {
  workers ??= built({ thread: 'workers/thread.ts', process: 'workers/process.ts' })
  return workers
}
