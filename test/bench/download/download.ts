/**
 * Studies downloaded from Orthanc into a library, beside plain `fetch` of the same bodies in the same run. A
 * download is verified and indexed: every file parsed, hashed, stored durably.
 */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { built } from '../../built-workers.ts'
import { project } from '../../library/workplace.ts'
import { hasOrthanc, noOrthanc, startOrthanc } from '../../registry/servers/orthanc.ts'
import { atLeast, atMost, type Figure, figure, type Part } from '../figures.ts'
import { noiseStudy } from '../files/synthetic.ts'
import type { Download } from './download-process.ts'

const wantedShare = 0.6
const longestTurnMs = 20
/** The first download starts threads and compiles; it is not what a reader waits for all day. */
const warmUps = 1

export async function downloadPart(folder: string, runs: number): Promise<Part> {
  if (!hasOrthanc) return { figures: {}, aims: [], skipped: [noOrthanc] }
  const { thread, downloader } = await built({
    thread: 'workers/thread.ts',
    downloader: 'test/bench/download/download-process.ts',
  })
  const library = join(folder, 'download-library')
  const orthanc = await startOrthanc()
  try {
    for (let run = 0; run < warmUps + runs; run++)
      for (const file of noiseStudy({ subject: `S-${run}` })) await orthanc.put(file)
    const { root, account, secret } = orthanc
    const args = [downloader, thread, library, root, account, secret, project]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    return partOf((JSON.parse(stdout) as Download[]).slice(warmUps))
  } finally {
    await orthanc.stop()
    rmSync(library, { recursive: true, force: true })
  }
}

function partOf(downloads: readonly Download[]): Part {
  const of = (unit: string, value: (download: Download) => number): Figure =>
    figure(unit, downloads.map(value))
  const share = of('of plain fetch', ({ megabytes, seconds, plain }) => megabytes / seconds / plain)
  const worstTurnMs = of('ms', ({ worstTurnMs: turn }) => turn)
  return {
    figures: {
      files: downloads[0]?.files,
      megabytes: of('MB', ({ megabytes }) => megabytes),
      megabytesPerSecond: of('MB/s', ({ megabytes, seconds }) => megabytes / seconds),
      filesPerSecond: of('files/s', ({ files, seconds }) => files / seconds),
      plainFetch: of('MB/s', ({ plain }) => plain),
      plainFetchStreamed: of('MB/s', ({ plainStreamed }) => plainStreamed),
      share,
      cpuMsPerFile: of('ms', ({ cpuMs, files }) => cpuMs / files),
      worstTurnMs,
    },
    aims: [
      atLeast('a download from Orthanc reaches 0.6 of plain fetch', wantedShare, share),
      atMost('no turn of main over 20 ms during a download', longestTurnMs, worstTurnMs),
    ],
  }
}
