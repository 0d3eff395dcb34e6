/** Each mishap on each kind of request of an upload: done means that the registry has it, and it is stored once. */
import { openProject } from '../../../main/registry/projects/seed.ts'
import type { StudySource } from '../../../main/registry/synthesis/source.ts'
import { sameDataset } from '../../../main/services/outbox/proof.ts'
import { contours, openSender, type Sender } from '../../outbox/sender.ts'
import { filesOf, type RegistryClient, signInAs } from '../../registry/client.ts'
import { smallSource, startDemoRegistry } from '../../registry/servers/demo.ts'
import { type FaultProxy, startFaultProxy } from '../../registry/servers/fault-proxy.ts'
import { opinionUid } from '../../registry/servers/opinion.ts'
import type { Findings } from '../findings.ts'
import { type Mishap, mishaps, silenceMs } from './catalogue.ts'

/** Studies that are known and have no images: sending needs none. */
const imageless: StudySource = { ...smallSource(), parts: () => [] }

const requests = [
  { method: 'POST', doing: 'an object is stored', match: /\/dicom-web\/studies$/ },
  { method: 'GET', doing: 'an object is looked for', match: /\/instances\?/ },
  { method: 'GET', doing: 'an object is read back', match: /\/instances\/[0-9.]+$/ },
  { method: 'PUT', doing: 'a document is stored', match: /\/results\// },
  { method: 'GET', doing: 'a document is read back', match: /\/results\// },
]
const times = 2
const mostTries = 12

export async function proveUploadFaults(findings: Findings): Promise<void> {
  const registry = await startDemoRegistry({ source: imageless })
  const coordinator = await signInAs(registry.url, 'coordinator')
  let number = 0
  try {
    for (const { method, doing, match } of requests)
      for (const mishap of mishaps) {
        number += 1
        const proxy = await startFaultProxy(registry.port)
        const sender = await openSender(
          { url: proxy.origin, account: 'reader', secret: 'demo' },
          openProject,
          { silence: silenceMs },
        )
        const claim = `a result arrives once although the registry ${mishap.what} when ${doing}`
        try {
          proxy.inject({ method, match, times, does: mishap.does })
          const upload = { number, sender, proxy, coordinator, mishap }
          const problems = await uploadThrough(upload)
          if (problems.length === 0) findings.pass(claim)
          else findings.fail(claim, problems.join('; '))
        } finally {
          await sender.close()
          await proxy.close()
        }
      }
  } finally {
    await registry.remove()
  }
}

interface Upload {
  readonly number: number
  readonly sender: Sender
  readonly proxy: FaultProxy
  readonly coordinator: RegistryClient
  readonly mishap: Mishap
}

async function uploadThrough(upload: Upload): Promise<string[]> {
  const { number, sender, proxy, mishap } = upload
  const read = `read-${number}`
  const entrance = { url: proxy.origin, kind: 'auto', account: 'reader', secret: 'demo' } as const
  const problems: string[] = []
  await sender.sign(read, { number })
  for (let tries = 0; tries < mostTries; tries++) {
    await sender.outbox.run()
    problems.push(...(await falselyDone(upload)))
    const states = sender.states()
    if (states.every((state) => state === 'done')) break
    if (tries === 1) proxy.clear()
    const { connection } = sender.workstation
    if (!connection.isSignedIn()) await connection.signIn(entrance)
    // what was blocked or is in doubt waits for a person, who asks for it again
    if (states.some((state) => state === 'blocked')) await sender.sign(read, { number })
    sender.wait()
  }
  const states = sender.states()
  if (isForAPerson(mishap) && states.includes('conflict')) return problems
  if (!states.every((state) => state === 'done'))
    problems.push(`it ended ${states.join(', ')}: ${sender.details()}`)
  return problems
}

/** A damaged read-back cannot be told from other content under this name: nothing is sent over it. */
const isForAPerson = ({ what, does }: Mishap): boolean => does.kind === 'rewrite' || what === 'answers 409'

async function falselyDone({ number, sender, coordinator }: Upload): Promise<string[]> {
  const { study } = sender
  const problems: string[] = []
  for (const item of sender.outbox.queue.all()) {
    if (item.status !== 'done') continue
    if (item.kind === 'sr') {
      const uid = opinionUid(study, number)
      const files = await filesOf(coordinator.dicomWeb, {
        study,
        series: seriesOf(study, number),
        instance: uid,
      })
      const signed = await sender.workstation.library.blobs.read(item.sha256)
      const [file] = files
      if (files.length !== 1 || !file || !sameDataset(signed, file))
        problems.push('the report is called done and the registry does not hold it')
    } else {
      const path = `/api/projects/${openProject}/results/${item.read}/1/contours`
      const { status, body } = await coordinator.get(path)
      if (status !== 200 || !(body instanceof Object && 'document' in body && body.document === contours))
        problems.push('the contours are called done and the registry does not hold them')
    }
  }
  return problems
}

/** As `writeOpinion` names it. */
const seriesOf = (study: string, number: number): string => `${study.slice(0, 50)}.98.${number}`
