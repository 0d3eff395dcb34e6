/**
 * Downloads through a registry that misbehaves at random, over and over: whatever happens on the way, the library
 * holds only the registry's own files, and all of them in the end.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openProject } from '../../main/registry/projects/seed.ts'
import { seeded } from '../library/random.ts'
import type { Certificate } from '../registry/servers/certificate.ts'
import { hashesOf, longAxisOnly, startDemoRegistry } from '../registry/servers/demo.ts'
import { type Fault, startFaultProxy } from '../registry/servers/fault-proxy.ts'
import { openWorkstation } from './here.ts'
import { call } from './workstation.ts'

export interface StormReport {
  /** faults that were met */
  readonly faults: number
  /** times that a download had to be resumed */
  readonly resumed: number
  readonly problems: readonly string[]
}

const mostResumes = 12
/** From then on the registry behaves. */
const patience = 6

export async function stormDownloads(
  rounds: number,
  seed: number,
  certificate?: Certificate,
): Promise<StormReport> {
  const random = seeded(seed)
  const registry = await startDemoRegistry({ source: longAxisOnly })
  const problems: string[] = []
  const expected = await hashesOf(longAxisOnly)
  let [faults, resumed] = [0, 0]
  try {
    await registry.prepare()
    for (let round = 0; round < rounds; round++) {
      const proxy = await startFaultProxy(registry.port, certificate)
      const workstation = await openWorkstation(certificate ? { ca: certificate.ca } : {})
      const say = (problem: string): void => void problems.push(`round ${round} (seed ${seed}): ${problem}`)
      try {
        const entrance = { url: proxy.origin, account: 'reader', secret: 'demo' }
        const [study = ''] = await workstation.enter(entrance, openProject)
        for (let n = 1 + Math.floor(random() * 6); n > 0; n--) proxy.inject(randomFault(random))
        let status = await workstation.fetch(study)
        for (
          let tries = 1;
          tries <= mostResumes && needsMore(status, workstation.downloads.view(study)?.problem);
          tries++
        ) {
          if (tries === patience) proxy.clear()
          if (!workstation.connection.isSignedIn())
            await workstation.connection.signIn({ kind: 'auto', ...entrance })
          resumed += 1
          await workstation.downloads.service.resume({ study }, call)
          status = await workstation.rest(study)
        }
        faults += proxy.seen.filter(({ fault }) => fault !== undefined).length
        const here = workstation.keeper.index.objectsOf(study)
        if (status !== 'complete') say(`it ended ${status}: ${workstation.downloads.view(study)?.problem}`)
        if (here.some(({ sha256 }) => !expected.has(sha256))) say('a file that the registry does not have')
        if (here.length !== expected.size) say(`${here.length} of ${expected.size} files`)
        const { damaged, strays } = await workstation.keeper.check()
        if (damaged.length + strays.length > 0) say(`${damaged.length} damaged, ${strays.length} strays`)
        const left = readdirSync(join(workstation.folder, 'incoming'))
        if (left.length > 0) say(`${left.length} files left in incoming`)
      } finally {
        await workstation.close()
        await proxy.close()
      }
    }
  } finally {
    await registry.remove()
  }
  return { faults, resumed, problems }
}

/** Refused instances are asked for again when somebody resumes. */
const needsMore = (status: string, problem: string | undefined): boolean =>
  status !== 'complete' || problem !== undefined

/** Anything that a wire or a server can do to an answer. */
function randomFault(random: () => number): Fault {
  const one = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(random() * of.length)] ?? of[0]
  const bytes = Math.floor(random() * 200_000)
  const status = one([401, 404, 408, 429, 500, 502, 503, 504])
  const cut = (body: Buffer): Buffer => body.subarray(0, Math.floor(random() * body.length))
  const spoiled = (body: Buffer): Buffer => {
    if (body.length > 0) body.writeUInt8(random() * 256, Math.floor(random() * body.length))
    return body
  }
  return {
    match: one([
      /\/studies\/[0-9.]+$/,
      /\/instances\/[0-9.]+$/,
      /\/instances\?/,
      /\/series$/,
      /\/dicom-web\//,
    ]),
    times: 1 + Math.floor(random() * 4),
    does: one<Fault['does']>([
      { kind: 'status', status, headers: { 'retry-after': '1' }, body: 'not now' },
      { kind: 'cut-answer', after: bytes, orderly: true },
      { kind: 'cut-answer', after: bytes, orderly: false },
      { kind: 'lose-answer' },
      { kind: 'wait', milliseconds: 20 },
      { kind: 'rewrite', answer: cut },
      { kind: 'rewrite', answer: spoiled },
    ]),
  }
}
