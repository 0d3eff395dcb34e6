/** Each mishap on each kind of request of a download: what is in the library is the registry's, and all of it in the end. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openProject } from '../../../main/registry/projects/seed.ts'
import { openWorkstation } from '../../downloads/here.ts'
import { call, type Workstation } from '../../downloads/workstation.ts'
import { hashesOf, longAxisOnly, startDemoRegistry } from '../../registry/servers/demo.ts'
import { type FaultProxy, startFaultProxy } from '../../registry/servers/fault-proxy.ts'
import type { Findings } from '../findings.ts'
import { type Mishap, mishaps, silenceMs } from './catalogue.ts'

const requests = [
  { asking: 'for the list of instances', match: /\/instances\?/ },
  { asking: 'for the whole study', match: /\/studies\/[0-9.]+$/ },
  { asking: 'for one series', match: /\/series\/[0-9.]+$/ },
  { asking: 'for one instance', match: /\/instances\/[0-9.]+$/ },
]
const times = 3
const mostResumes = 8

export async function proveDownloadFaults(findings: Findings): Promise<void> {
  const registry = await startDemoRegistry({ source: longAxisOnly })
  await registry.prepare()
  const expected = await hashesOf(longAxisOnly)
  try {
    for (const { asking, match } of requests)
      for (const mishap of mishaps) {
        const proxy = await startFaultProxy(registry.port)
        const workstation = await openWorkstation({ silence: silenceMs })
        const claim = `a download comes whole although the registry ${mishap.what} when asked ${asking}`
        try {
          const problems = await downloadThrough({ proxy, workstation, mishap, match }, expected)
          if (problems.length === 0) findings.pass(claim)
          else findings.fail(claim, problems.join('; '))
        } finally {
          await workstation.close()
          await proxy.close()
        }
      }
  } finally {
    await registry.remove()
  }
}

interface Weather {
  readonly proxy: FaultProxy
  readonly workstation: Workstation
  readonly mishap: Mishap
  readonly match: RegExp
}

async function downloadThrough(
  { proxy, workstation, mishap, match }: Weather,
  expected: ReadonlySet<string>,
): Promise<string[]> {
  const { downloads, connection, keeper } = workstation
  const entrance = { url: proxy.origin, account: 'reader', secret: 'demo' }
  const [study = ''] = await workstation.enter(entrance, openProject)
  // single files are asked for only where the stream fails
  if (!match.test('/studies/1') && !match.test('/instances?'))
    proxy.inject({ match: /\/studies\/[0-9.]+$/, times: 99, does: { kind: 'status', status: 503 } })
  if (match.test('/instances/1'))
    proxy.inject({ match: /\/series\/[0-9.]+$/, times: 99, does: { kind: 'status', status: 503 } })
  proxy.inject({ method: 'GET', match, times, does: mishap.does })

  const foreign = (): boolean => keeper.index.objectsOf(study).some(({ sha256 }) => !expected.has(sha256))
  const problems: string[] = []
  let status = await workstation.fetch(study)
  for (let resumes = 0; resumes < mostResumes && isUnfinished(workstation, study, status); resumes++) {
    if (foreign()) problems.push('a file that the registry does not have')
    if (resumes === 1) proxy.clear()
    if (!connection.isSignedIn()) await connection.signIn({ kind: 'auto', ...entrance })
    await downloads.service.resume({ study }, call)
    status = await workstation.rest(study)
  }
  const here = keeper.index.objectsOf(study)
  const { damaged, strays } = await keeper.check()
  const left = readdirSync(join(workstation.folder, 'incoming'))
  return [
    ...problems,
    ...(status === 'complete' ? [] : [`it ended ${status}: ${downloads.view(study)?.problem}`]),
    ...(foreign() ? ['a file that the registry does not have'] : []),
    ...(here.length === expected.size ? [] : [`${here.length} of ${expected.size} files`]),
    ...(damaged.length + strays.length === 0 ? [] : [`${damaged.length} damaged, ${strays.length} strays`]),
    ...(left.length === 0 ? [] : [`${left.length} left in incoming`]),
  ]
}

/** Refused instances are asked for again when somebody resumes. */
const isUnfinished = ({ downloads }: Workstation, study: string, status: string): boolean =>
  status !== 'complete' || downloads.view(study)?.problem !== undefined
