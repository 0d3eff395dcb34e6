/** Whole imports into fresh libraries: parse, check, hash, store durably, index. Each in a process of its own. */
import { join } from 'node:path'
import type { ImportRun } from '../../library/import-run.ts'
import { importOnce } from '../../library/import-runs.ts'
import { type Aim, atLeast, atMost, type Figure, figure, type Part } from '../figures.ts'
import type { FileSet } from '../files/sets.ts'

const wantedFilesPerSecond = 600
const longestTurnMs = 20

export async function importPart(sets: readonly FileSet[], runs: number, folder: string): Promise<Part> {
  const figures: Record<string, ImportFigures> = {}
  for (const set of sets) figures[set.name] = await importSet(set, runs, folder)
  return { figures, aims: Object.entries(figures).flatMap(([name, of]) => aimsOf(name, of)) }
}

interface ImportFigures {
  readonly files: number
  readonly filesPerSecond: Figure
  readonly megabytesPerSecond: Figure
  /** processor time a file, of all threads together */
  readonly cpuMs: Figure
  /** of main's event loop, the longest of each run */
  readonly worstTurnMs: Figure
  readonly memoryMb: Figure
}

async function importSet(set: FileSet, runs: number, folder: string): Promise<ImportFigures> {
  const results: ImportRun[] = []
  for (let run = 0; run < runs; run++) {
    // kept until the end: for minutes ext4 looks for new inodes around those that were just freed
    const library = join(folder, `library-${set.name}-${run}`)
    const result = await importOnce(library, set.folder, set.attest)
    const accepted = result.report.files.filter(({ outcome }) => outcome.startsWith('accepted')).length
    if (accepted !== set.files.length || !result.whole)
      throw new Error(`${accepted} of ${set.files.length} files were accepted; whole: ${result.whole}`)
    results.push(result)
  }
  const of = (unit: string, value: (result: ImportRun) => number): Figure => figure(unit, results.map(value))
  return {
    files: set.files.length,
    filesPerSecond: of('files/s', ({ seconds }) => set.files.length / seconds),
    megabytesPerSecond: of('MB/s', ({ seconds }) => set.megabytes / seconds),
    cpuMs: of('ms', ({ cpuMsPerFile }) => cpuMsPerFile),
    worstTurnMs: of('ms', ({ worstTurnMs }) => worstTurnMs),
    memoryMb: of('MB', ({ megabytes }) => megabytes),
  }
}

const aimsOf = (set: string, { filesPerSecond, worstTurnMs }: ImportFigures): Aim[] => [
  atLeast(`import of ${set} stores 600 files of 133 kB a second`, wantedFilesPerSecond, filesPerSecond),
  atMost(`no turn of main over 20 ms during an import of ${set}`, longestTurnMs, worstTurnMs),
]
