/**
 * Kills a reader's process while it signs and sends, and looks at library and registry each time: what was said
 * to be saved is there, the chain holds, and what is called done is what the registry has.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { phantomContours } from '#dicom/write/mr/phantom-contours.ts'
import { openProject } from '../../../main/registry/projects/seed.ts'
import { sameDataset } from '../../../main/services/outbox/proof.ts'
import type { OutboxItem } from '../../../main/services/outbox/queue.ts'
import { createReadLog } from '../../../main/services/reads/log.ts'
import type { ResultObject } from '../../../main/services/reads/result-objects.ts'
import { type Library, openLibrary } from '../../../main/store/library.ts'
import { built } from '../../built-workers.ts'
import { seeded } from '../../library/random.ts'
import { filesOf, type RegistryClient, signInAs } from '../../registry/client.ts'
import { smallStudies, startDemoRegistry } from '../../registry/servers/demo.ts'
import type { Killed, KillOptions } from './kill.ts'

const longestMs = 60_000
/** Of the time from the start of the process to the next version that is done. */
const latest = 1.3

export async function killSigning(kills: number, { folder, seed }: KillOptions): Promise<Killed> {
  const random = seeded(seed)
  const registry = await startDemoRegistry()
  try {
    const coordinator = await signInAs(registry.url, 'coordinator')
    const process = await signingProcess(join(folder, `signing-${seed}`), registry.url)
    const problems: string[] = []
    const first = await process.run({ untilDone: 1 })
    const second = await process.run({ untilDone: 2 })
    let promised = later(first, second)
    const look = createLook(process.library, coordinator)
    for (let kill = 1; kill <= kills; kill++) {
      const before = promised
      const said = await process.run({ afterMs: random() * latest * second.tookMs })
      promised = later(before, said)
      problems.push(...(await look(promised)).map((problem) => `kill ${kill} (seed ${seed}): ${problem}`))
    }
    const { signed } = later(promised, await process.run('at the end'))
    problems.push(...(await look({ ...promised, done: signed })).map((problem) => `at the end: ${problem}`))
    return { problems, detail: `${signed} versions were signed and sent` }
  } finally {
    await registry.remove()
  }
}

/** The last of each that was said. */
interface Promised {
  readonly seq: number
  readonly signed: number
  readonly done: number
}

const later = (a: Promised, b: Promised): Promised => ({
  seq: Math.max(a.seq, b.seq),
  signed: Math.max(a.signed, b.signed),
  done: Math.max(a.done, b.done),
})

async function signingProcess(folder: string, url: string) {
  const [demo] = smallStudies
  if (!demo) throw new Error('the demo registry has studies')
  const { thread, signing } = await built({
    thread: 'workers/thread.ts',
    signing: 'test/prove/kills/signing-process.ts',
  })
  const library = join(folder, 'library')
  const contours = `${folder}.json`
  writeFileSync(contours, JSON.stringify(phantomContours(demo.options, 'ed-es')))
  return {
    library,
    /** @throws Error when it ends by itself before it is killed, or does not come to what it should come to */
    async run(kill: Kill): Promise<Promised & { readonly tookMs: number }> {
      const toItsEnd = kill === 'at the end'
      const args = [signing, thread, library, url, openProject, contours, ...(toItsEnd ? ['finish'] : [])]
      const began = performance.now()
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
      let [output, errors] = ['', '']
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (!toItsEnd && 'untilDone' in kill && output.includes(`done ${kill.untilDone}\n`))
          child.kill('SIGKILL')
      })
      child.stderr.on('data', (chunk: Buffer) => {
        errors += chunk.toString()
      })
      const afterMs = !toItsEnd && 'afterMs' in kill ? kill.afterMs : longestMs
      const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
      await once(child, 'close')
      clearTimeout(timer)
      if ((child.signalCode === 'SIGKILL') === toItsEnd)
        throw new Error(`the process ended with ${child.exitCode ?? child.signalCode}: ${errors}`)
      const last = (what: string): number =>
        Number([...output.matchAll(new RegExp(`^${what} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0)
      const tookMs = performance.now() - began
      return { seq: last('seq'), signed: last('signed'), done: last('done'), tookMs }
    },
  }
}

/** When the process is killed: at a moment, once a version is done, or only should it not come to its end. */
type Kill = { readonly afterMs: number } | { readonly untilDone: number } | 'at the end'

/** @returns problems; what was found at the registry once is not fetched again */
function createLook(folder: string, coordinator: RegistryClient): (promised: Promised) => Promise<string[]> {
  const seen = new Set<string>()
  return async (promised) => {
    const library = openLibrary(folder)
    try {
      return [
        ...(await brokenIn(library)),
        ...missing(library, promised),
        ...(await notAtTheRegistry(library, coordinator, seen)),
        ...readdirSync(library.incoming).map((name) => `${name} was left in incoming`),
      ]
    } finally {
      library.close()
    }
  }
}

async function brokenIn(library: Library): Promise<string[]> {
  const log = createReadLog(library, 'midwall proof')
  const problems: string[] = []
  for (const { read, seq, head } of log.rows()) {
    const verified = log.verify(read)
    if ('brokenAt' in verified)
      problems.push(`the chain is broken at ${verified.brokenAt}: ${verified.detail}`)
    else if (verified.events.length !== seq || verified.head !== head) problems.push('read and log differ')
  }
  for (const { kind, sha256 } of resultObjects(library)) {
    try {
      await library.blobs.read(sha256)
    } catch {
      problems.push(`the bytes of a signed ${kind} are not there`)
    }
  }
  return problems
}

const resultObjects = ({ db }: Library): ResultObject[] =>
  db.prepare('SELECT * FROM result_objects').all() as ResultObject[]

function missing(library: Library, promised: Promised): string[] {
  const [row] = createReadLog(library, 'midwall proof').rows()
  const { seq = 0, version = 0 } = row ?? {}
  const files = (of: number): number => resultObjects(library).filter((one) => one.version === of).length
  const waiting = outbox(library).filter((item) => item.version <= promised.done && item.status !== 'done')
  const unfiled = Array.from({ length: version }, (_, i) => i + 1).filter((of) => files(of) === 0)
  return [
    ...(seq < promised.seq ? [`${promised.seq} events were saved, ${seq} are here`] : []),
    ...(version < promised.signed ? [`version ${promised.signed} was signed, ${version} is the last`] : []),
    ...unfiled.map((of) => `version ${of} is signed and has no files`),
    ...waiting.map(({ version: of, kind, status }) => `${kind} of version ${of} was done and is ${status}`),
  ]
}

const outbox = ({ db }: Library): (OutboxItem & { readonly uid: string })[] =>
  db.prepare('SELECT * FROM outbox').all() as OutboxItem[]

async function notAtTheRegistry(
  library: Library,
  coordinator: RegistryClient,
  seen: Set<string>,
): Promise<string[]> {
  const problems: string[] = []
  for (const item of outbox(library)) {
    if (item.status !== 'done' || seen.has(item.id)) continue
    const signed = readFileSync(library.blobs.pathOf(item.sha256))
    if (await isHeld(item, signed, coordinator)) seen.add(item.id)
    else
      problems.push(`${item.kind} of version ${item.version} is called done; the registry does not hold it`)
  }
  return problems
}

async function isHeld(item: OutboxItem, signed: Buffer, { dicomWeb, get }: RegistryClient): Promise<boolean> {
  const { project, study, read, version, kind, uid } = item
  if (kind === 'contours' || kind === 'result') {
    const { body } = await get(`/api/projects/${project}/results/${read}/${version}/${kind}`)
    return body instanceof Object && 'document' in body && body.document === signed.toString('utf8')
  }
  const [row] = await dicomWeb.instances({ study, sopInstanceUid: uid })
  if (!row) return false
  const [file] = await filesOf(dicomWeb, { study, series: row.series, instance: uid })
  return file !== undefined && sameDataset(signed, file)
}
