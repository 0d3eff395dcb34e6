import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProject } from '../../main/registry/projects/seed.ts'
import type { StudySource } from '../../main/registry/synthesis/source.ts'
import { auditEntries } from '../../main/store/audit.ts'
import { signInAs } from '../registry/client.ts'
import { type DemoRegistry, smallSource, startDemoRegistry } from '../registry/servers/demo.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../registry/servers/fault-proxy.ts'
import { contours, head, openSender, type Sender } from './sender.ts'

/** Studies that are known and have no images: sending needs none. */
const imageless: StudySource = { ...smallSource(), parts: () => [] }

let registry: DemoRegistry
let proxy: FaultProxy
let sender: Sender
let read: string
let reads = 0

beforeAll(async () => {
  registry = await startDemoRegistry({ source: imageless })
})
afterAll(() => registry.remove())
beforeEach(async () => {
  proxy = await startFaultProxy(registry.port)
  sender = await openSender({ url: proxy.origin, account: 'reader', secret: 'demo' }, openProject)
  reads += 1
  read = `read-${reads}`
})
afterEach(async () => {
  await sender.close()
  await proxy.close()
})

const sign = (options: Parameters<Sender['sign']>[1] = {}) => sender.sign(read, { number: reads, ...options })
const inject = (method: string, match: RegExp, does: Fault['does'], times = 1): void =>
  proxy.inject({ method, match, times, does })
const stored = (): number =>
  proxy.seen.filter(({ method, path }) => method === 'POST' && path.endsWith('/studies')).length
const stow = /\/dicom-web\/studies$/

describe('a signed result', () => {
  it('is done once the registry was seen to hold it, and then has a receipt', async () => {
    await sign()
    await sender.outbox.run()
    expect(sender.states()).toEqual(['done', 'done'])
    expect(sender.outbox.statusOf(read)).toEqual({ status: 'done' })
    const [receipt] = sender.outbox.receipts.of(read)
    expect(receipt).toMatchObject({ read, head, registry: 'Midwall demo registry' })
    expect(receipt?.objects.map(({ kind }) => kind)).toEqual(['sr', 'contours'])
    const coordinator = await signInAs(registry.url, 'coordinator')
    const path = `/api/projects/${openProject}/results/${read}/1/contours`
    expect((await coordinator.get(path)).body).toMatchObject({ document: contours, head })
    expect((await coordinator.get(`/api/projects/${openProject}/receipts`)).body).toContainEqual(
      expect.objectContaining({ read }),
    )
    const second = await signInAs(registry.url, 'second')
    expect((await second.get(path)).status).toBe(404)
  })

  it('that arrived while the answer was lost is found there, and not sent again', async () => {
    await sign()
    inject('POST', stow, { kind: 'lose-answer' })
    inject('PUT', /\/results\//, { kind: 'lose-answer' })
    for (let tries = 0; tries < 3; tries++) {
      await sender.outbox.run()
      sender.wait()
    }
    expect(sender.states()).toEqual(['done', 'done'])
    expect(stored()).toBe(1)
    expect(proxy.seen.filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })

  it('whose body was cut on the way is sent again', async () => {
    await sign()
    inject('POST', stow, { kind: 'cut-request', after: 100 })
    await sender.outbox.run()
    expect(sender.states()).toEqual(['checking', 'waiting'])
    sender.wait()
    await sender.outbox.run()
    expect(sender.states()).toEqual(['done', 'done'])
    expect(stored()).toBe(2)
  })

  it('is not believed to be stored because the registry says so', async () => {
    await sign({ documents: false })
    const claim = { '00081199': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2.3'] } }] } }
    inject('POST', stow, { kind: 'status', status: 200, body: JSON.stringify(claim) })
    await sender.outbox.run()
    expect(sender.states()).toEqual(['waiting'])
    expect(sender.details()).toContain('did not store it')
    sender.wait()
    await sender.outbox.run()
    expect(sender.states()).toEqual(['done'])
  })

  it('waits with growing pauses while the registry is away, and goes when it is back', async () => {
    await sign({ documents: false })
    inject('POST', stow, { kind: 'cut-request', after: 0 }, 5)
    const pauses: number[] = []
    for (let tries = 0; tries < 5; tries++) {
      await sender.outbox.run()
      const [item] = sender.outbox.queue.all()
      expect(item).toMatchObject({ status: 'checking', tries: tries + 1 })
      pauses.push(item?.nextTry ?? 0)
      sender.wait()
    }
    const turned = 16 * 60_000
    const waits = pauses.map((at, i) => at - (pauses[0] ?? 0) - i * turned)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(new Set(waits).size).toBe(5)
    await sender.outbox.run()
    expect(sender.states()).toEqual(['done'])
  })

  it('is not tried before the registry wants to be asked again', async () => {
    await sign({ documents: false })
    inject('POST', stow, { kind: 'status', status: 429, headers: { 'retry-after': '600' } })
    await sender.outbox.run()
    await sender.outbox.run()
    expect(stored()).toBe(1)
    const [item] = sender.outbox.queue.all()
    expect((item?.nextTry ?? 0) - Date.now()).toBeGreaterThan(590_000)
    expect(item?.detail).toContain('429')
  })

  it('waits for a person to sign in again', async () => {
    await sign({ documents: false })
    inject('POST', stow, { kind: 'status', status: 401 })
    await sender.outbox.run()
    expect(sender.workstation.connection.view()).toMatchObject({ state: 'signed-out' })
    expect(sender.details()).toContain('sign in')
    const again = { url: proxy.origin, kind: 'auto', account: 'reader', secret: 'demo' } as const
    await sender.workstation.connection.signIn(again)
    sender.wait()
    await sender.outbox.run()
    expect(sender.states()).toEqual(['done'])
  })

  it.each([403, 410, 413])(
    'that the registry will not take (%i) is kept, shown, and left alone',
    async (status) => {
      await sign({ documents: false })
      inject('POST', stow, { kind: 'status', status, body: 'no' })
      await sender.outbox.run()
      sender.wait()
      await sender.outbox.run()
      expect(sender.states()).toEqual(['blocked'])
      expect(sender.details()).toContain(String(status))
      expect(stored()).toBe(1)
    },
  )

  it('under whose name the registry holds something else is a conflict for a person', async () => {
    await sign()
    await sender.outbox.run()
    await sender.sign(`${read}-other`, { number: reads, patientName: '' })
    await sender.outbox.run()
    expect(sender.outbox.statusOf(`${read}-other`)).toMatchObject({
      status: 'conflict',
      detail: expect.stringContaining('other content'),
    })
  })

  it('in which a person is named never leaves', async () => {
    await sign({ documents: false, patientName: 'MUELLER^HANS^^DR' })
    await sender.outbox.run()
    expect(sender.states()).toEqual(['blocked'])
    expect(sender.details()).toContain('PatientName')
    expect(stored()).toBe(0)
  })

  it('that was being sent when the program died is looked for before it is sent', async () => {
    await sign({ documents: false })
    const [item] = sender.outbox.queue.all()
    if (!item) throw new Error('something was signed')
    sender.outbox.queue.set(item, 'sending', {})
    const { folder } = sender.workstation
    await sender.close()
    const asked = proxy.seen.length
    sender = await openSender({ url: proxy.origin, account: 'reader', secret: 'demo' }, openProject, {
      folder,
    })
    expect(sender.states()).toEqual(['checking'])
    await sender.outbox.run()
    expect(sender.states()).toEqual(['done'])
    const methods = proxy.seen.slice(asked).map(({ method }) => method)
    expect(methods.indexOf('GET')).toBeLessThan(methods.indexOf('POST'))
  })

  it('about a study that is withdrawn stays here, sealed from sending, with all of its audit', async () => {
    await sign()
    await sender.outbox.stopStudy(sender.study, 'the subject left')
    sender.wait()
    await sender.outbox.run()
    expect(sender.states()).toEqual(['blocked', 'blocked'])
    expect(sender.details()).toContain('the subject left')
    expect(stored()).toBe(0)
    const audit = auditEntries(sender.workstation.library.db, 10).map(({ what }) => what)
    expect(audit).toContain('upload-blocked')
    expect(() => sender.workstation.library.db.exec('DELETE FROM outbox')).toThrow('never forgotten')
  })
})
