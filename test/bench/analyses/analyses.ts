/** Every analysis on the standard study: wall time, processor time and memory, on one thread and on two. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { phantomStudy } from '#dicom/write/mr/phantom-study.ts'
import { built, builtWorkers } from '../../built-workers.ts'
import { atMost, figure, type Part, rounded } from '../figures.ts'
import type { AnalysisRuns, Work } from './analyses-process.ts'
import { coxFigure, molliFigure } from './kernels.ts'

/** A whole examination as a scanner leaves it: 12 x 25 short axis, late enhancement, 3 x 60 twice, maps, flow. */
const standardStudy: PhantomStudyOptions = {
  preset: 'infarct',
  seed: 1,
  examination: 'whole',
  vendor: 'siemens',
  project: 'BENCH',
  site: 'SITE01',
  subject: 'S-0001',
  studyDate: '20250101',
}

const works: readonly Work[] = [
  'volumes',
  'volumes-job',
  'volumes-alone',
  'segments',
  'strain',
  'strain-slices',
  'strain-views',
  'perfusion',
  'scar',
  'mapping',
  'flow',
]

const run = promisify(execFile)

export async function analysesPart(folder: string, runs: number): Promise<Part> {
  const study = writeStudy(join(folder, 'standard-study'))
  const { thread } = await builtWorkers()
  const { measuring } = await built({ measuring: 'test/bench/analyses/analyses-process.ts' })
  const measure = async (work: Work, threads: number): Promise<AnalysisRuns> => {
    const args = [
      measuring,
      thread,
      study.images,
      study.contours,
      standardStudy.project,
      `${threads}`,
      `${runs}`,
      work,
    ]
    const { stdout } = await run(process.execPath, args)
    return JSON.parse(stdout) as AnalysisRuns
  }
  const figures: Record<string, unknown> = {}
  const aims = []
  for (const work of works) {
    const [one, two] = [await measure(work, 1), await measure(work, 2)]
    const wall = figure('ms', two.wallMs)
    figures[work] = {
      oneThread: summed(one),
      twoThreads: summed(two),
    }
    const aim = wanted[work]
    if (aim !== undefined)
      aims.push(atMost(aim.said, aim.ms, aim.threads === 1 ? figure('ms', one.wallMs) : wall))
  }
  const molli = molliFigure(runs)
  const cox = coxFigure(runs)
  aims.push(atMost('all maps of a 256 x 256 MOLLI within a second', 1000, molli))
  const peers = peerFigures(runs)
  return {
    figures: { ...figures, molli256: molli, cox2000x15: cox, peers: peers ?? null },
    aims,
    ...(peers === undefined
      ? { skipped: ['no python3-scipy, python3-skimage, python3-opencv to compare with'] }
      : {}),
  }
}

interface Wanted {
  readonly said: string
  readonly ms: number
  readonly threads: 1 | 2
}

const wanted: Partial<Readonly<Record<Work, Wanted>>> = {
  'strain-slices': { said: 'strain of 10 slices x 25 phases within 6 s', ms: 6000, threads: 2 },
  'strain-views': { said: 'strain of three long-axis views within 2 s', ms: 2000, threads: 2 },
  perfusion: { said: 'perfusion of 3 x 60 dynamics, rest and stress, within 10 s', ms: 10_000, threads: 2 },
  scar: { said: 'late enhancement by every method within 0.3 s', ms: 300, threads: 2 },
  volumes: { said: 'volumes of 25 phases within 20 ms, as an analysis', ms: 20, threads: 1 },
  'volumes-job': { said: 'volumes of 25 phases within 20 ms, as a job', ms: 20, threads: 1 },
  'volumes-alone': { said: 'volumes of 25 phases within 20 ms, without a thread', ms: 20, threads: 1 },
}

const summed = ({ firstMs, wallMs, cpuMs, peakMb }: AnalysisRuns): object => ({
  first: { unit: 'ms', value: rounded(firstMs) },
  wall: figure('ms', wallMs),
  cpu: figure('ms', cpuMs),
  peak: { unit: 'MB', value: rounded(peakMb) },
})

function writeStudy(folder: string): { readonly images: string; readonly contours: string } {
  const images = join(folder, 'images')
  for (const { fileName, bytes } of phantomStudy(standardStudy)) {
    const path = join(images, fileName)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  const contours = join(folder, 'contours.json')
  writeFileSync(contours, JSON.stringify(phantomContours(standardStudy, 'all')))
  return { images, contours }
}

/** Seconds of each, best of the runs; undefined where Python has none of them. */
function peerFigures(runs: number): Record<string, number> | undefined {
  const script = fileURLToPath(new URL('./peers.py', import.meta.url))
  const { status, stdout } = spawnSync('/usr/bin/python3', [script, `${runs}`], { encoding: 'utf8' })
  if (status !== 0) return undefined
  const seconds = JSON.parse(stdout) as Record<string, number>
  return Object.keys(seconds).length === 0 ? undefined : seconds
}
