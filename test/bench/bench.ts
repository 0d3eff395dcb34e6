/**
 * `npm run bench`: one JSON on stdout, progress on stderr.
 *
 *   npm run bench [-- PART ...] [--runs N] [--files N] [--quick]      parts: disk scan import download reading analyses window window-gl
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromiumOptions, chromiumWithoutGpu } from '../chromium.ts'
import { chosenParts } from '../running/parts.ts'
import { noShared } from '../shared.ts'
import takeTemporaryFolder from '../temporary-folder.ts'
import { analysesPart } from './analyses/analyses.ts'
import { diskPart } from './disk/disk.ts'
import { downloadPart } from './download/download.ts'
import type { Part } from './figures.ts'
import { type FileSet, realSet, syntheticSet } from './files/sets.ts'
import { importPart } from './imports/imports.ts'
import { machine } from './machine.ts'
import { readingPart } from './reading/reading.ts'
import { scanPart } from './scan/scan.ts'
import { quick, whole } from './window/extent.ts'
import { windowPart } from './window/window.ts'

interface Bench {
  readonly folder: string
  readonly runs: number
  /** the window in two minutes, without the peer */
  readonly isQuick: boolean
  readonly sets: () => readonly FileSet[]
}

const parts = {
  disk: async ({ folder, runs }) => diskPart(folder, runs),
  scan: ({ folder, runs, sets }) => scanPart(sets(), runs, folder),
  import: ({ folder, runs, sets }) => importPart(sets(), runs, folder),
  download: ({ folder, runs }) => downloadPart(folder, runs),
  reading: async ({ runs }) => readingPart(runs),
  analyses: ({ folder, runs }) => analysesPart(folder, runs),
  window: ({ folder, isQuick }) =>
    windowPart(join(folder, 'without-gpu'), isQuick ? quick : whole, chromiumWithoutGpu, say),
  'window-gl': ({ folder, isQuick }) =>
    windowPart(join(folder, 'software-gl'), isQuick ? quick : whole, chromiumOptions, say),
} satisfies Record<string, (bench: Bench) => Promise<Part>>

const usualFiles = '5000'
const usualRuns = '5'

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: usualRuns },
      files: { type: 'string', default: usualFiles },
      quick: { type: 'boolean', default: false },
    },
  })
  const chosen = chosenParts(parts, positionals)
  const removeTemporaryFolder = takeTemporaryFolder()
  try {
    const folder = tmpdir()
    const bench = {
      folder,
      runs: Number(values.runs),
      isQuick: values.quick,
      sets: fileSets(folder, Number(values.files)),
    }
    const before = machine()
    const done: Record<string, Part> = {}
    for (const [name, measure] of chosen) {
      say(`${name} ...`)
      const began = performance.now()
      done[name] = await measure(bench)
      say(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`)
    }
    const aims = Object.entries(done).flatMap(([name, { aims }]) =>
      aims.map((aim) => ({ part: name, ...aim })),
    )
    for (const { part, aim, reached, value, unit } of aims)
      say(`${reached ? 'reached' : 'MISSED '}  ${part}: ${aim}: ${value} ${unit}`)
    const figures = Object.fromEntries(Object.entries(done).map(([name, part]) => [name, part.figures]))
    const skipped = Object.values(done).flatMap((part) => part.skipped ?? [])
    const document = { format: 'midwall-bench/1', date: new Date().toISOString(), machine: before }
    process.stdout.write(`${JSON.stringify({ ...document, aims, figures, skipped }, null, 2)}\n`)
    return 0
  } finally {
    removeTemporaryFolder()
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Written once, when the first part asks. */
function fileSets(folder: string, count: number): () => readonly FileSet[] {
  let sets: readonly FileSet[] | undefined
  return () => {
    if (sets) return sets
    say(`writing ${count} synthetic files ...`)
    const synthetic = syntheticSet(join(folder, 'files'), count)
    const real = realSet()
    if (!real) say(`no real stack: ${noShared}`)
    sets = real ? [real, synthetic] : [synthetic]
    return sets
  }
}
