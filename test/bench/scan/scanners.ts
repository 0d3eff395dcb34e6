/** Who scans headers: ours on one thread and on all, pydicom and dcmdump. Each stays ready between its runs. */
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { built } from '../../built-workers.ts'
import type { ScanReply, ScanRequest } from './scan-process.ts'

export interface Scanner {
  readonly name: 'midwall' | 'midwallThreads' | 'pydicom' | 'dcmdump'
  scan(files: readonly string[]): Promise<{ readonly seconds: number; readonly cpuSeconds: number }>
  close(): void
}

export async function midwallScanners(): Promise<Scanner[]> {
  const { scanner } = await built({ scanner: 'test/bench/scan/scan-process.ts' })
  const child = fork(scanner)
  const ask = async (request: ScanRequest): Promise<ScanReply> => {
    child.send(request)
    return (await replyOf(child)) as ScanReply
  }
  return [
    { name: 'midwall', scan: (files) => ask({ files, threads: 1 }), close: () => child.disconnect() },
    {
      name: 'midwallThreads',
      scan: (files) => ask({ files, threads: availableParallelism() }),
      close: () => undefined,
    },
  ]
}

/** @throws Error when the process ends instead of answering */
async function replyOf(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController()
  try {
    return await Promise.race([
      once(child, 'message', waiting).then(([reply]) => reply as unknown),
      once(child, 'exit', waiting).then(([code]) => {
        throw new Error(`the scanner ended with ${String(code)}`)
      }),
    ])
  } finally {
    waiting.abort()
  }
}

const python = '/usr/bin/python3'

export function pydicomScanner(folder: string): Scanner | undefined {
  if (!existsSync(python) || spawnSync(python, ['-c', 'import pydicom']).status !== 0) return undefined
  const script = fileURLToPath(new URL('./pydicom_scan.py', import.meta.url))
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const listing = join(folder, 'pydicom.json')
  return {
    name: 'pydicom',
    async scan(files) {
      writeFileSync(listing, JSON.stringify(files))
      child.stdin.write(`${listing}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('pydicom ended')
      return JSON.parse(value) as ScanReply
    },
    close: () => void child.stdin.end(),
  }
}

/** dcmdump's own start, some milliseconds, is in its time: it has no other way to be asked. */
export function dcmdumpScanner(): Scanner | undefined {
  if (spawnSync('dcmdump', ['--version']).status !== 0) return undefined
  const tags = ['0008,0018', '0020,000e', '0020,0032'].flatMap((one) => ['+P', one])
  return {
    name: 'dcmdump',
    scan(files) {
      const child = spawn('dcmdump', ['-q', '-M', '+sb', '7fe0,0010', ...tags, ...files], {
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const began = performance.now()
      return new Promise((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (code) => {
          const seconds = (performance.now() - began) / 1000
          if (code === 0) resolve({ seconds, cpuSeconds: Number.NaN })
          else reject(new Error(`dcmdump ended with ${String(code)}`))
        })
      })
    },
    close: () => undefined,
  }
}
