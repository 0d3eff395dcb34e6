import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProject } from '../../main/registry/projects/seed.ts'
import { batchFiles } from '../../main/services/library/ingest.ts'
import { type DemoRegistry, startDemoRegistry } from '../registry/servers/demo.ts'
import { type FaultProxy, startFaultProxy } from '../registry/servers/fault-proxy.ts'
import { openWorkstation } from './here.ts'
import { call, type Workstation } from './workstation.ts'

const all = 143
const stream = /\/studies\/[0-9.]+$/
const single = /\/instances\/[0-9.]+$/

let registry: DemoRegistry
let proxy: FaultProxy
let workstation: Workstation
let study: string

beforeAll(async () => {
  registry = await startDemoRegistry()
})
afterAll(() => registry.remove())

beforeEach(async () => {
  proxy = await startFaultProxy(registry.port)
  workstation = await openWorkstation()
  ;[study = ''] = await workstation.enter(
    { url: proxy.origin, account: 'reader', secret: 'demo' },
    openProject,
  )
})
afterEach(async () => {
  await workstation.close()
  await proxy.close()
})

const here = (): number => workstation.keeper.index.objectsOf(study).length
const service = () => workstation.downloads.service

/** Starts a download whose stream never ends, and waits until some of it has arrived. */
async function hangMidway(): Promise<void> {
  proxy.inject({ match: stream, times: 1, does: { kind: 'stall-answer', after: 1_000_000 } })
  await service().start({ study }, call)
  for await (const view of await service().watch({ study }, call))
    if (view.instances.done >= batchFiles) break
}

describe('a running download', () => {
  it('shows how much has come, of how much, and how fast', async () => {
    await hangMidway()
    expect(workstation.downloads.view(study)).toMatchObject({
      status: 'running',
      instances: { total: all },
      rate: expect.any(Number),
    })
  })

  it('pauses at once, keeps what came, and goes on with what is missing', async () => {
    await hangMidway()
    const paused = await service().pause({ study }, call)
    expect(paused).toMatchObject({ status: 'paused', instances: { total: all } })
    const kept = here()
    expect(kept).toBe(paused.instances.done)
    expect(kept).toBeGreaterThanOrEqual(batchFiles)
    const asked = proxy.seen.length
    await service().resume({ study }, call)
    expect(await workstation.rest(study)).toBe('complete')
    expect(here()).toBe(all)
    const again = proxy.seen.slice(asked).filter(({ path }) => stream.test(path))
    expect(again).toEqual([])
    expect(proxy.seen.slice(asked).filter(({ path }) => single.test(path)).length).toBeLessThanOrEqual(
      all - kept,
    )
  })

  it('that is cancelled is forgotten, and is not taken for a study that can be read', async () => {
    await hangMidway()
    expect(workstation.keeper.index.stateOf(study)).toBe('not-here')
    expect(await service().cancel({ study }, call)).toMatchObject({ status: 'not-here' })
    expect(workstation.keeper.index.stateOf(study)).toBe('not-here')
    expect(workstation.downloads.view(study)).toBeUndefined()
    await expect(service().watch({ study }, call)).rejects.toMatchObject({ code: 'no-such-download' })
    expect(await workstation.fetch(study)).toBe('complete')
    expect(workstation.keeper.index.stateOf(study)).toBe('here')
    expect(here()).toBe(all)
  })

  it('that the window was closed on waits, paused, and goes on in the next one', async () => {
    await hangMidway()
    await workstation.close()
    const reopened = await openWorkstation({ folder: workstation.folder })
    workstation = reopened
    expect(reopened.downloads.view(study)).toMatchObject({ status: 'paused' })
    expect(reopened.connection.view()).toMatchObject({ state: 'signed-in', account: 'reader' })
    await service().resume({ study }, call)
    expect(await reopened.rest(study)).toBe('complete')
    expect(here()).toBe(all)
  })
})

it('two downloads come one after the other, and a waiting one can be paused', async () => {
  const [, second = ''] = workstation.remote.studies(openProject).map((one) => one.study)
  await hangMidway()
  expect(await service().start({ study: second }, call)).toMatchObject({ status: 'queued' })
  expect(await service().pause({ study: second }, call)).toMatchObject({ status: 'paused' })
  await service().resume({ study: second }, call)
  await service().pause({ study }, call)
  expect(await workstation.rest(second)).toBe('complete')
})

it('a study that no registry lists cannot be downloaded', async () => {
  await expect(service().start({ study: '1.2.3' }, call)).rejects.toMatchObject({ code: 'no-such-study' })
})
