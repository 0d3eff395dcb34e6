/** Headers a second, beside pydicom and dcmdump over the same warm files in the same minutes. */
import { type Aim, atLeast, type Figure, figure, type Part } from '../figures.ts'
import type { FileSet } from '../files/sets.ts'
import { dcmdumpScanner, midwallScanners, pydicomScanner, type Scanner } from './scanners.ts'

const wantedBesidePydicom = 5
/** A small stack is scanned several times over in a run: 460 files are done in less time than a clock tick is worth. */
const leastFiles = 5000

export async function scanPart(sets: readonly FileSet[], runs: number, folder: string): Promise<Part> {
  const others = { pydicom: pydicomScanner(folder), dcmdump: dcmdumpScanner() }
  const scanners = [...(await midwallScanners()), others.pydicom, others.dcmdump].filter(
    (one) => one !== undefined,
  )
  try {
    const figures: Record<string, ScanFigures> = {}
    for (const set of sets) figures[set.name] = await scanSet(set, scanners, runs)
    return {
      figures,
      aims: Object.entries(figures).flatMap(([name, of]) => aimsOf(name, of)),
      skipped: Object.entries(others).flatMap(([name, one]) => (one ? [] : [`no ${name}`])),
    }
  } finally {
    for (const scanner of scanners) scanner.close()
  }
}

interface ScanFigures {
  readonly files: number
  readonly filesPerSecond: Readonly<Partial<Record<Scanner['name'], Figure>>>
  /** of our one thread, run by run */
  readonly times: Readonly<Partial<Record<'pydicom' | 'dcmdump', Figure>>>
  /** processor time a file of our one thread */
  readonly cpuMicroseconds: Figure
}

/** Everybody takes a turn in each run, so that a busy moment of the machine hits all alike. */
async function scanSet(set: FileSet, scanners: readonly Scanner[], runs: number): Promise<ScanFigures> {
  const files = Array.from({ length: Math.ceil(leastFiles / set.files.length) }, () => set.files).flat()
  for (const scanner of scanners) await scanner.scan(files)
  const rates = new Map<Scanner['name'], number[]>()
  const cpu: number[] = []
  for (let run = 0; run < runs; run++) {
    for (const { name, scan } of scanners) {
      const { seconds, cpuSeconds } = await scan(files)
      rates.set(name, [...(rates.get(name) ?? []), files.length / seconds])
      if (name === 'midwall') cpu.push((cpuSeconds / files.length) * 1e6)
    }
  }
  const ours = rates.get('midwall') ?? []
  const ratios = (name: 'pydicom' | 'dcmdump') =>
    rates.get(name)?.map((theirs, run) => (ours[run] ?? Number.NaN) / theirs)
  return {
    files: set.files.length,
    filesPerSecond: Object.fromEntries([...rates].map(([name, values]) => [name, figure('files/s', values)])),
    times: Object.fromEntries(
      (['pydicom', 'dcmdump'] as const).flatMap((name) => {
        const values = ratios(name)
        return values ? [[name, figure('x', values)]] : []
      }),
    ),
    cpuMicroseconds: figure('us', cpu),
  }
}

function aimsOf(set: string, { times }: ScanFigures): Aim[] {
  const { pydicom, dcmdump } = times
  return [
    ...(pydicom ? [atLeast(`header scan of ${set} is 5 x pydicom`, wantedBesidePydicom, pydicom)] : []),
    ...(dcmdump ? [atLeast(`header scan of ${set} is ahead of dcmdump`, 1, dcmdump)] : []),
  ]
}
