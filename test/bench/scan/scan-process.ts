/**
 * Scans headers when it is asked to, in a process that stays: on its own thread, or on several beside each other.
 * Built before it runs, as the application is.
 */
import { once } from 'node:events'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { scan } from './scanning.ts'

export interface ScanRequest {
  readonly files: readonly string[]
  readonly threads: number
}
export interface ScanReply {
  readonly seconds: number
  /** of all threads together */
  readonly cpuSeconds: number
  readonly characters: number
}

const workers: Worker[] = []

async function answer({ files, threads }: ScanRequest): Promise<ScanReply> {
  while (threads > 1 && workers.length < threads) workers.push(new Worker(new URL(import.meta.url)))
  const before = process.cpuUsage()
  const began = performance.now()
  const characters = threads === 1 ? scan(files) : await scanBeside(files, workers.slice(0, threads))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  return { seconds, cpuSeconds: (user + system) / 1e6, characters }
}

async function scanBeside(files: readonly string[], threads: readonly Worker[]): Promise<number> {
  const shares = await Promise.all(
    threads.map(async (worker, k) => {
      worker.postMessage(files.filter((_, i) => i % threads.length === k))
      const [characters] = (await once(worker, 'message')) as [number]
      return characters
    }),
  )
  return shares.reduce((sum, share) => sum + share, 0)
}

if (isMainThread) {
  process.on('message', (request: ScanRequest) => {
    void answer(request).then((reply) => process.send?.(reply))
  })
  process.on('disconnect', () => process.exit(0))
} else {
  parentPort?.on('message', (files: readonly string[]) => parentPort?.postMessage(scan(files)))
}
