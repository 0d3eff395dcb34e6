/**
 * Downloads in a process of their own, built as the application is, beside plain `fetch` of the same bodies:
 *
 *   node download-process.mjs THREAD-ENTRY LIBRARY URL ACCOUNT SECRET PROJECT
 *
 * downloads every study of the project and prints one JSON line, `Download[]`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openWorkstationWith, type Workstation } from '../../downloads/workstation.ts'

export interface Download {
  readonly megabytes: number
  readonly seconds: number
  readonly files: number
  readonly worstTurnMs: number
  readonly cpuMs: number
  /** MB/s of plain fetch, the better of before and after */
  readonly plain: number
  readonly plainStreamed: number
}

const [thread = '', folder = '', url = '', account = '', secret = '', project = ''] = process.argv.slice(2)

async function measure(workstation: Workstation, study: string): Promise<Download> {
  const before = await plainFetch(study)
  const turns = monitorEventLoopDelay({ resolution: 1 })
  const cpu = process.cpuUsage()
  turns.enable()
  const began = performance.now()
  const status = await workstation.fetch(study)
  const seconds = (performance.now() - began) / 1000
  turns.disable()
  const { user, system } = process.cpuUsage(cpu)
  const after = await plainFetch(study)
  const view = workstation.downloads.view(study)
  if (status !== 'complete' || !view) throw new Error(`the download ended ${status}`)
  return {
    megabytes: view.bytes / 1e6,
    seconds,
    files: view.instances.done,
    worstTurnMs: turns.max / 1e6,
    cpuMs: (user + system) / 1000,
    plain: Math.max(before.whole, after.whole),
    plainStreamed: Math.max(before.streamed, after.streamed),
  }
}

/** MB/s, the body taken as one buffer and piece by piece. */
async function plainFetch(study: string): Promise<{ whole: number; streamed: number }> {
  const headers = {
    authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`,
    accept: 'multipart/related; type="application/dicom"; transfer-syntax=*',
  }
  const rate = async (take: (answer: Response) => Promise<number>): Promise<number> => {
    const began = performance.now()
    const bytes = await take(await fetch(`${url}/studies/${study}`, { headers }))
    return bytes / 1e3 / (performance.now() - began)
  }
  const whole = await rate(async (answer) => (await answer.arrayBuffer()).byteLength)
  const streamed = await rate(async ({ body }) => {
    let bytes = 0
    for await (const chunk of body ?? []) bytes += chunk.length
    return bytes
  })
  return { whole, streamed }
}

const workstation = await openWorkstationWith({ folder, thread })
const downloads: Download[] = []
for (const study of await workstation.enter({ url, account, secret }, project))
  downloads.push(await measure(workstation, study))
process.stdout.write(`${JSON.stringify(downloads)}\n`)
await workstation.close()
